"""The positions of tf.data's iterators, saved with a checkpoint and set again."""

import types

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.reach import Reach
from legacy_seq2seq.training.reasons import reason_of

_COLLECTION = "iterators"  # where tf.data puts each iterator that it makes


class Iterators:
    """The iterators of a graph, each with its position once it is initialised.

    A position that was restored is set after the first run of the iterator's initializer, which a program runs whether it is resumed
    or not. A pipeline with Python functions or random operations in it has no position that TensorFlow could save: how often it was
    read is saved then, and it is read as often again. unsaved: {name of such an iterator: why}.
    """

    def __init__(self, graph):
        self._all = [_Iterator(resource, graph) for resource in {one.name: one for one in graph.get_collection(_COLLECTION)}.values()]
        self.unsaved = {}

    @property
    def saveables(self):
        """What a `tf.train.Saver` takes, of those that have a position now."""
        return [one.saveable for one in self._all if one.is_ready and one.name not in self.unsaved]

    def leave_out(self, error):
        """Leaves the iterator out whose position could not be saved for this error; whether there is one."""
        failed = [one for one in self._all if error.op is not None and one.saveable.specs[0].tensor.op is error.op]
        self.unsaved.update({one.name: reason_of(error) for one in failed})
        return bool(failed)

    def keys(self):
        """The names of the positions in a checkpoint."""
        return [one.saveable.specs[0].name for one in self._all]

    def get_state(self):
        """How often each was read; that a position cannot be saved shows only when it is tried."""
        return {one.name: one.times_read for one in self._all}

    def set_state(self, state):
        """Has `restore` read as often."""
        for one in self._all:
            one.times_to_read = state.get(one.name, 0)

    def restore(self, session, path):
        """Sets the positions that the checkpoint has: now, or as soon as the program initialises the iterator."""
        saved = tf.train.NewCheckpointReader(path).get_variable_to_shape_map()
        for one in self._all:
            one.path = path if one.saveable.specs[0].name in saved else None
            if one.is_ready:
                one.set_position(session)

    def after_run(self, session, fetches):
        """Notes which were read or initialised, and sets the position of these again, the first time."""
        for one in self._all:
            if one.reads.includes(fetches, session.graph):
                one.times_read += 1
            elif one.initializes.includes(fetches, session.graph):
                one.is_ready, one.times_read = True, 0
                one.set_position(session)
                one.forget()

    def training_goes_on(self):
        """From here on an initializer means a new epoch."""
        for one in self._all:
            one.forget()


class _Iterator:
    """One iterator. is_ready: it was initialised. path, times_to_read: the position that is to be set, by one or the other."""

    def __init__(self, resource, graph):
        self.name = resource.op.name
        self.saveable = tf.data.experimental.make_saveable_from_iterator(types.SimpleNamespace(_iterator_resource=resource))
        self.saver = tf.train.Saver([self.saveable])
        consumers = resource.consumers()
        initializers = [op for op in consumers if op.type == "MakeIterator"]
        self._reading = [op for op in consumers if op.type.startswith("IteratorGetNext")]
        self.initializes, self.reads = Reach(initializers), Reach(self._reading)
        with_the_tables = graph.get_collection(tf.GraphKeys.TABLE_INITIALIZERS)
        self.is_ready = not initializers or any(self.initializes.includes(one, graph) for one in with_the_tables)
        self.times_read = 0
        self.forget()

    def set_position(self, session):
        """Sets the position that is to be set, if any."""
        if self.path is not None:
            self.saver.restore(session, self.path)
        elif self.times_to_read and self._reading:
            read = session.make_callable(self._reading[0])
            for _ in range(self.times_to_read):
                read()
        self.times_read = self.times_to_read

    def forget(self):
        """Nothing is to be set any more."""
        self.path, self.times_to_read = None, 0
