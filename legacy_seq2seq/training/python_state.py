"""What Python remembers between two steps, as JSON: random generators, and objects that can tell their position in the data."""

import json
import random

import numpy

_RESERVED = ("numpy.random", "random", "training.iterators")


def snapshot(objects):
    """The states of the process's generators and of `objects`, {name: object}; `text` makes JSON of it.

    Each object is one of NumPy's or Python's generators, or has `get_state()` and `set_state(state)`.
    """
    return {"numpy.random": numpy.random.get_state(), "random": random.getstate(), **{name: _get(one) for name, one in objects.items()}}


def text(states):
    """JSON. Raises TypeError for a state that JSON cannot hold, naming its object."""
    parts = {}
    for name, state in states.items():
        try:
            parts[name] = json.dumps(state, default=_plain)
        except (TypeError, ValueError) as error:
            raise TypeError(f"training.session: the state of {name!r} cannot be saved: {error}. Let its get_state() return dicts, lists, "
                            "numbers, texts or NumPy arrays.") from error
    return "{" + ", ".join(f"{json.dumps(name)}: {part}" for name, part in parts.items()) + "}"


def restore(saved, objects):
    """Sets the states of `text`; returns the names of `objects` that it has no state of."""
    states = json.loads(saved)
    numpy.random.set_state(_numpys(states["numpy.random"]))
    random.setstate(_tuples(states["random"]))
    for name, one in objects.items():
        if name in states:
            _set(one, states[name])
    return [name for name in objects if name not in states]


def check(objects):
    """Raises ValueError or TypeError where the argument `state` of `training.session` cannot be used."""
    if not hasattr(objects, "items"):
        raise TypeError(f"training.session: `state` is {objects!r}; expected a dict of names and objects: state={{\"batches\": batches}}.")
    for name, one in objects.items():
        if name in _RESERVED:
            raise ValueError(f"training.session: the name {name!r} in `state` is that of something which is saved anyway; take another.")
        if not (_is_random(one) or _is_generator(one) or hasattr(one, "get_state") and hasattr(one, "set_state")):
            raise TypeError(f"training.session: `state` has {name!r}, a {type(one).__name__} without get_state() and set_state(state). "
                            "Give it the two, or leave it out.")


def _is_random(one):
    return isinstance(one, random.Random)


def _is_generator(one):
    return isinstance(one, numpy.random.Generator)


def _get(one):
    if _is_random(one):
        return one.getstate()
    return one.bit_generator.state if _is_generator(one) else one.get_state()


def _set(one, state):
    if _is_random(one):
        one.setstate(_tuples(state))
    elif _is_generator(one):
        one.bit_generator.state = _arrays(state, one.bit_generator.state)
    elif isinstance(one, numpy.random.RandomState):
        one.set_state(_numpys(state))
    else:
        one.set_state(state)


def _plain(value):
    """NumPy's arrays and numbers as JSON has them."""
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is not JSON")


def _numpys(state):
    """What numpy.random.set_state takes."""
    name, keys, *rest = state
    return (name, numpy.array(keys, numpy.uint32), *rest)


def _arrays(state, like):
    """A bit generator's state, whose arrays came as lists."""
    if isinstance(like, dict):
        return {key: _arrays(state[key], value) for key, value in like.items()}
    return numpy.array(state, like.dtype) if isinstance(like, numpy.ndarray) else state


def _tuples(state):
    return tuple(map(_tuples, state)) if isinstance(state, list) else state
