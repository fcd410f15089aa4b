"""Gradients as outputs. One run then gives all of them with the outputs, where the casebook makes a run for each variable."""

import functools

from tests.parity import casebook


def case(build):
    """Registers `build(tf) -> Model`; the gradients of its loss are compared as outputs "gradient of <variable>"."""
    @functools.wraps(build)
    def build_with_gradients(tf):
        model = build(tf)
        return model if model.loss is None else _with_gradients(tf, model)

    return casebook.case(build_with_gradients)


def _with_gradients(tf, model):
    variables = tf.trainable_variables()
    outputs = dict(model.outputs)
    for variable, gradient in zip(variables, tf.gradients(model.loss, variables)):
        if gradient is not None:
            gradient = tf.identity(gradient)  # a tensor, where it was an IndexedSlices
            gradient.set_shape(variable.shape)  # what is known of it while building is no part of the contract
            outputs["gradient of " + variable.op.name] = gradient
    return model._replace(outputs=outputs, loss=None)
