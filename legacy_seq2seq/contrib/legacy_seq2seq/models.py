"""Whole models, encoder and decoder. Papers: Sutskever et al. 2014; with attention, Vinyals et al. 2015.

Sequences are lists with one tensor for each time step. The encoder's cell is a copy of `cell` with weights of its own,
but in the tied models, where encoder and decoder share theirs, and in `one2many_rnn_seq2seq`, whose cells are the caller's.
All models raise ValueError for an encoder without inputs and TypeError for one tensor in place of a list.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.legacy_seq2seq.attention import embedding_attention_decoder
from legacy_seq2seq.contrib.legacy_seq2seq.copying import copy_for_encoder
from legacy_seq2seq.contrib.legacy_seq2seq.decoders import embedding_rnn_decoder, rnn_decoder
from legacy_seq2seq.contrib.legacy_seq2seq.feeding import _extract_argmax_and_embed, check_projection, decode_as_fed
from legacy_seq2seq.contrib.legacy_seq2seq.steps import decoder_steps, encoder_steps
from legacy_seq2seq.contrib.rnn.core_rnn_cell import EmbeddingWrapper, OutputProjectionWrapper, _require_cell


def basic_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, dtype=tf.float32, scope=None):
    """An RNN encodes the inputs into its last state, from which another decodes.

    encoder_inputs, decoder_inputs: lists of `[batch, depth]`. dtype: of the encoder's initial state.
    Variables in the scope "basic_rnn_seq2seq": the encoder's in "rnn", the decoder's in "rnn_decoder".
    Returns `(outputs, state)`: a list of `[batch, cell.output_size]`, and the decoder's last state.
    Source: TF1 tf.contrib.legacy_seq2seq.basic_rnn_seq2seq.
    """
    encoder_inputs = encoder_steps("basic_rnn_seq2seq", encoder_inputs)
    decoder_inputs = decoder_steps("basic_rnn_seq2seq", decoder_inputs)
    _require_cell("basic_rnn_seq2seq", cell)
    with tf.variable_scope(scope or "basic_rnn_seq2seq"):
        _, state = tf.nn.static_rnn(copy_for_encoder(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


def tied_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, loop_function=None, dtype=tf.float32, scope=None):
    """`basic_rnn_seq2seq` with one set of weights for encoder and decoder.

    loop_function: as in `rnn_decoder`. scope: of the variables, "tied_rnn_seq2seq" unless given, inside
    "combined_tied_rnn_seq2seq". Source: TF1 tf.contrib.legacy_seq2seq.tied_rnn_seq2seq.
    """
    encoder_inputs = encoder_steps("tied_rnn_seq2seq", encoder_inputs)
    decoder_inputs = decoder_steps("tied_rnn_seq2seq", decoder_inputs)
    shared = scope or "tied_rnn_seq2seq"
    with tf.variable_scope("combined_tied_rnn_seq2seq") as entered:
        _, state = tf.nn.static_rnn(cell, encoder_inputs, dtype=dtype, scope=shared)
        entered.reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function, shared)


def embedding_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols, embedding_size,
                          output_projection=None, feed_previous=False, dtype=None, scope=None):
    """`basic_rnn_seq2seq` over symbols, with an embedding on each side.

    encoder_inputs, decoder_inputs: lists of `[batch]` int. output_projection: `(weights [depth,
    num_decoder_symbols], biases [num_decoder_symbols])`; without it the outputs are projected to logits here.
    feed_previous: a bool or a bool tensor; where true the decoder reads its first input (GO) and then its own words.
    dtype: of states and variables; the scope's unless given.

    Variables in the scope "embedding_rnn_seq2seq": the encoder's in "rnn/embedding_wrapper", the decoder's in
    "embedding_rnn_decoder". Returns `(outputs, state)`: a list of `[batch, num_decoder_symbols]` (with an
    output_projection of `[batch, cell.output_size]`), and the decoder's last state.

    Raises ValueError where `output_projection` does not fit; for `feed_previous` ValueError for None, TypeError for what is
    not boolean. Source: TF1 tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq.

        ids = [tf.zeros([2], tf.int32)] * 3
        outputs, state = embedding_rnn_seq2seq(ids, ids, tf.nn.rnn_cell.GRUCell(8), 10, 20, embedding_size=4)   # 3 x [2, 20], [2, 8]
    """
    owner = "embedding_rnn_seq2seq"
    encoder_inputs, decoder_inputs = encoder_steps(owner, encoder_inputs), decoder_steps(owner, decoder_inputs)
    with tf.variable_scope(scope or owner, dtype=dtype) as entered:
        _, state = _embed_and_encode(copy_for_encoder(cell), encoder_inputs, num_encoder_symbols, embedding_size, entered.dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)

        def decode(feeds, update_embedding):
            return embedding_rnn_decoder(decoder_inputs, state, cell, num_decoder_symbols, embedding_size, output_projection,
                                         feeds, update_embedding)

        return decode_as_fed(owner, decode, feed_previous)


def embedding_tied_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, num_symbols, embedding_size, num_decoder_symbols=None,
                               output_projection=None, feed_previous=False, dtype=None, scope=None):
    """`embedding_rnn_seq2seq` with one embedding and one set of weights for both sides.

    num_symbols: of the vocabulary that both sides share. num_decoder_symbols: of the outputs, `num_symbols` unless
    given; the other arguments, and what is returned: as there. (Here too the weights of `output_projection` are
    `[depth, num_symbols]`.)

    Variables in the scope "embedding_tied_rnn_seq2seq": `embedding` `[num_symbols, embedding_size]`, and the rest in
    "combined_tied_rnn_seq2seq/tied_rnn_seq2seq". Source: TF1 tf.contrib.legacy_seq2seq.embedding_tied_rnn_seq2seq.
    """
    owner = "embedding_tied_rnn_seq2seq"
    encoder_inputs = decoder_steps(owner, encoder_inputs, "encoder_inputs")
    encoder_inputs, decoder_inputs = encoder_steps(owner, encoder_inputs), decoder_steps(owner, decoder_inputs)
    with tf.variable_scope(scope or owner, dtype=dtype) as entered:
        if output_projection is not None:
            check_projection(owner, output_projection, num_symbols, entered.dtype)
        else:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols or num_symbols)
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        encoder_embedded, decoder_embedded = ([tf.nn.embedding_lookup(embedding, ids) for ids in side]  # each [batch, embedding_size]
                                              for side in (encoder_inputs, decoder_inputs))

        def decode(feeds, update_embedding):
            loop_function = _extract_argmax_and_embed(embedding, output_projection, update_embedding) if feeds else None
            return tied_rnn_seq2seq(encoder_embedded, decoder_embedded, cell, loop_function, entered.dtype)

        return decode_as_fed(owner, decode, feed_previous)


def embedding_attention_seq2seq(encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols, embedding_size,
                                num_heads=1, output_projection=None, feed_previous=False, dtype=None, scope=None,
                                initial_state_attention=False):
    """`embedding_rnn_seq2seq` whose decoder attends to the encoder's outputs.

    num_heads, initial_state_attention: as in `attention_decoder`; the other arguments, and what is returned: as in
    `embedding_rnn_seq2seq`.

    Variables in the scope "embedding_attention_seq2seq": the encoder's in "rnn/embedding_wrapper", the decoder's in
    "embedding_attention_decoder". Source: TF1 tf.contrib.legacy_seq2seq.embedding_attention_seq2seq.

        ids = [tf.zeros([2], tf.int32)] * 3
        outputs, state = embedding_attention_seq2seq(ids, ids, tf.nn.rnn_cell.GRUCell(8), 10, 20, embedding_size=4)   # 3 x [2, 20]
    """
    owner = "embedding_attention_seq2seq"
    encoder_inputs, decoder_inputs = encoder_steps(owner, encoder_inputs), decoder_steps(owner, decoder_inputs)
    with tf.variable_scope(scope or owner, dtype=dtype) as entered:
        outputs, state = _embed_and_encode(copy_for_encoder(cell), encoder_inputs, num_encoder_symbols, embedding_size, entered.dtype)
        memory = tf.stack(outputs, axis=1)  # [batch, time, depth]
        output_size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decode(feeds, update_embedding):
            return embedding_attention_decoder(
                decoder_inputs, state, memory, cell, num_decoder_symbols, embedding_size, num_heads, output_size, output_projection,
                feeds, update_embedding, initial_state_attention=initial_state_attention)

        return decode_as_fed(owner, decode, feed_previous)


def one2many_rnn_seq2seq(encoder_inputs, decoder_inputs_dict, enc_cell, dec_cells_dict, num_encoder_symbols, num_decoder_symbols_dict,
                         embedding_size, feed_previous=False, dtype=None, scope=None):
    """One encoder, several decoders: `embedding_rnn_seq2seq` with a dictionary for each thing of the decoder's side.

    encoder_inputs: a list of `[batch]` int. decoder_inputs_dict: {name: list of `[batch]` int}. enc_cell: the encoder's
    cell. dec_cells_dict: {name: cell}; cells are used as they are, so that one given twice shares its weights.
    num_decoder_symbols_dict: {name: size of that vocabulary}.

    Variables in the scope "one2many_rnn_seq2seq": the encoder's in "rnn/embedding_wrapper", each decoder's in
    "one2many_decoder_" and its name. Returns `(outputs, states)`, dictionaries with, for each name, a list of
    `[batch, symbols]` and the last state.

    Raises ValueError where the two dictionaries have other keys, KeyError where a vocabulary size is missing.
    Source: TF1 tf.contrib.legacy_seq2seq.one2many_rnn_seq2seq.
    """
    owner = "one2many_rnn_seq2seq"
    encoder_inputs = encoder_steps(owner, encoder_inputs)
    _check_decoders(decoder_inputs_dict, dec_cells_dict, num_decoder_symbols_dict)
    outputs, states = {}, {}
    with tf.variable_scope(scope or owner, dtype=dtype) as entered:
        _, encoded = _embed_and_encode(enc_cell, encoder_inputs, num_encoder_symbols, embedding_size, entered.dtype)
        for name, decoder_inputs in decoder_inputs_dict.items():
            steps = decoder_steps(owner, decoder_inputs, f"decoder_inputs_dict[{name!r}]")
            symbols = num_decoder_symbols_dict[name]
            with tf.variable_scope(f"one2many_decoder_{name}"):
                outputs[name], states[name] = _decode_one_of_many(
                    owner, steps, encoded, OutputProjectionWrapper(dec_cells_dict[name], symbols), symbols, embedding_size, feed_previous)
    return outputs, states


def _decode_one_of_many(owner, steps, state, cell, symbols, embedding_size, feed_previous):
    # Here gradients always reach the embedding through symbols fed back, as in TF 1.15, unlike in the other models.
    def decode(feeds, _):
        return embedding_rnn_decoder(steps, state, cell, symbols, embedding_size, feed_previous=feeds)

    return decode_as_fed(owner, decode, feed_previous)


def _check_decoders(inputs, cells, symbols):
    if set(inputs) != set(cells):
        raise ValueError(f"one2many_rnn_seq2seq: `dec_cells_dict` has the decoders {sorted(map(str, cells))}, but `decoder_inputs_dict` "
                         f"has {sorted(map(str, inputs))}; expected the same names. Give each decoder its cell and its inputs.")
    missing = [name for name in inputs if name not in symbols]
    if missing:
        raise KeyError(f"one2many_rnn_seq2seq: `num_decoder_symbols_dict` lacks {missing}; give the vocabulary size of each decoder.")


def _embed_and_encode(cell, encoder_inputs, num_symbols, embedding_size, dtype):
    """The encoder over symbols: a list of `[batch, depth]`, and its last state."""
    return tf.nn.static_rnn(EmbeddingWrapper(cell, num_symbols, embedding_size), encoder_inputs, dtype=dtype)
