"""Which checkpoint a path means: a folder, a prefix, or one of the files."""

import difflib
import glob
import os
import re

_SUFFIX = re.compile(r"\.index$|\.meta$|\.data-\d{5}-of-\d{5}$")
_SHARD = re.compile(r"-\d{5}-of-\d{5}$")  # of a checkpoint in the first format, in several files
_SHARDS = "-?????-of-?????"
_STEP = re.compile(r"-(\d+)$")
_MOST_NAMED = 5  # checkpoints that a message lists


def prefix_of(path):
    """The prefix, as `tf.train.Saver.restore` takes it, of the checkpoint that `path` means.

    path: a folder (the newest checkpoint in it), a prefix, or a checkpoint's `.index`, `.meta`, `.data-…` or only file.
    Raises FileNotFoundError where there is none, naming those that are near.
    """
    path = os.fspath(path)
    if os.path.isdir(path):
        return _newest(path)
    prefix = _SUFFIX.sub("", path)
    if _exists(prefix):
        return prefix
    shards = _SHARD.sub("", prefix) + _SHARDS
    if [one for one in glob.glob(shards) if _SHARD.search(one)]:
        return shards
    raise FileNotFoundError(_nothing_at(path, prefix))


def prefixes_in(folder):
    """The prefixes of the checkpoints in a folder, the newest last: by the steps in their names, then by the time they were written."""
    found = set()
    for name in os.listdir(folder):
        if name.endswith(".index"):
            found.add(name[:-len(".index")])
        elif name.endswith(".meta"):  # the only file beside it of one in the first format
            found.add(name[:-len(".meta")])
    prefixes = [os.path.join(folder, name) for name in found]
    return sorted((prefix for prefix in prefixes if _exists(prefix)), key=lambda prefix: (_step(prefix), _time(prefix), prefix))


def is_first_format(prefix):
    """Whether a prefix is of the format of TensorFlow 0.x, one file (or one for each shard) without an index."""
    return not os.path.exists(prefix + ".index")


def _newest(folder):
    """The checkpoint that the folder's `checkpoint` file calls its last, wherever the folder is now; else the newest by its files."""
    for named in _listed(folder):
        for prefix in (os.path.join(folder, re.split(r"[/\\]", named)[-1]), os.path.join(folder, named)):
            if _exists(prefix):
                return prefix
    found = prefixes_in(folder)
    if not found:
        raise FileNotFoundError(f"{folder}: no checkpoint in this folder; expected files NAME.index and NAME.data-00000-of-00001. "
                                "Give the folder that tf.train.Saver wrote to.")
    return found[-1]


def _listed(folder):
    """The paths that the file `checkpoint` names, the last first; they may be those of another machine."""
    try:
        with open(os.path.join(folder, "checkpoint"), encoding="utf-8", errors="replace") as file:
            lines = file.read()
    except OSError:
        return []
    last = re.findall(r'^model_checkpoint_path:\s*"(.*)"', lines, re.MULTILINE)
    earlier = re.findall(r'^all_model_checkpoint_paths:\s*"(.*)"', lines, re.MULTILINE)
    return [path.replace("\\\\", "\\") for path in [*last, *reversed(earlier)]]


def _exists(prefix):
    return any(os.path.isfile(path) for path in (prefix, prefix + ".index")) or bool(_SHARDS in prefix and glob.glob(prefix))


def _step(prefix):
    found = _STEP.search(prefix)
    return int(found.group(1)) if found else -1


def _time(prefix):
    return max(os.path.getmtime(path) for path in (prefix, prefix + ".index") if os.path.exists(path))


def _nothing_at(path, prefix):
    """Why there is no checkpoint at the path, and which are near."""
    folder = os.path.dirname(path) or "."
    if glob.glob(glob.escape(prefix) + ".data-*"):
        return f"{prefix}: its .data files are here, but {os.path.basename(prefix)}.index is not, which says what is where in them. " \
               "Nothing can be read without it; copy it from where the checkpoint was written, or take another checkpoint."
    if not os.path.isdir(folder):
        return f"{path}: there is no folder {folder}"
    there = [os.path.basename(one) for one in prefixes_in(folder)]
    if not there:
        return f"{path}: no such checkpoint, and none in {folder} either"
    near = difflib.get_close_matches(os.path.basename(prefix), there, n=1)
    last = there[-_MOST_NAMED:]
    listed = ("…, " if len(there) > len(last) else "") + ", ".join(last)
    return f"{path}: no such checkpoint. In {folder}: {listed}." + (f" Did you mean {near[0]}?" if near else "")
