"""Helpers that feed a decoder with the true sequence, all of the time or most of it."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.helper_base import Helper, lookup_in
from legacy_seq2seq.contrib.seq2seq.sampling import bernoulli_sample, categorical_sample


class TrainingHelper(Helper):
    """Teacher forcing: the inputs are read from a given sequence; the samples, argmax ids, are not fed back.

    inputs: `[batch, time, depth]`, with `time_major` `[time, batch, depth]`.
    sequence_length: `[batch]` int32; a sequence of length 0 is finished at once.

    Raises TypeError where `sequence_length` is not int32; ValueError where it is no vector, or known to
    exceed the time axis of `inputs` (TF 1.15 fails in the session). Source: TF1 tf.contrib.seq2seq.TrainingHelper.
    """

    def __init__(self, inputs, sequence_length, time_major=False, name=None):
        with tf.name_scope(name, "TrainingHelper", [inputs, sequence_length]):
            self._inputs = tf.convert_to_tensor(inputs, name="inputs")
            time_first = _with_time_first(self, self._inputs, time_major)  # [time, batch, depth]
            self._input_tas = _unstacked(time_first)
            self._sequence_length = _lengths(self, sequence_length, time_first)
            self._zero_inputs = tf.zeros_like(time_first[0])  # [batch, depth]
            self._batch_size = tf.size(self._sequence_length)

    @property
    def inputs(self):
        """The inputs as they were given."""
        return self._inputs

    @property
    def sequence_length(self):
        return self._sequence_length

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf.int32

    def initialize(self, name=None):
        with tf.name_scope(name, "TrainingHelperInitialize"):
            finished = tf.equal(0, self._sequence_length)
            return finished, self._inputs_at(0, tf.reduce_all(finished))

    def sample(self, time, outputs, name=None, **unused_kwargs):
        with tf.name_scope(name, "TrainingHelperSample", [time, outputs]):
            return tf.cast(tf.argmax(outputs, axis=-1), tf.int32)

    def next_inputs(self, time, outputs, state, name=None, **unused_kwargs):
        with tf.name_scope(name, "TrainingHelperNextInputs", [time, outputs, state]):
            finished = time + 1 >= self._sequence_length
            return finished, self._inputs_at(time + 1, tf.reduce_all(finished)), state

    def _inputs_at(self, time, all_finished):
        """The inputs of a step, zeros where no sequence reads them."""
        return tf.cond(all_finished, lambda: self._zero_inputs, lambda: self._input_tas.read(time))


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """Scheduled sampling over ids (Bengio et al. 2015): the next input is the true one, or that of a drawn id.

    At each step and for each sequence, with `sampling_probability` an id is drawn from the softmax of
    the outputs and its embedding is the next input. sample_ids are the drawn ids, -1 where none was drawn.

    inputs, sequence_length, time_major: TrainingHelper's. embedding: a table `[vocab, depth]` or a
    function from ids to inputs. sampling_probability: a scalar float tensor or number. seed: of the ids;
    scheduling_seed: of the choice; with them (and a graph seed) the draws are those of TF 1.15.

    Raises ValueError where `sampling_probability` is neither scalar nor vector, and where the depths of
    table and inputs are known to differ. Source: TF1 tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper.
    """

    def __init__(self, inputs, sequence_length, embedding, sampling_probability, time_major=False, seed=None,
                 scheduling_seed=None, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingSamplingWrapper", [embedding, sampling_probability]):
            self._embedding_fn = lookup_in(embedding)
            self._sampling_probability = _probability(self, sampling_probability)
            self._seed = seed
            self._scheduling_seed = scheduling_seed
            super().__init__(inputs, sequence_length, time_major=time_major)
            if not callable(embedding):
                _check_same_depth(self, "embedding", tf.convert_to_tensor(embedding), self._zero_inputs)

    def initialize(self, name=None):
        return super().initialize(name=name)

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperSample", [time, outputs, state]):
            chosen = bernoulli_sample(
                probs=self._sampling_probability, dtype=tf.bool, sample_shape=self.batch_size, seed=self._scheduling_seed)
            drawn = categorical_sample(logits=outputs, seed=self._seed)
            return tf.where(chosen, drawn, tf.fill([self.batch_size], -1))

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperNextInputs", [time, outputs, state, sample_ids]):
            finished, true_inputs, state = super().next_inputs(time=time, outputs=outputs, state=state)

            def with_samples():
                where = tf.cast(tf.where(sample_ids > -1), tf.int32)  # [sampled, 1]
                return _replaced(true_inputs, where, self._embedding_fn(tf.gather_nd(sample_ids, where)))

            return finished, tf.cond(tf.reduce_all(finished), lambda: true_inputs, with_samples), state


class ScheduledOutputTrainingHelper(TrainingHelper):
    """Scheduled sampling over outputs: the next input is the true one, or made of the decoder's own output.

    sample_ids are 1 where the output was fed back, 0 elsewhere.

    inputs, sequence_length, time_major: TrainingHelper's. sampling_probability: a scalar float tensor or
    number. seed: of the choice; with it (and a graph seed) the draws are those of TF 1.15.
    next_inputs_fn: `outputs [sampled, depth] -> inputs`; by default the outputs are the inputs.
    auxiliary_inputs: `[batch, time, more]` (time first with `time_major`), appended to the depth of both.

    Raises ValueError where `sampling_probability` is neither scalar nor vector.
    Source: TF1 tf.contrib.seq2seq.ScheduledOutputTrainingHelper.
    """

    def __init__(self, inputs, sequence_length, sampling_probability, time_major=False, seed=None, next_inputs_fn=None,
                 auxiliary_inputs=None, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelper", [inputs, auxiliary_inputs, sampling_probability]):
            self._sampling_probability = _probability(self, sampling_probability)
            self._auxiliary_input_tas = None
            if auxiliary_inputs is not None:
                auxiliary_inputs = tf.convert_to_tensor(auxiliary_inputs, name="auxiliary_inputs")
                inputs = tf.concat([inputs, auxiliary_inputs], -1)
                self._auxiliary_input_tas = _unstacked(_with_time_first(self, auxiliary_inputs, time_major))
            self._seed = seed
            self._next_inputs_fn = next_inputs_fn
            super().__init__(inputs, sequence_length, time_major=time_major)

    def initialize(self, name=None):
        return super().initialize(name=name)

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperSample", [time, outputs, state]):
            return bernoulli_sample(probs=self._sampling_probability, sample_shape=self.batch_size, seed=self._seed)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperNextInputs", [time, outputs, state, sample_ids]):
            finished, true_inputs, state = super().next_inputs(time=time, outputs=outputs, state=state)
            sampled = tf.cast(sample_ids, tf.bool)

            def with_outputs():
                if self._next_inputs_fn is None:
                    return _chosen(self, sampled, self._with_auxiliary(outputs, time + 1), true_inputs)
                where = tf.cast(tf.where(sampled), tf.int32)  # [sampled, 1]
                made = self._next_inputs_fn(tf.gather_nd(outputs, where))
                return _replaced(true_inputs, where, self._with_auxiliary(made, time + 1, where))

            nothing_to_do = tf.logical_or(tf.reduce_all(finished), tf.logical_not(tf.reduce_any(sampled)))
            return finished, tf.cond(nothing_to_do, lambda: true_inputs, with_outputs), state

    def _with_auxiliary(self, inputs, time, where=None):
        """Appends the auxiliary inputs of a step, those of the sequences `where` `[sampled, 1]` only."""
        if self._auxiliary_input_tas is None:
            return inputs
        auxiliary = self._auxiliary_input_tas.read(time)  # [batch, more]
        return tf.concat([inputs, auxiliary if where is None else tf.gather_nd(auxiliary, where)], -1)


def _with_time_first(helper, tensor, time_major):
    if tensor.shape.ndims is None and not time_major:
        raise TypeError(f"{type(helper).__name__}: `inputs` has no known rank; expected [batch, time, depth]. Give its placeholder a "
                        "shape, tf.placeholder(tf.float32, [None, None, depth]), or call set_shape.")
    if time_major:
        return tensor
    return tf.transpose(tensor, [1, 0] + list(range(2, tensor.shape.ndims)))


def _unstacked(tensor):
    """A TensorArray over the first axis."""
    return tf.TensorArray(tensor.dtype, size=tf.shape(tensor)[0], element_shape=tensor.shape[1:]).unstack(tensor)


def _lengths(helper, sequence_length, time_first):
    """`sequence_length` as an int32 vector that, as far as is known, fits into the time axis."""
    owner = type(helper).__name__
    lengths = tf.convert_to_tensor(sequence_length, name="sequence_length")
    if lengths.shape.ndims not in (None, 1):
        raise ValueError(f"{owner}: `sequence_length` must be a vector [batch], one length for each sequence; not {lengths.shape}.")
    if lengths.dtype != tf.int32:
        raise TypeError(f"{owner}: `sequence_length` is {lengths.dtype.name}; expected int32. Cast it: tf.cast(sequence_length, tf.int32).")
    known = tf.get_static_value(lengths)
    steps = tf.dimension_value(time_first.shape[0]) if time_first.shape.ndims else None
    if known is not None and known.size and steps is not None and known.max() > steps:
        raise ValueError(
            f"{owner}: `sequence_length` holds {known.max()}, but `inputs` has {steps} steps only. Pad the inputs to the longest length, "
            "or check `time_major`: inputs are [batch, time, depth] unless it is set.")
    return lengths


def _probability(helper, sampling_probability):
    probability = tf.convert_to_tensor(sampling_probability, name="sampling_probability")
    if probability.shape.ndims not in (0, 1):
        raise ValueError(f"{type(helper).__name__}: `sampling_probability` must be a scalar (or a vector); not {probability.shape}.")
    return probability


def _check_same_depth(helper, argument, table, inputs):
    if inputs.shape.ndims is None or table.shape.ndims is None:
        return
    if not table.shape[1:].is_compatible_with(inputs.shape[1:]):
        raise ValueError(
            f"{type(helper).__name__}: `{argument}` {table.shape} has rows of shape {table.shape[1:]}, but each step of `inputs` is "
            f"{inputs.shape[1:]} deep: a sampled id could not take the place of an input. Embed the inputs with the same table.")


def _chosen(helper, sampled, own, true):
    if not own.shape.is_compatible_with(true.shape):
        raise ValueError(
            f"{type(helper).__name__}: the decoder's outputs {own.shape} are to take the place of its inputs {true.shape} and have "
            "another shape. Make them alike with an output_layer of the inputs' depth, or give `next_inputs_fn`.")
    return tf.where(sampled, own, true)


def _replaced(true_inputs, where, made):
    """`true_inputs` `[batch, depth]` with the rows `where` `[sampled, 1]` replaced by `made` `[sampled, depth]`."""
    return tf.tensor_scatter_nd_update(true_inputs, where, made)
