"""What layers share: their variables, what follows their product, their checks."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.variables import model_variable
from legacy_seq2seq.contrib.layers.utils import collect_named_outputs, get_variable_collections


def layer_variable(name, shape, dtype, initializer, regularizer, trainable, variables_collections, key=None):
    """A model variable; the parts of a partitioned one are put together, into a tensor.

    variables_collections: a list, or a dict that is read at `key` (by default `name`).
    """
    variable = model_variable(name, shape=shape, dtype=dtype.base_dtype, initializer=initializer, regularizer=regularizer,
                              trainable=trainable, collections=get_variable_collections(variables_collections, key or name))
    return tf.convert_to_tensor(variable) if hasattr(variable, "as_tensor") else variable


def normalized_or_biased(outputs, channels, normalizer, biases, trainable, variables_collections, channels_first=False):
    """`outputs` through the normalizer where there is one, else plus the variable "biases" where it has an initializer.

    normalizer: (function or None, its arguments or None). biases: (initializer or None, regularizer).
    """
    normalizer_fn, normalizer_params = normalizer
    if normalizer_fn is not None:
        return normalizer_fn(outputs, **(normalizer_params or {}))
    initializer, regularizer = biases
    if initializer is None:
        return outputs
    variable = layer_variable("biases", [channels], outputs.dtype, initializer, regularizer, trainable, variables_collections)
    return tf.nn.bias_add(outputs, variable, data_format="NCHW" if channels_first else None)


def finished(outputs, activation_fn, outputs_collections, alias):
    """`activation_fn(outputs)`, collected under `alias`."""
    if activation_fn is not None:
        outputs = activation_fn(outputs)
    return collect_named_outputs(outputs_collections, alias, outputs)


def check_data_format(layer, data_format, *known):
    """Raises ValueError unless `data_format` is one of `known`."""
    if data_format not in known:
        raise ValueError(f"{layer}: `data_format` is {data_format!r}; expected {' or '.join(repr(name) for name in known if name)}.")


def known_channels(layer, inputs, axis):
    """The number of channels. Raises ValueError where it is not known."""
    channels = tf.dimension_value(inputs.shape[axis])
    if channels is None:
        raise ValueError(f"{layer}: the channels of `inputs` {inputs.shape} (axis {axis}) are not known when the graph is built; the "
                         "variables need them. Set them: inputs.set_shape([...]).")
    return channels


def numbers_of(layer, argument, value, n):
    """n integers from one number or from n of them. Raises ValueError for another count."""
    if value is None:
        raise ValueError(f"{layer}: `{argument}` is None; expected an integer.")
    try:
        numbers = [int(number) for number in value]
    except TypeError:
        numbers = [int(value)] * n
    if len(numbers) != n:
        raise ValueError(f"{layer}: `{argument}` is {value!r}; expected one integer or {n} of them.")
    return numbers
