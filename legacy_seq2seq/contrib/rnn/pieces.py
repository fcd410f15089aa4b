"""What several contrib cells are made of: a dense product, layer normalisation, sharded weights, checks.

Private to `legacy_seq2seq.contrib.rnn`. All variables are made with `tf.get_variable` in the current
scope, under TF 1.15's names.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple


def known_depth(cell, inputs):
    """The static depth of `inputs` `[batch, depth]`. Raises ValueError where it is unknown."""
    depth = tf.dimension_value(inputs.shape[-1]) if inputs.shape.ndims else None
    if depth is None:
        raise ValueError(
            f"{type(cell).__name__}: the last axis of `inputs` is unknown (shape {inputs.shape}); expected [batch, depth] of known depth. "
            "Give it to the placeholder, or call inputs.set_shape([None, depth]).")
    return depth


def lstm_state(cell, state):
    """`state` as a pair (c, h). Raises TypeError for one tensor, ValueError for another number of parts."""
    name = type(cell).__name__
    if tf.is_tensor(state):
        raise TypeError(
            f"{name}: `state` is one tensor of shape {state.shape}; expected LSTMStateTuple(c, h). Start from cell.zero_state(batch_size, "
            "dtype), or cut it: LSTMStateTuple(*tf.split(state, 2, axis=1)).")
    if len(state) != 2:
        raise ValueError(f"{name}: `state` has {len(state)} parts; expected two, LSTMStateTuple(c, h), as cell.zero_state gives.")
    return LSTMStateTuple(*state)


def dense(tensors, units, use_bias=True, kernel_initializer=None, bias_initializer=None):
    """`[a, b, …] · kernel + bias`: `[batch, units]` from tensors `[batch, depth]` laid side by side.

    Variables: `kernel` `[sum of depths, units]`, `bias` `[units]` (zeros), of the tensors' dtype.
    Raises ValueError for tensors that are not of rank 2, or of unknown depth.
    """
    for tensor in tensors:
        if tensor.shape.ndims != 2 or tf.dimension_value(tensor.shape[1]) is None:
            raise ValueError(
                f"The cell multiplies {tensor.name}, of shape {tensor.shape}; expected [batch, depth] of known depth. "
                "Give the depth to the placeholder, or call set_shape([None, depth]).")
    joined = tensors[0] if len(tensors) == 1 else tf.concat(tensors, 1)
    dtype = joined.dtype
    kernel = tf.get_variable("kernel", [tf.dimension_value(joined.shape[1]), units], dtype, kernel_initializer)
    product = tf.matmul(joined, kernel)
    if not use_bias:
        return product
    bias = tf.get_variable("bias", [units], dtype, bias_initializer or tf.zeros_initializer())
    return tf.nn.bias_add(product, bias)


def layer_norm(inputs, scope, gain, shift):
    """`inputs` `[batch, depth]` brought to mean 0 and variance 1 along depth, then scaled and shifted.

    Variables in `scope`: `gamma` (at first `gain`) and `beta` (at first `shift`), `[depth]` each.
    """
    depth = inputs.shape[-1:]
    with tf.variable_scope(scope):
        gamma = tf.get_variable("gamma", depth, inputs.dtype, tf.constant_initializer(gain))
        beta = tf.get_variable("beta", depth, inputs.dtype, tf.constant_initializer(shift))
        mean, variance = tf.nn.moments(inputs, [1], keep_dims=True)
        epsilon = 1e-3 if inputs.dtype == tf.float16 else 1e-12  # a half float cannot hold the smaller one
        return tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon)


def sharded_variable(name, shape, shards, dtype):
    """One matrix of `shape` from variables `name_0`, `name_1`, …, which divide its rows evenly.

    The first shards are one row longer where the division leaves a rest. Raises ValueError where there
    are more shards than rows.
    """
    rows, columns = shape
    if shards > rows:
        raise ValueError(f"{shards} shards for the variable {name!r} of shape {list(shape)}: expected at most {rows}, one for each row.")
    sizes = [rows // shards + (number < rows % shards) for number in range(shards)]
    parts = [tf.get_variable(f"{name}_{number}", [size, columns], dtype) for number, size in enumerate(sizes)]
    return parts[0] if shards == 1 else tf.concat(parts, 0, name=name)


def columns(tensor, start, size):
    """`tensor[:, start:start + size]`, with the static shape."""
    return tf.slice(tensor, [0, start], [-1, size])


def sigmoid_mix(gate, kept, new):
    """`gate * kept + (1 - gate) * new`: what a gated unit keeps and what it takes."""
    return gate * kept + (1.0 - gate) * new
