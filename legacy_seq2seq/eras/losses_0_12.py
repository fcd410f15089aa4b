"""The losses of tf.nn whose arguments TF 1.0 put in another order: here logits (or inputs) come before labels."""

from legacy_seq2seq import tf1 as tf


def softmax_cross_entropy_with_logits(logits, labels, dim=-1, name=None):
    """Cross-entropy in nats of `labels` (probabilities) against softmax of `logits`, both `[batch, classes]`: `[batch]`."""
    return tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)


def sparse_softmax_cross_entropy_with_logits(logits, labels, name=None):
    """Cross-entropy in nats of the classes `labels` `[batch]` int against softmax of `logits` `[batch, classes]`: `[batch]`."""
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def sigmoid_cross_entropy_with_logits(logits, targets, name=None):
    """Cross-entropy of independent probabilities `targets` against sigmoid of `logits`, element by element."""
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits, name=name)


def weighted_cross_entropy_with_logits(logits, targets, pos_weight, name=None):
    """`sigmoid_cross_entropy_with_logits` with the positive part times `pos_weight`."""
    return tf.nn.weighted_cross_entropy_with_logits(targets=targets, logits=logits, pos_weight=pos_weight, name=name)


def log_poisson_loss(log_input, targets, compute_full_loss=False, name=None):
    """The log-likelihood loss of `targets` under a Poisson distribution whose log rate is `log_input`."""
    return tf.nn.log_poisson_loss(targets, log_input, compute_full_loss, name)


def nce_loss(weights, biases, inputs, labels, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=False,
             partition_strategy="mod", name="nce_loss"):
    """Noise-contrastive estimation of `labels` `[batch, num_true]` from `inputs` `[batch, depth]`: `[batch]`."""
    return tf.nn.nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, remove_accidental_hits,
                          partition_strategy, name)


def sampled_softmax_loss(weights, biases, inputs, labels, num_sampled, num_classes, num_true=1, sampled_values=None,
                         remove_accidental_hits=True, partition_strategy="mod", name="sampled_softmax_loss"):
    """Softmax over a sample of the classes: `[batch]`."""
    return tf.nn.sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values,
                                      remove_accidental_hits, partition_strategy, name)


def ctc_loss(inputs, labels, sequence_length, preprocess_collapse_repeated=False, ctc_merge_repeated=True, time_major=True):
    """Connectionist temporal classification of the sparse `labels`: `[batch]`."""
    return tf.nn.ctc_loss(labels, inputs, sequence_length, preprocess_collapse_repeated, ctc_merge_repeated, time_major=time_major)
