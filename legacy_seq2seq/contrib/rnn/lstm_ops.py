"""LSTMs in one kernel: a step (`LSTMBlockCell`), or a whole sequence (`LSTMBlockFusedCell`).

The kernels are TensorFlow's own. They take float32 and float16.
"""

import abc

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import known_depth, lstm_state
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell, LSTMStateTuple


def _step_gradient(operation, *gradients):
    """The gradients of a step's eight inputs. The kernel gives that of the gates; the rest are products with it."""
    x, c, h, kernel, w_i, w_f, w_o, bias = operation.inputs
    i, new_c, f, o, candidate, squashed, _ = operation.outputs
    _, c_gradient, _, _, _, _, h_gradient = gradients
    of_c, of_gates, of_w_i, of_w_f, of_w_o = tf.raw_ops.LSTMBlockCellGrad(
        x=x, cs_prev=c, h_prev=h, w=kernel, wci=w_i, wcf=w_f, wco=w_o, b=bias, i=i, cs=new_c, f=f, o=o, ci=candidate, co=squashed,
        cs_grad=c_gradient, h_grad=h_gradient, use_peephole=operation.get_attr("use_peephole"))
    of_seen = tf.matmul(of_gates, kernel, transpose_b=True)  # [batch, depth + num_units]
    depth, units = tf.shape(x)[1], tf.shape(h)[1]
    of_x, of_h = tf.split(of_seen, [depth, units], axis=1)
    of_x.set_shape(x.shape)
    of_h.set_shape(h.shape)
    of_kernel = tf.matmul(tf.concat([x, h], 1), of_gates, transpose_a=True)
    return of_x, of_c, of_h, of_kernel, of_w_i, of_w_f, of_w_o, tf.reduce_sum(of_gates, 0)


try:
    tf.RegisterGradient("LSTMBlockCell")(_step_gradient)
except KeyError:
    pass  # this TensorFlow brings it, as TF 1.15's contrib did; today's (2.13-2.21) brings the whole sequence's only


def _lstm_weights(layer, depth, use_peephole):
    """kernel, bias, and the three peephole vectors or None."""
    units = layer.num_units
    kernel = layer.add_weight("kernel", [depth + units, 4 * units])
    bias = layer.add_weight("bias", [4 * units], initializer=tf.zeros_initializer())
    if not use_peephole:
        return kernel, bias, None
    return kernel, bias, [layer.add_weight(f"w_{gate}_diag", [units]) for gate in "ifo"]


def _kernel_arguments(layer, dtype):
    """What both kernels are given alike."""
    w_i, w_f, w_o = layer._peepholes or [tf.zeros([layer.num_units], dtype)] * 3
    # A clip of -1 means none. The same kernel takes 3 where it is not given: always give it.
    clip = -1 if layer._cell_clip is None else layer._cell_clip
    return dict(w=layer._kernel, b=layer._bias, wci=w_i, wcf=w_f, wco=w_o, forget_bias=layer._forget_bias, cell_clip=clip,
                use_peephole=layer._use_peephole)


class LSTMBlockCell(LayerRNNCell):
    """An LSTM step in one kernel; the numbers and variables of `LSTMCell` without projection.

    inputs `[batch, depth]`; output and each part of the state `LSTMStateTuple(c, h)` `[batch, num_units]`.
    cell_clip: bounds `c`; None does not. Variables: `kernel` `[depth + num_units, 4 * num_units]` (i, j, f,
    o), `bias`; with `use_peephole` `w_i_diag`, `w_f_diag`, `w_o_diag` `[num_units]`.

    Raises ValueError for inputs of unknown depth or a state that is no pair, TypeError for another dtype
    than float32 and float16, or a state that is one tensor. Source: TF1 tf.contrib.rnn.LSTMBlockCell.
    """

    def __init__(self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, dtype=None, reuse=None, name="lstm_cell"):
        super().__init__(_reuse=reuse, dtype=dtype, name=name)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._cell_clip = cell_clip
        self._use_peephole = use_peephole
        self.input_spec = tf.layers.InputSpec(ndim=2)

    @property
    def num_units(self):
        return self._num_units

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        self._kernel, self._bias, self._peepholes = _lstm_weights(
            self, known_depth(self, tf.TensorSpec(inputs_shape)), self._use_peephole)
        self.built = True

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        c, h = lstm_state(self, state)
        step = tf.raw_ops.LSTMBlockCell(x=inputs, cs_prev=c, h_prev=h, **_kernel_arguments(self, inputs.dtype))
        return step.h, LSTMStateTuple(step.cs, step.h)


class LSTMBlockWrapper(tf.layers.Layer):
    """The base of layers that run an LSTM over a whole sequence at once.

    A subclass gives `num_units` and `_call_cell(inputs, initial_cell_state, initial_output, dtype,
    sequence_length)`, which returns every step's `c` and `h`, `[time, batch, num_units]` each.
    Source: TF1 tf.contrib.rnn.LSTMBlockWrapper.
    """

    @property
    @abc.abstractmethod
    def num_units(self):
        """The depth of `c` and `h`."""

    @abc.abstractmethod
    def _call_cell(self, inputs, initial_cell_state, initial_output, dtype, sequence_length):
        """Every step's (c, h)."""

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, initial_state=None, dtype=None, sequence_length=None):
        """Runs over `inputs` `[time, batch, depth]`.

        initial_state: `(c, h)` `[batch, num_units]`; without it zeros of `dtype`. sequence_length:
        `[batch]` ints; outputs after a sequence's end are zero and its state is that at the end.

        Returns `(outputs [time, batch, num_units], LSTMStateTuple(c, h))`. Raises ValueError where neither
        initial_state nor dtype is given, or the state is no pair; TypeError where it is one tensor.
        """
        c, h, dtype = self._start(inputs, initial_state, dtype)
        all_c, all_h = self._call_cell(inputs, c, h, dtype, sequence_length)
        if sequence_length is None:
            return all_h, LSTMStateTuple(all_c[-1], all_h[-1])
        lengths = tf.cast(sequence_length, tf.int32)
        time = tf.dimension_value(inputs.shape[0]) or tf.shape(inputs)[0]
        outputs = all_h * tf.expand_dims(tf.transpose(tf.sequence_mask(lengths, time, dtype)), 2)
        return outputs, LSTMStateTuple(_state_after(lengths, c, all_c), _state_after(lengths, h, outputs))

    def _start(self, inputs, initial_state, dtype):
        """The initial c, h, and the dtype."""
        if initial_state is not None:
            c, h = lstm_state(self, initial_state)
            return c, h, c.dtype if dtype is None else tf.as_dtype(dtype)
        if dtype is None:
            raise ValueError(f"{type(self).__name__}: neither `initial_state` nor `dtype` is given; expected one. Pass dtype=tf.float32.")
        zeros = tf.zeros([tf.dimension_value(inputs.shape[1]) or tf.shape(inputs)[1], self.num_units], dtype)
        return zeros, zeros, tf.as_dtype(dtype)


def _state_after(lengths, initial, states):
    """Of the states `[time, batch, num_units]` after each step, each sequence's last: `[batch, num_units]`."""
    from_start = tf.concat([tf.expand_dims(initial, 0), states], 0)  # [time + 1, batch, num_units]: row n is after n steps
    return tf.gather_nd(from_start, tf.stack([lengths, tf.range(tf.shape(lengths)[0])], 1))


class LSTMBlockFusedCell(LSTMBlockWrapper):
    """An LSTM over a whole sequence in one kernel: the fastest LSTM on a CPU.

    inputs `[time, batch, depth]` (time first); see `LSTMBlockWrapper.call` for the other arguments.
    cell_clip: bounds `c`; None does not. Variables: as those of `LSTMBlockCell`, in `lstm_fused_cell`.

    Raises ValueError for inputs that are not one tensor of rank 3, TypeError for inputs of unknown depth
    or another dtype than float32 and float16. Source: TF1 tf.contrib.rnn.LSTMBlockFusedCell.

        outputs, state = LSTMBlockFusedCell(64)(tf.transpose(inputs, [1, 0, 2]), dtype=tf.float32)   # [time, batch, 64]
    """

    def __init__(self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, reuse=None, dtype=None, name="lstm_fused_cell"):
        super().__init__(_reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._cell_clip = cell_clip
        self._use_peephole = use_peephole
        self.input_spec = tf.layers.InputSpec(ndim=3)

    @property
    def num_units(self):
        return self._num_units

    def build(self, input_shape):
        depth = tf.dimension_value(tf.TensorShape(input_shape)[2])
        if depth is None:
            raise TypeError(f"LSTMBlockFusedCell: `inputs` has shape {tf.TensorShape(input_shape)}; expected [time, batch, depth] of known "
                            "depth. Give it to the placeholder, or call inputs.set_shape([None, None, depth]).")
        self._kernel, self._bias, self._peepholes = _lstm_weights(self, depth, self._use_peephole)
        self.built = True

    def _call_cell(self, inputs, initial_cell_state=None, initial_output=None, dtype=None, sequence_length=None):
        time = tf.shape(inputs, out_type=tf.int64)[0]
        steps = time if sequence_length is None else tf.cast(tf.reduce_max(sequence_length), tf.int64)
        run = tf.raw_ops.BlockLSTM(
            seq_len_max=steps, x=inputs, cs_prev=initial_cell_state, h_prev=initial_output, **_kernel_arguments(self, dtype))
        return run.cs, run.h
