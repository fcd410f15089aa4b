"""One graph for each length: a model unrolled to several sizes, with shared variables."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.legacy_seq2seq.losses import sequence_loss, sequence_loss_by_example


def model_with_buckets(encoder_inputs, decoder_inputs, targets, weights, buckets, seq2seq, softmax_loss_function=None,
                       per_example_loss=False, name=None):
    """Builds `seq2seq` once for each bucket, with the same variables, and its loss.

    encoder_inputs, decoder_inputs: lists with one tensor for each step, as long as the largest bucket needs.
    targets, weights: lists of `[batch]`, one for each step of the decoder. buckets: a list of `(encoder steps,
    decoder steps)`, the largest last. seq2seq: `f(encoder_inputs, decoder_inputs) -> (outputs, state)`, called with the
    lists cut to the bucket. softmax_loss_function: as in `sequence_loss_by_example`. per_example_loss: keep one loss
    for each sequence.

    Returns `(outputs, losses)`, for each bucket its list of outputs, and its loss: a scalar, or `[batch]` with
    `per_example_loss`.

    Raises ValueError where the inputs, targets or weights are shorter than the last bucket, IndexError without buckets.
    Source: TF1 tf.contrib.legacy_seq2seq.model_with_buckets.
    """
    _check(encoder_inputs, targets, weights, buckets)
    outputs, losses = [], []
    with tf.name_scope(name, "model_with_buckets", [*encoder_inputs, *decoder_inputs, *targets, *weights]):
        for number, bucket in enumerate(buckets):
            source, target = bucket[0], bucket[1]
            with tf.variable_scope(tf.get_variable_scope(), reuse=True if number > 0 else None):
                bucket_outputs, _ = seq2seq(encoder_inputs[:source], decoder_inputs[:target])
            _check_outputs(bucket_outputs, targets[:target], bucket, decoder_inputs)
            outputs.append(bucket_outputs)
            loss = sequence_loss_by_example if per_example_loss else sequence_loss
            losses.append(loss(bucket_outputs, targets[:target], weights[:target], softmax_loss_function=softmax_loss_function))
    return outputs, losses


def _check(encoder_inputs, targets, weights, buckets):
    if not buckets:
        raise IndexError("model_with_buckets: `buckets` is empty; expected (encoder steps, decoder steps) pairs, such as [(5, 10), (10, 15)].")
    for argument, value, side, axis in (("encoder_inputs", encoder_inputs, "encoder", 0), ("targets", targets, "decoder", 1),
                                        ("weights", weights, "decoder", 1)):
        if tf.is_tensor(value):
            raise TypeError(f"model_with_buckets: `{argument}` is one tensor of shape {value.shape}; expected a list with one tensor for "
                            f"each time step. Cut it: tf.unstack({argument}, axis=1).")
        needed = buckets[-1][axis]
        if len(value) < needed:
            raise ValueError(f"model_with_buckets: `{argument}` has {len(value)} time steps, but the last bucket {tuple(buckets[-1])} "
                             f"needs {needed} on the {side}'s side. Make {needed} placeholders, or make the bucket smaller.")


def _check_outputs(outputs, targets, bucket, decoder_inputs):
    if len(outputs) != len(targets):
        raise ValueError(f"model_with_buckets: for the bucket {tuple(bucket)} `seq2seq` gave {len(outputs)} outputs, but there are "
                         f"{len(targets)} targets; `decoder_inputs` has {len(decoder_inputs)} time steps. Each target needs an output: "
                         "give as many decoder_inputs as targets.")
