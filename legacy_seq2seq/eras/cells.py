"""The four core cells before TF 1.2. Shapes: inputs `[batch, depth]`, output and each state part `[batch, num_units]`.

All raise ValueError for inputs that are not of rank 2 or of unknown depth.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.eras.cells_base import NamedCell, linear, warn_of_input_size
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple


class _OfOneSize(NamedCell):
    """A cell whose state and output have `num_units` numbers."""

    def __init__(self, num_units, input_size=None, activation=tf.tanh, reuse=None):
        warn_of_input_size(type(self).__name__, input_size)
        self._num_units = num_units
        self._activation = activation
        self._reuse = reuse

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units


class BasicRNNCell(_OfOneSize):
    """`output = new_state = activation([inputs, state] · weights + biases)`."""

    def __call__(self, inputs, state, scope=None):
        with self.scope(scope):
            output = self._activation(linear(self.names, [inputs, state], self._num_units, True))
        return output, output


class GRUCell(_OfOneSize):
    """Gated recurrent unit (Cho et al. 2014); the state is the output. The gates' biases start at one."""

    def __call__(self, inputs, state, scope=None):
        with self.scope(scope):
            with tf.variable_scope(self.names.gates):
                gates = tf.sigmoid(linear(self.names, [inputs, state], 2 * self._num_units, True, 1.0))
                reset, update = tf.split(gates, 2, axis=1)
            with tf.variable_scope(self.names.candidate):
                candidate = self._activation(linear(self.names, [inputs, reset * state], self._num_units, True))
            new_state = update * state + (1 - update) * candidate
        return new_state, new_state


class BasicLSTMCell(NamedCell):
    """LSTM without peepholes, clipping or projection (Zaremba et al. 2014).

    The state is `LSTMStateTuple(c, h)`, or with `state_is_tuple=False` their concatenation `[batch, 2 * num_units]`.
    """

    def __init__(self, num_units, forget_bias=1.0, input_size=None, state_is_tuple=True, activation=tf.tanh, reuse=None):
        warn_of_input_size(type(self).__name__, input_size)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation
        self._reuse = reuse

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units) if self._state_is_tuple else 2 * self._num_units

    @property
    def output_size(self):
        return self._num_units

    def __call__(self, inputs, state, scope=None):
        with self.scope(scope):
            memory, output = state if self._state_is_tuple else tf.split(state, 2, axis=1)
            gates = linear(self.names, [inputs, output], 4 * self._num_units, True)
            i, j, f, o = tf.split(gates, 4, axis=1)
            memory = memory * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * self._activation(j)
            output = self._activation(memory) * tf.sigmoid(o)
        return output, (LSTMStateTuple(memory, output) if self._state_is_tuple else tf.concat([memory, output], 1))


class LSTMCell(NamedCell):
    """LSTM with optional peepholes, cell clipping, projection and sharded weights (Sak et al. 2014).

    The state is `LSTMStateTuple(c [batch, num_units], h [batch, num_proj or num_units])`, or with `state_is_tuple=False`
    their concatenation.
    """

    def __init__(self, num_units, input_size=None, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None, proj_clip=None,
                 num_unit_shards=None, num_proj_shards=None, forget_bias=1.0, state_is_tuple=True, activation=tf.tanh, reuse=None):
        warn_of_input_size(type(self).__name__, input_size)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._cell_clip = cell_clip
        self._initializer = initializer
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._num_unit_shards = num_unit_shards
        self._num_proj_shards = num_proj_shards
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation
        self._reuse = reuse

    @property
    def state_size(self):
        sizes = (self._num_units, self.output_size)
        return LSTMStateTuple(*sizes) if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self):
        return self._num_proj or self._num_units

    def __call__(self, inputs, state, scope=None):
        memory, output = state if self._state_is_tuple else tf.split(state, [self._num_units, self.output_size], axis=1)
        with self.scope(scope, initializer=self._initializer) as entered:
            i, j, f, o = tf.split(self._gates(entered, [inputs, output]), 4, axis=1)
            peep = self._peepholes(inputs.dtype)
            memory = (tf.sigmoid(f + self._forget_bias + peep("f", memory)) * memory
                      + tf.sigmoid(i + peep("i", memory)) * self._activation(j))
            if self._cell_clip is not None:
                memory = tf.clip_by_value(memory, -self._cell_clip, self._cell_clip)
            output = tf.sigmoid(o + peep("o", memory)) * self._activation(memory)
            if self._num_proj is not None:
                output = self._projected(entered, output)
        return output, (LSTMStateTuple(memory, output) if self._state_is_tuple else tf.concat([memory, output], 1))

    def _gates(self, entered, args):
        if self.names.sharded:
            joined = tf.concat(args, 1)
            weights = _sharded("W", [joined.shape[1], 4 * self._num_units], joined.dtype, self._num_unit_shards)
            return tf.matmul(joined, weights) + tf.get_variable("B", [4 * self._num_units], joined.dtype, tf.zeros_initializer())
        if self._num_unit_shards is not None:
            entered.set_partitioner(tf.fixed_size_partitioner(self._num_unit_shards))
        gates = linear(self.names, args, 4 * self._num_units, True)
        entered.set_partitioner(None)
        return gates

    def _peepholes(self, dtype):
        """`f(gate, memory)`: what the gate sees of the memory."""
        if not self._use_peepholes:
            return lambda gate, memory: 0.0
        diagonals = {gate: tf.get_variable(self.names.peephole(gate), [self._num_units], dtype) for gate in "fio"}
        return lambda gate, memory: diagonals[gate] * memory

    def _projected(self, entered, output):
        if self.names.sharded:
            output = tf.matmul(output, _sharded("W_P", [self._num_units, self._num_proj], output.dtype, self._num_proj_shards))
        else:
            with tf.variable_scope("projection") as projection:
                if self._num_proj_shards is not None:
                    projection.set_partitioner(tf.fixed_size_partitioner(self._num_proj_shards))
                output = linear(self.names, output, self._num_proj, False)
        return output if self._proj_clip is None else tf.clip_by_value(output, -self._proj_clip, self._proj_clip)


def _sharded(name, shape, dtype, shards):
    """A matrix made of variables `name`_0, `name`_1, …, cut by rows; the first ones are longer where it does not come out even."""
    rows, depth = int(shape[0]), shape[1]
    shards = shards or 1
    if shards > rows:
        raise ValueError(f"LSTMCell: {shards} shards for {rows} rows of {name}; take {rows} at most.")
    sizes = [rows // shards + (1 if number < rows % shards else 0) for number in range(shards)]
    parts = [tf.get_variable(f"{name}_{number}", [size, depth], dtype) for number, size in enumerate(sizes)]
    return parts[0] if shards == 1 else tf.concat(parts, 0)
