"""The graph's collection of losses. Source: TF1 tf.contrib.losses (loss_ops)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope


@add_arg_scope
def add_loss(loss, loss_collection=tf.GraphKeys.LOSSES):
    """Puts `loss` into `loss_collection`; into none where that is None. Takes part in arg_scope.

    Source: TF1 tf.contrib.losses.add_loss.
    """
    if loss_collection:
        tf.add_to_collection(loss_collection, loss)


def get_losses(scope=None, loss_collection=tf.GraphKeys.LOSSES):
    """The losses in the collection whose names begin with a match of `scope`, a list. Source: TF1 tf.contrib.losses.get_losses."""
    return tf.get_collection(loss_collection, scope)


def get_regularization_losses(scope=None):
    """The regularization losses whose names begin with a match of `scope`, a list.

    Source: TF1 tf.contrib.losses.get_regularization_losses.
    """
    return tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES, scope)


def get_total_loss(add_regularization_losses=True, name="total_loss"):
    """The sum of all losses of the graph, regularization included unless told otherwise; a scalar.

    Raises ValueError where there are none. Source: TF1 tf.contrib.losses.get_total_loss.
    """
    losses = get_losses()
    if add_regularization_losses:
        losses = losses + get_regularization_losses()
    if not losses:
        raise ValueError("get_total_loss: the graph has no losses. Make one first: tf.contrib.losses.softmax_cross_entropy(...), or hand "
                         "in your own: tf.contrib.losses.add_loss(loss).")
    return tf.add_n(losses, name=name)
