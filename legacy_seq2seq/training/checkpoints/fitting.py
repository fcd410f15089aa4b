"""Lays the cells of a checkpoint out as those of a target: other gate orders, other variables, other forget biases."""

import numpy as np

from legacy_seq2seq.training.checkpoints import layouts, matching, parts, sides

NOTE_OF_KERAS = ("The gates of a Keras LSTM or GRU are 'hard_sigmoid' in TensorFlow 1 unless recurrent_activation was given; those of\n"
                 "  cells and of TensorFlow 2 are 'sigmoid'. The outputs are equal only where these are.")
NOTE_OF_FORGET_BIAS = ("TF1's LSTM cells add forget_bias as they run, taken to be 1.0 unless --forget-bias says otherwise; the others\n"
                       "  have it in the bias.")


def fit(held, wanted, forget_biases, scopes):
    """{name of a target's variable: (the names of what it takes, `Part`)} for the cells that a target lays out otherwise, or alike.

    held: {name: `Part`}. wanted: {name: `Side`}. forget_biases: of held's and of wanted's LSTM cells. scopes: {scope of a cell held: its
    scope in the target} that the user has told. Raises ValueError where cells compute other things, and where it cannot be told which
    is which.
    """
    ours, theirs = ({cell.scope: cell for cell in layouts.find(side)} for side in (_sides(held), _known(wanted)))
    found, still_open = _matched(ours, theirs, scopes)
    made = {}
    for target, source in found.items():
        made.update(_laid_out(ours[source], theirs[target], held, wanted, forget_biases))
    _refuse_open(still_open, ours, theirs)
    free = [ours[scope] for scope in ours if scope not in found.values()]
    for scope in set(theirs) - set(found):
        _refuse_other_computation(theirs[scope], free, wanted)
    return made


def may_be(held, wanted):
    """A function that says whether a variable held may be one wanted: not where both are cells' of other layouts."""
    ours, theirs = ({name: (cell.layout, role) for cell in layouts.find(side) for role, name in cell.names.items()}
                    for side in (_sides(held), _known(wanted)))

    def fits(source, target):
        if source not in ours or target not in theirs:
            return True
        (layout, role), (other, others_role) = ours[source], theirs[target]
        return role == others_role and _alike(layout, other)

    return fits


def _sides(held):
    return {name: sides.Side(part.shape, part.dtype) for name, part in held.items()}


def _known(wanted):
    return {name: side for name, side in wanted.items() if side.shape is not None and None not in side.shape}


def _alike(layout, other):
    return layout is other or layout.leaves.keys() == other.leaves.keys() and not layouts.is_keras(layout)


def _matched(ours, theirs, scopes):
    """As `matching.match`, but what the user has told comes first."""
    told = {new: old for old, new in scopes.items() if old in ours and new in theirs}
    for new, old in told.items():
        if ours[old].size != theirs[new].size:
            raise ValueError(f"--rename {old}={new}: {_text(ours[old])} is none for {_text(theirs[new])}")
    found, still_open = matching.match({scope: cell.size for scope, cell in ours.items() if scope not in told.values()},
                                       {scope: cell.size for scope, cell in theirs.items() if scope not in told})
    return {**told, **found}, still_open


def _laid_out(source, target, held, wanted, forget_biases):
    """{name: (names, `Part`)} of one cell: its kernels by themselves and its biases, that an optimizer's slots of either are enough."""
    moved = layouts.forget_bias_moved(source, target, forget_biases)
    if _alike(source.layout, target.layout):
        changed = [role for role in target.names if moved and role == "bias"]
        made = {name: ((source.names[role],), held[source.names[role]]) for role, name in target.names.items() if role in source.names}
    else:
        changed, made = list(target.names), {}
    biases = [role for role in source.names if "bias" in role] or list(source.names)
    for roles, taken in (([role for role in changed if "bias" not in role], [role for role in source.names if "bias" not in role]),
                         ([role for role in changed if "bias" in role], biases)):
        whole = _whole(source, target, held, taken, forget_biases)
        for role in roles:
            name = target.names[role]
            said = _said(source, target, moved if "bias" in role else 0.0)
            made[name] = tuple(source.names[one] for one in taken), parts.PartOf(whole, role, wanted[name], said)
    return made


def _whole(source, target, held, taken, forget_biases):
    def make(arrays, is_slot):
        given = dict(zip(taken, arrays))
        for role, name in source.names.items():
            if role not in given:
                given[role] = np.zeros(held[name].shape, arrays[0].dtype)
        return layouts.converted(source, target, given, is_slot, forget_biases)

    return parts.LaidOut([held[source.names[role]] for role in taken], make)


def _said(source, target, moved):
    """As in "i f c o → i c f o, forget gate's bias - 1"."""
    said = [] if source.layout.gates == target.layout.gates else [f"{source.layout.gates} → {target.layout.gates}"]
    if moved:
        said.append(f"forget gate's bias {'+' if moved > 0 else '-'} {abs(moved):g}")
    return ", ".join(said) or "laid out anew"


def notes(held, wanted, laid_out):
    """What a user should know of what was laid out otherwise."""
    changed = {name for name, (_, part) in laid_out.items() if part.said}
    cells = [cell for cell in layouts.find(_known(wanted)) if changed & set(cell.names.values())]
    taken = {name for one in changed for name in laid_out[one][0]}
    cells += [cell for cell in layouts.find(_sides(held)) if taken & set(cell.names.values())]
    if any(layouts.is_keras(cell.layout) and cell.size.family != layouts.RNN for cell in cells):
        yield NOTE_OF_KERAS
    if any(cell.layout.has_forget_bias for cell in cells) and any("forget gate's" in laid_out[name][1].said for name in changed):
        yield NOTE_OF_FORGET_BIAS


# What does not fit

def _refuse_open(still_open, ours, theirs):
    if not still_open:
        return
    lines = [f"  {_text(theirs[scope])}: {', '.join(sorted(others))}" for scope, others in sorted(still_open.items())]
    raise ValueError("It cannot be told from names and sizes which cell is which of the target's:\n" + "\n".join(lines)
                     + "\n  Say it: --rename 'SCOPE=SCOPE OF THE TARGET', once for each.")


def _refuse_other_computation(target, free, wanted):
    """Raises ValueError where a cell that nothing fits has the sizes of one that computes something else."""
    for source in free:
        a, b = source.size, target.size
        if (a.depth, a.units) != (b.depth, b.units) or source.scope in wanted:
            continue
        if {a.family, b.family} == {layouts.GRU, layouts.GRU_RESET_AFTER}:
            after = "CudnnCompatibleGRUCell(units), or tf.keras.layers.GRU(units, reset_after=True)"
            before = "GRUCell(units), or tf.keras.layers.GRU(units, reset_after=False)"
            ours = "after" if a.family == layouts.GRU_RESET_AFTER else "before"
            raise ValueError(
                f"{_text(source)} resets {ours} the state's projection, {_text(target)} {'before' if ours == 'after' else 'after'} it: no "
                f"weights make one compute what the other does. Build the program with {after if ours == 'after' else before}.")
        if a.family == b.family == layouts.LSTM and source.layout.has_forget_bias:
            has = "peepholes" if a.peepholes and not b.peepholes else "a projection" if a.state != a.units and b.state == b.units else ""
            if has and layouts.is_keras(target.layout):
                raise ValueError(f"{_text(source)} has {has}, which {_text(target)} cannot have. Build the program with "
                                 "tf.nn.rnn_cell.LSTMCell.")


def _text(cell):
    size = cell.size
    return f"{cell.scope} ({cell.layout.said}, {size.depth} → {size.units})"
