"""Long sequences in segments, whose RNN state is kept from one segment to the next. Source: TF1 tf.contrib.training."""

import numbers

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.training.sequence_segments import Segments, checked_inputs, padded_to_multiple


class SequenceQueueingStateSaver:
    """Cuts sequences into segments of `num_unroll` steps and batches segments of different sequences.

    1. Each run of `prefetch_op` takes one sequence in and cuts it up; its first segment is ready.
    2. `next_batch` takes `batch_size` segments that are ready.
    3. `next_batch.save_state` hands on what the RNN made of the state: the next segments are ready with it.

    batch_size: a number or int32 scalar. num_unroll: steps of a segment; each sequence's time must be a multiple of it.
    input_length, input_key: int32 and string scalars, of one sequence; keys must be unique among those on the way.
    input_sequences: dict of tensors `[time, ...]`; input_context: dict of tensors of any static shape.
    initial_states: dict of tensors of static shape, the state before a sequence begins.
    capacity: how many sequences may be on the way; None for any number. allow_small_batch: take fewer segments at the end.

    Raises ValueError for missing sequences or states, unknown shapes, and a `capacity` below `batch_size`; TypeError for a
    key or length of another type. While it runs, InvalidArgumentError for sequences of a time that does not fit.
    Source: TF1 tf.contrib.training.SequenceQueueingStateSaver.
    """

    def __init__(self, batch_size, num_unroll, input_length, input_key, input_sequences, input_context, initial_states, capacity=None,
                 allow_small_batch=False, name=None):
        if capacity is not None and isinstance(batch_size, numbers.Integral) and capacity < batch_size:
            raise ValueError(f"SequenceQueueingStateSaver: capacity={capacity} is below batch_size={batch_size}: no batch would ever "
                             "be full. Raise capacity, or give None.")
        self._allow_small_batch, self._num_unroll = allow_small_batch, int(num_unroll)
        with tf.name_scope(name, "InputQueueingStateSaver") as scope:
            self._name = scope
            self._inputs = checked_inputs(self._num_unroll, input_length, input_key, input_sequences, input_context, initial_states)
            self._batch_size = tf.convert_to_tensor(batch_size, tf.int32, name="batch_size")
            self._segments = Segments(self._inputs, self._num_unroll)
            # One entry for each sequence on the way: it makes prefetch_op wait where there are enough of them.
            self._places = tf.FIFOQueue(-1 if capacity is None else int(capacity), [tf.int32], [[]], name="places")
            self._prefetch_op = self._insert_segments()
            self._next_batch = None

    name = property(lambda self: self._name, doc="The name scope.")
    barrier = property(lambda self: self._segments.barrier, doc="The barrier in which segments wait for their state.")
    batch_size = property(lambda self: self._batch_size, doc="The size of a full batch, int32 scalar.")
    num_unroll = property(lambda self: self._num_unroll, doc="The steps of a segment.")
    prefetch_op = property(lambda self: self._prefetch_op, doc="The op that takes in one sequence.")

    @property
    def next_batch(self):
        """The `NextQueuedSequenceBatch`; each run of its tensors takes the next batch."""
        if self._next_batch is None:
            with tf.name_scope(self._name):
                self._next_batch = NextQueuedSequenceBatch(self)
        return self._next_batch

    def close(self, cancel_pending_enqueues=False, name=None):
        """The op after which no further sequence is taken in; those on the way are still given out."""
        with tf.name_scope(name, "SQSSClose", [self._prefetch_op]) as scope:
            return tf.group(self.barrier.close(cancel_pending_enqueues), self._places.close(cancel_pending_enqueues), name=scope)

    def _insert_segments(self):
        with tf.control_dependencies(self._segments.checks):
            enter = self._places.enqueue(1)
        with tf.control_dependencies([enter]):
            return tf.group(*self._segments.insertions(), name="StateSaverPrefetchGroup")


class NextQueuedSequenceBatch:
    """A batch of segments; `SequenceQueueingStateSaver.next_batch` makes it. Source: TF1 tf.contrib.training.NextQueuedSequenceBatch."""

    def __init__(self, state_saver):
        saver = state_saver
        self._saver = saver
        indices, keys, values = saver.barrier.take_many(saver.batch_size, allow_small_batch=saver._allow_small_batch, timeout=None)
        static = None if saver._allow_small_batch else tf.get_static_value(saver.batch_size)
        for tensor in (indices, keys, *values):
            tensor.set_shape([static] + tensor.shape.as_list()[1:] if tensor.shape.ndims else [static])
        self._insertion_index, self._key = indices, keys
        self._fields = saver._segments.unpack(values)
        self._size = static
        finished = tf.reduce_sum(tf.cast(tf.equal(self.sequence + 1, self.sequence_count), tf.int32))
        # The states pass through here, as whoever takes a segment reads them: a sequence that ends makes room for another.
        with tf.control_dependencies([saver._places.dequeue_many(finished)]):
            self._states = {name: tf.identity(value) for name, value in self._fields["states"].items()}

    key = property(lambda self: self._key, doc="The segments' keys, «00001_of_00003:original key», string `[batch]`.")
    next_key = property(lambda self: self._fields["next_key"], doc="The keys of the segments that follow, or «STOP:original key».")
    insertion_index = property(lambda self: self._insertion_index, doc="The order in which the segments came, int64 `[batch]`.")
    length = property(lambda self: self._fields["length"], doc="The real steps of each segment, at most num_unroll; int32 `[batch]`.")
    total_length = property(lambda self: self._fields["total_length"], doc="The real steps of the whole sequences, int32 `[batch]`.")
    sequence = property(lambda self: self._fields["sequence"], doc="Which segment of its sequence each is, from 0; int32 `[batch]`.")
    sequence_count = property(lambda self: self._fields["sequence_count"], doc="The segments of the sequences, int32 `[batch]`.")
    sequences = property(lambda self: self._fields["sequences"], doc="{name: tensor `[batch, num_unroll, ...]`}.")
    context = property(lambda self: self._fields["context"], doc="{name: tensor `[batch, ...]`}.")

    @property
    def batch_size(self):
        """The number of segments, int32 scalar: fewer than asked for only with `allow_small_batch`."""
        return tf.shape(self._key)[0]

    def state(self, state_name):
        """The state `[batch, ...]` before these segments. Raises KeyError for a name that is not among the initial states."""
        if state_name not in self._states:
            raise KeyError(self._unknown(state_name))
        return self._states[state_name]

    def save_state(self, state_name, value, name=None):
        """The op that keeps `value`, `[batch, ...]`, as the state before the next segments; run it with every batch.

        Raises KeyError for an unknown name, ValueError for another shape.
        """
        if state_name not in self._states:
            raise KeyError(self._unknown(state_name))
        with tf.name_scope(name, "InputQueueingStateSaver_SaveState", [value]):
            kept = self._states[state_name]
            value = tf.convert_to_tensor(value, kept.dtype)
            if not value.shape.is_compatible_with(kept.shape):
                raise ValueError(f"save_state: `value` for the state {state_name} has shape {value.shape}; expected {kept.shape}, that of "
                                 "the initial state behind the batch's size.")
            goes_on = self.sequence + 1 < self.sequence_count
            keys, value = tf.boolean_mask(self.next_key, goes_on), tf.boolean_mask(value, goes_on)
            return self._saver.barrier.insert_many(self._saver._segments.state_component(state_name), keys, value,
                                                   name=f"BarrierInsertState_{state_name}")

    def _unknown(self, state_name):
        return f"the state {state_name!r} was not declared; initial_states has {', '.join(self._states)}"


def batch_sequences_with_states(input_key, input_sequences, input_context, input_length, initial_states, num_unroll, batch_size,
                                num_threads=3, capacity=1000, allow_small_batch=True, pad=True, make_keys_unique=False,
                                make_keys_unique_seed=None, name=None):
    """Batches of segments of sequences with their states, filled by queue runners: a `NextQueuedSequenceBatch`.

    input_length: None takes it from the sequences. pad: fill each sequence with zeros (or "") to a multiple of `num_unroll`
    steps. make_keys_unique: append a random number to each key. The rest is as for `SequenceQueueingStateSaver`.

    Run `tf.train.start_queue_runners` first; give the batch to `tf.nn.static_state_saving_rnn` or use its parts.
    Raises ValueError without sequences. Source: TF1 tf.contrib.training.batch_sequences_with_states.
    """
    if not input_sequences:
        raise ValueError("batch_sequences_with_states: `input_sequences` is empty; expected a dict of at least one tensor [time, ...].")
    tensors = [*input_sequences.values(), *input_context.values(), *initial_states.values()]
    with tf.name_scope(name, "batch_sequences_with_states", tensors):
        if make_keys_unique:
            number = tf.random_uniform([], 0, 10 ** 8, tf.int32, seed=make_keys_unique_seed)
            input_key = tf.string_join([input_key, tf.as_string(number)])
        if input_length is None:
            input_length = tf.shape(next(iter(input_sequences.values())))[0]
        if pad:
            input_sequences = padded_to_multiple(input_sequences, num_unroll)
        saver = SequenceQueueingStateSaver(batch_size, num_unroll, input_length, input_key, input_sequences, input_context, initial_states,
                                           capacity, allow_small_batch)
        tf.summary.scalar(f"queue/{saver.barrier.name}/ready_segment_batches_", tf.cast(saver.barrier.ready_size(), tf.float32))
        tf.train.add_queue_runner(tf.train.QueueRunner(
            saver, [saver.prefetch_op] * num_threads, queue_closed_exception_types=(tf.errors.OutOfRangeError, tf.errors.CancelledError)))
        return saver.next_batch
