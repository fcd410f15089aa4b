"""Batches drawn by chance from a stream. Source: TF1 tf.contrib.training.rejection_sample, stratified_sample."""

from legacy_seq2seq import tf1 as tf


def rejection_sample(tensors, accept_prob_fn, batch_size, queue_threads=1, enqueue_many=False, prebatch_capacity=16, prebatch_threads=1,
                     runtime_checks=False, name=None):
    """Batches of the elements that chance accepts, each with the probability `accept_prob_fn(tensors)`.

    tensors: a list of tensors, one element each; with `enqueue_many` one batch, `[n, ...]`, of them.
    accept_prob_fn: takes that list (of one element) and returns a scalar in [0, 1]; `runtime_checks` asserts it.

    Returns a list of tensors `[batch_size, ...]`; run `tf.train.start_queue_runners` to fill them.
    Source: TF1 tf.contrib.training.rejection_sample.
    """
    with tf.variable_scope(name, "rejection_sample", tensors):
        tensors = [tf.convert_to_tensor(tensor) for tensor in tensors]
        if enqueue_many:
            tensors = _one_by_one(tensors, prebatch_threads, prebatch_capacity)
        probability = tf.convert_to_tensor(accept_prob_fn(tensors))
        if runtime_checks:
            with tf.control_dependencies([tf.assert_less_equal(0.0, probability), tf.assert_less_equal(probability, 1.0)]):
                probability = tf.identity(probability, name="prob_with_checks")
        keep = tf.less(tf.random_uniform([]), probability)
        return _batch(tensors, keep, batch_size, queue_threads)


def stratified_sample(tensors, labels, target_probs, batch_size, init_probs=None, enqueue_many=False, queue_capacity=16,
                      threads_per_queue=1, name=None):
    """Batches whose classes come with the frequencies `target_probs`, by rejection.

    tensors: a list of tensors, one element each; labels: an integer scalar in [0, classes). With `enqueue_many`
        both have one more, leading, axis. target_probs: `[classes]`. init_probs: `[classes]`, how frequent the
        classes are in the input; None counts them on the way, in the variable `class_count`.

    Returns (list of tensors `[batch_size, ...]`, labels `[batch_size]`); run `tf.train.start_queue_runners`.
    Raises ValueError where the probabilities are no vectors of the same length. While it runs, probabilities that
    are negative, that do not sum to one, or that ask for a class that never comes, end the input with an error.
    Source: TF1 tf.contrib.training.stratified_sample.
    """
    with tf.variable_scope(name, "stratified_sample", [*tensors, labels]):
        tensors, labels = [tf.convert_to_tensor(tensor) for tensor in tensors], tf.convert_to_tensor(labels)
        target_probs = _probabilities("target_probs", target_probs)
        classes = tf.dimension_value(target_probs.shape[0])
        if init_probs is not None:
            init_probs = _probabilities("init_probs", init_probs)
            if init_probs.shape[0] != target_probs.shape[0]:
                raise ValueError(f"stratified_sample: `init_probs` has {init_probs.shape[0]} classes, `target_probs` {classes}; "
                                 "give one probability for each class in both.")
        elements = [*tensors, labels]
        if init_probs is None:
            init_probs = _counted_frequencies(labels, classes, enqueue_many)
        acceptance = _acceptance(init_probs, target_probs)
        elements = _one_by_one(elements, threads_per_queue, queue_capacity, enqueue_many)
        keep = tf.less(tf.random_uniform([]), tf.gather(acceptance, elements[-1]))
        *batch, batch_labels = _batch(elements, keep, batch_size, threads_per_queue)
        return batch, batch_labels


def _one_by_one(tensors, threads, capacity, enqueue_many=True):
    """The elements of a stream (of batches, with `enqueue_many`) one at a time, through a queue."""
    single = tf.train.batch(tensors, batch_size=1, num_threads=threads, capacity=capacity, enqueue_many=enqueue_many)
    return [tensor[0] for tensor in (single if isinstance(single, (list, tuple)) else [single])]


def _batch(tensors, keep, batch_size, threads):
    batch = tf.train.maybe_batch(tensors, keep_input=keep, batch_size=batch_size, num_threads=threads)
    return batch if isinstance(batch, list) else [batch]  # TF1's queues unpack a list of one


def _probabilities(argument, value):
    value = tf.convert_to_tensor(value, dtype=tf.float32)
    if value.shape.ndims != 1 or not value.shape.is_fully_defined():
        raise ValueError(f"stratified_sample: `{argument}` has shape {value.shape}; expected a vector, one probability for each class.")
    checks = [tf.assert_non_negative(value), tf.assert_less(tf.abs(tf.reduce_sum(value) - 1.0), 0.01)]
    with tf.control_dependencies(checks):
        return tf.identity(value)


def _counted_frequencies(labels, classes, enqueue_many, prior=10):
    """How frequent each class was so far, `prior` elements of each being taken as seen before the first."""
    counts = tf.get_variable("class_count", [classes], tf.int64, tf.constant_initializer(prior), trainable=False)
    seen = tf.one_hot(labels, classes, dtype=tf.int64)
    counts = tf.assign_add(counts, tf.reduce_sum(seen, axis=0) if enqueue_many else seen)
    return tf.cast(counts, tf.float32) / tf.cast(tf.reduce_sum(counts), tf.float32)


def _acceptance(init_probs, target_probs):
    """`[classes]`: the largest probabilities of acceptance that turn the one distribution into the other."""
    possible = tf.Assert(tf.reduce_all(tf.logical_or(init_probs > 0, tf.equal(target_probs, 0))),
                         ["stratified_sample: `target_probs` asks for a class that `init_probs` says never comes.", init_probs, target_probs])
    with tf.control_dependencies([possible]):
        ratio = tf.div_no_nan(target_probs, init_probs)
    return ratio / tf.reduce_max(ratio)
