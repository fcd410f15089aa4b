"""Writes a checkpoint's variables under other names. The source is never touched."""

import os

from legacy_seq2seq.training.checkpoints import damaged, finding, planning, reading, sides


def convert(old, new, like=None, renames=(), force=False, cudnn=None, forget_bias=1.0):
    """Writes the checkpoint `old` as `new`, with the names of TF 1.15 or of `like`. Returns (the new prefix, its `Plan`).

    old: see `prefix_of`. new: a prefix, or a folder, in which the checkpoint keeps its name. like: None, or a checkpoint's path or a graph
    whose names are wanted, and whose cells' layouts: Keras's layers, TF1's cells, those that are Cudnn's or made of one kernel.
    renames: (regular expression, new name) pairs. cudnn: {name: `Cudnn`} of flat buffers: one in `old` becomes cells, one that is not is
    made of them. forget_bias: what TF1's LSTM cells were given, where it was not 1.0; or a pair, in the old program and in the new one.
    Slots and moving averages follow their variables. Raises FileExistsError where there is one already, unless `force`; ValueError as
    `planning.plan` does, and where `new` is `old`; tf.errors.DataLossError where a variable cannot be read.
    """
    checkpoint = reading.Checkpoint(old)
    prefix = new_prefix(checkpoint, new, force)
    made = planning.plan(checkpoint, target_of(like), renames, cudnn, forget_bias)
    write(checkpoint, made, prefix)
    return prefix, made


def target_of(like):
    """{name: `Side`} of a checkpoint's path or a graph; None for None."""
    if like is None or isinstance(like, dict):
        return like
    if isinstance(like, (str, os.PathLike)):
        return sides.of_checkpoint(reading.Checkpoint(like))
    return sides.of_graph(like)[0]


def new_prefix(checkpoint, new, force=False):
    """Where a converted checkpoint goes. Raises ValueError or FileExistsError where it must not go there."""
    new = os.fspath(new)
    if os.path.isdir(new) or new.endswith(("/", os.sep)):
        new = os.path.join(new, os.path.basename(checkpoint.prefix).partition("-?????")[0])
    if os.path.realpath(new) == os.path.realpath(checkpoint.prefix):
        raise ValueError(f"NEW is the checkpoint itself, {checkpoint.prefix}; it is not written over. Name another file or folder.")
    there = [path for path in (new, new + ".index") if os.path.exists(path)]
    if there and not force:
        raise FileExistsError(f"{there[0]} exists; nothing was written. Name another, or give --force.")
    if there and not os.path.exists(new + ".index"):
        raise FileExistsError(f"{new} exists and is no checkpoint of the second format; it is not written over. Name another.")
    return new


def write(checkpoint, made, prefix):
    """Writes the entries of a `Plan`. Raises tf.errors.DataLossError where the checkpoint cannot be read."""
    from legacy_seq2seq import tf1 as tf

    lost = damaged.damage_of(checkpoint)
    if lost:
        raise tf.errors.DataLossError(None, None, f"{checkpoint.prefix} is damaged; nothing was written.\n" + "\n".join(
            f"  {one}" for one in lost[:8]) + "\n  Take another checkpoint.")
    folder = os.path.dirname(prefix) or "."
    is_new_folder = not os.path.isdir(folder) or not finding.prefixes_in(folder)
    os.makedirs(folder, exist_ok=True)
    with tf.Graph().as_default(), tf.Session() as session:
        fed = {}
        tensors = [_tensor(tf, checkpoint, one, fed) for one in made.entries]
        names = [one.new for one in made.entries]
        save = tf.raw_ops.SaveV2(prefix=prefix, tensor_names=names, shape_and_slices=[""] * len(names), tensors=tensors)
        session.run(save, fed)
    if is_new_folder:  # tf.train.latest_checkpoint finds it
        tf.train.update_checkpoint_state(folder, os.path.basename(prefix))


def _tensor(tf, checkpoint, entry, fed):
    """The tensor of an `Entry`, or one that is fed its value."""
    if entry.said:
        value = entry.value(checkpoint.value)
        tensor = tf.placeholder(checkpoint.dtype(entry.olds[0]), value.shape)
        fed[tensor] = value
        return tensor
    parts = tf.raw_ops.RestoreV2(prefix=checkpoint.prefix, tensor_names=list(entry.olds), shape_and_slices=[""] * len(entry.olds),
                                 dtypes=[checkpoint.dtype(old) for old in entry.olds])
    return parts[0] if len(parts) == 1 else tf.concat(parts, 0)
