"""A GRU step in one kernel. The kernel is TensorFlow's own; it takes float32."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import known_depth
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell


def _step_gradient(operation, *gradients):
    """The gradients of a step's six inputs. The kernel gives those of the products; the weights' follow from them."""
    x, h, gate_kernel, candidate_kernel, gate_bias, candidate_bias = operation.inputs
    reset, update, candidate, _ = operation.outputs
    of_x, of_h, of_candidate, of_gates = tf.raw_ops.GRUBlockCellGrad(
        x=x, h_prev=h, w_ru=gate_kernel, w_c=candidate_kernel, b_ru=gate_bias, b_c=candidate_bias, r=reset, u=update, c=candidate,
        d_h=gradients[3])
    of_gate_kernel = tf.matmul(tf.concat([x, h], 1), of_gates, transpose_a=True)
    of_candidate_kernel = tf.matmul(tf.concat([x, h * reset], 1), of_candidate, transpose_a=True)
    return of_x, of_h, of_gate_kernel, of_candidate_kernel, tf.reduce_sum(of_gates, 0), tf.reduce_sum(of_candidate, 0)


try:
    tf.RegisterGradient("GRUBlockCell")(_step_gradient)
except KeyError:
    pass  # this TensorFlow brings it, as TF 1.15's contrib did; today's (2.13-2.21) does not


class GRUBlockCell(LayerRNNCell):
    """A GRU step in one kernel, with the numbers of `GRUCell`; the state is the output.

    inputs `[batch, depth]`; output and state `[batch, num_units]`. cell_size: the old name of num_units.
    Variables: `w_ru` `[depth + num_units, 2 * num_units]` (reset, update), `b_ru` (ones), `w_c` `[depth +
    num_units, num_units]`, `b_c`.

    Raises ValueError where not exactly one of num_units and cell_size is given, and for inputs of unknown
    depth; TypeError for another dtype than float32. Source: TF1 tf.contrib.rnn.GRUBlockCell.
    """

    _weight_names = ("w_ru", "b_ru", "w_c", "b_c")

    def __init__(self, num_units=None, cell_size=None, reuse=None, name="gru_cell"):
        super().__init__(_reuse=reuse, name=name)
        if (num_units is None) == (cell_size is None):
            raise ValueError(f"{type(self).__name__}: num_units={num_units} and cell_size={cell_size}; expected exactly one of them. "
                             "Pass num_units alone.")
        self._cell_size = cell_size if num_units is None else num_units
        self.input_spec = tf.layers.InputSpec(ndim=2)

    @property
    def state_size(self):
        return self._cell_size

    @property
    def output_size(self):
        return self._cell_size

    def build(self, input_shape):
        units = self._cell_size
        rows = known_depth(self, tf.TensorSpec(input_shape)) + units
        gate_kernel, gate_bias, candidate_kernel, candidate_bias = self._weight_names
        self._gate_kernel = self.add_weight(gate_kernel, [rows, 2 * units])
        self._gate_bias = self.add_weight(gate_bias, [2 * units], initializer=tf.ones_initializer())
        self._candidate_kernel = self.add_weight(candidate_kernel, [rows, units])
        self._candidate_bias = self.add_weight(candidate_bias, [units], initializer=tf.zeros_initializer())
        self.built = True

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, h_prev):
        step = tf.raw_ops.GRUBlockCell(x=inputs, h_prev=h_prev, w_ru=self._gate_kernel, w_c=self._candidate_kernel,
                                       b_ru=self._gate_bias, b_c=self._candidate_bias)
        return step.h, step.h


class GRUBlockCellV2(GRUBlockCell):
    """`GRUBlockCell` with the variables of `GRUCell`, so that one checkpoint serves both.

    Variables: `gates/kernel`, `gates/bias`, `candidate/kernel`, `candidate/bias`.
    Source: TF1 tf.contrib.rnn.GRUBlockCellV2.
    """

    _weight_names = ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")
