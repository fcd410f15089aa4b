"""Reading checkpoints. Source: TF1 tf.contrib.framework (checkpoint_utils); all of it lives on in tf.train.

Each takes the path of a checkpoint or the folder that holds it (then its newest one).
"""

from legacy_seq2seq import tf1 as tf


def init_from_checkpoint(checkpoint_dir, assignment_map):
    """Lets variables start with what the checkpoint holds, instead of their initialisers.

    assignment_map: {name or "scope/" in the checkpoint: variable, its name or "scope/" here}. Call it
    before tf.global_variables_initializer(). Raises ValueError for names that the checkpoint lacks.
    """
    tf.train.init_from_checkpoint(checkpoint_dir, assignment_map)


def list_variables(checkpoint_dir):
    """[(name, shape)] of all that the checkpoint holds, sorted by name."""
    return tf.train.list_variables(checkpoint_dir)


def load_checkpoint(filepattern):
    """A reader of the checkpoint: `get_tensor(name)`, `has_tensor(name)`, `get_variable_to_shape_map()`."""
    return tf.train.load_checkpoint(filepattern)


def load_variable(checkpoint_dir, name):
    """The array that the checkpoint holds under `name`."""
    return tf.train.load_variable(checkpoint_dir, name)
