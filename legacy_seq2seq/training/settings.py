"""What `training.session` was asked for, looked over."""

import collections
import os

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training import python_state

Settings = collections.namedtuple("Settings", "logdir loss steps save_steps save_seconds keep summary_steps state hooks config task")

_SECONDS_BETWEEN_SAVES = 60  # where neither save_steps nor save_seconds is given
_LEAST = {"steps": 0, "save_steps": 1, "keep": 0, "summary_steps": 0}


def checked(**given):
    """`Settings`, complete. Raises ValueError or TypeError naming the argument that does not fit."""
    settings = Settings(**given)
    for name, least in _LEAST.items():
        value = getattr(settings, name)
        if value is not None and (value != int(value) or value < least):
            raise ValueError(f"training.session: `{name}` is {value}; give a whole number, {least} or more.")
    if settings.save_seconds is not None and settings.save_seconds < 0:
        raise ValueError(f"training.session: `save_seconds` is {settings.save_seconds}; give 0 or more seconds.")
    if settings.loss is not None and getattr(settings.loss, "graph", None) is not tf.get_default_graph():
        raise ValueError(
            f"training.session: `loss` is {settings.loss!r}, which is no tensor of the default graph. Give the tensor that is minimized, "
            "inside `with graph.as_default():` where it was built in a graph of its own.")
    if settings.state is not None:
        python_state.check(settings.state)
    by_default = None if settings.save_steps else _SECONDS_BETWEEN_SAVES
    return settings._replace(state=dict(settings.state or {}), save_seconds=settings.save_seconds or by_default)


def make_folder(logdir):
    """Makes the folder `logdir`, or raises the OSError that it is, naming the argument."""
    try:
        os.makedirs(logdir, exist_ok=True)
    except OSError as error:
        told = f"training.session: the folder `logdir` cannot be made ({error.strerror}); give another"
        raise type(error)(error.errno, told, logdir) from None
