"""The elements of a batch, repeated or left out by chance. Source: TF1 tf.contrib.training.resample_at_rate, weighted_resample."""

from legacy_seq2seq import tf1 as tf


def resample_at_rate(inputs, rates, scope=None, seed=None, back_prop=False):
    """Each element of the batch as often as a Poisson number of the mean `rates` says, neighbours staying so.

    inputs: a list of tensors `[batch, ...]`; rates: `[batch]` float. back_prop: kept for its callers; gradients
    reach `inputs` either way, as in TF 1.15. Returns a list of tensors `[new batch, ...]`.
    Source: TF1 tf.contrib.training.resample_at_rate.
    """
    del back_prop
    with tf.name_scope(scope, "resample_at_rate", [*inputs, rates]):
        rates = tf.convert_to_tensor(rates, name="rates")
        counts = tf.cast(tf.random_poisson(rates, [], rates.dtype, seed=seed), tf.int32)
        chosen = tf.repeat(tf.range(tf.shape(counts)[0]), counts)
        return [tf.gather(tensor, chosen) for tensor in inputs]


def weighted_resample(inputs, weights, overall_rate, scope=None, mean_decay=0.999, seed=None):
    """`resample_at_rate`, at rates proportional to `weights` whose mean is about `overall_rate`.

    inputs: a list of tensors `[batch, ...]`; weights: `[batch]` float. The mean of the weights is learnt from the
    batches so far, as a moving average with the decay `mean_decay`, in two variables that are not trained.

    Returns (list of tensors `[new batch, ...]`, the rate at which each of its elements was drawn, `[new batch]`).
    Source: TF1 tf.contrib.training.weighted_resample.
    """
    with tf.name_scope(scope, "weighted_resample", [*inputs, weights]):
        weights = tf.convert_to_tensor(weights, name="weights")
        mean = _moving_mean(weights, mean_decay, scope)
        rates = overall_rate * weights / mean
        *resampled, drawn_at = resample_at_rate([*inputs, rates], rates, seed=seed)
        return resampled, drawn_at


def _moving_mean(weights, decay, scope):
    """The zero-debiased moving average of the mean weight, updated where it is used."""
    with tf.variable_scope(scope, "estimate_mean"):
        # TF 1.15 names the two variables after the average that they serve, below its scope once more.
        with tf.variable_scope(tf.get_variable_scope().original_name_scope.strip("/").split("/")[-1] + "/estimated_mean"):
            biased = tf.get_variable("biased", [], weights.dtype, tf.zeros_initializer(), trainable=False)
            steps = tf.get_variable("local_step", [], weights.dtype, tf.zeros_initializer(), trainable=False)
        biased = tf.assign(biased, biased * decay + tf.reduce_mean(weights) * (1 - decay))
        steps = tf.assign_add(steps, 1)
        return biased / (1 - tf.pow(tf.constant(decay, weights.dtype), steps))
