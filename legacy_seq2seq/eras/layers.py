"""tf.layers' Dense as a class, in TF 1.0 and 1.1: its variables stand in the scope that it was made in."""

from legacy_seq2seq import tf1 as tf


class Dense(tf.layers.Dense):
    """A dense layer that takes its scope where it is made, not where it is first called; its name is made unique there."""

    def __init__(self, units, *args, name=None, **kwargs):
        if "_scope" not in kwargs:
            with tf.variable_scope(None, default_name=name or "dense") as scope:
                kwargs["_scope"] = scope
        super().__init__(units, *args, name=name, **kwargs)
