"""What a decoder reads next: the symbol that the caller gives, or the one that it has just said."""

from legacy_seq2seq import tf1 as tf


def _extract_argmax_and_embed(embedding, output_projection=None, update_embedding=True):
    """A loop function that embeds the likeliest symbol of the step before.

    embedding: `[symbols, embedding_size]`. output_projection: `(weights [depth, symbols], biases [symbols])`,
    applied first to turn an output into logits. update_embedding: whether gradients reach `embedding`.
    Returns `f(previous [batch, depth], step) -> [batch, embedding_size]`.
    Source: TF1 tensorflow.contrib.legacy_seq2seq.python.ops.seq2seq._extract_argmax_and_embed.
    """

    def loop_function(previous, _):
        logits = previous if output_projection is None else tf.nn.xw_plus_b(previous, *output_projection)  # [batch, symbols]
        embedded = tf.nn.embedding_lookup(embedding, tf.argmax(logits, 1))
        return embedded if update_embedding else tf.stop_gradient(embedded)

    return loop_function


def next_inputs(loop_function, previous, step):
    """`loop_function(previous, step)`, in the variable scope that TF 1.15 gives it: its variables exist already."""
    with tf.variable_scope("loop_function", reuse=True):
        return loop_function(previous, step)


def decode_as_fed(owner, decode, feed_previous):
    """Runs `decode(feeds, update_embedding) -> (outputs, state)` as `feed_previous` says.

    A Python bool builds one decoder. A bool tensor builds both over the same variables, and chooses at run
    time; `update_embedding` is False then: as in TF 1.15, no gradients reach the embedding through symbols fed back.
    Raises ValueError for None, TypeError for what is not boolean.
    """
    if isinstance(feed_previous, bool):
        return decode(feed_previous, True)
    built = []

    def branch(feeds):
        with tf.variable_scope(tf.get_variable_scope(), reuse=None if feeds else True):
            built.append(decode(feeds, False))
        return tf.nest.flatten(built[-1])

    flat = tf.cond(_condition(owner, feed_previous), lambda: branch(True), lambda: branch(False), strict=True)
    return tf.nest.pack_sequence_as(built[0], flat)


def _condition(owner, feed_previous):
    expected = "expected True, False or a bool tensor, such as tf.placeholder(tf.bool, [])"
    if feed_previous is None:
        raise ValueError(f"{owner}: `feed_previous` is None; {expected}.")
    condition = tf.convert_to_tensor(feed_previous)
    if condition.dtype.base_dtype != tf.bool:
        raise TypeError(f"{owner}: `feed_previous` is {feed_previous!r}, of dtype {condition.dtype.name}; {expected}.")
    return condition


def check_projection(owner, output_projection, num_symbols, dtype, weights_too=True):
    """Raises ValueError where `(weights [depth, num_symbols], biases [num_symbols])` have other shapes or another dtype."""
    weights, biases = output_projection
    parts = [("weights", weights, [None, num_symbols])] if weights_too else []
    for name, value, expected in [*parts, ("biases", biases, [num_symbols])]:
        shape = tf.convert_to_tensor(value, dtype=dtype).shape
        if not shape.is_compatible_with(expected):
            text = str(expected).replace("None", "depth")
            raise ValueError(
                f"{owner}: the {name} of `output_projection` have shape {shape}; expected {text}, for num_symbols={num_symbols}. "
                "The pair is (weights [depth, num_symbols], biases [num_symbols]); weights kept as [num_symbols, depth] for "
                "tf.nn.sampled_softmax_loss go in as tf.transpose(weights).")
