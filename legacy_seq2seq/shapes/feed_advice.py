"""What is probably wrong with a value that a placeholder refuses, each hint on its exact evidence."""

import collections

import numpy as np

from legacy_seq2seq.shapes.row import shape_text

Feed = collections.namedtuple("Feed", "name wanted given fed value dtype")
Feed.__doc__ = (
    """A refused feed: the placeholder's name and shape, the value's source text and shape, the value, the placeholder's dtype."""
)


def advise(feed):
    """(cause, remedy) of a refused feed; ("", "") where nothing stands out."""
    for hint in _HINTS:
        found = hint(feed)
        if found is not None:
            return found
    return (
        f"{feed.given} and {feed.name} were made for different shapes.",
        f"make {feed.given} {shape_text(feed.wanted)}, or change the placeholder to what is fed: {shape_text(feed.fed)}.",
    )


def ragged(name, lengths):
    """(cause, remedy) of rows of different lengths."""
    longest = max(lengths) if lengths else "the longest"
    return (
        "sequences of different lengths were put into one batch.",
        f"pad them to one length, for instance [row + [0] * ({longest} - len(row)) for row in {name}], and feed the true lengths as "
        "sequence_length.",
    )


def fits(fed, wanted):
    """Whether a value of shape `fed` may be fed where `wanted` is."""
    return len(fed) == len(wanted) and all(b is None or a == b for a, b in zip(fed, wanted))


def _count(shape):
    return int(np.prod(shape)) if None not in shape else None


def _looks_like_ids(feed):
    value = feed.value
    try:
        array = np.asarray(value)
        return array.dtype.kind in "iu" or (array.dtype.kind == "f" and array.size > 0 and bool(np.all(array == np.round(array))))
    except (TypeError, ValueError):
        return False


def _no_value(feed):
    if feed.fed == () and len(feed.wanted) >= 1:
        value = feed.value
        if value is None:
            return (
                f"{feed.given} is None: nothing was there to feed.",
                f"look where {feed.given} is assigned; it must be an array of shape {shape_text(feed.wanted)}.",
            )
        return (
            f"{feed.given} is a single number where {feed.name} wants an array of rank {len(feed.wanted)}.",
            "feed a list or array of shape "
            f"{shape_text(feed.wanted)}" + (f", for one example: [{feed.given}]." if len(feed.wanted) == 1 else "."),
        )
    if 0 in feed.fed and 0 not in feed.wanted:
        return (
            f"{feed.given} is empty, {shape_text(feed.fed)}: no data came.",
            f"look where {feed.given} is made: the file, the slice or the batch is empty.",
        )
    return None


def _ids_for_one_hot(feed):
    if not feed.wanted or feed.wanted[-1] in (None, 1) or not _looks_like_ids(feed):
        return None
    depth = feed.wanted[-1]
    if len(feed.fed) == len(feed.wanted) - 1 and fits(feed.fed, feed.wanted[:-1]):
        shape = shape_text(feed.wanted[:-1])
        loss = "" if len(feed.fed) != 1 else f", or keep ids: a placeholder tf.int32 {shape} with the sparse_ variant of the loss"
        return (
            f"{feed.given} holds ids (classes), {feed.name} wants them one-hot, {depth} numbers each; the last axis is missing.",
            f"feed np.eye({depth})[{feed.given}]{loss}.",
        )
    if len(feed.fed) == len(feed.wanted) and feed.fed[-1] == 1 and fits(feed.fed[:-1], feed.wanted[:-1]):
        return (
            f"{feed.given} holds one class id a row, {feed.name} wants one-hot rows of {depth} numbers.",
            f"feed np.eye({depth})[np.reshape({feed.given}, -1).astype(int)], or keep ids and use the sparse_ variant of the loss.",
        )
    return None


def _one_hot_for_ids(feed):
    if len(feed.fed) == len(feed.wanted) + 1 and fits(feed.fed[:-1], feed.wanted) and feed.fed[-1] > 1 and feed.dtype.startswith("int"):
        return (
            f"{feed.given} is one-hot (or scores), its last axis has {feed.fed[-1]} numbers; {feed.name} wants one id each.",
            f"feed np.argmax({feed.given}, axis=-1), or give the placeholder the axis: {shape_text((*feed.wanted, feed.fed[-1]))}.",
        )
    return None


def _missing_axis_of_one(feed):
    if len(feed.fed) == len(feed.wanted) - 1:
        for axis, size in enumerate(feed.wanted):
            if size == 1 and fits(feed.fed, feed.wanted[:axis] + feed.wanted[axis + 1 :]):
                return (
                    f"axis {axis} of {feed.name}, of size 1, is missing in {feed.given}.",
                    f"feed np.expand_dims({feed.given}, axis={axis}), or leave that axis out of the placeholder.",
                )
    return None


def _extra_axis_of_one(feed):
    if len(feed.fed) == len(feed.wanted) + 1:
        for axis, size in enumerate(feed.fed):
            if size == 1 and fits(feed.fed[:axis] + feed.fed[axis + 1 :], feed.wanted):
                reading = f"{feed.given}[0]" if axis == 0 else f"np.squeeze({feed.given}, axis={axis})"
                return (f"{feed.given} has an axis too many: axis {axis}, of size 1.", f"feed {reading}.")
    return None


def _single_example(feed):
    if len(feed.fed) == len(feed.wanted) - 1 and fits(feed.fed, feed.wanted[1:]):
        return (
            f"{feed.given} is a single example, {feed.name} wants a batch: axis 0, the batch, is missing.",
            f"feed [{feed.given}], or np.expand_dims({feed.given}, axis=0).",
        )
    return None


def _transposed(feed):
    if len(feed.fed) == len(feed.wanted) == 2 and fits(feed.fed[::-1], feed.wanted):
        return (
            f"{feed.given} is transposed: its axes are those of {feed.name} the other way round.",
            f"feed {feed.given}.T (np.transpose).",
        )
    if len(feed.fed) == len(feed.wanted) and len(feed.fed) >= 3 and not fits(feed.fed, feed.wanted):
        rest = list(range(2, len(feed.fed)))
        if fits(tuple(feed.fed[i] for i in [1, 0, *rest]), feed.wanted):
            return (
                f"the axes 0 and 1 of {feed.given} are swapped: one is time-major, the other batch-major.",
                f"feed np.transpose({feed.given}, {[1, 0, *rest]}).",
            )
        for order in ([0, *range(2, len(feed.fed)), 1], [0, len(feed.fed) - 1, *range(1, len(feed.fed) - 1)]):
            if fits(tuple(feed.fed[i] for i in order), feed.wanted):
                return (
                    f"the axes of {feed.given} stand in another order than those of {feed.name} (channels or features first against last).",
                    f"feed np.transpose({feed.given}, {order}).",
                )
    return None


def _another_rank_same_numbers(feed):
    wanted, fed = feed.wanted, feed.fed
    if len(fed) == len(wanted) or not fed or not wanted or wanted.count(None) > 1:
        return None
    rest = _count([size for size in wanted if size is not None])
    total = _count(fed)
    if total is None or not rest or total % rest or (None not in wanted and total != rest):
        return None
    if None in wanted and wanted[0] is None and len(fed) > 1 and total // rest != fed[0] and len(wanted) > 1:
        return None
    target = ", ".join("-1" if size is None else str(size) for size in wanted)
    what = "flattened" if len(wanted) < len(fed) else "unfolded"
    return (
        f"{feed.given} has the numbers that {feed.name} wants, not yet {what} to {shape_text(wanted)}.",
        f"feed np.reshape({feed.given}, [{target}]).",
    )


def _another_batch(feed):
    if len(feed.fed) == len(feed.wanted) and feed.fed[1:] and fits(feed.fed[1:], feed.wanted[1:]) or len(feed.fed) == len(feed.wanted) == 1:
        have, want = feed.fed[0], feed.wanted[0]
        if want is None or have == want:
            return None
        why = f"a last, smaller batch of {have}" if have < want else f"a batch of {have}"
        rest = [None, *feed.wanted[1:]]
        return (
            f"the batch of {feed.name} is fixed at {want}, and {why} comes.",
            f"make the placeholder's first axis None, {shape_text(rest)} (and take the batch from tf.shape where the graph needs it)"
            + (", or leave the last, incomplete batch out." if have < want else f", or feed {want} examples at a time."),
        )
    return None


def _another_length(feed):
    if len(feed.fed) != len(feed.wanted) or len(feed.fed) < 2:
        return None
    wrong = [axis for axis, (a, b) in enumerate(zip(feed.fed, feed.wanted)) if b is not None and a != b]
    if len(wrong) != 1:
        return None
    axis = wrong[0]
    have, want = feed.fed[axis], feed.wanted[axis]
    if axis == 1 and (len(feed.fed) == 3 or feed.dtype.startswith("int")):
        return (
            f"the sequences in {feed.given} are {have} steps long, {feed.name} is made for {want} (axis 1, time).",
            f"pad or cut them to {want}, or make that axis None in the placeholder where the graph allows any length.",
        )
    what = "features" if axis == len(feed.fed) - 1 else "entries"
    return (
        f"{feed.given} has {have} {what} in axis {axis}, {feed.name} was made for {want}.",
        f"make the placeholder {shape_text([*feed.wanted[:axis], have, *feed.wanted[axis + 1 :]])} (and the weights behind it), or give "
        f"{feed.given} {want} {what}.",
    )


_HINTS = (
    _no_value,
    _missing_axis_of_one,
    _extra_axis_of_one,
    _ids_for_one_hot,
    _single_example,
    _one_hot_for_ids,
    _transposed,
    _another_rank_same_numbers,
    _another_batch,
    _another_length,
)
