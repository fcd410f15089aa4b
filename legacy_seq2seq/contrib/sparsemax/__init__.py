"""`tf.contrib.sparsemax`: a softmax whose small probabilities are zero, and its loss.

Source: TF1 tf.contrib.sparsemax (arXiv:1602.02068).
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import deep_paths

__all__ = ["sparsemax", "sparsemax_loss"]

__getattr__ = deep_paths.below(__name__)


def sparsemax(logits, name=None):
    """The point of the simplex nearest to each row of `logits`, [batch, classes]; its zeros are exact.

    1. Sort a row downwards. 2. Its support are the k largest, as long as 1 + k·z(k) is above their sum. 3. The threshold tau makes
    what is above it sum to one. Rows with a NaN are NaN. Source: TF1 tf.contrib.sparsemax.sparsemax.
    """
    with tf.name_scope(name, "sparsemax", [logits]):
        logits = tf.convert_to_tensor(logits, name="logits")
        batch, classes = tf.shape(logits)[0], tf.shape(logits)[1]
        ordered, _ = tf.nn.top_k(logits, k=classes)  # [batch, classes]
        sums = tf.cumsum(ordered, axis=-1)
        ranks = tf.cast(tf.range(1, classes + 1), logits.dtype)
        support = tf.reduce_sum(tf.cast(1 + ranks * ordered > sums, tf.int32), axis=1)  # [batch]: how many are above zero
        last = tf.stack([tf.range(batch), tf.maximum(support, 1) - 1], axis=1)
        tau = (tf.gather_nd(sums, last) - 1) / tf.cast(support, logits.dtype)
        found = tf.maximum(tf.cast(0, logits.dtype), logits - tau[:, tf.newaxis])
        fine = tf.logical_and(tf.greater(support, 0), tf.logical_not(tf.is_nan(sums[:, -1])))
        return tf.where(fine, found, tf.fill([batch, classes], tf.cast(float("nan"), logits.dtype)))


def sparsemax_loss(logits, sparsemax, labels, name=None):
    """The loss `[batch]` whose gradient is `sparsemax - labels`; all three arguments are `[batch, classes]`.

    Source: TF1 tf.contrib.sparsemax.sparsemax_loss.
    """
    with tf.name_scope(name, "sparsemax_loss", [logits, sparsemax, labels]):
        logits, sparsemax, labels = (tf.convert_to_tensor(one) for one in (logits, sparsemax, labels))
        zeros = tf.zeros_like(sparsemax)
        supported = tf.where(tf.logical_or(sparsemax > 0, tf.is_nan(sparsemax)), sparsemax * (logits - 0.5 * sparsemax), zeros)
        true = labels * (0.5 * labels - logits)
        wanted = tf.where(tf.logical_and(tf.equal(labels, 0), tf.is_inf(logits)), zeros, true)  # 0 of -inf counts nothing
        return tf.reduce_sum(supported + wanted, axis=1)
