"""A two-dimensional grid of LSTMs, over time and over frequency."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import columns, known_depth, sharded_variable
from legacy_seq2seq.contrib.rnn.time_freq_lstm import frequency_steps
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


class GridLSTMCell(RNNCell):
    """Grid LSTM over time and frequency (Kalchbrenner et al. 2015; Li & Sainath 2016 for speech).

    inputs `[batch, depth]`, cut into windows of `feature_size`, `frequency_skip` apart, in blocks: block b
    has `num_frequency_blocks[b]` windows, between `start_freqindex_list[b]` and `end_freqindex_list[b]`
    (both may be left out where there is one block, which then covers all). At each window stand two
    LSTMs: one remembers over time, one over the windows of its block.
    Output `[batch, 2 * num_units * windows]`: for each window the time LSTM's output and the frequency
    LSTM's. State: a named tuple with `state_f<window>_b<block>_c` and `…_m` `[batch, num_units]` for each
    window, with `state_is_tuple=False` their concatenation.

    share_time_frequency_weights: both LSTMs have the same weights. couple_input_forget_gates: the forget
    gate is one minus the input gate. use_peepholes: the gates see both memories; cell_clip bounds them.
    num_unit_shards: over how many variables the rows of a kernel are spread. initializer: not used, as
    in TF 1.15; the scope's initialiser is.
    Variables of block 0: `W_f_0_0` … `[feature_size + 2 * num_units, gates * num_units]` (i, j, f, o, or
    i, j, o where coupled) and `B_f_0`, for time `W_t_0_0` … and `B_t_0`; with peepholes `W_F_diag_freqf_0`,
    `W_F_diag_freqt_0`, the same for I and O, and with `time` for `freq`.

    Raises ValueError where `num_frequency_blocks` is missing, where the blocks do not agree with the
    lists or with the inputs' depth, or where that is unknown. Source: TF1 tf.contrib.rnn.GridLSTMCell.
    """

    _directions = ("",)

    def __init__(self, num_units, use_peepholes=False, share_time_frequency_weights=False, cell_clip=None, initializer=None,
                 num_unit_shards=1, forget_bias=1.0, feature_size=None, frequency_skip=None, num_frequency_blocks=None,
                 start_freqindex_list=None, end_freqindex_list=None, couple_input_forget_gates=False, state_is_tuple=True, reuse=None):
        super().__init__(_reuse=reuse)
        if num_frequency_blocks is None:
            raise ValueError(
                f"{type(self).__name__}: `num_frequency_blocks` is missing; expected a list with the number of windows of each block, such "
                "as [(depth - feature_size) // frequency_skip + 1] for a single one.")
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._share_time_frequency_weights = share_time_frequency_weights
        self._cell_clip = cell_clip
        self._initializer = initializer
        self._num_unit_shards = num_unit_shards
        self._forget_bias = forget_bias
        self._feature_size = feature_size
        self._frequency_skip = frequency_skip
        self._num_frequency_blocks = tuple(num_frequency_blocks)
        self._start_freqindex_list = start_freqindex_list
        self._end_freqindex_list = end_freqindex_list
        self._couple_input_forget_gates = couple_input_forget_gates
        self._state_is_tuple = state_is_tuple
        self._windows_in_all = sum(self._num_frequency_blocks)
        self._state_tuple_type = self._named_state()

    def _named_state(self):
        """A named tuple type, with two fields for each window: in the order of blocks, and of windows in a block."""
        fields = [f"{direction}state_f{window:02d}_b{block:02d}_{part}"
                  for direction in self._directions for block, windows in enumerate(self._num_frequency_blocks)
                  for window in range(windows) for part in "cm"]
        return collections.namedtuple(type(self).__name__.replace("Cell", "") + "StateTuple", fields)

    @property
    def state_tuple_type(self):
        return self._state_tuple_type

    @property
    def state_size(self):
        parts = len(self._state_tuple_type._fields)
        return self._state_tuple_type(*[self._num_units] * parts) if self._state_is_tuple else parts * self._num_units

    @property
    def output_size(self):
        return len(self._state_tuple_type._fields) * self._num_units

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        if not self._state_is_tuple:
            state = [columns(state, number * self._num_units, self._num_units) for number in range(2 * self._windows_in_all)]
        outputs, new_state = self._walk(self._windows(inputs), list(state))
        return tf.concat(outputs, 1), self._state_tuple_type(*new_state) if self._state_is_tuple else tf.concat(new_state, 1)

    def _walk(self, blocks, state):
        """All windows, from first to last in each block. `state` is c, m, c, m, …; so is the new one."""
        outputs, new_state = [], []
        for number, windows in enumerate(blocks):
            weights = _BlockWeights(self, number, windows[0].dtype)
            frequency = (_zeros_beside(windows[0], self._num_units),) * 2  # (c, m) of the window before
            for window in windows:
                time = tuple(state[len(new_state):len(new_state) + 2])
                frequency, time = weights.step(window, frequency, time)
                outputs += [time[1], frequency[1]]
                new_state += time
        return outputs, new_state

    def _windows(self, inputs, offset=0):
        """The windows `[batch, feature_size]` of each block. `offset` shifts them up, over zeros at the end."""
        depth = known_depth(self, inputs)
        if self._feature_size is None or self._frequency_skip is None:
            raise TypeError(f"{type(self).__name__}: `feature_size` is {self._feature_size} and `frequency_skip` {self._frequency_skip}; "
                            "expected two numbers of features.")
        if offset:
            inputs = tf.pad(inputs, [[0, 0], [0, offset]])
        return [[columns(inputs, start + offset + number * self._frequency_skip, self._feature_size) for number in range(steps)]
                for start, steps in self._block_layout(depth)]

    def _block_layout(self, depth):
        """For each block its first feature and its number of windows."""
        name, blocks = type(self).__name__, self._num_frequency_blocks
        starts, ends = self._start_freqindex_list or [0], self._end_freqindex_list or [depth]
        if not len(starts) == len(ends) == len(blocks):
            raise ValueError(
                f"{name}: num_frequency_blocks={list(blocks)} has {len(blocks)} blocks, start_freqindex_list={self._start_freqindex_list}, "
                f"end_freqindex_list={self._end_freqindex_list}; expected lists of one length, one entry for each block.")
        for block, (start, end, windows) in enumerate(zip(starts, ends, blocks)):
            fitting = frequency_steps(end - start, self._feature_size, self._frequency_skip)
            if windows != fitting:
                raise ValueError(
                    f"{name}: num_frequency_blocks[{block}] is {windows}, but features {start} to {end} of `inputs` (depth {depth}) hold "
                    f"{fitting} windows of feature_size={self._feature_size}, frequency_skip={self._frequency_skip}. Pass {fitting}.")
        return list(zip(starts, blocks))


class BidirectionalGridLSTMCell(GridLSTMCell):
    """Two `GridLSTMCell`s side by side: one walks the windows of a block upwards, the other downwards.

    The second sees windows that are `backward_slice_offset` features higher. Output `[batch, 4 *
    num_units * windows]`; state: a named tuple with `fwd_state_…` and then `bwd_state_…`.
    Variables as those of `GridLSTMCell`, in the scopes `fwd` and `bwd`.
    Source: TF1 tf.contrib.rnn.BidirectionalGridLSTMCell.
    """

    _directions = ("fwd_", "bwd_")

    def __init__(self, num_units, use_peepholes=False, share_time_frequency_weights=False, cell_clip=None, initializer=None,
                 num_unit_shards=1, forget_bias=1.0, feature_size=None, frequency_skip=None, num_frequency_blocks=None,
                 start_freqindex_list=None, end_freqindex_list=None, couple_input_forget_gates=False, backward_slice_offset=0, reuse=None):
        super().__init__(num_units, use_peepholes, share_time_frequency_weights, cell_clip, initializer, num_unit_shards, forget_bias,
                         feature_size, frequency_skip, num_frequency_blocks, start_freqindex_list, end_freqindex_list,
                         couple_input_forget_gates, True, reuse)
        self._backward_slice_offset = backward_slice_offset

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        upwards = self._windows(inputs)
        downwards = [windows[::-1] for windows in self._windows(inputs, self._backward_slice_offset)]
        outputs, new_state, half = [], [], 2 * self._windows_in_all
        for scope, blocks, parts in (("fwd", upwards, state[:half]), ("bwd", downwards, state[half:])):
            with tf.variable_scope(scope):
                more_outputs, more_state = self._walk(blocks, list(parts))
            outputs += more_outputs
            new_state += more_state
        return tf.concat(outputs, 1), self._state_tuple_type(*new_state)


class _BlockWeights:
    """The variables of one block, and the step of the two LSTMs at one of its windows."""

    def __init__(self, cell, block, dtype):
        self._cell = cell
        units = cell._num_units
        self._gates = "ijo" if cell._couple_input_forget_gates else "ijfo"
        rows, width = cell._feature_size + 2 * units, len(self._gates) * units

        def product(letter):
            return (sharded_variable(f"W_{letter}_{block}", [rows, width], cell._num_unit_shards, dtype),
                    tf.get_variable(f"B_{letter}_{block}", [width], dtype, tf.zeros_initializer()))

        def diagonals(axis):
            """For each gate with peepholes the weights of the frequency's memory, and of time's."""
            gates = [gate for gate in "fio" if gate in self._gates] if cell._use_peepholes else []
            return {gate: [tf.get_variable(f"W_{gate.upper()}_diag_{axis}{seen}_{block}", [units], dtype) for seen in "ft"]
                    for gate in gates}

        shared = cell._share_time_frequency_weights
        self._frequency_product = product("f")
        self._time_product = self._frequency_product if shared else product("t")
        self._frequency_diagonals = diagonals("freq")
        self._time_diagonals = self._frequency_diagonals if shared else diagonals("time")

    def step(self, window, frequency, time):
        """The new ((c, m) over frequency, (c, m) over time), each `[batch, num_units]`."""
        seen = tf.concat([window, time[1], frequency[1]], 1)
        memories = (frequency[0], time[0])
        frequency_gates, time_gates = self._split(seen, self._frequency_product), self._split(seen, self._time_product)
        new_memories = (self._memory(frequency_gates, self._frequency_diagonals, memories, memories[0]),
                        self._memory(time_gates, self._time_diagonals, memories, memories[1]))
        return ((new_memories[0], self._output(frequency_gates, self._frequency_diagonals, new_memories, new_memories[0])),
                (new_memories[1], self._output(time_gates, self._time_diagonals, new_memories, new_memories[1])))

    def _split(self, seen, product):
        kernel, bias = product
        gates = tf.nn.bias_add(tf.matmul(seen, kernel), bias)
        return dict(zip(self._gates, tf.split(gates, len(self._gates), axis=1)))

    def _memory(self, gates, diagonals, memories, own):
        input_gate = tf.sigmoid(_peeping("i", gates["i"], diagonals, memories))
        if self._cell._couple_input_forget_gates:
            forget_gate = 1.0 - input_gate
        else:
            forget_gate = tf.sigmoid(_peeping("f", gates["f"] + self._cell._forget_bias, diagonals, memories))
        memory = forget_gate * own + input_gate * tf.tanh(gates["j"])
        clip = self._cell._cell_clip
        return memory if clip is None else tf.clip_by_value(memory, -clip, clip)

    @staticmethod
    def _output(gates, diagonals, memories, own):
        return tf.sigmoid(_peeping("o", gates["o"], diagonals, memories)) * tf.tanh(own)


def _peeping(name, gate, diagonals, memories):
    """The gate with its peepholes, if it has any."""
    for diagonal, memory in zip(diagonals.get(name, ()), memories):
        gate = gate + diagonal * memory
    return gate


def _zeros_beside(tensor, units):
    """Zeros `[batch, units]`, for the batch of `tensor`."""
    return tf.zeros([tf.dimension_value(tensor.shape[0]) or tf.shape(tensor)[0], units], tensor.dtype)
