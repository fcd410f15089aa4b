"""What a decoder is, and the loop that runs one. Source: TF1 tensorflow.contrib.seq2seq.python.ops.decoder."""

import abc
import contextlib
import sys

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import shapes
from legacy_seq2seq.python.ops.rnn_cell_impl import _zero_state_tensors  # noqa: F401 (published programs import it from here)
from legacy_seq2seq.shapes import states

LONG = 1000  # steps without a limit, after which a line says that there is none


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

    # Whether the decoding is known to end without a limit.
    _surely_stops = False

    def _why_endless(self):
        """Why the decoding is known never to end without a limit, or None."""
        return None

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
        never stop. Where that is certain a warning says so; where it goes on and on, a line on standard error.
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
        if limit is None:
            _warn_if_endless(decoder._why_endless())
        if "decoder_init_input" in kwargs and hasattr(decoder, "initialize_sampler"):
            decoder.initialize_sampler(kwargs["decoder_init_input"], kwargs.get("decoder_init_kwargs") or {})
        finished, first_inputs, initial_state = decoder.initialize()
        if limit is not None:
            finished = tf.logical_or(finished, limit <= 0)
        loop = _Loop(decoder, impute_finished, limit is not None or decoder._surely_stops)
        _, arrays, state, _, _, lengths = tf.while_loop(
            loop.goes_on, loop.body,
            (tf.constant(0), loop.empty_arrays(), initial_state, first_inputs, finished, tf.zeros_like(finished, tf.int32)),
            parallel_iterations=parallel_iterations, maximum_iterations=limit, swap_memory=swap_memory)
        outputs = tf.nest.map_structure(lambda array: array.stack(), arrays)  # [time, batch, ...]
        with contextlib.suppress(NotImplementedError):
            outputs, state = decoder.finalize(outputs, state, lengths)
        if not output_time_major:
            outputs = tf.nest.map_structure(_transpose_batch_time, outputs)
    return outputs, state, lengths


class _Loop:
    """The condition and the body of the decoding loop.

    Its variables: time, arrays of outputs, state, inputs, finished `[batch]`, lengths `[batch]`
    (with beams `[batch, beam]`).
    """

    def __init__(self, decoder, impute_finished, surely_stops):
        self._decoder = decoder
        self._impute_finished = impute_finished
        self._surely_stops = surely_stops
        # Outside the loop, so that they are made once.
        self._zero_outputs = None
        if impute_finished:
            self._zero_outputs = _create_zero_outputs(decoder.output_size, decoder.output_dtype, decoder.batch_size)

    def empty_arrays(self):
        return tf.nest.map_structure(self._empty_array, self._decoder.output_dtype, self._decoder.output_size)

    def goes_on(self, time, arrays, state, inputs, finished, lengths):
        return tf.logical_not(tf.reduce_all(finished))

    def body(self, time, arrays, state, inputs, finished, lengths):
        outputs, next_state, next_inputs, next_finished = self._decoder.step(time, inputs, state)
        for what, before, after in (("state", state, next_state), ("outputs", arrays, outputs), ("inputs", inputs, next_inputs)):
            _require_same_structure(self._decoder, what, before, after)
        if not self._surely_stops and _is_never_true(next_finished):
            _warn_if_endless("every step gives `finished` as False.")
        if not self._decoder.tracks_own_finished:
            next_finished = tf.logical_or(next_finished, finished)
        next_lengths = tf.where(tf.logical_not(finished), tf.fill(tf.shape(lengths), time + 1), lengths)
        if self._impute_finished:
            outputs = tf.nest.map_structure(lambda zeros, out: tf.where(finished, zeros, out), self._zero_outputs, outputs)
            next_state = tf.nest.map_structure(lambda new, old: _held(finished, old, new), next_state, state)
        arrays = tf.nest.map_structure(lambda array, out: array.write(time, out), arrays, outputs)
        return self._next(time, finished), arrays, next_state, next_inputs, next_finished, next_lengths

    def _next(self, time, finished):
        """`time + 1`; on the way, once, a word about a decoding that may never end."""
        if self._surely_stops:
            return time + 1
        going_on = tf.reduce_sum(tf.cast(tf.logical_not(finished), tf.int32))
        notice = tf.cond(tf.equal(time, LONG), lambda: tf.group(tf.print(
            f"dynamic_decode: after {LONG} steps sequences are still not finished, this many:", going_on,
            ". It goes on until all are. To stop earlier pass maximum_iterations=...", output_stream=sys.stderr)), tf.no_op)
        with tf.control_dependencies([notice]):
            return time + 1

    def _empty_array(self, dtype, size):
        element_shape = None  # then that of the first output
        if isinstance(size, tf.TensorShape) and size.ndims != 0:
            batch = tf.get_static_value(tf.convert_to_tensor(self._decoder.batch_size))
            element_shape = tf.TensorShape([batch]).concatenate(size)
        return tf.TensorArray(dtype=dtype, size=0, dynamic_size=True, element_shape=element_shape)


def _create_zero_outputs(size, dtype, batch_size):
    """Zeros `[batch] + size` in the structure of a decoder's outputs."""
    def zeros(part, dtype):
        return tf.zeros(tf.concat([[batch_size], tf.constant(tf.TensorShape(part).as_list(), tf.int32)], 0), dtype)

    return tf.nest.map_structure(zeros, size, dtype)


def _limit_of(maximum_iterations):
    if maximum_iterations is None:
        return None
    if tf.is_tensor(maximum_iterations) and maximum_iterations.dtype.base_dtype != tf.int32:
        raise ValueError(f"dynamic_decode: `maximum_iterations` is {maximum_iterations.dtype.name}; expected int32. Cast it: "
                         "tf.cast(maximum_iterations, tf.int32).")
    limit = tf.convert_to_tensor(maximum_iterations, dtype=tf.int32, name="maximum_iterations")
    if limit.shape.ndims != 0:
        raise ValueError(f"dynamic_decode: `maximum_iterations` must be a scalar, one limit for the whole batch; not {limit.shape}. "
                         "Give tf.reduce_max(lengths), for instance.")
    return limit


def _keep_variables_where_they_are_read(variable_scope):
    """Reads a variable once on its reader's device, not once a step from the parameter server."""
    if variable_scope.caching_device is None:
        variable_scope.set_caching_device(lambda op: op.device)


def _warn_if_endless(reason):
    if reason:
        tf.logging.warning(f"dynamic_decode: this decoding can never end: {reason} Or pass maximum_iterations=... to stop it.")


def _is_never_true(finished):
    known = tf.get_static_value(finished)
    return known is not None and known.size > 0 and not known.any()


def _require_same_structure(decoder, what, before, after):
    try:
        tf.nest.assert_same_structure(before, after)
    except (TypeError, ValueError) as error:
        remedy = {
            "state": "`initial_state` must be built as the cell's own state: of the same kinds of tuples, such as LSTMStateTuple(c, h) for "
                     "(c, h) and tuple(states) for a list.",
            "outputs": "`output_dtype` and `output_size` of the decoder must be built as the outputs of its `step`.",
            "inputs": "The helper's `initialize` and `next_inputs` must give inputs that are built alike.",
        }[what]
        first = states.diff(before, after, what, "as given", "as given back") or ""
        raise type(error)(f"dynamic_decode: a step of {type(decoder).__name__} was given {what} {shapes.outline(before)} and gave back "
                          f"{shapes.outline(after)}, built otherwise. {first} {remedy}\n{error}") from None


def _held(finished, old, new):
    """The old state of finished sequences, the new one of the others; arrays and scalars are not by sequence."""
    if isinstance(old, tf.TensorArray):
        return new
    new.set_shape(old.shape)
    if finished.shape.ndims and new.shape.ndims and new.shape.ndims > finished.shape.ndims > 1:
        raise ValueError(f"dynamic_decode: impute_finished=True holds states by sequence, `finished` [batch]; here `finished` is "
                         f"{finished.shape} and a part of the state {new.shape}. A beam search holds its finished beams itself: pass "
                         "impute_finished=False.")
    return new if new.shape.ndims == 0 else tf.where(finished, old, new)


def _transpose_batch_time(tensor):
    """`[time, batch, ...]` as `[batch, time, ...]`, or the other way."""
    shape = tensor.shape
    if shape.ndims is None:
        rest = tf.range(2, tf.rank(tensor))
        return tf.transpose(tensor, tf.concat([[1, 0], rest], 0))
    return tensor if shape.ndims < 2 else tf.transpose(tensor, [1, 0] + list(range(2, shape.ndims)))
