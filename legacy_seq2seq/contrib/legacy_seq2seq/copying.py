"""The encoder's cell: a copy of the decoder's, with weights of its own."""

import copy

from legacy_seq2seq import tf1 as tf


def copy_for_encoder(cell):
    """A cell like `cell`, with the same settings and no variables yet.

    A cell that was called before is made anew from the arguments of its constructor. (TF 1.15 cannot copy one and
    raises TypeError, where TF 1.0 could: programs that build one cell for all buckets, or for training and
    decoding, rely on it.) Raises TypeError for a cell that can be copied in neither way.
    """
    parts = list(_parts_of(cell, set()))
    if any(_has_variables(part) for part in parts):
        if not isinstance(cell, tf.nn.rnn_cell.RNNCell):
            raise TypeError(f"The encoder needs a cell like {cell!r}, with weights of its own; but it has been called before, and does not "
                            "tell how it was made. Give a cell that was not called yet, or derive its class from tf.nn.rnn_cell.RNNCell.")
        return _made_anew(cell, {})
    # A keep probability may be a placeholder; both cells are to read the same one.
    return copy.deepcopy(cell, {id(part): part for part in parts if tf.is_tensor(part)})


def _parts_of(value, seen):
    """`value`, and what is in it: in a cell, the cells, settings and tensors that it holds."""
    if id(value) in seen:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, (list, tuple)):
        inner = value
    elif isinstance(value, tf.nn.rnn_cell.RNNCell):
        inner = vars(value).values()
    else:
        return
    for part in list(inner):
        yield from _parts_of(part, seen)


def _has_variables(part):
    # A wrapper does not count the variables of the cell inside it; they are found with that cell.
    variables = getattr(part, "variables", None)
    return isinstance(variables, (list, tuple)) and len(variables) > 0


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
