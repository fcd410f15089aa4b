"""Gradients that are scaled, or computed anew. Source: TF1 tf.contrib.layers (scale_gradient, recompute_grad)."""

import functools
import inspect

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import arg_scope, current_arg_scope


def scale_gradient(x, scale):
    """`x` itself; its gradient is multiplied by `scale` (a number or a scalar tensor, which gets no gradient).

    Source: TF1 tf.contrib.layers.scale_gradient.
    """
    x = tf.convert_to_tensor(x)
    scale = tf.cast(tf.stop_gradient(tf.convert_to_tensor(scale)), x.dtype)

    @tf.custom_gradient
    def scaled(x):
        return tf.identity(x), lambda dy: dy * scale

    outputs = scaled(x)
    outputs.set_shape(x.shape)
    return outputs


_DEFAULT = "__rev_block_lib_default"


def recompute_grad(fn, use_data_dep=_DEFAULT, tupleize_grads=False):
    """`fn`, whose inner results are not kept for the gradients but computed a second time: less memory, more time.

    fn: takes tensors, all by position, and returns a tensor or a list or tuple of them. Variables it
    makes must be resource variables: `with tf.variable_scope(name, use_resource=True)`. An argument
    `is_recomputing` is given False on the way forward and True the second time, for what must happen
    once, such as updates of averages. use_data_dep: accepted; the order is kept by control
    dependencies. tupleize_grads: gives no gradient away before all are ready.

    Raises ValueError where `fn` uses tensors or variables from outside, whose gradients would be lost.
    Source: TF1 tf.contrib.layers.recompute_grad (Chen et al. 2016).
    """
    _check_closure(fn)
    takes_flag = "is_recomputing" in inspect.signature(fn).parameters

    @functools.wraps(fn)
    def recomputing(*args):
        recorded = _Recorded(functools.partial(fn, is_recomputing=False) if takes_flag else fn,
                             functools.partial(fn, is_recomputing=True) if takes_flag else fn)
        kinds = []

        @tf.custom_gradient
        def with_gradient(*inputs):
            outputs = recorded.first(*inputs)
            kinds.append(type(outputs))

            def grad(*output_grads, variables=None):
                return _recomputed_gradients(recorded, inputs, output_grads, variables, tupleize_grads)

            return outputs, grad

        outputs = with_gradient(*(tf.convert_to_tensor(arg) for arg in args))
        if not issubclass(kinds[0], (list, tuple)):
            return outputs
        return kinds[0](outputs) if kinds[0] in (list, tuple) else outputs

    return recomputing


def _recomputed_gradients(recorded, inputs, output_grads, variables, tupleize):
    """Gradients for inputs and variables; with variables, the pair that tf.custom_gradient asks for."""
    with tf.control_dependencies([g for g in output_grads if g is not None]):  # not before they are wanted
        inputs = [tf.stop_gradient(tf.identity(x)) for x in inputs]
        outputs = recorded.again(*inputs)
    outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
    variables = list(variables or [])
    found = tf.gradients(outputs, [*inputs, *variables], list(output_grads))
    if tupleize:
        found = tf.tuple(found)
    of_inputs, of_variables = found[:len(inputs)], found[len(inputs):]
    return (of_inputs, of_variables) if variables else of_inputs


class _Recorded:
    """A function that is run a second time with the variables and the arg_scope of the first.

    Variables are given again in the order of their making, so that names made unique by counting
    (`fully_connected_1`) do not matter.
    """

    def __init__(self, fn, fn_again):
        self._fn, self._fn_again = fn, fn_again
        self._variables = []

    def first(self, *args):
        self._scope, self._arg_scope = tf.get_variable_scope(), current_arg_scope()
        outer = self._scope.custom_getter

        def record(getter, *getter_args, **kwargs):
            variable = outer(getter, *getter_args, **kwargs) if outer else getter(*getter_args, **kwargs)
            self._variables.append(variable)
            return variable

        self._scope.set_custom_getter(record)
        try:
            return self._fn(*args)
        finally:
            self._scope.set_custom_getter(outer)

    def again(self, *args):
        recorded = iter(self._variables)
        with tf.variable_scope(self._scope, custom_getter=lambda getter, *a, **k: next(recorded)), arg_scope(self._arg_scope):
            return self._fn_again(*args)


def _check_closure(fn):
    """Raises ValueError where the Python function `fn` refers to a tensor or variable around it."""
    code, cells = getattr(fn, "__code__", None), getattr(fn, "__closure__", None) or ()
    for name, cell in zip(code.co_freevars if code else (), cells):
        try:
            value = cell.cell_contents
        except ValueError:  # not set yet
            continue
        if tf.is_tensor(value) or isinstance(value, tf.Variable):
            raise ValueError(f"recompute_grad: the function uses {value.name} from outside (as {name!r}); it would get no gradient. Give "
                             "it as an argument.")
