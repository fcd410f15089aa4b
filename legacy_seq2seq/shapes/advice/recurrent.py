"""Hints for recurrent networks: inputs, lengths, states, batches that meet inside a loop."""

import ast
import re

from legacy_seq2seq.shapes import evaluation, messages, places, source, values
from legacy_seq2seq.shapes.advice import batches, facts
from legacy_seq2seq.shapes.row import shape_text

LOOPS = ("dynamic_rnn", "static_rnn", "bidirectional_dynamic_rnn", "static_bidirectional_rnn", "rnn", "raw_rnn", "bidirectional_rnn")


def rnn_inputs(evidence, match):
    if facts.called(evidence) not in LOOPS or evidence.operation is not None and evidence.operation.op is not None:
        return None
    found = facts.argument(evidence, "inputs") or facts.tensor_operand(evidence)
    if found is None or not values.is_tensor(found[1]):
        return None
    name, shape = found[0], values.static_shape(found[1])
    if facts.called(evidence).startswith("static") or facts.called(evidence) in ("rnn", "bidirectional_rnn"):
        return (
            f"{name} is one tensor; {facts.called(evidence)} wants a list of them, one [batch, depth] for each step.",
            f"tf.unstack({name}, axis=1).",
        )
    if shape is None:
        return (f"nothing is known of the shape of {name}.", f"tell it: {name}.set_shape([None, None, depth]).")
    if len(shape) == 2 and values.dtype_name(found[1]).startswith("int"):
        return (
            f"{name} holds ids, {shape_text(shape)}; dynamic_rnn wants [batch, time, depth].",
            f"turn the ids into vectors first: tf.one_hot({name}, depth) or tf.nn.embedding_lookup(embedding, {name}).",
        )
    if len(shape) == 2:
        return (
            f"{name} has rank 2, {shape_text(shape)}; dynamic_rnn wants [batch, time, depth].",
            f"tf.expand_dims({name}, 2) where each number is a step, tf.expand_dims({name}, 1) where each row is one step; or "
            "tf.reshape to [batch, time, depth].",
        )
    if len(shape) > 3:
        return (
            f"{name} has rank {len(shape)}, {shape_text(shape)}; dynamic_rnn wants [batch, time, depth]"
            + (": ids were made one-hot or embedded twice, or one-hot vectors embedded." if len(shape) == 4 else "."),
            f"leave one of those steps out, or fold the last axes: tf.reshape({name}, [batch, time, {facts.product(shape[2:]) or -1}]).",
        )
    if shape[-1] is None:
        return (
            f"the last axis of {name}, its depth, is unknown: {shape_text(shape)}. The cell's weights need a number.",
            f"write the depth into the placeholder or into tf.reshape, or {name}.set_shape([None, None, depth]).",
        )
    return None


def lengths(evidence, match):
    found = facts.argument(evidence, "sequence_length", "sequence_lengths")
    if found is None:
        return None
    if type(found[1]) in (int, float):
        return (
            f"sequence_length is one number, {found[0]}; it is a vector [batch], one length for each sequence.",
            f"[{found[0]}] * batch_size, or leave it out where all are full.",
        )
    if not values.has_shape(found[1]):
        return None
    inputs = facts.tensor_operand(evidence)
    lengths = values.static_shape(found[1])
    have = facts.best_of(evidence, found[1])
    if lengths is not None and len(lengths) != 1:
        return (
            f"{found[0]} has shape {shape_text(lengths)}; sequence_length is a vector [batch], one length for each sequence.",
            f"tf.reshape({found[0]}, [-1])."
            if len(lengths) == 2 and 1 in lengths
            else "count the steps that are used: tf.reduce_sum(mask, axis=1) makes [batch].",
        )
    if inputs is None or not have:
        return None
    batch = (facts.best_of(evidence, inputs[1]) or (None,))[0]
    if batch is not None and have[0] is not None and batch != have[0]:
        return (
            f"{found[0]} has {have[0]} lengths, the batch of {inputs[0]} is {batch}.",
            f"give one length for each of the {batch} sequences.",
        )
    told = {} if match is None else match.groupdict()
    if told.get("found") and told.get("wanted"):  # dynamic_rnn's own check of the lengths
        return (
            f"{found[0]} has {told['found'].strip()} lengths, the batch of {inputs[0]} is {told['wanted'].strip()}.",
            f"feed one length for each of the {told['wanted'].strip()} sequences.",
        )
    return None


def cell_state(evidence):
    """A state of another size than the cell's."""
    found = facts.argument(evidence, "initial_state", "state")
    cell = next((one.value for one in evidence.operands if hasattr(one.value, "state_size")), None)
    if found is None or cell is None:
        return None
    return state_against(found, cell)


def state_against(found, cell):
    from legacy_seq2seq.shapes.states import difference_of_size

    try:
        told = difference_of_size(cell.state_size, found[1])
    except (TypeError, ValueError, AttributeError, NotImplementedError):
        return None
    if told is None:
        return None
    return (
        f"{found[0]} is not a state of this cell: {told}",
        "take it from the cell, cell.zero_state(batch, tf.float32), or bring the encoder's state to its structure and sizes (a "
        "tf.layers.dense for each part).",
    )


def initial_state(evidence, match):
    found = facts.argument(evidence, "initial_state", "initial_state_fw", "decoder_initial_state", "state")
    cell = next((one.value for one in evidence.operands if hasattr(one.value, "state_size")), None)
    if found is not None and cell is not None:
        return state_against(found, cell)
    return called_with_state(evidence, found)


def called_with_state(evidence, found):
    """A cell and its state, as the library's own frames held them when the cell was called."""
    for entry in evidence.entries[evidence.entries.index(evidence.users[-1]) + 1 :]:
        held = entry.tb_frame.f_locals
        if hasattr(held.get("self"), "state_size") and held.get("state") is not None:
            return state_against(("the state" if found is None else found[0], held["state"]), held["self"])
    return None


def users_cell(evidence):
    """(class, the expression that its call returns as the new state, its line) of a cell of the user's own in a loop; None else."""
    for kind in _classes_of_cells(evidence):
        code = _code_of_call(kind)
        returned = None if code is None else source.last_return(code.co_filename, code.co_firstlineno)
        parts = getattr(getattr(returned, "value", None), "elts", ())
        if len(parts) == 2:
            return kind.__name__, source.written(parts[1]), returned.lineno
    return None


def _classes_of_cells(evidence):
    """The classes of the cells that the user's call was given, also where it makes one itself: `dynamic_rnn(Cell(6), x)`."""
    frame = evidence.users[-1].tb_frame
    for argument in [] if facts.called(evidence) not in LOOPS else [*evidence.node.args, *(one.value for one in evidence.node.keywords)]:
        value = evaluation.value_of(argument.func if isinstance(argument, ast.Call) else argument, frame)
        kind = value if isinstance(value, type) else type(value)
        if hasattr(kind, "state_size"):
            yield kind


def _code_of_call(kind):
    """The code of the user's own `call` or `__call__` of a cell's class, or None."""
    for name in ("call", "__call__"):
        function = getattr(kind, name, None)
        code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
        if code is not None and places.is_users(code.co_filename):
            return code
    return None


def inside(evidence, match):
    """Two batches that meet inside a loop or a layer that the user called."""
    clash = evidence.clash
    if (
        clash is None
        or evidence.node is None
        or source.makes(evidence.node, evidence.operation.type)
        or clash.first_axis
        or clash.second_axis
    ):
        return None
    a, b = facts.shapes(evidence)[clash.first][0], facts.shapes(evidence)[clash.second][0]
    inputs, state = facts.argument(evidence, "inputs"), facts.argument(evidence, "initial_state", "initial_state_fw")
    if facts.called(evidence) in LOOPS and inputs is not None and values.is_tensor(inputs[1]):
        shape = facts.best_of(evidence, inputs[1])
        leaf = None if state is None else next((one for one in values.leaves(state[1]) if values.is_tensor(one)), None)
        rows = None if leaf is None else (facts.best_of(evidence, leaf) or (None,))[0]
        if shape is not None and len(shape) == 3 and rows is not None and shape[1] == rows != shape[0]:
            return (
                f"{inputs[0]}, {shape_text(shape)}, is time-major: its axis 1 is the batch of {state[0]}, {rows}; it is read as "
                "batch-major.",
                f"time_major=True, or tf.transpose({inputs[0]}, [1, 0, 2]).",
            )
        if state is not None and rows is not None and shape is not None and rows != shape[0]:
            fixed = "" if values.static_shape(leaf)[0] is None else " (it was fixed when the graph was built; a last, smaller batch?)"
            return (
                f"{state[0]} is a state for {rows} sequences{fixed}, {inputs[0]} holds {shape[0]}.",
                "make the state for the batch that comes: cell.zero_state(tf.shape(x)[0], tf.float32); feed inputs and state alike; or "
                "leave incomplete batches out.",
            )
    return beams(evidence, a, b) or batches.feeds_differ(evidence, None) or batches.fixed_batch(evidence, clash)


def beams(evidence, a, b):
    """One side is tiled for beam search, the other is not."""
    if None in (a, b) or min(a, b) == 0 or max(a, b) % min(a, b):
        return None
    called = facts.called(evidence)
    if not ("Attention" in called or "Beam" in called or called in ("dynamic_decode", "zero_state", "clone")):
        return None
    return (
        f"one side has {min(a, b)} rows, the other {max(a, b)}, {max(a, b) // min(a, b)} times as many: a part was tiled for beam "
        "search, another was not.",
        "tf.contrib.seq2seq.tile_batch(..., multiplier=beam_width) on all that comes from the encoder: memory, its lengths, and the "
        "state; zero_state(batch_size * beam_width).",
    )


def steps(evidence, match):
    lengths = facts.argument(evidence, "sequence_length", "sequence_lengths", "seq_lens")
    size = match.groupdict().get("size") or match.groupdict().get("limit")
    inputs = next((one for one in evidence.operands if values.is_tensor(one.value) and one.label != "sequence_length"), None)
    name, what = None if lengths is None else lengths[0], None if inputs is None else inputs.name
    if size and lengths is None:  # a helper or decoder holds them
        fed, of = _fed_lengths(evidence, int(size))
        name, what = fed, of or what
    name, what = name or "sequence_length", what or "the inputs"
    steps = f"{size} steps" if size else f"the steps of {what}"
    return (
        f"a length in {name} is longer than {what} has time: a step beyond {steps} was read.",
        f"count the lengths on the padded batch, without <go> or <eos> that it does not hold: np.minimum({name}, time), or pad {what} "
        "to the longest length.",
    )


def _fed_lengths(evidence, steps):
    """The names of the fed lengths of which one is beyond the steps, and of the fed inputs that have these; None for unknown."""
    vectors = [(one, array) for one, array in evidence.feed.items() if array.ndim == 1 and array.size]
    longer = [one for one, array in vectors if array.dtype.kind in "iu" and array.max() > steps]
    inputs = [one for one, array in evidence.feed.items() if array.ndim > 1 and steps in array.shape[:2]]
    return tuple(evidence.name_of(found[0]) if len(found) == 1 else None for found in (longer, inputs))


def layer(evidence, match):
    found = facts.argument(evidence, "inputs", "x", position=0) or next(
        ((one.name, one.value) for one in evidence.operands if values.is_tensor(one.value)), None
    )
    what = match.groupdict().get("what", "") if match is not None else ""
    if found is None or not values.is_tensor(found[1]):
        return _layer_of_a_model(evidence, what)
    shape = values.static_shape(found[1])
    if facts.called(evidence) in LOOPS:
        return rnn_inputs(evidence, match)
    digits = [int(one) for one in what.split("=")[-1:] if one.strip().isdigit()]
    if "ndim" in what and digits and shape is not None:
        if len(shape) < digits[0]:
            return (
                f"{found[0]} has rank {len(shape)}, {shape_text(shape)}; this layer wants rank {digits[0]}.",
                f"give it the missing axis, tf.expand_dims({found[0]}, ...), or tf.reshape it to {digits[0]} axes.",
            )
        return (
            f"{found[0]} has rank {len(shape)}, {shape_text(shape)}; this layer wants rank {digits[0]}.",
            f"fold axes first: tf.layers.flatten({found[0]}) or tf.reshape.",
        )
    return (
        f"{found[0]}, {shape_text(shape)}, is not what the layer was built for ({what or 'another size'}).",
        "a layer that is used again needs inputs of the size it was built with; make another layer for other inputs.",
    )


def _layer_of_a_model(evidence, what):
    """A Keras layer in a model, whose input the message alone tells."""
    shape = messages.layers_input(evidence.message)
    wanted = re.search(r"ndim=(\d+)", what)
    if shape is None or wanted is None:
        return None
    rank = int(wanted[1])
    return (
        f"the layer wants rank {rank} and is given {shape_text(shape)}, rank {len(shape)} (input_shape leaves the batch out: the layer "
        "sees it in front).",
        f"an input_shape of {rank - 1} entries, and data of rank {rank}: [time, depth] for a recurrent layer, [height, width, channels] "
        "for a picture."
        if len(shape) < rank
        else "leave the batch (or the axis too many) out of input_shape; return_sequences=False before a layer that wants one vector.",
    )


def unknown_depth(evidence, match):
    loop = rnn_inputs(evidence, match)
    if loop is not None:
        return loop
    found = facts.first_tensor(evidence)
    if found is None:
        return None
    shape = values.static_shape(found[1])
    known = "nothing is known of its shape" if shape is None else shape_text(shape)
    return (
        f"the last axis of {found[0]} is unknown ({known}): the layer's weights need a number.",
        f"write the size into the placeholder, or {found[0]}.set_shape([..., size]), or a tf.reshape with that size.",
    )
