"""A checkpoint's variables, by name: shapes, dtypes and values, without the graph that wrote them."""

import collections
import math

from legacy_seq2seq.training.checkpoints import finding
from legacy_seq2seq.training.reasons import OF_READING, reason_of

Variable = collections.namedtuple("Variable", "name shape dtype parameters bytes slot_of")
Variable.__doc__ = """A variable in a checkpoint.

name, shape (a tuple) and dtype ("float32") as saved. parameters: the number of its elements. bytes: None for strings and their like.
slot_of: the name of the variable that it belongs to, for an optimizer's slot or a moving average; "" for an optimizer's own
counter; None for a variable of the model.
"""


class Checkpoint:
    """An open checkpoint. Raises FileNotFoundError where there is none, tf.errors.DataLossError where nothing in it can be read."""

    def __init__(self, path):
        from legacy_seq2seq import tf1 as tf

        self.prefix = finding.prefix_of(path)
        try:
            self._reader = tf.train.NewCheckpointReader(self.prefix)
        except unreadable() as error:
            message = f"{self.prefix}: nothing in this checkpoint can be read: {reason_of(error, OF_READING)}"
            raise tf.errors.DataLossError(None, None, message) from error
        self._shapes = self._reader.get_variable_to_shape_map()
        self._dtypes = self._reader.get_variable_to_dtype_map()
        self.names = sorted(self._shapes)

    def shape(self, name):
        """A variable's shape, a tuple of ints."""
        return tuple(self._shapes[name])

    def dtype(self, name):
        """A variable's tf.DType."""
        return self._dtypes[name]

    def value(self, name):
        """A variable's value, a NumPy array; its checksum is verified.

        Raises KeyError for a name that is not there, and whatever TensorFlow raises for data that is damaged.
        """
        if name not in self._shapes:
            raise KeyError(name)
        return self._read(name, fetched=True)

    def verify(self, name):
        """Reads a variable, whatever its type; raises what TensorFlow raises where it is damaged."""
        self._read(name, fetched=self.dtype(name).name != "variant")

    def _read(self, name, fetched):
        """TensorFlow's reader has no arrays for variants (positions of data sets), and reads no parts of the first format."""
        from legacy_seq2seq import tf1 as tf

        if self.dtype(name).name == "variant":
            return self._by_operation(name, fetched)
        try:
            return self._reader.get_tensor(name)
        except tf.errors.UnimplementedError:
            return self._by_operation(name, fetched)
        except unreadable():
            # A reader that met a damaged part of a partitioned variable ends the process (a failed CHECK) when it is asked again.
            self._reader = tf.train.NewCheckpointReader(self.prefix)
            raise

    def _by_operation(self, name, fetched):
        from legacy_seq2seq import tf1 as tf

        with tf.Graph().as_default(), tf.Session() as session:
            read = tf.raw_ops.RestoreV2(prefix=self.prefix, tensor_names=[name], shape_and_slices=[""], dtypes=[self.dtype(name)])[0]
            return session.run(read if fetched else read.op)


def variables(path):
    """The `Variable`s of a checkpoint, by name. Reads no values. Raises as `Checkpoint` does."""
    return variables_of(Checkpoint(path))


def variables_of(checkpoint):
    """The `Variable`s of an open `Checkpoint`, by name."""
    from legacy_seq2seq.shapes.row import bytes_of
    from legacy_seq2seq.training.checkpoints import slots

    owners = slots.owners({name: checkpoint.shape(name) for name in checkpoint.names})
    found = []
    for name in checkpoint.names:
        shape, dtype = checkpoint.shape(name), checkpoint.dtype(name).name
        found.append(Variable(name, shape, dtype, math.prod(shape), bytes_of(shape, dtype), owners.get(name)))
    return found


def value(path, name):
    """The value of one variable of a checkpoint, a NumPy array. Raises KeyError where the checkpoint has none of that name."""
    return Checkpoint(path).value(name)


def unreadable():
    """The exceptions that TensorFlow's reader raises for damaged files, IndexError for one cut short."""
    from legacy_seq2seq import tf1 as tf

    return tf.errors.OpError, IndexError, RuntimeError, ValueError
