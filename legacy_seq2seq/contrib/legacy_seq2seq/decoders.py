"""Decoders without attention: an RNN over a list of inputs, given or fed back."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.legacy_seq2seq.feeding import _extract_argmax_and_embed, check_projection, next_inputs
from legacy_seq2seq.contrib.legacy_seq2seq.steps import decoder_steps


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    """Runs `cell` over a list of inputs, from `initial_state`.

    decoder_inputs: a list of `[batch, depth]`, one for each step. loop_function: `f(previous output, step) ->
    [batch, depth]`, whose result takes the place of the input at each step but the first (which is the GO symbol).
    scope: of the variables; "rnn_decoder" unless given.

    Returns `(outputs, state)`: a list of `[batch, cell.output_size]`, and the last state.
    Source: TF1 tf.contrib.legacy_seq2seq.rnn_decoder.

        outputs, state = rnn_decoder([tf.zeros([2, 3])] * 4, tf.zeros([2, 5]), tf.nn.rnn_cell.GRUCell(5))   # 4 x [2, 5]
    """
    steps = decoder_steps("rnn_decoder", decoder_inputs)
    with tf.variable_scope(scope or "rnn_decoder") as entered:
        outputs, state = [], initial_state
        for number, inputs in enumerate(steps):
            if number > 0:
                if loop_function is not None:
                    inputs = next_inputs(loop_function, outputs[-1], number)
                entered.reuse_variables()
            output, state = cell(inputs, state)
            outputs.append(output)
    return outputs, state


def embedding_rnn_decoder(decoder_inputs, initial_state, cell, num_symbols, embedding_size, output_projection=None,
                          feed_previous=False, update_embedding_for_previous=True, scope=None):
    """`rnn_decoder` over symbols: embeds them, and with `feed_previous` the likeliest symbol of the step before.

    decoder_inputs: a list of `[batch]` int. output_projection: `(weights [depth, num_symbols], biases
    [num_symbols])`, for cells whose outputs are not logits yet; it is applied to what is fed back, not to what is
    returned. feed_previous: a Python bool; with True the first input alone is read. update_embedding_for_previous:
    whether gradients reach the embedding through symbols fed back.

    Variable: `embedding` `[num_symbols, embedding_size]` in the scope "embedding_rnn_decoder", beside the cell's in
    "rnn_decoder". Returns `(outputs, state)` as `rnn_decoder`.

    Raises ValueError where `output_projection` does not fit `num_symbols`.
    Source: TF1 tf.contrib.legacy_seq2seq.embedding_rnn_decoder.
    """
    steps = decoder_steps("embedding_rnn_decoder", decoder_inputs)
    with tf.variable_scope(scope or "embedding_rnn_decoder") as entered:
        if output_projection is not None:
            check_projection("embedding_rnn_decoder", output_projection, num_symbols, entered.dtype)
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop_function = _extract_argmax_and_embed(embedding, output_projection, update_embedding_for_previous) if feed_previous else None
        embedded = [tf.nn.embedding_lookup(embedding, ids) for ids in steps]  # each [batch, embedding_size]
        return rnn_decoder(embedded, initial_state, cell, loop_function)
