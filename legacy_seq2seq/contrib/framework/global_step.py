"""The global step. Source: TF1 tf.contrib.framework; all of it lives on in tf.train."""

from legacy_seq2seq import tf1 as tf

assert_global_step = tf.train.assert_global_step
create_global_step = tf.train.create_global_step
get_global_step = tf.train.get_global_step
get_or_create_global_step = tf.train.get_or_create_global_step


def assert_or_get_global_step(graph=None, global_step_tensor=None):
    """`global_step_tensor` after a check that it can be one; the graph's global step where it is None.

    Raises TypeError for one that is not an integer scalar.
    Source: TF1 tf.contrib.framework.assert_or_get_global_step.
    """
    if global_step_tensor is None:
        return get_global_step(graph)
    assert_global_step(global_step_tensor)
    return global_step_tensor
