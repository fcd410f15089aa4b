"""Wrappers around one cell: highway connection, compilation by XLA."""

import contextlib

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


class HighwayWrapper(RNNCell):
    """A highway connection around a cell (Srivastava et al. 2015): `carry * inputs + transform * outputs`.

    The cell's output must have the inputs' shape `[batch, depth]`. carry is `sigmoid(inputs · carry_w +
    carry_b)`; transform is `1 - carry`, or with `couple_carry_transform_gates=False` a gate of its own.
    Variables, in the scope around the cell: `carry_w` `[depth, depth]`, `carry_b` (at first
    `carry_bias_init`), and for the own gate `transform_w`, `transform_b` (at first `-carry_bias_init`).

    Raises ValueError where inputs and outputs differ in shape. Source: TF1 tf.contrib.rnn.HighwayWrapper.
    """

    def __init__(self, cell, couple_carry_transform_gates=True, carry_bias_init=1.0):
        super().__init__()
        self._cell = cell
        self._couple_carry_transform_gates = couple_carry_transform_gates
        self._carry_bias_init = carry_bias_init

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState"):
            return self._cell.zero_state(batch_size, dtype)

    # Not `call`: the gates' variables stand beside the cell's scope, without one for the wrapper.
    def __call__(self, inputs, state, scope=None):
        outputs, new_state = self._cell(inputs, state, scope=scope)
        tf.nest.assert_same_structure(inputs, outputs)
        return tf.nest.map_structure(self._highway, inputs, outputs), new_state

    def _highway(self, inputs, outputs):
        if not inputs.shape.is_compatible_with(outputs.shape):
            raise ValueError(
                f"HighwayWrapper: the cell's output has shape {outputs.shape}, `inputs` {inputs.shape}; expected the same. Make the cell as "
                f"wide as its inputs: num_units={inputs.shape[-1]}.")
        carry = self._gate("carry", inputs, self._carry_bias_init)
        transform = 1 - carry if self._couple_carry_transform_gates else self._gate("transform", inputs, -self._carry_bias_init)
        return inputs * carry + outputs * transform

    def _gate(self, name, inputs, bias_init):
        depth = inputs.shape[-1]
        kernel = tf.get_variable(name + "_w", [depth, depth], inputs.dtype)
        bias = tf.get_variable(name + "_b", [depth], inputs.dtype, tf.constant_initializer(bias_init))
        return tf.sigmoid(tf.nn.xw_plus_b(inputs, kernel, bias))


class CompiledWrapper(RNNCell):
    """Runs a cell in an XLA scope, which fuses its operations where TensorFlow is built with XLA.

    compile_stateful: True compiles operations with a state too (variables, random numbers); or a function
    of an operation's definition that says which to compile. Where TensorFlow does not compile the
    operation's device, the cell runs as it is. Numbers and names are the cell's own.
    Source: TF1 tf.contrib.rnn.CompiledWrapper.
    """

    def __init__(self, cell, compile_stateful=False):
        super().__init__()
        self._cell = cell
        self._compile_stateful = compile_stateful

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        return self._cell.zero_state(batch_size, dtype)

    def __call__(self, inputs, state, scope=None):
        with self._jit_scope():
            return self._cell(inputs, state, scope=scope)

    def _jit_scope(self):
        if not hasattr(tf, "xla"):
            return contextlib.nullcontext()
        return tf.xla.experimental.jit_scope(compile_ops=self._compiles)

    def _compiles(self, node):
        """Whether to compile an operation, given its definition: by default, where it keeps no state."""
        if callable(self._compile_stateful):
            return self._compile_stateful(node)
        return self._compile_stateful or not _is_stateful(node.op)


def _is_stateful(type_name):
    return type_name.startswith(("Variable", "VarHandle", "Assign", "Random", "TruncatedNormal", "TensorArray", "Stack"))
