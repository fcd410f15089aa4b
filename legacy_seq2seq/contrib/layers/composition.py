"""One layer many times over. Source: TF1 tf.contrib.layers (repeat, stack)."""

import functools

from legacy_seq2seq import tf1 as tf


def repeat(inputs, repetitions, layer, *args, **kwargs):
    """`layer(layer(inputs, *args, **kwargs), *args, **kwargs)`, `repetitions` times, each with its own variables.

        net = repeat(net, 3, conv2d, 64, [3, 3], scope="conv1")   # conv1/conv1_1, conv1/conv1_2, conv1/conv1_3

    scope: by default "Repeat", with layers named after the function. Source: TF1 tf.contrib.layers.repeat.
    """
    scope = kwargs.pop("scope", None)
    with tf.variable_scope(scope, "Repeat", [inputs]):
        inputs = tf.convert_to_tensor(inputs)
        name = scope or _name_of(layer, "repeat")
        for number in range(1, repetitions + 1):
            inputs = layer(inputs, *args, **{**kwargs, "scope": f"{name}_{number}"})
        return inputs


def stack(inputs, layer, stack_args, **kwargs):
    """`layer` once for each of `stack_args`, each on what the one before gave.

        net = stack(net, fully_connected, [32, 64, 128], scope="fc")   # fc/fc_1, fc/fc_2, fc/fc_3
        net = stack(net, conv2d, [(32, [3, 3]), (64, [1, 1])])         # a tuple: several arguments

    scope: by default "Stack", with layers named after the function.
    Raises ValueError where `stack_args` is no list or tuple. Source: TF1 tf.contrib.layers.stack.
    """
    scope = kwargs.pop("scope", None)
    if not isinstance(stack_args, (list, tuple)):
        raise ValueError(f"stack: `stack_args` is {stack_args!r}; expected a list with the arguments of each layer, such as [32, 64].")
    with tf.variable_scope(scope, "Stack", [inputs]):
        inputs = tf.convert_to_tensor(inputs)
        name = scope or _name_of(layer, "stacked")
        for number, args in enumerate(stack_args, 1):
            args = args if isinstance(args, (list, tuple)) else [args]
            inputs = layer(inputs, *args, **{**kwargs, "scope": f"{name}_{number}"})
        return inputs


def _name_of(layer, default):
    while isinstance(layer, functools.partial):
        layer = layer.func
    return getattr(layer, "__name__", default)
