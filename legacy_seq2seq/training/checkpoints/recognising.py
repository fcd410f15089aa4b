"""What of a checkpoint is laid out otherwise than in TF1's cells, as far as names and shapes tell."""

import collections

from legacy_seq2seq.training.checkpoints import layouts, opaque
from legacy_seq2seq.training.checkpoints.sides import Side

_CANONICAL_1_0 = "CudnnRNNParamsToCanonical"  # the operation after which TF 1.0 and 1.1 named Cudnn's weights in a checkpoint


def cells(variables):
    """The recurrent `Cell`s among `Variable`s."""
    return layouts.find(_sides(variables))


def buffers(variables):
    """(name, `Cudnn` or None where its cells are not beside it) of what look like Cudnn's opaque buffers."""
    sides = _sides(variables)
    return [(name, opaque.of_cells(name, side.shape, sides)) for name, side in sides.items()
            if side.dtype.startswith("float") and opaque.looks_like(name, side.shape)]


def lines(variables):
    """What there is to say to a user."""
    by_layout = collections.defaultdict(list)
    for cell in cells(variables):
        by_layout[cell.layout].append(cell.scope or "(no scope)")
    for layout, scopes in by_layout.items():
        if layouts.is_keras(layout):
            order = f", gates in Keras's order, {layout.gates}" if layout.gates else ""
            yield f"{layout.said}{order}: {', '.join(scopes)}"
    for name, sizes in buffers(variables):
        if sizes:
            yield f"{name} is Cudnn's opaque buffer of the cells beside it, {sizes}"
        else:
            yield (f"{name} looks like an opaque Cudnn buffer, all weights of a model in one vector. Make cells of it: "
                   f"convert {opaque.example(name)}")
    if any(one.name.startswith(_CANONICAL_1_0 + ":") for one in variables):
        yield (f"{_CANONICAL_1_0}:… are a Cudnn model's weights as TF 1.0 and 1.1 saved them. Make cells of them: "
               f"convert {opaque.example(_CANONICAL_1_0)}")


def _sides(variables):
    return {one.name: Side(one.shape, one.dtype) for one in variables if one.slot_of is None}
