"""tf.contrib.seq2seq of TF 1.0: functions that say what a decoder reads next. `dynamic_rnn_decoder` runs one.

A decoder function is called as `f(time, cell_state, cell_input, cell_output, context_state)` and returns
`(done, next cell state, next cell input, output to emit, next context state)`; before the first step `cell_state` and
`cell_output` are None. `done` is `[batch]` bool, or None where the lengths of the inputs decide.
"""

from legacy_seq2seq import tf1 as tf


def simple_decoder_fn_train(encoder_state, name=None):
    """A decoder function that reads the inputs as given, from `encoder_state` on."""
    with tf.name_scope(name, "simple_decoder_fn_train", [encoder_state]):
        pass

    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        with tf.name_scope(name, "simple_decoder_fn_train", [time, cell_state, cell_input, cell_output, context_state]):
            return None, encoder_state if cell_state is None else cell_state, cell_input, cell_output, context_state

    return decoder_fn


def simple_decoder_fn_inference(output_fn, encoder_state, embeddings, start_of_sequence_id, end_of_sequence_id, maximum_length,
                                num_decoder_symbols, dtype=tf.int32, name=None):
    """A decoder function that reads the embedding of its own likeliest symbol.

    output_fn: `f([batch, depth]) -> logits [batch, num_decoder_symbols]`; None where the cell gives logits. embeddings:
    `[symbols, depth]`. A sequence is done at `end_of_sequence_id`, all are after `maximum_length` steps.
    The decoder function raises ValueError where dynamic_rnn_decoder was given inputs.
    """
    choice = _Choice(output_fn, encoder_state, embeddings, start_of_sequence_id, end_of_sequence_id, maximum_length,
                     num_decoder_symbols, dtype)

    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        with tf.name_scope(name, "simple_decoder_fn_inference", [time, cell_state, cell_input, cell_output, context_state]):
            _refuse_inputs("simple_decoder_fn_inference", cell_input)
            if cell_output is None:
                done, inputs, emitted = choice.first()
                return done, encoder_state, inputs, emitted, context_state
            done, inputs, logits = choice.next(time, cell_output)
            return done, cell_state, inputs, logits, context_state

    return decoder_fn


def _refuse_inputs(owner, cell_input):
    if cell_input is not None:
        raise ValueError(f"{owner}: it chooses the inputs itself, but dynamic_rnn_decoder was given `inputs`. Leave `inputs` and "
                         "`sequence_length` out there, or take the _train function.")


class _Choice:
    """The symbols that a decoder says, each the likeliest after the one before."""

    def __init__(self, output_fn, encoder_state, embeddings, start, end, maximum_length, symbols, dtype):
        self._output_fn = output_fn or (lambda outputs: outputs)
        first = tf.convert_to_tensor(tf.nest.flatten(encoder_state)[0])
        self._batch_size = tf.dimension_value(first.shape[0]) or tf.shape(first)[0]
        self._embeddings = tf.convert_to_tensor(embeddings)
        self._start, self._end = (tf.convert_to_tensor(value, dtype) for value in (start, end))
        self._maximum_length = tf.convert_to_tensor(maximum_length, tf.int32)
        self._symbols = tf.get_static_value(tf.convert_to_tensor(symbols)).item()
        self._dtype = dtype

    def first(self):
        """`done, inputs [batch, depth], zeros` in the shape of what one sequence emits at a step."""
        ids = tf.fill([self._batch_size], self._start)
        return tf.zeros([self._batch_size], tf.bool), tf.gather(self._embeddings, ids), tf.zeros([self._symbols], tf.float32)

    def next(self, time, output):
        """`done, inputs, logits` after a step."""
        logits = self._output_fn(output)
        ids = tf.cast(tf.argmax(logits, 1), self._dtype)
        too_long = tf.reshape(time > self._maximum_length, [])  # the length may come from a placeholder of unknown shape
        done = tf.logical_or(tf.equal(ids, self._end), too_long)
        return done, tf.gather(self._embeddings, ids), logits


def dynamic_rnn_decoder(cell, decoder_fn, inputs=None, sequence_length=None, parallel_iterations=None, swap_memory=False,
                        time_major=False, scope=None, name=None):
    """Runs `cell` as `decoder_fn` says.

    inputs: `[batch, time, depth]` (`[time, batch, depth]` with `time_major`) for a training function, None for an
    inference function. sequence_length: `[batch]` int; a sequence is done there. scope: of the variables, "rnn" unless given.
    Returns `(outputs, final state, final context state)`, outputs `[batch, time, ...]`, or time-major.
    """
    with tf.name_scope(name, "dynamic_rnn_decoder"):
        feed = _Inputs(inputs, time_major)
        lengths = None if sequence_length is None else tf.cast(sequence_length, tf.int32)

        def loop_fn(time, cell_output, cell_state, loop_state):
            done, state, next_input, emitted, context = decoder_fn(
                time, cell_state, feed.at(time), cell_output, loop_state)
            if done is None:
                done = tf.zeros(feed.batch_of(next_input), tf.bool)
            if lengths is not None:
                done = tf.logical_or(done, time >= lengths)
            return done, next_input, state, emitted, context

        arrays, state, context = tf.nn.raw_rnn(cell, loop_fn, parallel_iterations, swap_memory, scope)
        outputs = tf.nest.map_structure(lambda array: array.stack(), arrays)  # [time, batch, ...]
        if not time_major:
            outputs = tf.nest.map_structure(_with_batch_first, outputs)
    return outputs, state, context


def _with_batch_first(tensor):
    return tf.transpose(tensor, tf.concat([[1, 0], tf.range(2, tf.rank(tensor))], 0)) if tensor.shape.ndims is None else tf.transpose(
        tensor, [1, 0, *range(2, tensor.shape.ndims)])


class _Inputs:
    """The inputs by step; zeros past the last one, where all sequences are done. None where there are none."""

    def __init__(self, inputs, time_major):
        self._array = None
        if inputs is not None:
            inputs = tf.convert_to_tensor(inputs)
            inputs = inputs if time_major else _with_batch_first(inputs)
            self._steps = tf.shape(inputs)[0]
            self._step_shape = inputs.shape[1:]
            self._zeros = tf.zeros_like(inputs[0])
            self._array = tf.TensorArray(inputs.dtype, self._steps, clear_after_read=False).unstack(inputs)

    def at(self, time):
        if self._array is None:
            return None
        step = tf.cond(time < self._steps, lambda: self._array.read(time), lambda: self._zeros)
        step.set_shape(self._step_shape)
        return step

    def batch_of(self, step):
        return [tf.shape(tf.nest.flatten(step)[0])[0]]
