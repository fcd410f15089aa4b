"""tf.nn.seq2seq of 0.12 and tf.contrib.legacy_seq2seq of 1.0 and 1.1: sequence to sequence over lists."""

from tests.parity.casebook import ids, values
from tests.parity.cases_of_eras import era_case, era_mistake
from tests.parity.cases_of_eras.building import BATCH, cells, model, steps


def seq2seq(tf):
    return tf.nn.seq2seq if hasattr(tf.nn, "seq2seq") else tf.contrib.legacy_seq2seq


def symbols(tf, name, length=3, vocabulary=6):
    return [tf.constant(ids("%s %d" % (name, i), [BATCH], vocabulary)) for i in range(length)]


@era_case()
def decoder_over_a_list(tf):
    cell = cells(tf).GRUCell(5)
    outputs, state = seq2seq(tf).rnn_decoder(steps(tf), cell.zero_state(BATCH, tf.float32), cell)
    return model(tf, outputs=outputs, state=state)


@era_case()
def decoder_over_a_list_that_feeds_back(tf):
    cell = cells(tf).GRUCell(3)
    outputs, state = seq2seq(tf).rnn_decoder(
        steps(tf), cell.zero_state(BATCH, tf.float32), cell, loop_function=lambda previous, i: previous * (i + 1), scope="mine")
    return model(tf, outputs=outputs, state=state)


@era_case()
def basic_seq2seq(tf):
    outputs, state = seq2seq(tf).basic_rnn_seq2seq(steps(tf), steps(tf), cells(tf).BasicLSTMCell(5))
    return model(tf, outputs=outputs, state=state)


@era_case()
def tied_seq2seq(tf):
    outputs, state = seq2seq(tf).tied_rnn_seq2seq(steps(tf), steps(tf), cells(tf).GRUCell(5))
    return model(tf, outputs=outputs, state=state)


@era_case()
def embedding_decoder(tf):
    cell = cells(tf).GRUCell(5)
    projection = (tf.get_variable("w", [5, 6]), tf.get_variable("b", [6]))
    outputs, state = seq2seq(tf).embedding_rnn_decoder(
        symbols(tf, "target"), cell.zero_state(BATCH, tf.float32), cell, 6, 4, output_projection=projection, feed_previous=True)
    return model(tf, outputs=outputs, state=state)


@era_case()
def embedding_seq2seq(tf):
    outputs, state = seq2seq(tf).embedding_rnn_seq2seq(
        symbols(tf, "source"), symbols(tf, "target"), cells(tf).BasicLSTMCell(5), 6, 7, embedding_size=4)
    return model(tf, outputs=outputs, state=state)


@era_case()
def embedding_seq2seq_fed_as_a_tensor_says(tf):
    outputs, state = seq2seq(tf).embedding_rnn_seq2seq(
        symbols(tf, "source"), symbols(tf, "target"), cells(tf).GRUCell(5), 6, 7, embedding_size=4, feed_previous=tf.constant(True))
    return model(tf, outputs=outputs, state=state)


@era_case()
def embedding_tied_seq2seq(tf):
    outputs, state = seq2seq(tf).embedding_tied_rnn_seq2seq(
        symbols(tf, "source"), symbols(tf, "target"), cells(tf).GRUCell(5), 7, embedding_size=4)
    return model(tf, outputs=outputs, state=state)


@era_case()
def attention_decoder_over_a_list(tf):
    cell = cells(tf).BasicLSTMCell(5)
    memory = tf.constant(values("memory", [BATCH, 3, 4]))
    outputs, state = seq2seq(tf).attention_decoder(
        steps(tf), cell.zero_state(BATCH, tf.float32), memory, cell, output_size=2, num_heads=2)
    return model(tf, outputs=outputs, state=state)


@era_case()
def attention_decoder_from_a_stored_state(tf):
    cell = cells(tf).GRUCell(5)
    memory = tf.constant(values("memory", [BATCH, 3, 4]))
    outputs, state = seq2seq(tf).attention_decoder(
        steps(tf), tf.constant(values("state", [BATCH, 5])), memory, cell, initial_state_attention=True, scope="mine")
    return model(tf, outputs=outputs, state=state)


@era_case()
def attention_seq2seq(tf):
    outputs, state = seq2seq(tf).embedding_attention_seq2seq(
        symbols(tf, "source"), symbols(tf, "target"), cells(tf).GRUCell(5), 6, 7, embedding_size=4)
    return model(tf, outputs=outputs, state=state)


@era_case()
def attention_seq2seq_stacked_projected(tf):
    c = cells(tf)
    projection = (tf.get_variable("proj_w", [5, 7]), tf.get_variable("proj_b", [7]))
    outputs, state = seq2seq(tf).embedding_attention_seq2seq(
        symbols(tf, "source"), symbols(tf, "target"), c.MultiRNNCell([c.GRUCell(5), c.GRUCell(5)]), 6, 7, embedding_size=4,
        num_heads=2, output_projection=projection, feed_previous=True)
    return model(tf, outputs=outputs, state=state)


@era_case("0.12", "1.0")
def attention_seq2seq_of_repeated_layers(tf):
    c = cells(tf)
    outputs, state = seq2seq(tf).embedding_attention_seq2seq(
        symbols(tf, "source"), symbols(tf, "target"), c.MultiRNNCell([c.BasicLSTMCell(5)] * 2), 6, 7, embedding_size=4,
        feed_previous=tf.constant(False))
    return model(tf, outputs=outputs, state=state)


@era_mistake("1.1")
def buckets_that_make_their_cells_are_refused(tf):
    buckets_with_attention(tf)


@era_case("0.12", "1.0")
def buckets_with_a_projection(tf):
    cell = cells(tf).GRUCell(5)
    projection = (tf.get_variable("w", [5, 6]), tf.get_variable("b", [6]))
    targets = symbols(tf, "next", 4)
    outputs, losses = seq2seq(tf).model_with_buckets(
        symbols(tf, "source", 4), symbols(tf, "target", 4), targets, [tf.ones([BATCH]) for _ in targets], [(2, 3), (4, 4)],
        lambda x, y: seq2seq(tf).embedding_rnn_seq2seq(x, y, cell, 6, 6, 4, output_projection=projection))
    return model(tf, outputs=outputs[-1])


@era_case("0.12", "1.0")
def buckets_with_attention(tf):
    targets = symbols(tf, "next", 4)
    weights = [tf.ones([BATCH]) for _ in targets]
    outputs, losses = seq2seq(tf).model_with_buckets(
        symbols(tf, "source", 4), symbols(tf, "target", 4), targets, weights, [(2, 3), (4, 4)],
        lambda x, y: seq2seq(tf).embedding_attention_seq2seq(x, y, cells(tf).GRUCell(5), 6, 6, 4))
    return model(tf, outputs=outputs, losses=losses)


@era_case("0.12", "1.0")
def buckets_with_one_cell_for_all(tf):
    cell = cells(tf).GRUCell(5)
    targets = symbols(tf, "next", 4)
    weights = [tf.ones([BATCH]) for _ in targets]
    outputs, losses = seq2seq(tf).model_with_buckets(
        symbols(tf, "source", 4), symbols(tf, "target", 4), targets, weights, [(2, 3), (4, 4)],
        lambda x, y: seq2seq(tf).embedding_attention_seq2seq(x, y, cell, 6, 6, 4, feed_previous=tf.constant(True)), per_example_loss=True)
    return model(tf, outputs=outputs, losses=losses)


@era_case("0.12", "1.0")
def one_encoder_two_decoders(tf):
    outputs, states = seq2seq(tf).one2many_rnn_seq2seq(
        symbols(tf, "source"), {"first": symbols(tf, "first")}, cells(tf).GRUCell(5), 6, {"first": 7}, embedding_size=4)
    return model(tf, outputs=outputs["first"], states=states["first"])


@era_case()
def loss_over_lists(tf):
    logits = [tf.constant(values("logits %d" % i, [BATCH, 6])) for i in range(3)]
    weights = [tf.constant(values("weights %d" % i, [BATCH], 0, 1)) for i in range(3)]
    s = seq2seq(tf)
    return model(tf, by_example=s.sequence_loss_by_example(logits, symbols(tf, "t"), weights),
                 total=s.sequence_loss(logits, symbols(tf, "t"), weights, average_across_timesteps=False))


@era_case("0.12")
def loss_over_lists_by_a_function_of_then(tf):
    logits = [tf.constant(values("logits %d" % i, [BATCH, 6])) for i in range(3)]
    weights = [tf.ones([BATCH])] * 3

    def loss(inputs, labels):
        return tf.nn.sparse_softmax_cross_entropy_with_logits(inputs, labels)

    return model(tf, total=seq2seq(tf).sequence_loss(logits, symbols(tf, "t"), weights, softmax_loss_function=loss))


@era_case("1.0", "1.1")
def loss_over_lists_by_a_function(tf):
    logits = [tf.constant(values("logits %d" % i, [BATCH, 6])) for i in range(3)]
    weights = [tf.ones([BATCH])] * 3

    def loss(first, second):
        # Its arguments came by position: which is which, the ids or the logits?
        labels, scores = (first, second) if first.dtype.is_integer else (second, first)
        order = 1.0 if first.dtype.is_integer else 2.0
        return order * tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=scores)

    return model(tf, total=tf.contrib.legacy_seq2seq.sequence_loss(logits, symbols(tf, "t"), weights, softmax_loss_function=loss))
