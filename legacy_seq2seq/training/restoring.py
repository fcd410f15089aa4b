"""Which checkpoint of a log folder a training begins with, and whether it fits the graph."""

import glob
import os
import shutil
import sys

from legacy_seq2seq.training import checkpoints, saving


class MisfitError(ValueError):
    """A checkpoint's variables are not those of the graph."""


def newest_good(folder):
    """The newest checkpoint of a folder that can be read whole, or None; the folder's `checkpoint` file names it then.

    Damaged ones are put aside, NAME.damaged, and told. Raises tf.errors.DataLossError where there are only damaged ones.
    """
    _clear_unfinished(folder)
    found = checkpoints.prefixes_in(folder)
    put_aside = []
    while found:
        damage = checkpoints.damage(found[-1])
        if not damage:
            saving.write_state(folder, found)
            break
        put_aside.append((found.pop(), damage))
    for path, damage in put_aside:
        _tell(path, damage, found)
    if put_aside and not found:
        raise _all_damaged(folder, put_aside)
    for path, _ in put_aside:
        _put_aside(path)
    return found[-1] if found else None


def check_fit(path, graph, others=()):
    """Raises MisfitError where the checkpoint does not restore into the graph, naming the variables. others: what else is known in it."""
    differences = checkpoints.differences(path, graph)
    stopping = differences.stopping
    if stopping:
        names = "\n  ".join(str(stopping).splitlines())
        raise MisfitError(
            f"training.session: {path} does not fit this graph:\n  {names}\n"
            "The model was another one when it was saved. Build that model again, or give this one a `logdir` of its own; "
            f"`legacy-seq2seq checkpoint convert {path} NEW --like PROGRAM` keeps what fits, where variables were only renamed.")
    only_there = [one for one in differences if not one.name.startswith("training/") and one.name not in others]
    if only_there:
        print(f"training.session: {len(only_there)} variables of {path} are not in this graph and will not be saved again: "
              f"{', '.join(one.name for one in only_there[:5])}{', …' if len(only_there) > 5 else ''}", file=sys.stderr)


def _clear_unfinished(folder):
    """Removes what a killed process left of a checkpoint that it was writing."""
    unfinished = os.path.join(glob.escape(folder), saving.PREFIX + "-*")
    for pattern in ("_temp*", ".tempstate*", ".tmp"):
        for path in glob.glob(unfinished + pattern):
            shutil.rmtree(path, ignore_errors=True) if os.path.isdir(path) else os.remove(path)


def _tell(path, damage, good):
    instead = f"Going on from {good[-1]}; its files are kept as *.damaged." if good else ""
    more = f" and {len(damage) - 1} more" if len(damage) > 1 else ""
    print(f"training.session: {path} is damaged ({damage[0]}{more}). {instead}".rstrip(), file=sys.stderr)


def _put_aside(path):
    for name in glob.glob(glob.escape(path) + ".*"):
        os.replace(name, name + ".damaged")


def _all_damaged(folder, put_aside):
    from legacy_seq2seq import tf1 as tf

    names = ", ".join(os.path.basename(path) for path, _ in put_aside)
    return tf.errors.DataLossError(
        None, None, f"training.session: no checkpoint in {folder} can be read: {names}. Nothing was changed. Copy a good one there "
        f"(`legacy-seq2seq checkpoint show {folder}` says what can still be read), or begin anew with another `logdir`.")
