"""Reversible residual layers (Gomez et al. 2017). Source: TF1 tf.contrib.layers (RevBlock, rev_block)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import arg_scope, current_arg_scope


class RevBlock(tf.layers.Layer):
    """Layers `y1 = x1 + f(x2)`, `y2 = x2 + g(y1)`, one after the other.

    Since a layer's inputs can be computed from its outputs, none are kept for the gradients: the memory
    needed does not grow with `num_layers`.

    f, g: functions of a tensor that keep its shape, or lists of `num_layers` such; they make their
    variables with tf.get_variable. f_side_input, g_side_input: lists of tensors, given to f or g as a
    second argument. f and g must take every tensor as an argument: one from around them gets no gradient.
    use_efficient_backprop=False: the usual gradients, from kept results.

    Variables: `revblock/revlayer_0/f/...`, `revblock/revlayer_0/g/...` and so on; resource variables.
    Raises AssertionError for lists of another length. Source: TF1 tf.contrib.layers.RevBlock.
    """

    def __init__(self, f, g, num_layers=1, f_side_input=None, g_side_input=None, use_efficient_backprop=True, name="revblock", **kwargs):
        super().__init__(name=name, **kwargs)
        self.f, self.g = self._one_each("f", f, num_layers), self._one_each("g", g, num_layers)
        self.num_layers = num_layers
        self.f_side_input, self.g_side_input = list(f_side_input or []), list(g_side_input or [])
        self._efficient = use_efficient_backprop

    @staticmethod
    def _one_each(argument, functions, num_layers):
        functions = list(functions) if isinstance(functions, (list, tuple)) else [functions] * num_layers
        if len(functions) != num_layers:
            raise AssertionError(f"RevBlock: `{argument}` lists {len(functions)} functions; expected one for each of {num_layers} layers.")
        return functions

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, forward=True):
        """(y1, y2) of `inputs` (x1, x2); with forward=False, (x1, x2) of (y1, y2)."""
        one, two = (tf.convert_to_tensor(x) for x in inputs)
        self._inside, self._arg_scope = tf.get_variable_scope(), current_arg_scope()
        if not forward:
            return self._backward(one, two)
        return self._with_own_gradient(one, two) if self._efficient else self._forward(one, two, *self._sides())

    def forward(self, x1, x2):
        """(y1, y2)."""
        return self([x1, x2])

    def backward(self, y1, y2):
        """The (x1, x2) from which `forward` makes (y1, y2)."""
        return self([y1, y2], forward=False)

    def _sides(self):
        return [tf.convert_to_tensor(side) for side in (*self.f_side_input, *self.g_side_input)]

    def _apply(self, letter, number, x, sides):
        """f or g of layer `number`; its variables are made by the first call and used again by the others."""
        function, side = (self.f, sides[:len(self.f_side_input)]) if letter == "f" else (self.g, sides[len(self.f_side_input):])
        with tf.variable_scope(f"revlayer_{number}", use_resource=True, reuse=tf.AUTO_REUSE), tf.variable_scope(letter):
            return function[number](x, list(side)) if side else function[number](x)

    def _forward(self, x1, x2, *sides):
        for number in range(self.num_layers):
            x1 = x1 + self._apply("f", number, x2, sides)
            x2 = x2 + self._apply("g", number, x1, sides)
        return x1, x2

    def _backward(self, y1, y2):
        sides = self._sides()
        for number in reversed(range(self.num_layers)):
            y2 = y2 - self._apply("g", number, y1, sides)
            y1 = y1 - self._apply("f", number, y2, sides)
        return y1, y2

    # Gradients

    def _with_own_gradient(self, x1, x2):
        @tf.custom_gradient
        def block(x1, x2, *sides):
            y1, y2 = self._forward(x1, x2, *sides)

            def grad(dy1, dy2, variables=None):
                wanted = list(variables or [])
                # The scopes of the first time: what f and g ask for must be what they made then.
                with tf.variable_scope(self._inside, reuse=True), arg_scope(self._arg_scope):
                    dx1, dx2, of_sides, of_variables = self._gradients(y1, y2, dy1, dy2, sides, wanted)
                of_inputs = [dx1, dx2, *of_sides]
                return (of_inputs, of_variables) if wanted else of_inputs

            return (y1, y2), grad

        return tuple(block(x1, x2, *self._sides()))

    def _gradients(self, y1, y2, dy1, dy2, sides, variables):
        """From the last layer to the first: its inputs from its outputs, then its gradients."""
        total = [None] * (len(sides) + len(variables))
        for number in reversed(range(self.num_layers)):
            # 1. x2 = y2 - g(y1); the gradient of y1 gains what comes through g.
            x2, through_g, found = self._undo("g", number, y1, y2, dy2, sides, variables)
            total = _added(total, found)
            dy1 = dy1 + through_g
            # 2. x1 = y1 - f(x2); the gradient of x2 gains what comes through f.
            x1, through_f, found = self._undo("f", number, x2, y1, dy1, sides, variables)
            total = _added(total, found)
            y1, y2, dy2 = x1, x2, dy2 + through_f
        return dy1, dy2, total[:len(sides)], total[len(sides):]

    def _undo(self, letter, number, x, y, dy, sides, variables):
        """(y - f(x), the gradient through f for x, those for sides and variables); likewise for g."""
        with tf.control_dependencies([dy]):  # not before it is needed, or nothing would be saved
            x = tf.stop_gradient(tf.identity(x))
            sides = [tf.stop_gradient(side) for side in sides]
            residual = self._apply(letter, number, x, sides)
        through, *rest = tf.gradients(residual, [x, *sides, *variables], dy)
        return tf.stop_gradient(y) - tf.stop_gradient(residual), tf.zeros_like(x) if through is None else through, rest


def _added(totals, found):
    """Sums, where None stands for no gradient."""
    found = [None if gradient is None else tf.convert_to_tensor(gradient) for gradient in found]
    return [one if other is None else other if one is None else one + other for one, other in zip(totals, found)]


def rev_block(x1, x2, f, g, num_layers=1, f_side_input=None, g_side_input=None, is_training=True):
    """(y1, y2) of (x1, x2) through a `RevBlock`; is_training=False takes the usual gradients.

    Source: TF1 tf.contrib.layers.rev_block.
    """
    block = RevBlock(f, g, num_layers, f_side_input, g_side_input, use_efficient_backprop=is_training)
    return block.forward(x1, x2)
