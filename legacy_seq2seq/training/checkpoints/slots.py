"""Which variables of a checkpoint are an optimizer's, or moving averages, and of which variable."""

import re

_LAST_PART = re.compile(r"^[A-Za-z]\w*$")
_COUNTER = re.compile(r"(^|/)(beta1_power|beta2_power)(_\d+)?$")  # Adam's and its like's


def owners(shapes):
    """{name of a slot: name of its variable, "" for an optimizer's own counter}, of {name: shape}.

    A slot is named below its variable and shaped as it: `w/Adam_1`; below the scope, too, in which the optimizer was made:
    `train/w/Adam_1`. So are moving averages: `w/ExponentialMovingAverage`.
    """
    found = {}
    for name, shape in shapes.items():
        if _COUNTER.search(name) and shape == ():
            found[name] = ""
            continue
        owner = _owner(name, shape, shapes)
        if owner is not None:
            found[name] = owner
    return found


def _owner(name, shape, shapes):
    """The variable that a slot's name starts with, without the leading scopes that its optimizer may have added."""
    base, slash, last = name.rpartition("/")
    if not slash or not _LAST_PART.match(last):
        return None
    while base:
        if base in shapes and shapes[base] == shape and base != name:
            return base
        base = base.partition("/")[2]
    return None
