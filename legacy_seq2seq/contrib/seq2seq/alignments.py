"""From scores to alignments without a softmax: hardmax, and the expectation of monotonic attention.

None of these functions has variables.
"""

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import engine
from legacy_seq2seq.contrib.seq2seq import shapes

MONOTONIC_MODES = ("recursive", "parallel", "hard")


def hardmax(logits, name=None):
    """One where `logits` are largest along the last axis (the first of equals), zero elsewhere.

    logits: `[..., depth]`, of any number type. Returns the same shape and dtype. It has no gradient.
    Source: TF1 tf.contrib.seq2seq.hardmax.

        hardmax([[1.0, 3.0, 2.0]])   # [[0.0, 1.0, 0.0]]
    """
    return engine.choose("seq2seq.hardmax", own_hardmax)(logits, name=name)


def own_hardmax(logits, name=None):
    """`hardmax` without Addons."""
    with tf.name_scope(name, "Hardmax", [logits]):
        logits = tf.convert_to_tensor(logits, name="logits")
        return tf.one_hot(tf.argmax(logits, -1), shapes.size(logits, -1), dtype=logits.dtype)


def safe_cumprod(x, *args, **kwargs):
    """The cumulative product of `x`, as the exponential of a sum of logarithms: its gradient stays finite.

    x: floats in [0, 1]; what lies outside is clipped to it, and zero to the smallest normal number. The
    other arguments (axis, exclusive, reverse, name) are those of `tf.cumsum`. Returns the shape of `x`.
    Raises ValueError for integers. Source: TF1 tf.contrib.seq2seq.safe_cumprod.

        safe_cumprod([0.5, 0.5, 1.0])   # [0.5, 0.25, 0.25]
    """
    return engine.choose("seq2seq.safe_cumprod", own_safe_cumprod)(x, *args, **kwargs)


def own_safe_cumprod(x, *args, **kwargs):
    """`safe_cumprod` without Addons."""
    with tf.name_scope(None, "SafeCumprod", [x]):
        x = tf.convert_to_tensor(x, name="x")
        smallest = np.finfo(x.dtype.as_numpy_dtype).tiny  # raises the ValueError for integers
        logarithms = tf.log(tf.clip_by_value(x, smallest, 1))
        return tf.exp(tf.cumsum(logarithms, *args, **kwargs))


def monotonic_attention(p_choose_i, previous_attention, mode):
    """Alignments of an attention that moves along the memory and never back (Raffel et al. 2017).

    From the memory cell attended to last, the attention walks to the right and stops at cell i with
    probability `p_choose_i[:, i]`; the result is the probability that it stopped there. What walked past
    the end is lost, so the sum over time may be below one.

    p_choose_i: `[batch, time]`, probabilities (zeros and ones for "hard"). previous_attention: `[batch,
    time]`, the alignments of the step before; one-hot at cell 0 for the first.
    mode: "recursive" (exact, one step of a loop for each cell), "parallel" (a closed form, quick, that
    divides by small numbers where some p is near 1) or "hard" (all is zero or one; for inference).

    Returns `[batch, time]`. Raises ValueError for another mode. Source: TF1
    tf.contrib.seq2seq.monotonic_attention (Raffel et al. 2017, equations 8 to 11).

        monotonic_attention([[0.0, 1.0, 1.0]], [[1.0, 0.0, 0.0]], "hard")   # [[0.0, 1.0, 0.0]]
    """
    if mode not in MONOTONIC_MODES:
        raise ValueError(f"monotonic_attention: `mode` is {mode!r}; expected one of {', '.join(map(repr, MONOTONIC_MODES))}: "
                         "'parallel' to train, 'hard' to infer from a model trained with sigmoid_noise.")
    compute = own_monotonic_attention
    if tf.convert_to_tensor(p_choose_i).dtype == tf.float32:  # in Addons, as in TF 1.15, "recursive" takes no other
        compute = engine.choose("seq2seq.monotonic_attention", own_monotonic_attention)
    return compute(p_choose_i, previous_attention, mode)


def own_monotonic_attention(p_choose_i, previous_attention, mode):
    """`monotonic_attention` without Addons. The mode is checked."""
    stops = tf.convert_to_tensor(p_choose_i, name="p_choose_i")  # [batch, time]
    before = tf.convert_to_tensor(previous_attention, name="previous_attention")  # [batch, time]
    compute = {"recursive": _recursive, "parallel": _parallel, "hard": _hard}[mode]
    return compute(stops, before)


def _recursive(stops, before):
    """Passes over the cells: reaching[i] = reaching[i - 1] * (1 - stops[i - 1]) + before[i]."""
    walks_on = tf.pad(1 - stops[:, :-1], [[0, 0], [1, 0]], constant_values=1)  # [batch, time]; none walks into cell 0
    reaching = tf.scan(
        lambda reached, cell: cell[0] * reached + cell[1], [tf.transpose(walks_on), tf.transpose(before)],
        initializer=tf.zeros_like(stops[:, 0]))  # [time, batch]
    alignments = stops * tf.transpose(reaching)
    alignments.set_shape(stops.shape)
    return alignments


def _parallel(stops, before):
    """The same recursion, solved: a cumulative sum, weighted by the chance of walking so far."""
    walks_so_far = safe_cumprod(1 - stops, axis=1, exclusive=True)
    return stops * walks_so_far * tf.cumsum(before / tf.clip_by_value(walks_so_far, 1e-10, 1.0), axis=1)


def _hard(stops, before):
    """The first cell that stops, from the one attended to before onwards."""
    stops_from_there = stops * tf.cumsum(before, axis=1)
    return stops_from_there * tf.cumprod(1 - stops_from_there, axis=1, exclusive=True)
