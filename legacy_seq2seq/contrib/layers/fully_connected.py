"""A dense layer with contrib's variable names. Source: TF1 tf.contrib.layers.fully_connected."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.layers.initializers import xavier_initializer


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
    Raises ValueError for inputs of rank below 2 or unknown depth, or a num_outputs that is no integer.
    Source: TF1 tf.contrib.layers.fully_connected.
    """
    if isinstance(num_outputs, bool) or not hasattr(num_outputs, "__index__"):
        raise ValueError(f"fully_connected: `num_outputs` is {num_outputs!r}; expected an integer.")
    with tf.variable_scope(scope, "fully_connected", [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        depth = _known_depth(inputs)
        weights = _model_variable(
            "weights", [depth, int(num_outputs)], inputs.dtype.base_dtype, weights_initializer, weights_regularizer,
            trainable, variables_collections)
        axes = inputs.shape.ndims
        outputs = tf.matmul(inputs, weights) if axes == 2 else tf.tensordot(inputs, weights, [[axes - 1], [0]])
        outputs.set_shape(inputs.shape[:-1].concatenate([num_outputs]))
        if normalizer_fn is not None:
            outputs = normalizer_fn(outputs, **(normalizer_params or {}))
        elif biases_initializer is not None:
            biases = _model_variable(
                "biases", [int(num_outputs)], inputs.dtype.base_dtype, biases_initializer, biases_regularizer,
                trainable, variables_collections)
            outputs = tf.nn.bias_add(outputs, biases)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        if outputs_collections:
            tf.add_to_collections(outputs_collections, outputs)
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


def _model_variable(name, shape, dtype, initializer, regularizer, trainable, variables_collections):
    if isinstance(variables_collections, dict):
        variables_collections = variables_collections.get(name)
    collections = [tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.MODEL_VARIABLES, *(variables_collections or [])]
    return tf.get_variable(name, shape, dtype, initializer=initializer, regularizer=regularizer, trainable=trainable,
                           collections=collections)
