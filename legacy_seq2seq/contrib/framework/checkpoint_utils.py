"""Reading checkpoints. Source: TF1 tf.contrib.framework (checkpoint_utils); all of it lives on in tf.train.

Each takes the path of a checkpoint or the folder that holds it (then its newest one).
"""

from legacy_seq2seq import tf1 as tf

init_from_checkpoint = tf.train.init_from_checkpoint
list_variables = tf.train.list_variables


def load_checkpoint(filepattern):
    """A reader of the checkpoint: `get_tensor(name)`, `has_tensor(name)`, `get_variable_to_shape_map()`."""
    return tf.train.load_checkpoint(filepattern)


def load_variable(checkpoint_dir, name):
    """The array that the checkpoint holds under `name`."""
    return tf.train.load_variable(checkpoint_dir, name)
