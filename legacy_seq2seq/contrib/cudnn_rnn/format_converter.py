"""Between cuDNN's canonical weights and those of the cells that compute the same on any device."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.cudnn_rnn import canonical
from legacy_seq2seq.contrib.cudnn_rnn.canonical import CUDNN_INPUT_LINEAR_MODE, CUDNN_RNN_UNIDIRECTION, Plan


class CudnnParamsFormatConverter:
    """Converts all weights of a model. The concrete classes say what one cell's weights are.

    num_layers, num_units, input_size (the depth of the inputs), num_proj (an LSTM's projection, or None),
    input_mode, direction: as of the model. Where the first layer skips its input projection, the cell's
    kernel holds the identity in its place, and what is converted back there is not used.
    """

    _rnn_mode = None

    def __init__(self, num_layers, num_units, input_size, num_proj=None, input_mode=CUDNN_INPUT_LINEAR_MODE,
                 direction=CUDNN_RNN_UNIDIRECTION):
        self._plan = Plan(self._rnn_mode, num_layers, num_units, input_size, direction, input_mode, num_proj)

    def opaque_to_tf_canonical(self, opaque_param):
        """The cells' weights in an opaque buffer: `(weights, biases)`, with `num_proj` `(weights, biases, projections)`.

        Each is a list over layers, and in a layer over directions, of what the cell's `kernel`s and `bias`es are.
        """
        canonical.check_skip(self._plan)
        weights, biases, projections = [], [], []
        cu_weights, cu_biases = canonical.from_opaque(self._plan, opaque_param)
        for layer, cell_weights, cell_biases in zip(
                self._plan.cells(), canonical.by_cell(self._plan, cu_weights), canonical.by_cell(self._plan, cu_biases)):
            if self._plan.num_proj:
                projections.append(tf.transpose(cell_weights.pop()))  # [num_units, num_proj]
            if layer == 0 and self._plan.skips_input_projection:
                identity = tf.eye(self._plan.num_units, dtype=cell_weights[0].dtype)
                cell_weights[:self._plan.gates] = [identity] * self._plan.gates
            weights += self._cell_weights(cell_weights)
            biases += self._cell_biases(cell_biases)
        return (weights, biases, projections) if self._plan.num_proj else (weights, biases)

    def tf_canonical_to_opaque(self, tf_canonicals, weights_proj=None):
        """The opaque buffer `[number of parameters]` of the cells' weights, one list: all weights, then all biases.

        weights_proj: the projections `[num_units, num_proj]`, where the model has them.
        A cell has one bias where cuDNN has two: each of the two gets half of it. Raises ValueError for another number
        of weights than the model has.
        """
        tf_canonicals = list(tf_canonicals)
        cells = len(self._plan.cells())
        expected = 2 * cells * self._parts
        if len(tf_canonicals) != expected:
            raise ValueError(
                f"{type(self).__name__}: `tf_canonicals` has {len(tf_canonicals)} tensors; expected {expected}: {self._parts} weights for "
                f"each of the {cells} cells (layers times directions), then as many biases.")
        if bool(self._plan.num_proj) != bool(weights_proj):
            raise ValueError(f"{type(self).__name__}: num_proj is {self._plan.num_proj}, but `weights_proj` is {weights_proj!r}; expected "
                             f"{'one projection for each cell' if self._plan.num_proj else 'None'}.")
        weights, biases = [], []
        for number, (cell_weights, cell_biases) in enumerate(zip(
                canonical.by_cell(self._plan, tf_canonicals[:expected // 2]), canonical.by_cell(self._plan, tf_canonicals[expected // 2:]))):
            weights += self._cudnn_weights(self._depth_of(number), cell_weights)
            if self._plan.num_proj:
                weights.append(tf.transpose(weights_proj[number]))
            biases += self._cudnn_biases(cell_biases)
        return canonical.to_opaque(weights, biases)

    def _depth_of(self, cell):
        return self._plan.weight_shapes(self._plan.cells()[cell])[0][1]

    _parts = 1  # weights, and biases, of one cell

    def _cell_weights(self, cu_weights):
        """One cell's weights, of its matrices in canonical order."""
        raise NotImplementedError

    def _cell_biases(self, cu_biases):
        raise NotImplementedError

    def _cudnn_weights(self, depth, weights):
        """The matrices in canonical order, of one cell's weights; `depth`: of its inputs."""
        raise NotImplementedError

    def _cudnn_biases(self, biases):
        raise NotImplementedError


def joined_kernel(on_inputs, on_state):
    """A cell's kernel `[depth + units, gates * units]`, of each gate's matrices."""
    return tf.transpose(tf.concat([tf.concat(pair, 1) for pair in zip(on_inputs, on_state)], 0))


def cut_kernel(kernel, depth, gates):
    """Each gate's matrices on the inputs and on the state, of a cell's kernel."""
    rows = [tf.transpose(gate) for gate in tf.split(kernel, gates, axis=1)]  # each [units, depth + units]
    return [row[:, :depth] for row in rows], [row[:, depth:] for row in rows]


class CudnnParamsFormatConverterLSTM(CudnnParamsFormatConverter):
    """Between `CudnnLSTM` and `CudnnCompatibleLSTMCell`: `kernel` and `bias` for each layer and direction.

    Source: TF1 tf.contrib.cudnn_rnn.CudnnParamsFormatConverterLSTM.
    """

    _rnn_mode = canonical.CUDNN_LSTM
    _order = (0, 2, 1, 3)  # the cell's gates, by cuDNN's numbers: it has the new memory before the forget gate (its own inverse)

    def _cell_weights(self, cu_weights):
        gates = self._plan.gates
        on_inputs, on_state = cu_weights[:gates], cu_weights[gates:]
        return [joined_kernel([on_inputs[gate] for gate in self._order], [on_state[gate] for gate in self._order])]

    def _cell_biases(self, cu_biases):
        gates = self._plan.gates
        return [tf.concat([cu_biases[gate] + cu_biases[gates + gate] for gate in self._order], 0)]

    def _cudnn_weights(self, depth, weights):
        on_inputs, on_state = cut_kernel(weights[0], depth, self._plan.gates)
        return [on_inputs[gate] for gate in self._order] + [on_state[gate] for gate in self._order]

    def _cudnn_biases(self, biases):
        halves = tf.split(0.5 * biases[0], self._plan.gates)
        return [halves[gate] for gate in self._order] * 2


class CudnnParamsFormatConverterGRU(CudnnParamsFormatConverter):
    """Between `CudnnGRU` and `CudnnCompatibleGRUCell`: for each layer and direction the `kernel`s, and the `bias`es, of
    `gates`, `candidate/input_projection` and `candidate/hidden_projection`.

    Source: TF1 tf.contrib.cudnn_rnn.CudnnParamsFormatConverterGRU.
    """

    _rnn_mode = canonical.CUDNN_GRU
    _parts = 3

    def _cell_weights(self, cu_weights):
        *gates_on_inputs, new_on_inputs, reset, update, new_on_state = cu_weights
        return [joined_kernel(gates_on_inputs, [reset, update]), tf.transpose(new_on_inputs), tf.transpose(new_on_state)]

    def _cell_biases(self, cu_biases):
        reset, update, new_on_inputs, state_reset, state_update, new_on_state = cu_biases
        return [tf.concat([reset + state_reset, update + state_update], 0), new_on_inputs, new_on_state]

    def _cudnn_weights(self, depth, weights):
        gates, new_on_inputs, new_on_state = weights
        on_inputs, on_state = cut_kernel(gates, depth, 2)
        return [*on_inputs, tf.transpose(new_on_inputs), *on_state, tf.transpose(new_on_state)]

    def _cudnn_biases(self, biases):
        gates, new_on_inputs, new_on_state = biases
        halves = tf.split(0.5 * gates, 2)
        return [*halves, new_on_inputs, *halves, new_on_state]


class CudnnParamsFormatConverterBasic(CudnnParamsFormatConverterLSTM):
    """Between a model of one gate and `tf.nn.rnn_cell.BasicRNNCell`: `kernel` and `bias` for each layer and direction."""

    _order = (0,)


class CudnnParamsFormatConverterTanh(CudnnParamsFormatConverterBasic):
    """Between `CudnnRNNTanh` and `BasicRNNCell`. Source: TF1 tf.contrib.cudnn_rnn.CudnnParamsFormatConverterTanh."""

    _rnn_mode = canonical.CUDNN_RNN_TANH


class CudnnParamsFormatConverterRelu(CudnnParamsFormatConverterBasic):
    """Between `CudnnRNNRelu` and `BasicRNNCell`. Source: TF1 tf.contrib.cudnn_rnn.CudnnParamsFormatConverterRelu."""

    _rnn_mode = canonical.CUDNN_RNN_RELU
