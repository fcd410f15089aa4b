"""The weighted cross-entropy of lists of logits. The loss over one tensor is tf.contrib.seq2seq.sequence_loss."""

from legacy_seq2seq import earlier
from legacy_seq2seq import tf1 as tf


def sequence_loss_by_example(logits, targets, weights, average_across_timesteps=True, softmax_loss_function=None, name=None):
    """Weighted cross-entropy of each sequence, in nats: `[batch]`.

    logits: a list of `[batch, symbols]`, one for each step. targets: a list of `[batch]` int. weights: a list of
    `[batch]` float, 0 on padding. average_across_timesteps: divide by the sum of the sequence's weights (a sequence of
    zero weights has loss 0). softmax_loss_function: `f(labels=targets, logits=logits) -> [batch]`, called at each step
    in place of the full softmax.

    Raises ValueError for lists of different lengths and for empty ones, TypeError for tensors in place of lists.
    Source: TF1 tf.contrib.legacy_seq2seq.sequence_loss_by_example.

        loss = sequence_loss_by_example([tf.zeros([2, 5])] * 3, [tf.zeros([2], tf.int32)] * 3, [tf.ones([2])] * 3)   # ln 5, twice
    """
    _check_lists("sequence_loss_by_example", logits, targets, weights)
    with tf.name_scope(name, "sequence_loss_by_example", [*logits, *targets, *weights]):
        losses = [_step_loss(*step, softmax_loss_function) for step in zip(logits, targets, weights)]
        total = tf.add_n(losses)
        if not average_across_timesteps:
            return total
        return total / (tf.add_n([tf.convert_to_tensor(weight) for weight in weights]) + 1e-12)  # no division by zero on padding


def _step_loss(logit, target, weight, softmax_loss_function):
    """`[batch]`, the loss of one step."""
    if softmax_loss_function is not None:
        return earlier.called_by_keywords(softmax_loss_function)(labels=target, logits=logit) * weight
    # Programs of 2016 give targets as [batch, 1], or as a whole [batch, time] beside flat logits.
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(target, [-1]), logits=logit) * weight


def sequence_loss(logits, targets, weights, average_across_timesteps=True, average_across_batch=True, softmax_loss_function=None,
                  name=None):
    """The sum of `sequence_loss_by_example` over the batch, a scalar; with `average_across_batch` divided by its size.

    The arguments and the errors: as there. Source: TF1 tf.contrib.legacy_seq2seq.sequence_loss.

        loss = sequence_loss([tf.zeros([2, 5])] * 3, [tf.zeros([2], tf.int32)] * 3, [tf.ones([2])] * 3)   # ln 5
    """
    _check_lists("sequence_loss", logits, targets, weights)
    with tf.name_scope(name, "sequence_loss", [*logits, *targets, *weights]):
        total = tf.reduce_sum(sequence_loss_by_example(logits, targets, weights, average_across_timesteps, softmax_loss_function))
        if not average_across_batch:
            return total
        return total / tf.cast(tf.shape(targets[0])[0], total.dtype)


def _check_lists(owner, logits, targets, weights):
    given = {"logits": logits, "targets": targets, "weights": weights}
    for argument, value in given.items():
        if tf.is_tensor(value):
            raise TypeError(f"{owner}: `{argument}` is one tensor of shape {value.shape}; expected a list with one tensor for each time "
                            f"step. Cut it, tf.unstack({argument}, axis=1), or take tf.contrib.seq2seq.sequence_loss, which is for "
                            "whole tensors.")
    lengths = {argument: len(value) for argument, value in given.items()}
    listing = ", ".join(f"{argument} {length}" for argument, length in lengths.items())
    if len(set(lengths.values())) > 1:
        raise ValueError(f"{owner}: the lists have different numbers of time steps: {listing}. Each step needs its logits, its target and "
                         f"its weight; cut them alike: targets[:len(logits)], weights[:len(logits)].")
    if not logits:
        raise ValueError(f"{owner}: `logits`, `targets` and `weights` are empty; expected one time step at least.")
