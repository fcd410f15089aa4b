"""A dense layer with contrib's variable names, and its short forms. Source: TF1 tf.contrib.layers.fully_connected."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope
from legacy_seq2seq.contrib.layers.building import finished, layer_variable, normalized_or_biased
from legacy_seq2seq.contrib.layers.initializers import xavier_initializer


@add_arg_scope
def fully_connected(inputs, num_outputs, activation_fn=tf.nn.relu, normalizer_fn=None, normalizer_params=None,
                    weights_initializer=xavier_initializer(), weights_regularizer=None,
                    biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None,
                    variables_collections=None, outputs_collections=None, trainable=True, scope=None):
    """`activation_fn(inputs · weights + biases)` on the last axis.

    inputs: `[..., depth]` of rank 2 or more, depth known. Returns `[..., num_outputs]`.
    normalizer_fn: `f(outputs, **normalizer_params)`, in place of the biases. `biases_initializer=None`
    leaves the biases out; `activation_fn=None` gives a linear layer.
    variables_collections: collections for all variables, or a dict {"weights": [...], "biases": [...]}.

    Variables: `fully_connected/weights` `[depth, num_outputs]` and `fully_connected/biases`
    `[num_outputs]`, also in tf.GraphKeys.MODEL_VARIABLES.
    Raises ValueError for inputs of rank below 2 or unknown depth, or a num_outputs that is no int;
    TypeError for inputs that are not floating point. Source: TF1 tf.contrib.layers.fully_connected.
    """
    if not isinstance(num_outputs, int) or isinstance(num_outputs, bool):
        raise ValueError(f"fully_connected: `num_outputs` is {num_outputs!r}; expected an int. Convert it: int(num_outputs).")
    with tf.variable_scope(scope, "fully_connected", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        if not (inputs.dtype.is_floating or inputs.dtype.is_complex):
            raise TypeError(f"fully_connected: `inputs` is {inputs.dtype.name}; expected floating point. Convert it: "
                            "tf.cast(inputs, tf.float32).")
        weights = layer_variable("weights", [_known_depth(inputs), num_outputs], inputs.dtype, weights_initializer, weights_regularizer,
                                 trainable, variables_collections)
        outputs = _product(inputs, tf.convert_to_tensor(weights), num_outputs)
        outputs = normalized_or_biased(
            outputs, num_outputs, (normalizer_fn, normalizer_params), (biases_initializer, biases_regularizer), trainable,
            variables_collections)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


def _product(inputs, weights, num_outputs):
    axes = inputs.shape.ndims
    outputs = tf.matmul(inputs, weights) if axes == 2 else tf.tensordot(inputs, weights, [[axes - 1], [0]])
    outputs.set_shape(inputs.shape[:-1].concatenate([num_outputs]))
    return outputs


def _known_depth(inputs):
    if inputs.shape.ndims is None or inputs.shape.ndims < 2:
        raise ValueError(f"fully_connected: `inputs` has shape {inputs.shape}; expected rank 2 or more, [..., depth]. "
                         "Give a vector a batch axis: tf.expand_dims(inputs, 0).")
    depth = tf.dimension_value(inputs.shape[-1])
    if depth is None:
        raise ValueError(f"fully_connected: the last axis of `inputs` {inputs.shape} is not known when the graph is built; the weights "
                         "need it. Set it: inputs.set_shape([..., depth]).")
    return depth


linear = functools.partial(fully_connected, activation_fn=None)
relu = functools.partial(fully_connected, activation_fn=tf.nn.relu)
relu6 = functools.partial(fully_connected, activation_fn=tf.nn.relu6)
elu = functools.partial(fully_connected, activation_fn=tf.nn.elu)
