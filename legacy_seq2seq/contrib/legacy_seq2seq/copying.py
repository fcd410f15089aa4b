"""The encoder's cell: a copy of the decoder's, with weights of its own."""

import copy

from legacy_seq2seq import tf1 as tf


def copy_for_encoder(cell):
    """A cell like `cell`, with the same settings and no variables yet.

    A cell that was called before is made anew from the arguments of its constructor. (TF 1.15 cannot copy one and
    raises TypeError, where TF 1.0 could: programs that build one cell for all buckets, or for training and
    decoding, rely on it.) Raises TypeError for a cell that can be copied in neither way.
    """
    if getattr(cell, "variables", None):
        return _made_anew(cell, {})
    tensors = {}
    _collect_tensors(cell, tensors, set())
    # A keep probability may be a placeholder; both cells are to read the same one.
    return copy.deepcopy(cell, tensors)


def _collect_tensors(value, found, seen):
    """Adds to `found`, {id: value}, the tensors and variables in a cell and in the cells inside it."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if tf.is_tensor(value):
        found[id(value)] = value
        return
    if isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, (list, tuple)):
        parts = value
    elif isinstance(value, tf.nn.rnn_cell.RNNCell):
        parts = vars(value).values()
    else:
        return
    for part in parts:
        _collect_tensors(part, found, seen)


def _made_anew(value, made):
    """`value` with every cell in it made by its constructor; one cell in two places stays one. `made`: {id: new cell}."""
    if type(value) in (list, tuple):
        return type(value)(_made_anew(item, made) for item in value)
    if not isinstance(value, tf.nn.rnn_cell.RNNCell):
        return value
    if id(value) not in made:
        args, kwargs = value._constructor_arguments
        made[id(value)] = type(value)(
            *(_made_anew(item, made) for item in args), **{name: _made_anew(item, made) for name, item in kwargs.items()})
    return made[id(value)]
