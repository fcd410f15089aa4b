"""The area under the ROC curve from two histograms. Source: TF1 tf.contrib.metrics.auc_using_histogram."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts


def auc_using_histogram(boolean_labels, scores, score_range, nbins=100, collections=None, check_shape=True, name=None):
    """The AUC of all batches, from histograms of the scores of true and of false labels.

    boolean_labels `[batch]` bool; scores `[batch]`; score_range (low, high), scores outside fall into the end bins.
    collections: for the two variables, LOCAL_VARIABLES by default. check_shape: checks at each run that both are vectors
    of one length. Returns (auc scalar float32, update), where update is an op without a value; NaN until both labels came.
    Raises ValueError for labels that are not bool. Source: TF1 tf.contrib.metrics.auc_using_histogram.
    """
    if collections is None:
        collections = [tf.GraphKeys.LOCAL_VARIABLES]
    with tf.variable_scope(name, "auc_using_histogram", [boolean_labels, scores, score_range]):
        labels = tf.convert_to_tensor(boolean_labels)
        scores, score_range = tf.convert_to_tensor(scores), tf.convert_to_tensor(score_range)
        if labels.dtype.base_dtype != tf.bool:
            raise ValueError(f"auc_using_histogram: `boolean_labels` has dtype {labels.dtype.name}; expected bool. "
                             "tf.cast(boolean_labels, tf.bool).")
        if check_shape:
            checks = [tf.assert_rank(labels, 1), tf.assert_rank(scores, 1), tf.assert_equal(tf.shape(labels), tf.shape(scores))]
            with tf.control_dependencies(checks):
                labels, scores = tf.identity(labels), tf.identity(scores)
        with tf.variable_scope("hist_accumulate"):
            true_counts, add_true = _histogram("hist_true_acc", tf.boolean_mask(scores, labels), score_range, nbins, collections)
            false_counts, add_false = _histogram("hist_false_acc", tf.boolean_mask(scores, ~labels), score_range, nbins, collections)
        return _area(true_counts, false_counts), tf.group(add_true, add_false)


def _histogram(name, scores, score_range, nbins, collections):
    counts = parts.variable(name, [nbins], tf.int64, collections=collections)
    return counts, tf.assign_add(counts, tf.histogram_fixed_width(scores, score_range, nbins, dtype=tf.int64))


def _area(true_counts, false_counts):
    """The trapezoids under (false, true positive rate) as the threshold falls, bin by bin."""
    true_share, false_share = (tf.cast(counts, tf.float32) / tf.cast(tf.reduce_sum(counts), tf.float32)
                               for counts in (true_counts, false_counts))
    above = tf.cumsum(true_share, exclusive=True, reverse=True)  # the share of true labels in higher bins
    return tf.reduce_sum(false_share * (above + true_share / 2))
