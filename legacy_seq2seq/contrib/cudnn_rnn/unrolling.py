"""What cuDNN's kernels compute, in TensorFlow's own operations: on any device, in any floating-point type."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.cudnn_rnn import canonical
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


def run_rnn(plan, opaque, inputs, h, c=None, sequence_lengths=None, dropout=0.0, seed=None, training=True):
    """A whole model over whole sequences, with the weights in the buffer `opaque`.

    inputs: `[time, batch, depth]`. h, and for an LSTM c: `[num_layers * num_dirs, batch, num_units]`, the initial states.
    dropout: rate, between the layers in training.

    1. The inputs of a layer are multiplied by the gates' matrices, over all time steps at once.
    2. The recurrence goes through time, in each direction.
    3. The outputs of the directions, side by side, are the inputs of the next layer.

    Returns `(outputs [time, batch, num_dirs * num_units], h, c or None)`.
    """
    weights, biases = canonical.from_opaque(plan, opaque)
    weights, biases = canonical.by_cell(plan, weights), canonical.by_cell(plan, biases)
    final_h, final_c = [], []
    for layer in range(plan.num_layers):
        if layer > 0 and training and dropout:
            inputs = tf.nn.dropout(inputs, rate=dropout, seed=seed)
        of_directions = []
        for direction in range(plan.num_dirs):
            cell = layer * plan.num_dirs + direction
            with tf.name_scope(f"layer_{layer}_{'backward' if direction else 'forward'}"):
                skips = layer == 0 and plan.skips_input_projection
                projected = _project_inputs(inputs, weights[cell], biases[cell], plan.gates, skips)  # 1.
                step = _STEPS[plan.rnn_mode](plan.num_units, weights[cell][plan.gates:], biases[cell][plan.gates:])
                state = h[cell] if c is None else (c[cell], h[cell])
                outputs, state = _through_time(step, projected, state, sequence_lengths, backward=direction == 1)  # 2.
            of_directions.append(outputs)
            final_h.append(state if c is None else state[1])
            final_c.append(None if c is None else state[0])
        inputs = tf.concat(of_directions, 2) if len(of_directions) > 1 else of_directions[0]  # 3.
    return inputs, tf.stack(final_h), None if c is None else tf.stack(final_c)


def _project_inputs(inputs, weights, biases, gates, skips):
    """Each gate's part from the inputs: `[time, batch, gates * num_units]`."""
    if skips:
        product = tf.tile(inputs, [1, 1, gates])
    else:
        product = tf.tensordot(inputs, tf.concat(weights[:gates], 0), [[2], [1]])
    return product + tf.concat(biases[:gates], 0)


def _through_time(step, projected, state, sequence_lengths, backward):
    """The outputs `[time, batch, num_units]`, zero after a sequence's end, and the last state."""
    def turned(sequence):
        if not backward:
            return sequence
        if sequence_lengths is None:
            return tf.reverse(sequence, [0])
        return tf.reverse_sequence(sequence, sequence_lengths, seq_axis=0, batch_axis=1)

    outputs, state = tf.nn.dynamic_rnn(
        step, turned(projected), sequence_length=sequence_lengths, initial_state=state, time_major=True)
    return turned(outputs), state


class _Step(RNNCell):
    """One time step; its inputs are the gates' parts from the inputs, `[batch, gates * num_units]`."""

    def __init__(self, num_units, weights, biases):
        super().__init__()
        self._num_units = num_units
        self._kernel = tf.concat(weights, 0)  # [gates * num_units, num_units]
        self._bias = tf.concat(biases, 0)

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def _from_state(self, h):
        """Each gate's part from the state: `[batch, gates * num_units]`."""
        return tf.nn.bias_add(tf.matmul(h, self._kernel, transpose_b=True), self._bias)


class _LSTMStep(_Step):
    """The state is (c, h)."""

    @property
    def state_size(self):
        return (self._num_units, self._num_units)

    def __call__(self, inputs, state, scope=None):
        c, h = state
        i, f, new, o = tf.split(inputs + self._from_state(h), 4, axis=1)
        c = tf.sigmoid(f) * c + tf.sigmoid(i) * tf.tanh(new)
        h = tf.sigmoid(o) * tf.tanh(c)
        return h, (c, h)


class _GRUStep(_Step):
    def __call__(self, inputs, state, scope=None):
        reset, update, new = tf.split(inputs, 3, axis=1)
        state_reset, state_update, state_new = tf.split(self._from_state(state), 3, axis=1)
        update = tf.sigmoid(update + state_update)
        new = tf.tanh(new + tf.sigmoid(reset + state_reset) * state_new)
        state = (1 - update) * new + update * state
        return state, state


class _TanhStep(_Step):
    def __call__(self, inputs, state, scope=None):
        state = tf.tanh(inputs + self._from_state(state))
        return state, state


class _ReluStep(_Step):
    def __call__(self, inputs, state, scope=None):
        state = tf.nn.relu(inputs + self._from_state(state))
        return state, state


_STEPS = {canonical.CUDNN_LSTM: _LSTMStep, canonical.CUDNN_GRU: _GRUStep,
          canonical.CUDNN_RNN_TANH: _TanhStep, canonical.CUDNN_RNN_RELU: _ReluStep}
