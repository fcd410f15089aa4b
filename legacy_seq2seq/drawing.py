"""Random operations of graphs with a seed (`tf.set_random_seed`), built of as many operations as TF 1.15 built them.

An operation without a seed of its own gets the number of operations before it for one, see `random_seed`. Where today's
TensorFlow saves operations, all numbers after them would be others. Graphs without a seed keep today's ways.
"""

import numbers

from legacy_seq2seq import stack

_v1 = stack.compat_v1()


def _seeded():
    return _v1.get_default_graph().seed is not None


def random_uniform(shape, minval=0, maxval=None, dtype="float32", seed=None, name=None):
    """Uniform numbers in [minval, maxval), of `shape`. Source: TF1 tf.random_uniform."""
    if _seeded() and _v1.as_dtype(dtype).is_floating and isinstance(minval, int) and (maxval is None or isinstance(maxval, int)):
        minval, maxval = float(minval), 1.0 if maxval is None else float(maxval)  # for int 0 and 1 nothing would be multiplied
    return _v1.random_uniform(shape, minval, maxval, dtype, seed, name)


def dropout(x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None):
    """`x` with a share of its elements zero, `rate` or 1 - `keep_prob`, and the others scaled up. Source: TF1 tf.nn.dropout.

    noise_shape: the shape of the draw, `x`'s by default; along an axis of size 1 all elements share their fate.
    """
    told = [share for share in (keep_prob, rate) if share is not None]
    if not _seeded() or len(told) != 1 or isinstance(told[0], numbers.Real) and not 0 < told[0] < 1:
        return _v1.nn.dropout(x, keep_prob, noise_shape, seed, name, rate)
    with _v1.name_scope(name, "dropout", [x]):
        rate = 1 - keep_prob if rate is None else rate
        x = _v1.convert_to_tensor(x, name="x")
        rate = _v1.convert_to_tensor(rate, x.dtype, name="rate")
        drawn = _drawn(x, noise_shape, seed)
        scale = 1 / (1 - rate)
        kept = drawn >= rate
        result = x * scale * _v1.cast(kept, x.dtype)
    result.set_shape(x.shape)
    return result


def dropout_until_1_1(x, keep_prob, noise_shape=None, seed=None, name=None):
    """`dropout` as TF 0.12 to 1.1 built it: a whole part of keep_prob + a draw is 1 with the probability `keep_prob`."""
    if not _seeded() or isinstance(keep_prob, numbers.Real) and not 0 < keep_prob < 1:
        return _v1.nn.dropout(x, keep_prob, noise_shape, seed, name)
    with _v1.name_scope(name, "dropout", [x]):
        x = _v1.convert_to_tensor(x, name="x")
        keep_prob = _v1.convert_to_tensor(keep_prob, x.dtype, name="keep_prob")
        whole = _v1.floor(keep_prob + _drawn(x, noise_shape, seed))
        result = _v1.realdiv(x, keep_prob) * whole
    result.set_shape(x.shape)
    return result


def _drawn(x, noise_shape, seed):
    """Uniform numbers in [0, 1) for dropout, of `noise_shape` or of `x`'s shape."""
    shape = x.shape.as_list() if x.shape.is_fully_defined() else None
    if isinstance(noise_shape, (list, tuple)) and x.shape.ndims == len(noise_shape):
        noise_shape = [own if size is None else size for size, own in zip(noise_shape, x.shape.as_list())]
    if noise_shape is None:
        noise_shape = _v1.shape(x) if shape is None else shape
    return random_uniform(noise_shape, dtype=x.dtype, seed=seed)
