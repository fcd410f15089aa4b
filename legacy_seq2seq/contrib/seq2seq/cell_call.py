"""A decoder's call of its cell, and what to say where cell, inputs and state do not fit together."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import shapes
from legacy_seq2seq.shapes import states


def require_cell(owner, cell):
    """TypeError where `cell` lacks what makes a cell."""
    lacks = [name for name in ("output_size", "state_size") if not hasattr(cell, name)]
    if not (hasattr(cell, "zero_state") or hasattr(cell, "get_initial_state")):
        lacks.append("zero_state")
    if lacks or not callable(cell):
        reason = f"it has no {', '.join(lacks)}" if lacks else "it cannot be called"
        raise TypeError(f"{owner}: `cell` is {cell!r}, which is not an RNNCell: {reason}. Give a cell such as tf.nn.rnn_cell.GRUCell(64).")


def size_after_layer(output_size, layer):
    """The size of `layer`'s output on a cell's output, without the batch axis; `output_size` without a layer."""
    if layer is None:
        return output_size
    with_batch = tf.nest.map_structure(lambda size: tf.TensorShape([None]).concatenate(size), output_size)
    return tf.nest.map_structure(lambda shape: shape[1:], layer.compute_output_shape(with_batch))


def call_cell(owner, cell, inputs, state):
    """`cell(inputs, state)`; where that fails, the cause is added to the cell's own message."""
    try:
        return cell(inputs, state)
    except ValueError as error:
        raise ValueError(f"{error}\n{_call(owner, cell, inputs, state)} {_cause(cell, inputs, state)}") from error
    except TypeError as error:
        cause = _mixed_dtypes(inputs, state)
        if cause is None:
            raise
        raise TypeError(f"{error}\n{_call(owner, cell, inputs, state)} {cause}") from error


def require_state_structure(owner, cell, state):
    """ValueError or TypeError, as tf.nest raises, where `state` is not built as the cell's state is."""
    try:
        tf.nest.assert_same_structure(state, cell.state_size)
    except (TypeError, ValueError) as error:
        raise type(error)(f"{owner}: {_other_structure(cell, state)}\n{error}") from None


def _call(owner, cell, inputs, state):
    return f"{owner}: {type(cell).__name__} was called on inputs {shapes.outline(inputs)} and state {shapes.outline(state)}."


def _cause(cell, inputs, state):
    """One sentence or two: why this call failed, as far as shapes tell."""
    for found in (_no_vectors(inputs), _other_structure(cell, state), _other_batch(inputs, state), _other_depth(cell, state)):
        if found:
            return found
    return ("The state fits the cell; so the inputs, which come from the helper or the embedding, are not as deep as those that the cell "
            "was first called on: decode with the embedding of the training, or with one of the same depth.")


def _no_vectors(inputs):
    for part in tf.nest.flatten(inputs):
        if tf.is_tensor(part) and part.shape.ndims is not None and part.shape.ndims < 2:
            return (f"A cell takes [batch, depth] in each step, not {shapes.text(part)}. Ids are embedded first: "
                    "tf.nn.embedding_lookup(embedding, ids) is [batch, time, depth].")
    return None


def _other_structure(cell, state):
    try:
        tf.nest.assert_same_structure(state, cell.state_size)
    except (TypeError, ValueError):
        first = states.difference_of_size(cell.state_size, state) or ""
        return (f"`initial_state` is {shapes.outline(state)}; the cell's state is {size_outline(cell.state_size)}. "
                f"{first} {_structure_remedy(cell, state)}")
    return None


def _structure_remedy(cell, state):
    wanted = cell.state_size
    if hasattr(wanted, "alignments"):
        return ("The encoder's state goes into the attention cell's own: "
                "attention_cell.zero_state(batch_size, tf.float32).clone(cell_state=encoder_state).")
    if isinstance(state, list):
        return "Make a tuple of the list: tuple(state)."
    if hasattr(wanted, "_fields") and isinstance(state, tuple) and len(state) == len(wanted):
        return f"Build it as {type(wanted).__name__}: tf.nn.rnn_cell.{type(wanted).__name__}(*state)."
    if hasattr(state, "_fields") and hasattr(state, "h") and isinstance(wanted, int):
        return "An LSTM's state is of two parts; a cell of one takes its output: encoder_state.h."
    if isinstance(state, tuple) and isinstance(wanted, tuple) and len(state) != len(wanted):
        return "Let encoder and decoder have the same number of layers, or pick out those that fit."
    if isinstance(state, tuple) and not isinstance(wanted, tuple):
        return "Pick out the layer that fits, for instance encoder_state[-1]; of a bidirectional encoder, tf.concat(states, 1)."
    return "Let encoder and decoder have the same kind and number of layers; cell.zero_state(batch_size, dtype) shows what fits."


def _other_batch(inputs, state):
    sizes = {shapes.static_size(part, 0) for part in tf.nest.flatten(state) if tf.is_tensor(part) and part.shape.ndims} - {None}
    mine = {shapes.static_size(part, 0) for part in tf.nest.flatten(inputs) if tf.is_tensor(part)} - {None}
    if len(sizes) == 1 and len(mine) == 1 and sizes != mine:
        return (f"The inputs have batch {mine.pop()}, the state has batch {sizes.pop()}: the helper's sequences (or start tokens) and "
                "`initial_state` must be of one batch.")
    return None


def _other_depth(cell, state):
    for part, size in zip(tf.nest.flatten(state), tf.nest.flatten(cell.state_size)):
        if tf.is_tensor(part) and part.shape.ndims:
            expected = tf.TensorShape([None]).concatenate(size)
            if not part.shape.is_compatible_with(expected):
                return (f"A part of `initial_state` is {shapes.text(part)}; the cell's is {size_outline(size)}. Make encoder and decoder "
                        "equally deep, or bridge them: tf.layers.dense(encoder_state, decoder_units).")
    return None


def _mixed_dtypes(inputs, state):
    of_inputs, of_state = ({part.dtype.base_dtype for part in tf.nest.flatten(nest) if tf.is_tensor(part) and part.shape.ndims != 0}
                           for nest in (inputs, state))
    for dtype in of_inputs:
        if not dtype.is_floating and not dtype.is_complex:
            return f"The inputs are {dtype.name}. Ids are embedded first: tf.nn.embedding_lookup(embedding, ids) is [batch, time, depth]."
    if of_inputs != of_state:
        names = [", ".join(sorted(dtype.name for dtype in dtypes)) for dtypes in (of_inputs, of_state)]
        return f"The inputs are {names[0]}, the state is {names[1]}. Use one dtype for both: tf.cast(state, inputs.dtype)."
    return None


def size_outline(size):
    """A nested state_size in short: "LSTMStateTuple(c=[batch, 3], h=[batch, 3])"."""
    if isinstance(size, tuple) and hasattr(size, "_fields"):
        return f"{type(size).__name__}({', '.join(f'{name}={size_outline(part)}' for name, part in zip(size._fields, size))})"
    if isinstance(size, (tuple, list)):
        return f"{type(size).__name__}({', '.join(map(size_outline, size))})"
    if tf.is_tensor(size):
        return "[batch, ?]"
    shape = tf.TensorShape(size)
    return "scalar" if shape.ndims == 0 else f"[batch, {', '.join('?' if axis is None else str(axis) for axis in shape.as_list())}]"
