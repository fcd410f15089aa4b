"""What an AttentionWrapper is made of: its arguments checked, its defaults filled in. Internal to attention_wrapper.py."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import shapes
from legacy_seq2seq.contrib.seq2seq.attention_mechanism import AttentionMechanism, require_callable
from legacy_seq2seq.contrib.seq2seq.attention_state import outline


def require_cell(cell):
    """Raises TypeError for what is no cell."""
    missing = [name for name in ("output_size", "state_size", "__call__") if not hasattr(cell, name)]
    if not (hasattr(cell, "zero_state") or hasattr(cell, "get_initial_state")):
        missing.append("zero_state")
    if missing:
        raise TypeError(f"AttentionWrapper: `cell` is {cell!r}, which is no RNNCell (it lacks {', '.join(missing)}). "
                        "Give it a cell: AttentionWrapper(tf.nn.rnn_cell.GRUCell(128), attention_mechanism).")


def zero_state(cell, batch_size, dtype):
    """The first state of a cell of tf.nn.rnn_cell, or of Keras."""
    if hasattr(cell, "zero_state"):
        return cell.zero_state(batch_size, dtype)
    return cell.get_initial_state(batch_size=batch_size, dtype=dtype)


def mechanisms(attention_mechanism):
    """The mechanisms as a tuple. Raises TypeError for others."""
    several = isinstance(attention_mechanism, (list, tuple))
    found = tuple(attention_mechanism) if several else (attention_mechanism,)
    for mechanism in found:
        if not isinstance(mechanism, AttentionMechanism) and not of_addons(mechanism):
            where = "`attention_mechanism` contains" if several else "`attention_mechanism` is"
            raise TypeError(
                f"AttentionWrapper: {where} {mechanism!r}, of type {type(mechanism).__name__}; expected an AttentionMechanism or a list "
                "of them: tf.contrib.seq2seq.LuongAttention(num_units, encoder_outputs)." + _class_remedy(mechanism))
        if mechanism.values is None:
            raise ValueError(f"AttentionWrapper: {type(mechanism).__name__} ({mechanism.name}) of Addons has no memory yet. Pass "
                             "memory=encoder_outputs when it is made, or call mechanism(encoder_outputs, setup_memory=True) first.")
    return found


def _class_remedy(mechanism):
    if isinstance(mechanism, type):
        return " This is the class itself: call it with num_units and memory."
    if isinstance(mechanism, tf.Tensor):
        return " This is a tensor: the memory goes into the mechanism."
    return ""


def of_addons(mechanism):
    """Whether this is one of TensorFlow Addons' mechanisms, which are Keras layers. Does not import Addons."""
    return any(base.__module__.startswith("tensorflow_addons.seq2seq") and base.__name__ == "AttentionMechanism"
               for base in type(mechanism).__mro__)


def ask(mechanism, query, state):
    """`alignments, next_state`, in the protocol that the mechanism speaks."""
    if of_addons(mechanism):
        return mechanism([query, state])
    return mechanism(query, state)


def cell_input_fn(function):
    """`function`, or the default: inputs and attention side by side."""
    if function is None:
        return _inputs_and_attention
    require_callable("cell_input_fn", function, "f(inputs, attention) -> cell inputs")
    return function


def _inputs_and_attention(inputs, attention):
    mine, theirs = shapes.static_size(inputs, 0), shapes.static_size(attention, 0)
    if mine is not None and theirs is not None and mine != theirs:
        raise ValueError(f"AttentionWrapper: inputs {shapes.text(inputs)} have batch {mine}, but the state (attention "
                         f"{shapes.text(attention)}) has batch {theirs}. " + _tile_remedy(mine, theirs, "the inputs", "the state"))
    return tf.concat([inputs, attention], -1)


def attention_fn(function):
    """`function`, checked; None stays None."""
    if function is not None:
        require_callable("attention_fn", function, "f(attention_mechanism, cell_output, attention_state, attention_layer)")
    return function


def attention_layers(found, sizes, layers):
    """One layer, or None, for each of the mechanisms `found`. Raises ValueError where their numbers differ."""
    if sizes is not None and layers is not None:
        raise ValueError(f"AttentionWrapper: attention_layer_size ({sizes!r}) and attention_layer ({layers!r}) are both given; expected "
                         "one of them. An attention_layer has its size already: leave attention_layer_size out.")
    if sizes is not None:
        sizes = _one_for_each("attention_layer_size", sizes, found)
        if None in sizes:
            raise TypeError(f"AttentionWrapper: `attention_layer_size` is {sizes!r}; expected an int for each mechanism, or None in "
                            "place of the whole list.")
        return tuple(tf.layers.Dense(size, name="attention_layer", use_bias=False, dtype=mechanism.dtype)
                     for size, mechanism in zip(sizes, found))
    if layers is not None:
        layers = _one_for_each("attention_layer", layers, found)
        for layer in layers:
            _require_known_depth(layer)
        return layers
    return (None,) * len(found)


def _require_known_depth(layer):
    if not hasattr(layer, "compute_output_shape"):
        raise AttributeError(
            f"AttentionWrapper: `attention_layer` is {layer!r}, which has no compute_output_shape; the depth of the attention must be "
            "known beforehand. Give a layer: tf.layers.Dense(depth, use_bias=False).")


def _one_for_each(argument, values, found):
    values = tuple(values) if isinstance(values, (list, tuple)) else (values,)
    if len(values) != len(found):
        raise ValueError(f"AttentionWrapper: `{argument}` has {len(values)} entries for {len(found)} mechanisms; expected one for each: "
                         f"{argument}=[{', '.join('...' for _ in found)}].")
    return values


def attention_depth(found, layers, cell):
    """The depth of the attentions of all mechanisms side by side."""
    return sum(_depth(mechanism, layer, cell) for mechanism, layer in zip(found, layers))


def _depth(mechanism, layer, cell):
    memory_depth = shapes.static_size(mechanism.values, -1)
    if layer is None:
        return memory_depth
    query_depth = tf.TensorShape(cell.output_size).num_elements()
    shape = layer.compute_output_shape([None, query_depth + memory_depth])
    return tf.dimension_value(tf.TensorShape(shape)[-1])


def state_message(state, cell):
    """What to say to a state that is not the wrapper's own."""
    return (f"AttentionWrapper: `state` is {outline(state)}, of type {type(state).__name__}; expected an AttentionWrapperState, which "
            f"holds the state of the {type(cell).__name__} and the attention. To start from the encoder's state: "
            "attention_cell.zero_state(batch_size, tf.float32).clone(cell_state=encoder_state).")


def batch_message(batch_size, found, what, wrapper):
    """What to say if `batch_size`, the batch of `what`, is not the batch of all the mechanisms' memories."""
    mine = _known(batch_size)
    others = [_known(mechanism.batch_size) for mechanism in found]
    theirs = next((other for other in others if other != mine), None)
    return (f"AttentionWrapper ({wrapper}): the batch of {what} (x) is not the batch of the memory (y) in the attention mechanism. "
            + _tile_remedy(mine, theirs, what, "the memory"))


def _known(size):
    return tf.get_static_value(size) if isinstance(size, tf.Tensor) else size


def _tile_remedy(mine, theirs, mine_is, theirs_is):
    """How two batches are made equal; without numbers where they are not known."""
    if mine is None or theirs is None:
        return ("For beam search tile the memory and its lengths by tf.contrib.seq2seq.tile_batch(..., multiplier=beam_width), "
                "and the encoder's state too; the batch is then batch_size * beam_width.")
    big, small = max(mine, theirs), min(mine, theirs)
    if small and big % small == 0:
        short = mine_is if mine < theirs else theirs_is
        return (f"{big} is {big // small} times {small}. For beam search tile {short}, and all else that comes from the encoder "
                f"(memory, its lengths, state): tf.contrib.seq2seq.tile_batch(..., multiplier={big // small}).")
    return "Take both from one batch: batch_size = tf.shape(encoder_outputs)[0]."
