"""Hints for losses: labels against logits."""

from legacy_seq2seq.shapes import evaluation, messages, values
from legacy_seq2seq.shapes.advice import batches, facts
from legacy_seq2seq.shapes.row import shape_text


def labels_rank(evidence, match):
    labels, logits = facts.argument(evidence, "labels", "targets", position=1), facts.argument(evidence, "logits", position=0)
    if not facts.called(evidence).startswith(("sparse_softmax_cross", "sparse_categorical")) or labels is None or logits is None:
        return None
    a, b = values.static_shape(labels[1]), values.static_shape(logits[1])
    if a is None or b is None or len(a) == len(b) - 1:
        return None
    if len(a) == len(b) and a[-1] == 1:
        return (
            f"{labels[0]} keeps an axis of size 1, {shape_text(a)}; the labels want one rank less than the logits, {shape_text(b)}.",
            f"tf.squeeze({labels[0]}, axis={len(a) - 1}).",
        )
    if len(a) == len(b):
        return (
            f"{labels[0]} is one-hot, {shape_text(a)}; the sparse loss wants ids, {shape_text(b[:-1])}.",
            f"tf.nn.softmax_cross_entropy_with_logits(labels={labels[0]}, logits={logits[0]}), or labels=tf.argmax({labels[0]}, axis=-1).",
        )
    return (
        f"{labels[0]} has rank {len(a)}, {shape_text(a)}; with logits {shape_text(b)} the labels are {shape_text(b[:-1])}.",
        "fold the logits to [batch * time, classes] and the labels to [batch * time], or neither of the two.",
    )


def losses(evidence, match):
    """Two sides of a loss: an axis of size 1 too many, or other classes, or another time."""
    called = facts.called(evidence)
    if not any(part in called for part in ("loss", "cross_entropy", "error", "l2", "cosine", "accuracy", "mean_iou")):
        return None
    pair = [
        one
        for one in evidence.operands
        if one.value is not evaluation.MISSING and values.is_tensor(one.value) and one.label not in ("weights", "name", "scope")
    ][:2]
    if len(pair) < 2:
        return None
    shapes = [facts.best_of(evidence, one.value) for one in pair]
    if "softmax_cross_entropy" in called and not called.startswith("sparse"):
        ids = ids_in_softmax(pair, shapes)
        if ids is not None:
            return ids
    if called.startswith("sparse"):
        return batches.feeds_differ(evidence, None) or _ids_of_other_rows(pair, shapes)
    return batches.feeds_differ(evidence, None) or two_sides(pair[0].name, shapes[0], pair[1].name, shapes[1])


def _ids_of_other_rows(pair, shapes):
    """Ids, which have one axis less than the logits, for other rows than theirs."""
    (labels, a), (logits, b) = sorted(zip(pair, shapes), key=lambda one: one[0].label != "labels")
    if not a or not b or len(a) != len(b) - 1:
        return None
    for x, y in zip(a, b):
        if x is not None and y is not None and x != y:
            return different_rows(labels.name, x, logits.name, y)
    return None


def sequence_loss(evidence, match):
    """Logits of the decoded time against targets of the padded time, folded when they meet."""
    if facts.called(evidence) not in (
        "sequence_loss",
        "sparse_softmax_cross_entropy_with_logits",
        "softmax_cross_entropy_with_logits",
        "sparse_softmax_cross_entropy",
    ):
        return None
    logits, targets = facts.argument(evidence, "logits", position=0), facts.argument(evidence, "targets", "labels", position=1)
    shapes = messages.shapes_in(evidence.message)
    if logits is None or targets is None or len(shapes) != 2 or not values.is_tensor(targets[1]):
        return None
    target = facts.best_of(evidence, targets[1])
    rows, labels = shapes[0][0], shapes[1][0]
    if not target or len(target) != 2 or not target[0] or rows % target[0] or labels % target[0] or labels // target[0] != target[1]:
        return None
    return (
        f"{logits[0]} has {rows // target[0]} steps and {targets[0]} {target[1]} (axis 1, time): dynamic_decode stops at the longest "
        "decoded sequence, the padding goes further.",
        f"cut both to one time: {targets[0]}[:, :tf.shape({logits[0]})[1]], the mask too; or pad the logits.",
    )


def sampled(evidence, match):
    if facts.called(evidence) not in ("sampled_softmax_loss", "nce_loss"):
        return None
    labels, weights, inputs = (
        facts.argument(evidence, "labels", position=2),
        facts.argument(evidence, "weights", position=0),
        facts.argument(evidence, "inputs", position=3),
    )
    rank = None if labels is None or not values.is_tensor(labels[1]) else values.static_shape(labels[1])
    if rank is not None and len(rank) == 1:
        return (
            f"{labels[0]} is {shape_text(rank)}; this loss wants a column of true classes, [batch, num_true].",
            f"tf.reshape({labels[0]}, [-1, 1]).",
        )
    if weights is not None and inputs is not None and values.is_tensor(weights[1]) and values.is_tensor(inputs[1]):
        a, b = values.static_shape(weights[1]), values.static_shape(inputs[1])
        if a and b and len(a) == 2 and a[0] == b[-1]:
            return (f"{weights[0]} is {shape_text(a)}; this loss wants the weights as [classes, depth].", f"tf.transpose({weights[0]}).")
        if b and len(b) == 3:
            return (
                f"{inputs[0]} is {shape_text(b)}; this loss wants rows, [batch * time, depth].",
                f"tf.reshape({inputs[0]}, [-1, {b[-1]}]), and the labels [-1, 1].",
            )
    return None


def ids_in_softmax(pair, shapes):
    """Labels that are ids, [batch] or a row or column of them, in the loss that takes one number for each class."""
    for labels, logits, a, b in ((pair[0], pair[1], *shapes), (pair[1], pair[0], *shapes[::-1])):
        if "label" not in labels.label and "logits" not in logits.label:
            continue
        if a is None or b is None or len(b) < 2 or b[-1] in (None, 1):
            continue
        rows = facts.product(b[:-1])
        if len(a) == len(b) - 1 or a[-1] == 1 or (rows is not None and facts.product(a) == rows):
            return (
                f"{labels.name}, {shape_text(a)}, holds one class id for each row of {logits.name}, {shape_text(b)}; this loss wants "
                f"{b[-1]} numbers a row.",
                f"tf.nn.sparse_softmax_cross_entropy_with_logits for ids, or tf.one_hot({labels.name}, {b[-1]}).",
            )
    return None


def two_sides(first, a, second, b):
    if a is None or b is None:
        return None
    if len(a) != len(b):
        (long_name, longer), (short_name, shorter) = sorted(((first, a), (second, b)), key=lambda one: -len(one[1]))
        if longer[-1] == 1 and len(longer) == len(shorter) + 1:
            return (
                f"{long_name} keeps an axis of size 1, {shape_text(longer)}, that {short_name}, {shape_text(shorter)}, has not.",
                f"tf.squeeze({long_name}, axis={len(longer) - 1}), or tf.expand_dims({short_name}, {len(shorter)}).",
            )
        return (
            f"{long_name} has rank {len(longer)}, {shape_text(longer)}; {short_name} has rank {len(shorter)}, {shape_text(shorter)}.",
            "bring both to one shape: one_hot for ids, tf.reshape, or an axis of the longer reduced.",
        )
    for axis, (x, y) in enumerate(zip(a, b)):
        if x is None or y is None or x == y:
            continue
        if axis == 1 and len(a) == 3:
            return (
                f"{first} has {x} steps, {second} has {y} (axis 1, time).",
                "cut or pad both to one time: dynamic_decode stops at its longest sequence.",
            )
        if axis == 0:
            return different_rows(first, x, second, y)
        if axis == len(a) - 1:
            one, size = (first, x) if x == 1 else (second, y)
            if size == 1:
                return (
                    f"{one} has one column, the other {max(x, y)}: ids on one side, one number for each class on the other.",
                    f"tf.one_hot the ids to depth {max(x, y)}, or use the sparse_ variant of the loss.",
                )
            return (
                f"{first} has {x} classes (columns), {second} has {y}.",
                "make the last layer's units and the one-hot depth the same number.",
            )
    return None


def different_rows(first, x, second, y):
    small, large = sorted((x, y))
    if small > 1 and large % small == 0:
        return (
            f"{first} has {x} rows and {second} has {y}, {large // small} times as many: they are not the same examples; one of the two "
            "was folded with another axis (time), tiled, or cut.",
            "fold both to [batch * time, ...] or neither; cut or tile both alike.",
        )
    return (
        f"{first} has {x} rows and {second} has {y}: they are not the same examples.",
        "take both from the same batch; where one is decoded, its time is that of the longest decoded sequence: cut or pad the other "
        "to it.",
    )


def not_equal(evidence, match):
    first, second = (match.groupdict().get(name) for name in ("first", "second"))
    if not first or not second:
        return None
    a, b = messages.sizes(first), messages.sizes(second)
    pair = [one for one in evidence.operands if values.is_tensor(one.value)][:2]
    if len(a) == len(b) == 2 and a[0] == b[0] and a[1] != b[1]:
        names = sorted(pair, key=lambda one: "label" not in one.label and "target" not in one.name) if len(pair) == 2 else None
        labels, logits = (names[0].name, names[1].name) if names else ("the targets", "the logits")
        return (
            f"{labels} has {a[1]} steps and {logits} {b[1]} (axis 1, time): dynamic_decode stops at the longest decoded sequence, the "
            "padding goes further.",
            f"cut both to one time: {labels}[:, :tf.shape({logits})[1]], the mask too; or pad the logits.",
        )
    if len(a) == len(b) == 2 and a[::-1] == b:
        return ("one side is time-major, the other batch-major.", "tf.transpose one of them, [1, 0, 2] (or [1, 0]).")
    return (f"two shapes that must be equal are {shape_text(a)} and {shape_text(b)}.", "bring both sides to the same batch and time.")
