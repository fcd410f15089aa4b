"""A softmax that gives most classes no probability at all (Martins and Astudillo 2016). Source: TF1 contrib/sparsemax."""

from legacy_seq2seq import tf1 as tf


def sparsemax(logits, name=None):
    """The point of the simplex that is nearest to each row of logits `[batch, classes]`; of the same shape."""
    with tf.name_scope(name, "sparsemax", [logits]):
        logits = tf.convert_to_tensor(logits, name="logits")
        z = logits - tf.reduce_mean(logits, axis=1, keepdims=True)
        classes = tf.shape(logits)[1]
        ordered, _ = tf.nn.top_k(z, k=classes)
        sums = tf.cumsum(ordered, axis=1)
        places = tf.cast(tf.range(1, classes + 1), logits.dtype)
        size = tf.reduce_sum(tf.cast(1 + places * ordered > sums, tf.int32), axis=1)  # of the support, [batch]
        of_support = tf.gather_nd(sums, tf.stack([tf.range(tf.shape(logits)[0]), size - 1], axis=1))
        threshold = (of_support - 1) / tf.cast(size, logits.dtype)
        return tf.maximum(tf.cast(0, logits.dtype), z - threshold[:, tf.newaxis])


def sparsemax_loss(logits, sparsemax, labels, name=None):
    """The loss whose gradient is `sparsemax - labels`, `[batch]`; all three `[batch, classes]`, labels probabilities."""
    with tf.name_scope(name, "sparsemax_loss", [logits, sparsemax, labels]):
        logits, sparsemax, labels = (tf.convert_to_tensor(value) for value in (logits, sparsemax, labels))
        z = logits - tf.reduce_mean(logits, axis=1, keepdims=True)
        support = tf.where(sparsemax > 0, sparsemax * (z - 0.5 * sparsemax), tf.zeros_like(sparsemax))
        return tf.reduce_sum(support + labels * (0.5 * labels - z), axis=1)
