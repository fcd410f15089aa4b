"""Which TF1 names there were, and when. Knows without TensorFlow; `names.txt` is made from the old TensorFlows themselves."""

import functools
import pathlib

ERAS = ("0.12", "1.0", "1.1", "1.15")


@functools.cache
def _table():
    lines = (pathlib.Path(__file__).parent / "names.txt").read_text("utf-8").splitlines()
    return {name: frozenset(eras.split()) for name, _, eras in (line.partition(" ") for line in lines)}


def known(name):
    """The longest beginning of a dotted name that some era has: "tf.nn.rnn_cell.GRUCell" of "tf.nn.rnn_cell.GRUCell.zero_state".

    None where not even the first two parts are known.
    """
    while name not in _table():
        name = name.rpartition(".")[0]
        if name in ("tf", ""):
            return None
    return name


def eras_of(name):
    """The eras that have the name, or an empty set."""
    return _table().get(name, frozenset())


def is_module(name):
    """Whether other known names stand below this one."""
    return name in _modules()


def below(name):
    """The known names directly below this one, in their order."""
    return _modules().get(name, ())


@functools.cache
def _modules():
    found = {}
    for name in _table():
        found.setdefault(name.rpartition(".")[0], []).append(name)
    return found


def all_names():
    """Every name of every era."""
    return _table().keys()
