"""What a decoder is, and the loop that runs one. Source: TF1 tensorflow.contrib.seq2seq.python.ops.decoder."""

import abc
import contextlib

from legacy_seq2seq import tf1 as tf


class Decoder(abc.ABC):
    """One step of a decoding, which `dynamic_decode` repeats.

    A subclass gives `batch_size` (scalar int32 tensor), `output_size` and `output_dtype` (nested
    structures of TensorShapes without the batch axis, and of DTypes), `initialize` and `step`; it may
    give `finalize`. Source: TF1 tf.contrib.seq2seq.Decoder.
    """

    @property
    def batch_size(self):
        raise NotImplementedError

    @property
    def output_size(self):
        raise NotImplementedError

    @property
    def output_dtype(self):
        raise NotImplementedError

    @abc.abstractmethod
    def initialize(self, name=None):
        """Returns `(finished [batch] bool, first_inputs, initial_state)`."""

    @abc.abstractmethod
    def step(self, time, inputs, state, name=None):
        """Returns `(outputs, next_state, next_inputs, finished)` of the step `time`, a scalar int32 tensor."""

    def finalize(self, outputs, final_state, sequence_lengths):
        """Returns `(final_outputs, final_state)`, made once of what all steps gave, time first."""
        raise NotImplementedError

    @property
    def tracks_own_finished(self):
        """Whether `step` says of each sequence if it is finished by now, and not only in this step.

        Beam search does: its beams change places, so a finished one may go on as another.
        """
        return False


def dynamic_decode(decoder, output_time_major=False, impute_finished=False, maximum_iterations=None,
                   parallel_iterations=32, swap_memory=False, scope=None, **kwargs):
    """Runs `decoder` until all sequences are finished, or for `maximum_iterations` steps.

    output_time_major: give the outputs as `[time, batch, ...]`; `[batch, time, ...]` by default.
    impute_finished: outputs past a sequence's end are zeros and its state is held; slower, and needed
        where the final state or the gradient past the end matters. Without it they hold what the cell gave.
    maximum_iterations: scalar int32, None for no limit; a helper that feeds on its own samples may then
        never stop.
    parallel_iterations, swap_memory: of the `tf.while_loop`.
    scope: a name or VariableScope for what the decoder creates, "decoder" by default.
    kwargs: decoder_init_input, decoder_init_kwargs: for a BasicDecoder of an Addons sampler, the arguments of
        the sampler's `initialize`. All else is ignored, as in TF 1.15.

    Returns `(final_outputs, final_state, final_sequence_lengths [batch] int32)`: the outputs have the
    structure of the decoder's, with a time axis as long as the longest sequence; a length counts the
    step that ended the sequence.

    Raises TypeError where `decoder` is no Decoder; ValueError where `maximum_iterations` is no scalar.
    Source: TF1 tf.contrib.seq2seq.dynamic_decode.

        helper = tf.contrib.seq2seq.TrainingHelper(tf.zeros([2, 5, 3]), [5, 4])
        decoder = tf.contrib.seq2seq.BasicDecoder(tf.nn.rnn_cell.GRUCell(7), helper, tf.zeros([2, 7]))
        outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder)   # outputs.rnn_output: [2, 5, 7]
    """
    if not isinstance(decoder, Decoder):
        raise TypeError(f"dynamic_decode: `decoder` is {decoder!r}; expected a Decoder, such as BasicDecoder(cell, helper, "
                        "initial_state) or BeamSearchDecoder(...).")
    with tf.variable_scope(scope, "decoder") as variable_scope:
        _keep_variables_where_they_are_read(variable_scope)
        limit = _limit_of(maximum_iterations)
        if "decoder_init_input" in kwargs and hasattr(decoder, "initialize_sampler"):
            decoder.initialize_sampler(kwargs["decoder_init_input"], kwargs.get("decoder_init_kwargs") or {})
        finished, first_inputs, initial_state = decoder.initialize()
        if limit is not None:
            finished = tf.logical_or(finished, limit <= 0)
        loop = _Loop(decoder, impute_finished)
        _, arrays, state, _, _, lengths = tf.while_loop(
            loop.goes_on, loop.body,
            (tf.constant(0), loop.empty_arrays(), initial_state, first_inputs, finished, tf.zeros_like(finished, tf.int32)),
            parallel_iterations=parallel_iterations, maximum_iterations=limit, swap_memory=swap_memory)
        outputs = tf.nest.map_structure(lambda array: array.stack(), arrays)  # [time, batch, ...]
        with contextlib.suppress(NotImplementedError):
            outputs, state = decoder.finalize(outputs, state, lengths)
        if not output_time_major:
            outputs = tf.nest.map_structure(_with_batch_first, outputs)
    return outputs, state, lengths


class _Loop:
    """The condition and the body of the decoding loop.

    Its variables: time, arrays of outputs, state, inputs, finished `[batch]`, lengths `[batch]`
    (with beams `[batch, beam]`).
    """

    def __init__(self, decoder, impute_finished):
        self._decoder = decoder
        self._impute_finished = impute_finished
        # Outside the loop, so that they are made once.
        self._zero_outputs = tf.nest.map_structure(self._zeros, decoder.output_dtype, decoder.output_size) if impute_finished else None

    def empty_arrays(self):
        return tf.nest.map_structure(self._empty_array, self._decoder.output_dtype, self._decoder.output_size)

    def goes_on(self, time, arrays, state, inputs, finished, lengths):
        return tf.logical_not(tf.reduce_all(finished))

    def body(self, time, arrays, state, inputs, finished, lengths):
        outputs, next_state, next_inputs, next_finished = self._decoder.step(time, inputs, state)
        for before, after in ((state, next_state), (arrays, outputs), (inputs, next_inputs)):
            tf.nest.assert_same_structure(before, after)
        if not self._decoder.tracks_own_finished:
            next_finished = tf.logical_or(next_finished, finished)
        next_lengths = tf.where(tf.logical_not(finished), tf.fill(tf.shape(lengths), time + 1), lengths)
        if self._impute_finished:
            outputs = tf.nest.map_structure(lambda zeros, out: tf.where(finished, zeros, out), self._zero_outputs, outputs)
            next_state = tf.nest.map_structure(lambda new, old: _held(finished, old, new), next_state, state)
        arrays = tf.nest.map_structure(lambda array, out: array.write(time, out), arrays, outputs)
        return time + 1, arrays, next_state, next_inputs, next_finished, next_lengths

    def _zeros(self, dtype, size):
        rest = tf.constant(tf.TensorShape(size).as_list(), tf.int32)
        return tf.zeros(tf.concat([[self._decoder.batch_size], rest], 0), dtype)  # [batch, ...]

    def _empty_array(self, dtype, size):
        element_shape = None  # then that of the first output
        if isinstance(size, tf.TensorShape) and size.ndims != 0:
            batch = tf.get_static_value(tf.convert_to_tensor(self._decoder.batch_size))
            element_shape = tf.TensorShape([batch]).concatenate(size)
        return tf.TensorArray(dtype=dtype, size=0, dynamic_size=True, element_shape=element_shape)


def _limit_of(maximum_iterations):
    if maximum_iterations is None:
        return None
    limit = tf.convert_to_tensor(maximum_iterations, dtype=tf.int32, name="maximum_iterations")
    if limit.shape.ndims != 0:
        raise ValueError(f"dynamic_decode: `maximum_iterations` must be a scalar, one limit for the whole batch; not {limit.shape}. "
                         "Give tf.reduce_max(lengths), for instance.")
    return limit


def _keep_variables_where_they_are_read(variable_scope):
    """Reads a variable once on its reader's device, not once a step from the parameter server."""
    if variable_scope.caching_device is None:
        variable_scope.set_caching_device(lambda op: op.device)


def _held(finished, old, new):
    """The old state of finished sequences, the new one of the others; arrays and scalars are not by sequence."""
    if isinstance(old, tf.TensorArray):
        return new
    new.set_shape(old.shape)
    return new if new.shape.ndims == 0 else tf.where(finished, old, new)


def _with_batch_first(tensor):
    """`[time, batch, ...]` as `[batch, time, ...]`."""
    shape = tensor.shape
    if shape.ndims is None:
        rest = tf.range(2, tf.rank(tensor))
        return tf.transpose(tensor, tf.concat([[1, 0], rest], 0))
    return tensor if shape.ndims < 2 else tf.transpose(tensor, [1, 0] + list(range(2, shape.ndims)))
