"""Writes checkpoints so that a fault at any moment leaves the earlier ones whole, and restores them."""

import contextlib
import glob
import json
import os
import shutil
import time

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.shapes.row import bytes_text
from legacy_seq2seq.training import python_state, random_state
from legacy_seq2seq.training.reasons import reason_of

PREFIX = "model.ckpt"


class SaveError(OSError):
    """A checkpoint could not be written."""


class Checkpoints:
    """The checkpoints of one training, `model.ckpt-STEP` in its folder.

    folder: where; None saves nothing. keep: how many stay, 0 all. objects: what `python_state` saves. To `tf.train.Scaffold` it is
    the saver.
    """

    def __init__(self, folder, keep, objects):
        self.folder, self._keep, self._objects = folder, keep, objects
        self.restored = None  # the path of the checkpoint that the session began with
        self.saved = []  # the paths of those in the folder, the newest last
        self.seconds = 0.0  # spent in saving
        self._model = tf.global_variables() + tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS)
        self._bytes = sum(_bytes_of(one) for one in self._model)
        self._restoring = tf.train.Saver(self._model)
        # The graph as `tf.train.import_meta_graph` reads it: before anything is added that an older TensorFlow does not know.
        saver = self._restoring.as_saver_def()
        self._meta = tf.train.export_meta_graph(saver_def=saver, strip_default_attrs=True).SerializeToString() if folder else None
        self._meta_path = None

    def add(self, random, iterators):
        """What is saved beside the model. random: `random_state.Random`; iterators: `iterators.Iterators`."""
        self._random, self._iterators = random, iterators
        self._objects = {"training.iterators": iterators, **self._objects}
        self._states = [*random.states, *(count for _, count in random.replayed)]
        self._python = _python_variable()
        self._savers = {}
        self._saver(())
        self._saver(iterators.saveables)

    # What tf.train.Scaffold asks of a saver

    def build(self):
        """Nothing is left to build."""

    def initialise(self, _, session):
        """Scaffold's init_fn: a training that begins."""
        session.run([state.initializer for state in self._states])

    def restore(self, session, path):
        """Sets the variables and the positions of random operations; the rest follows in `restore_the_rest`."""
        self._restoring.restore(session, path)
        self.initialise(None, session)
        reader = tf.train.NewCheckpointReader(path)
        for state in self._states:
            if reader.has_tensor(state.op.name):
                state.load(reader.get_tensor(state.op.name), session)
        self.restored = path

    def recover_last_checkpoints(self, paths):
        """paths: those that the folder's `checkpoint` file names, the newest last."""
        self.saved = [path for path in paths if os.path.exists(path + ".index")]

    # The session's own

    def restore_the_rest(self, session):
        """What must come after all initialisation: iterators, the process's generators, the user's objects.

        Returns the names of those objects that the checkpoint has no state of.
        """
        if self.restored is None:
            return []
        random_state.replay(session, self._random.replayed)
        reader = tf.train.NewCheckpointReader(self.restored)
        unknown = list(self._objects)
        if reader.has_tensor(self._python.op.name):
            unknown = python_state.restore(reader.get_tensor(self._python.op.name).decode("utf-8"), self._objects)
        self._iterators.restore(session, self.restored)
        return [name for name in unknown if self._objects[name] is not self._iterators]

    def snapshot(self):
        """What Python remembers now, for `save`."""
        return python_state.snapshot(self._objects)

    def save(self, session, step, states):
        """Writes the checkpoint of this step and returns its path. states: a `snapshot`.

        Raises SaveError; what was there before is as it was.
        """
        started = time.perf_counter()
        path = os.path.join(self.folder, f"{PREFIX}-{step}")
        remembered = python_state.text(states)
        self._python.load(remembered, session)
        try:
            os.makedirs(self.folder, exist_ok=True)
            self._write(session, path)
            kept = [one for one in self.saved if one != path] + [path]
            write_state(self.folder, kept[-self._keep:] if self._keep else kept)
        except (OSError, tf.errors.OpError) as error:
            if path not in self.saved:
                remove(path)
            raise SaveError(f"no checkpoint could be written at step {step}: {reason_of(error)} ({_room(self.folder)}, a checkpoint takes "
                            f"{bytes_text(self._bytes + len(remembered))})") from None
        self._write_meta(path)
        self.saved = kept
        while self._keep and len(self.saved) > self._keep:
            remove(self.saved.pop(0))
        self.seconds += time.perf_counter() - started
        return path

    def _write(self, session, path):
        """Writes what can be saved: an iterator whose position cannot is left out from then on."""
        while True:
            try:
                return self._saver(self._iterators.saveables).save(session, path, write_meta_graph=False, write_state=False)
            except tf.errors.OpError as error:
                if not self._iterators.leave_out(error):
                    raise

    def _write_meta(self, path):
        """The graph beside the checkpoint; one file for all of a run, where the disk can do that. A checkpoint is good without it."""
        before, self._meta_path = self._meta_path, path + ".meta"
        with contextlib.suppress(OSError):
            if before is not None and before != self._meta_path:
                os.link(before, self._meta_path)
                return
        with contextlib.suppress(OSError):
            write_whole(self._meta_path, self._meta)

    def _saver(self, iterators):
        """The saver of the model, the states and these iterators; made when it is needed first, as iterators come into being late."""
        key = tuple(one.name for one in iterators)
        if key not in self._savers:
            graph = self._python.graph
            was_finalized = graph.finalized
            graph._unsafe_unfinalize()
            with graph.as_default():
                self._savers[key] = tf.train.Saver([*self._model, *self._states, self._python, *iterators], max_to_keep=None)
            if was_finalized:
                graph.finalize()
        return self._savers[key]


def _python_variable():
    """The variable of the default graph that holds what Python remembers; made by the first session on it."""
    name = "training/python_state"
    found = [variable for variable in tf.get_collection("training/states") if variable.op.name == name]
    return found[0] if found else tf.Variable("", trainable=False, collections=["training/states"], use_resource=True, name=name)


def write_state(folder, paths):
    """Writes the folder's `checkpoint` file: paths of checkpoints, the newest last. Relative, so that the folder can be moved."""
    names = [json.dumps(os.path.relpath(path, folder), ensure_ascii=False) for path in paths]
    lines = [f"model_checkpoint_path: {names[-1]}", *(f"all_model_checkpoint_paths: {name}" for name in names)]
    write_whole(os.path.join(folder, "checkpoint"), ("\n".join(lines) + "\n").encode("utf-8"))


def write_whole(path, content):
    """Writes a file in one go: whoever reads it sees the old content or the new."""
    try:
        with open(path + ".tmp", "wb") as file:
            file.write(content)
        os.replace(path + ".tmp", path)
    finally:
        if os.path.exists(path + ".tmp"):
            os.remove(path + ".tmp")


def remove(path):
    """Removes a checkpoint's files; the index first, without which the others are no checkpoint."""
    for name in [path + ".index", path + ".meta", *glob.glob(glob.escape(path) + ".data-*"), *glob.glob(glob.escape(path) + "_temp*"),
                 *glob.glob(glob.escape(path) + "*.tempstate*")]:
        if os.path.isdir(name):
            shutil.rmtree(name, ignore_errors=True)
        elif os.path.exists(name):
            os.remove(name)


def _bytes_of(variable):
    shape, dtype = getattr(variable, "shape", None), getattr(variable, "dtype", None)
    if shape is None or dtype is None or shape.num_elements() is None:
        return 0
    return shape.num_elements() * dtype.base_dtype.size


def _room(folder):
    try:
        return f"{bytes_text(shutil.disk_usage(folder).free)} are free there"
    except OSError:
        return "the folder cannot be reached"
