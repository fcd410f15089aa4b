"""Nests that are built differently: states, loop variables, the results of branches."""

from legacy_seq2seq.shapes import places, states, values
from legacy_seq2seq.shapes.advice import facts, recurrent

_NESTS = ("nest1", "nest2"), ("structure1", "structure2")  # as TensorFlow's comparison calls what it compares
_SIDES = {  # of the functions that compare what a function of the user's gave
    "while_loop": ("loop_vars", "as it enters the loop", "as the body returns it"),
    "cond": ("the result", "in the true branch", "in the false branch"),
    "case": ("the result", "in one branch", "in another"),
}
_DEFAULT = ("the nest", "on one side", "on the other")
_REMEDY = {
    "while_loop": "let the body return its variables in the order and structure in which they come in.",
    "cond": "let both branches return the same structure, with tensors of the same types.",
    "case": "let all branches return the same structure, with tensors of the same types.",
}


def structure(evidence, match):
    """The first part that differs, of a state and its cell or of the two nests that TensorFlow compared."""
    found = recurrent.initial_state(evidence, match)
    if found is not None:
        return found
    if match is None or "nested structure" not in evidence.message:
        return "", ""
    called = facts.called(evidence)
    told = next(filter(None, (states.diff(*nests, *_SIDES.get(called, _DEFAULT)) for nests in _compared(evidence.error))), None)
    remedy = _REMEDY.get(called, "bring one of them to the other's structure; shapes.diff(a, b) tells whether they are alike.")
    return told or "two nests (states, loop variables, branches) are built differently.", remedy


def _compared(error):
    """The pairs of nests with tensors that TensorFlow was comparing when it failed, as the exception's frames hold them."""
    for entry in [entry for one in places.chain(error) for entry in places.entries(one.__traceback__)]:
        held = entry.tb_frame.f_locals
        for first, second in _NESTS:
            if first in held and second in held and any(map(values.has_tensors, (held[first], held[second]))):
                yield held[first], held[second]
