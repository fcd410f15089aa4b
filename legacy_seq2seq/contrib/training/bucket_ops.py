"""Batches of tensors that belong together, by queues. Source: TF1 tf.contrib.training.bucket, bucket_by_sequence_length."""

import numpy as np

from legacy_seq2seq import tf1 as tf


def bucket(tensors, which_bucket, batch_size, num_buckets, num_threads=1, capacity=32, bucket_capacities=None, shapes=None,
           dynamic_pad=False, allow_smaller_final_batch=False, keep_input=True, shared_name=None, name=None):
    """Batches of `tensors` from one bucket each; run `tf.train.start_queue_runners` to fill them.

    1. Each element goes into the queue of its bucket, unless `keep_input` is false for it.
    2. A bucket that holds `batch_size` elements gives them, as one batch, to a common queue.

    tensors: a list or dict of dense tensors, one element each. which_bucket: int32 scalar in [0, num_buckets).
    batch_size: a number, or a list with one for each bucket. capacity: of the common queue, and of each bucket
        unless `bucket_capacities` lists them. shapes: static shapes, where `tensors` do not know theirs.
    dynamic_pad: pad each batch with zeros to its longest element. allow_smaller_final_batch: give what remains at
        the end of the input.

    Returns (bucket, batch): an int32 scalar and a list or dict of tensors `[batch, ...]`.
    Raises ValueError for lists of another length than `num_buckets`, no tensors, and shapes that must be and are not known.
    Source: TF1 tf.contrib.training.bucket.
    """
    values, pack = _unpacked(tensors)
    sizes = _per_bucket("batch_size", batch_size, num_buckets)
    capacities = _capacities(bucket_capacities, capacity, num_buckets)
    with tf.name_scope(name, "bucket", values) as scope:
        values = [tf.convert_to_tensor(value) for value in values]
        which_bucket = tf.convert_to_tensor(which_bucket, dtype=tf.int32, name="which_bucket")
        keep_input = _scalar_bool(keep_input)
        shapes = _static_shapes(values, shapes, dynamic_pad)
        queues = [_queue(values, shapes, dynamic_pad, size, f"bucket_queue_{i}", shared_name and f"{shared_name}_{i}")
                  for i, size in enumerate(capacities)]
        _sort_into(queues, values, which_bucket, keep_input, num_threads)
        ready = tf.FIFOQueue(capacity, [tf.int32] + [value.dtype for value in values], shared_name=shared_name, name="top_queue")
        _collect_batches(ready, capacity, queues, sizes, allow_smaller_final_batch)
        number, *batch = ready.dequeue(name=scope)
        number.set_shape([])
        # The size is static only if each bucket has the same one and no batch can be smaller.
        size = None if allow_smaller_final_batch or isinstance(batch_size, (list, tuple)) else tf.get_static_value(sizes[0])
        for tensor, shape in zip(batch, shapes):
            tensor.set_shape(tf.TensorShape([size]).concatenate(shape))
        return number, pack(batch)


def bucket_by_sequence_length(input_length, tensors, batch_size, bucket_boundaries, num_threads=1, capacity=32, bucket_capacities=None,
                              shapes=None, dynamic_pad=False, allow_smaller_final_batch=False, keep_input=True, shared_name=None, name=None):
    """Batches of sequences of similar length: `bucket`, with the bucket chosen by `input_length`.

    input_length: int32 scalar. bucket_boundaries: increasing integers b; the buckets are length < b[0],
    b[0] <= length < b[1], ..., b[-1] <= length. The other arguments are `bucket`'s.

    Returns (lengths, batch): int32 `[batch]` and a list or dict of tensors `[batch, ...]`.
    Raises TypeError or ValueError for boundaries that are no list of increasing integers.
    Source: TF1 tf.contrib.training.bucket_by_sequence_length.
    """
    _check_boundaries(bucket_boundaries)
    values, pack = _unpacked(tensors)
    with tf.name_scope(name, "bucket_by_sequence_length", [input_length, *values]) as scope:
        input_length = tf.convert_to_tensor(input_length, dtype=tf.int32, name="input_length")
        passed = tf.greater_equal(input_length, tf.constant(list(bucket_boundaries), tf.int32))
        which_bucket = tf.reduce_sum(tf.cast(passed, tf.int32))
        if shapes is not None:
            shapes = [tf.TensorShape([]), *shapes]
        _, batch = bucket([input_length, *values], which_bucket, batch_size, len(bucket_boundaries) + 1, num_threads, capacity,
                          bucket_capacities, shapes, dynamic_pad, allow_smaller_final_batch, keep_input, shared_name, scope)
        return batch[0], pack(batch[1:])


def _unpacked(tensors):
    """(the tensors as a list, the function that gives a list the form of `tensors`)."""
    if not tensors:
        raise ValueError("bucket: `tensors` is empty; expected a list or dict of at least one tensor.")
    if isinstance(tensors, dict):
        keys = sorted(tensors)
        values, pack = [tensors[key] for key in keys], lambda batch: dict(zip(keys, batch))
    else:
        values, pack = list(tensors), list
    if any(isinstance(value, tf.SparseTensor) for value in values):
        raise TypeError("bucket: `tensors` holds a SparseTensor, which is not provided here. Give its dense form, "
                        "tf.sparse.to_dense(tensor), with dynamic_pad=True; or its tf.io.serialize_sparse(tensor).")
    return values, pack


def _per_bucket(argument, value, num_buckets):
    if not isinstance(value, (list, tuple)):
        return [value] * num_buckets
    if len(value) != num_buckets:
        raise ValueError(f"bucket: `{argument}` has {len(value)} items ({list(value)}); expected one number, or "
                         f"num_buckets={num_buckets} of them.")
    return list(value)


def _capacities(bucket_capacities, capacity, num_buckets):
    if bucket_capacities is None:
        return [capacity] * num_buckets
    return _per_bucket("bucket_capacities", bucket_capacities, num_buckets)


def _check_boundaries(boundaries):
    if not isinstance(boundaries, (list, tuple)):
        raise TypeError(f"bucket_by_sequence_length: `bucket_boundaries` is {boundaries!r}; expected a list of integers, [10, 20].")
    if not boundaries:
        raise ValueError("bucket_by_sequence_length: `bucket_boundaries` is empty; expected at least one length.")
    for low, high in zip(boundaries[:-1], boundaries[1:]):
        if not (isinstance(low, (int, np.integer)) and isinstance(high, (int, np.integer))):
            raise TypeError(f"bucket_by_sequence_length: `bucket_boundaries` holds {low!r} and {high!r}; expected integers. "
                            "Round them: a length is a whole number.")
        if low >= high:
            raise ValueError(f"bucket_by_sequence_length: `bucket_boundaries` has {low} before {high}; each must exceed the one before. "
                             "Give sorted(set(bucket_boundaries)).")


def _scalar_bool(keep_input):
    keep_input = tf.convert_to_tensor(keep_input, dtype=tf.bool)
    if keep_input.shape.ndims not in (None, 0):
        raise ValueError(f"bucket: `keep_input` has shape {keep_input.shape}; expected a scalar, as `tensors` are one element.")
    return keep_input


def _static_shapes(values, shapes, dynamic_pad):
    shapes = [value.shape for value in values] if shapes is None else [tf.TensorShape(shape) for shape in shapes]
    if len(shapes) != len(values):
        raise ValueError(f"bucket: `shapes` has {len(shapes)} items; expected one for each of the {len(values)} tensors.")
    for value, shape in zip(values, shapes):
        if shape.ndims is None or not (dynamic_pad or shape.is_fully_defined()):
            need = "its number of axes" if dynamic_pad else "all of its static shape; or set dynamic_pad=True, which pads"
            raise ValueError(f"bucket: `{value.op.name}` has shape {shape}; a queue needs {need}. Give it with set_shape or `shapes`.")
    return shapes


def _queue(values, shapes, dynamic_pad, capacity, name, shared_name):
    make = tf.PaddingFIFOQueue if dynamic_pad else tf.FIFOQueue
    return make(capacity, [value.dtype for value in values], shapes, shared_name=shared_name, name=name)


def _sort_into(queues, values, which_bucket, keep_input, num_threads):
    """Adds the runners that put each element into the queue of its bucket."""
    enqueue = tf.group(*[
        tf.cond(keep_input & tf.equal(which_bucket, i), lambda queue=queue: tf.group(queue.enqueue(values)), tf.no_op)
        for i, queue in enumerate(queues)], name="enqueue")
    for queue in queues:
        tf.summary.scalar(f"bucket/{queue.name}/size", tf.cast(queue.size(), tf.float32))
    tf.train.add_queue_runner(tf.train.QueueRunner(
        queues[0], [enqueue] * num_threads, close_op=tf.group(*[queue.close() for queue in queues]),
        cancel_op=tf.group(*[queue.close(cancel_pending_enqueues=True) for queue in queues]),
        queue_closed_exception_types=(tf.errors.OutOfRangeError, tf.errors.CancelledError)))


def _collect_batches(ready, capacity, queues, sizes, allow_smaller_final_batch):
    """Adds the runners that move full batches from the buckets to the queue `ready`."""
    enqueues = []
    for number, (queue, size) in enumerate(zip(queues, sizes)):
        batch = (queue.dequeue_up_to if allow_smaller_final_batch else queue.dequeue_many)(size)
        enqueues.append(ready.enqueue([tf.constant(number), *(batch if isinstance(batch, (list, tuple)) else [batch])]))
    tf.summary.scalar(f"bucket/{ready.name}/fraction_of_{capacity}_full", tf.cast(ready.size(), tf.float32) / capacity)
    tf.train.add_queue_runner(tf.train.QueueRunner(
        ready, enqueues, queue_closed_exception_types=(tf.errors.OutOfRangeError, tf.errors.CancelledError)))
