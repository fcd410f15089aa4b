"""tf.contrib.losses: every loss with weights of every shape, the collections, and the same mistakes."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, CLASSES = 4, 3
WEIGHTS = {
    "": 1.0,
    "_weight_of_two": 2.0,
    "_integer_weight": 3,
    "_no_weight": 0.0,
    "_weights_of_examples": np.array([1.0, 0.0, 0.5, 2.0], np.float32),
    "_weights_in_a_column": np.array([[1.0], [0.0], [0.5], [2.0]], np.float32),
    "_weights_all_zero": np.zeros([BATCH], np.float32),
    "_one_weight_in_a_vector": np.array([3.0], np.float32),
}
ELEMENTS = {"_weights_of_elements": np.array([[1, 0, 2], [0, 0, 0], [1, 1, 1], [0.5, 0, 0]], np.float32),
            "_weights_of_columns": np.array([[1, 0, 2]], np.float32)}


def characters(tf, tensors):
    return tf.constant(list(bytearray("\n".join(tensor.name for tensor in tensors).encode("utf-8"))), tf.int32)


def predictions(tf, low=-0.5, high=0.5):
    """Some numbers [batch, classes] that depend on a variable."""
    scale = tf.get_variable("scale", [CLASSES])
    return tf.constant(values("predictions", [BATCH, CLASSES], low, high)) * tf.abs(scale) * 2


def labels(tf):
    return tf.one_hot(tf.constant(ids("labels", [BATCH], CLASSES)), CLASSES)


LOSSES = {
    "absolute_difference": lambda tf, losses, **options: losses.absolute_difference(predictions(tf), labels(tf), **options),
    "mean_squared_error": lambda tf, losses, **options: losses.mean_squared_error(predictions(tf), labels(tf), **options),
    "mean_pairwise_squared_error": lambda tf, losses, **options: losses.mean_pairwise_squared_error(predictions(tf), labels(tf), **options),
    "log_loss": lambda tf, losses, **options: losses.log_loss(predictions(tf, 0, 1), labels(tf), **options),
    "cosine_distance": lambda tf, losses, **options: losses.cosine_distance(
        tf.nn.l2_normalize(predictions(tf), 1), labels(tf), 1, **options),
    "sigmoid_cross_entropy": lambda tf, losses, **options: losses.sigmoid_cross_entropy(predictions(tf, -9, 9), labels(tf), **options),
    "softmax_cross_entropy": lambda tf, losses, **options: losses.softmax_cross_entropy(predictions(tf, -9, 9), labels(tf), **options),
    "sparse_softmax_cross_entropy": lambda tf, losses, **options: losses.sparse_softmax_cross_entropy(
        predictions(tf, -9, 9), tf.constant(ids("labels", [BATCH], CLASSES)), **options),
}
PER_ELEMENT = ("absolute_difference", "mean_squared_error", "log_loss", "sigmoid_cross_entropy")
# TF 1.15 gives nonsense for weights in a column here (negative losses): tests/unit/test_contrib_losses.py.
AT_FAULT = {("mean_pairwise_squared_error", "_weights_in_a_column")}


def weighted(loss_name, weights_name, weights):
    def build(tf):
        loss = LOSSES[loss_name](tf, tf.contrib.losses, weights=weights)
        kept = tf.contrib.losses.get_losses()
        return Model(outputs={"loss": loss, "names": characters(tf, [loss] + kept), "kept": tf.stack(kept)}, loss=loss)

    build.__name__ = "contrib_losses_" + loss_name + weights_name
    case(build)


for _loss in sorted(LOSSES):
    for _name, _weights in sorted(WEIGHTS.items()):
        if (_loss, _name) not in AT_FAULT:
            weighted(_loss, _name, _weights)
    if _loss in PER_ELEMENT:
        for _name, _weights in sorted(ELEMENTS.items()):
            weighted(_loss, _name, _weights)


def built(name, build_loss):
    """A case of one loss, as `build_loss(tf, tf.contrib.losses)` gives it."""
    def build(tf):
        loss = build_loss(tf, tf.contrib.losses)
        return Model(outputs={"loss": loss, "names": characters(tf, [loss] + tf.contrib.losses.get_losses())}, loss=tf.reduce_sum(loss))

    build.__name__ = "contrib_losses_" + name
    case(build)


built("hinge_loss", lambda tf, losses: losses.hinge_loss(predictions(tf, -9, 9), labels(tf)))
built("hinge_loss_scoped", lambda tf, losses: losses.hinge_loss(predictions(tf), tf.to_int32(labels(tf)), scope="hinge"))
built("scoped", lambda tf, losses: losses.mean_squared_error(predictions(tf), labels(tf), scope="squares"))
built("sigmoid_cross_entropy_smoothed", lambda tf, losses: losses.sigmoid_cross_entropy(
    predictions(tf), tf.to_int32(labels(tf)), label_smoothing=0.3))
built("softmax_cross_entropy_smoothed", lambda tf, losses: losses.softmax_cross_entropy(
    predictions(tf), tf.to_int64(labels(tf)), label_smoothing=0.3, scope="smoothed"))
built("softmax_cross_entropy_keeps_labels_fixed", lambda tf, losses: losses.softmax_cross_entropy(
    predictions(tf), tf.nn.softmax(predictions_too(tf))))
built("sparse_softmax_cross_entropy_in_a_column", lambda tf, losses: losses.sparse_softmax_cross_entropy(
    predictions(tf), tf.constant(ids("labels", [BATCH, 1], CLASSES), tf.int64), [1.0, 0.0, 1.0, 1.0]))
built("log_loss_epsilon", lambda tf, losses: losses.log_loss(tf.constant([[0.0, 1.0]]), tf.constant([[1.0, 0.0]]), epsilon=0.1))
built("cosine_distance_by_dim", lambda tf, losses: losses.cosine_distance(predictions(tf), labels(tf), dim=0))
built("cosine_distance_last_axis", lambda tf, losses: losses.cosine_distance(predictions(tf), labels(tf), -1, [1.0, 2.0, 0.0, 1.0]))
built("of_doubles_in_float32", lambda tf, losses: losses.mean_squared_error(tf.to_double(predictions(tf)), tf.to_double(labels(tf))))
built("of_three_axes", lambda tf, losses: losses.mean_pairwise_squared_error(
    predictions_of_three_axes(tf), tf.constant(values("labels", [2, 3, CLASSES])), [1.0, 3.0]))
built("of_three_axes_weighted_by_two", lambda tf, losses: losses.absolute_difference(
    predictions_of_three_axes(tf), tf.constant(values("labels", [2, 3, CLASSES])), [[1.0, 0.0, 2.0], [0.0, 0.0, 1.0]]))
built("of_vectors", lambda tf, losses: losses.mean_pairwise_squared_error(
    tf.get_variable("weights", [3]), tf.constant([1.0, 2.0, 3.0])))
built("weights_with_gradient", lambda tf, losses: losses.compute_weighted_loss(predictions(tf) ** 2, tf.get_variable("weights", [BATCH])))
built("weights_true", lambda tf, losses: losses.compute_weighted_loss(predictions(tf) ** 2, tf.constant([True, False, True, True])))


def predictions_too(tf):
    return tf.get_variable("too", [BATCH, CLASSES])


def predictions_of_three_axes(tf):
    return tf.constant(values("predictions", [2, 3, CLASSES])) * tf.get_variable("scale", [CLASSES])


@case
def contrib_losses_of_float64(tf):
    loss = tf.contrib.losses.compute_weighted_loss(tf.to_double(predictions(tf) ** 2), [1.0, 0.0, 2.0, 3.0])
    return Model(outputs={"loss": loss}, loss=loss)


@case
def contrib_losses_of_integers(tf):
    losses = tf.contrib.losses
    return Model(outputs={
        "difference": losses.absolute_difference(tf.constant([1, 4]), tf.constant([3, 3])),
        "weighted": losses.compute_weighted_loss(tf.constant([3, 4]))})


@case
def contrib_losses_of_unknown_batch(tf):
    losses = tf.contrib.losses
    given = tf.placeholder(tf.float32, [None, CLASSES])
    weights = tf.placeholder(tf.float32, [None])
    table = tf.placeholder(tf.float32, [None, None])
    outputs = {
        "squared": losses.mean_squared_error(given, tf.ones_like(given), weights),
        "pairwise": losses.mean_pairwise_squared_error(given, tf.ones_like(given), weights),
        "column": losses.mean_squared_error(given, tf.ones_like(given), table),
        "unweighted": losses.mean_pairwise_squared_error(given, tf.ones_like(given)),
    }
    return Model(feed={given: values("given", [BATCH, CLASSES]), weights: [1.0, 0.0, 2.0, 1.0], table: [[1.0], [2.0], [0.0], [1.0]]},
                 outputs=outputs)


@case
def contrib_losses_collections(tf):
    losses = tf.contrib.losses
    weights = tf.get_variable("weights", [3], regularizer=tf.nn.l2_loss)
    with tf.name_scope("first"):
        losses.add_loss(tf.reduce_sum(weights))
    with tf.name_scope("second"):
        losses.add_loss(tf.reduce_mean(weights))
        losses.add_loss(tf.reduce_max(weights), None)
        losses.add_loss(tf.reduce_min(weights), loss_collection="mine")
    with tf.contrib.framework.arg_scope([losses.add_loss], loss_collection="theirs"):
        losses.mean_squared_error(weights, tf.zeros([3]))
    total = losses.get_total_loss()
    unregularized = losses.get_total_loss(add_regularization_losses=False, name="sum")
    listed = [losses.get_losses(), losses.get_losses("second"), losses.get_losses(loss_collection="mine"),
              losses.get_losses(loss_collection="theirs"), losses.get_regularization_losses(), losses.get_regularization_losses("nothing")]
    return Model(outputs={"total": total, "unregularized": unregularized, "numbers": tf.constant([len(found) for found in listed]),
                          "names": characters(tf, sum(listed, [total, unregularized]))}, loss=total)


def refused(name, build):
    def misuse(tf):
        build(tf, tf.contrib.losses)

    misuse.__name__ = "contrib_losses_" + name
    mistake(misuse)


refused("of_nothing", lambda tf, losses: losses.get_total_loss())
refused("of_other_shapes", lambda tf, losses: losses.absolute_difference(tf.ones([2, 3]), tf.ones([3])))
refused("of_other_sizes", lambda tf, losses: losses.mean_squared_error(tf.ones([2, 3]), tf.ones([2, 4])))
refused("hinge_of_other_shapes", lambda tf, losses: losses.hinge_loss(tf.ones([2, 3]), tf.ones([2, 1])))
refused("hinge_of_doubles", lambda tf, losses: losses.hinge_loss(tf.ones([2, 3], tf.float64), tf.ones([2, 3])))
refused("sigmoid_of_other_shapes", lambda tf, losses: losses.sigmoid_cross_entropy(tf.ones([2, 3]), tf.ones([2])))
refused("softmax_of_ids", lambda tf, losses: losses.softmax_cross_entropy(tf.ones([2, 3]), tf.constant([1, 2])))
refused("sparse_softmax_of_floats", lambda tf, losses: losses.sparse_softmax_cross_entropy(tf.ones([2, 3]), tf.constant([1.0, 2.0])))
refused("sparse_softmax_of_rank_three", lambda tf, losses: losses.sparse_softmax_cross_entropy(tf.ones([2, 2, 3]), tf.constant([1, 2])))
refused("without_labels", lambda tf, losses: losses.mean_squared_error(tf.ones([2, 3])))
refused("hinge_without_labels", lambda tf, losses: losses.hinge_loss(tf.ones([2, 3])))
refused("weights_of_none", lambda tf, losses: losses.mean_squared_error(tf.ones([2]), tf.ones([2]), None))
refused("weights_of_another_batch", lambda tf, losses: losses.compute_weighted_loss(tf.ones([2, 3]), [1.0, 2.0, 3.0]))
refused("pairwise_weights_of_elements", lambda tf, losses: losses.mean_pairwise_squared_error(
    tf.ones([2, 3]), tf.ones([2, 3]), tf.ones([2, 3])))
refused("unknown_rank", lambda tf, losses: losses.compute_weighted_loss(tf.placeholder(tf.float32)))
refused("weights_of_unknown_rank", lambda tf, losses: losses.compute_weighted_loss(tf.ones([2]), tf.placeholder(tf.float32)))
refused("pairwise_unknown_rank", lambda tf, losses: losses.mean_pairwise_squared_error(
    tf.placeholder(tf.float32), tf.placeholder(tf.float32)))
refused("pairwise_weights_of_unknown_rank", lambda tf, losses: losses.mean_pairwise_squared_error(
    tf.ones([2, 3]), tf.ones([2, 3]), tf.placeholder(tf.float32)))
refused("cosine_without_axis", lambda tf, losses: losses.cosine_distance(tf.ones([2, 3]), tf.ones([2, 3])))
refused("cosine_with_axis_and_dim", lambda tf, losses: losses.cosine_distance(tf.ones([2, 3]), tf.ones([2, 3]), 1, dim=1))
