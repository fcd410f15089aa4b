"""Hints for matrix products and for cells whose weights were made for another depth."""

from legacy_seq2seq.shapes.advice import facts, recurrent
from legacy_seq2seq.shapes.row import shape_text


def matmul(evidence, match):
    operation = evidence.operation
    if operation is None or operation.type not in ("MatMul", "BatchMatMul", "BatchMatMulV2"):
        return None
    (first, second), (a, b) = facts.names(evidence)[:2], facts.shapes(evidence)[:2]
    if a is None or b is None:
        return None
    if len(a) == 1 or len(b) == 1:
        name, shape = (first, a) if len(a) == 1 else (second, b)
        axis = 0 if name == first else 1
        squeezed = evidence.operation.inputs[axis].op
        given = evidence.best(squeezed.inputs[0]) if squeezed.type == "Squeeze" and not squeezed.get_attr("squeeze_dims") else None
        if given is not None and None not in given:
            return (
                f"tf.squeeze without axes took all axes of size 1 from {shape_text(given)}, that of the batch too: {name} is a vector, "
                f"{shape_text(shape)}; tf.matmul multiplies matrices.",
                f"name the axes: tf.squeeze(x, {[i for i, size in enumerate(given) if size == 1 and i]}).",
            )
        return (
            f"{name} is a vector, {shape_text(shape)}; tf.matmul multiplies matrices.",
            f"give it an axis: tf.expand_dims({name}, {axis}) makes it {shape_text((1, *shape) if axis == 0 else (*shape, 1))}.",
        )
    if len(a) != len(b) and len(a) > 2 and len(b) == 2 and a[-1] == b[0]:
        return (
            f"{first} has rank {len(a)}, {shape_text(a)}, and {second} is one matrix for all of it.",
            f"flatten first and unfold after: tf.reshape(tf.matmul(tf.reshape({first}, [-1, {b[0]}]), {second}), ...); or "
            f"tf.tensordot({first}, {second}, 1).",
        )
    clash = evidence.clash
    if clash is None:
        return None
    have, want = a[clash.first_axis], b[clash.second_axis]
    if len(a) == 3 and len(b) == 2 and b[1] == a[2] and a[0] in (b[0], None):
        return (
            f"{second}, {shape_text(b)}, is one vector for each example, {first} has {a[1] or 'several'} of them for each: the product "
            "is by example.",
            f"make each vector a column: tf.matmul({first}, tf.expand_dims({second}, 2)).",
        )
    if len(a) == len(b) == 2:
        if b[1] == have and b[0] != have:
            return (f"{second} is the wrong way round for {first}.", f"tf.matmul({first}, {second}, transpose_b=True).")
        if a[0] == want and a[1] != want:
            return (f"{first} is the wrong way round for {second}.", f"tf.matmul({first}, {second}, transpose_a=True), or swap the two.")
    cell = recurrent.cell_state(evidence) or cell_reused(evidence)
    if cell is not None:
        return cell
    if len(a) > len(b) and facts.product(a[1:]) == want:
        return (
            f"{first}, {shape_text(a)}, was not flattened before the matrix of {want} rows.",
            f"tf.reshape({first}, [-1, {want}]) first.",
        )
    return (
        f"the inner sizes of the product differ: {first} has {have} columns, {second} has {want} rows.",
        f"make {second} {shape_text((have, *b[1:]))}, or bring {first} to {want} columns.",
    )


def star(evidence, match):
    """`*` between two matrices that fit a matrix product."""
    operation = evidence.operation
    if operation is None or operation.type != "Mul":
        return None
    (first, second), (a, b) = facts.names(evidence)[:2], facts.shapes(evidence)[:2]
    if a is None or b is None or len(a) != 2 or len(b) != 2 or a[1] is None or a[1] != b[0] or a == b:
        return None
    return (
        f"* multiplies element by element, and {first} {shape_text(a)} and {second} {shape_text(b)} are no elements of one shape; they "
        "fit a matrix product.",
        f"tf.matmul({first}, {second}).",
    )


def cell_reused(evidence):
    """One cell object, whose weights were made for another depth, at a second place."""
    names = " ".join(facts.names(evidence)[:2]) + " " + (evidence.operation.name if evidence.operation is not None else "")
    if "cell" not in names or len(facts.shapes(evidence)) < 2:
        return None
    a, b = facts.shapes(evidence)[:2]
    return (
        f"a cell whose weights are made for {b[0]} columns (its input's depth and its own size) met {a[-1]}: one cell object serves "
        "two layers, or inputs of two depths.",
        "make a cell for each use: MultiRNNCell([make_cell() for _ in range(n)]), a decoder's cell apart from the encoder's.",
    )
