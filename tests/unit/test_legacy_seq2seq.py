"""tf.contrib.legacy_seq2seq: cases that can be done by hand, cells called before, and messages."""

import importlib

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf

seq2seq = tf.contrib.legacy_seq2seq
cells = tf.nn.rnn_cell


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def run(fetches, feed=None):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return sess.run(fetches, feed)


def ids(*steps):
    return [tf.constant(step, tf.int32) for step in steps]


class Adding(cells.RNNCell):
    """Adds its inputs up; without variables."""

    state_size = output_size = property(lambda self: 2)

    def __call__(self, inputs, state, scope=None):
        return inputs + state, inputs + state


def test_a_decoder_of_a_cell_that_adds():
    steps = [tf.constant([[1.0, 0.0]]), tf.constant([[2.0, 1.0]])]
    outputs, state = run(seq2seq.rnn_decoder(steps, tf.constant([[10.0, 0.0]]), Adding()))
    np.testing.assert_array_equal(outputs, [[[11, 0]], [[13, 1]]])
    np.testing.assert_array_equal(state, [[13, 1]])


def test_a_loop_function_replaces_all_inputs_but_the_first():
    seen = []

    def doubled(previous, step):
        seen.append(step)
        return 2 * previous

    steps = [tf.constant([[1.0, 0.0]])] * 3
    outputs, _ = run(seq2seq.rnn_decoder(steps, tf.zeros([1, 2]), Adding(), loop_function=doubled))
    np.testing.assert_array_equal(np.array(outputs)[:, 0, 0], [1, 2 + 1, 6 + 3])
    assert seen == [1, 2]


def test_encoder_and_decoder_of_a_cell_that_adds():
    """The encoder's sum, 3, is where the decoder starts."""
    encoder, decoder = [tf.ones([1, 2])] * 3, [tf.ones([1, 2])] * 2
    outputs, _ = run(seq2seq.basic_rnn_seq2seq(encoder, decoder, Adding()))
    np.testing.assert_array_equal(np.array(outputs)[:, 0, 0], [4, 5])


def test_attention_to_one_memory_is_that_memory():
    """With one place to look at, the softmax is 1 whatever the weights: the context is the memory itself."""
    memory = tf.constant([[[0.5, -0.25]]])
    outputs, _ = seq2seq.attention_decoder(
        [tf.zeros([1, 2])] * 2, tf.zeros([1, 2]), memory, Adding(), output_size=2, initial_state_attention=True)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for variable in tf.trainable_variables():
            if variable.op.name.endswith("AttnOutputProjection/kernel"):  # of [cell output, context]: the context alone
                variable.load(np.array([[0, 0], [0, 0], [1, 0], [0, 1]]), sess)
        np.testing.assert_allclose(sess.run(outputs), [[[0.5, -0.25]]] * 2)


def test_feeding_back_says_the_likeliest_word():
    """Words are one-hot, and the cell turns each into its successor: 0, 1, 2, 0 ..."""
    class Successor(cells.RNNCell):
        state_size = output_size = property(lambda self: 3)

        def __call__(self, inputs, state, scope=None):
            return tf.roll(inputs, 1, axis=1), state

    for feed_previous in (True, tf.constant(True), np.bool_(True)):
        with tf.variable_scope(None, "net", initializer=tf.initializers.identity()):
            outputs, _ = seq2seq.embedding_rnn_seq2seq(
                ids([0]), ids([0], [0], [0], [0]), Successor(), 3, 3, 3, feed_previous=feed_previous)
        words = np.argmax(run(outputs), axis=-1)[:, 0]
        np.testing.assert_array_equal(words, [1, 2, 0, 1])


def test_sequence_loss_of_equal_logits_is_the_log_of_the_vocabulary():
    """Closed form: ln 5, whatever the weights; padding counts nothing."""
    logits, targets = [tf.zeros([2, 5])] * 3, ids([0, 1], [2, 3], [4, 0])
    weights = [tf.constant(step) for step in ([1.0, 0.5], [1.0, 0.0], [1.0, 0.0])]
    np.testing.assert_allclose(run(seq2seq.sequence_loss(logits, targets, weights)), np.log(5), rtol=1e-6)
    by_example = run(seq2seq.sequence_loss_by_example(logits, targets, weights, average_across_timesteps=False))
    np.testing.assert_allclose(by_example, [3 * np.log(5), 0.5 * np.log(5)], rtol=1e-6)


@pytest.mark.parametrize("make", [
    lambda: cells.GRUCell(4), lambda: cells.MultiRNNCell([cells.BasicLSTMCell(4) for _ in range(2)]),
    lambda: cells.DropoutWrapper(cells.GRUCell(4), input_keep_prob=1.0)])
def test_one_cell_serves_all_buckets_as_in_tensorflow_1_0(make):
    """TF 1.15 cannot copy a cell that was called (it raises TypeError); programs of TF 1.0 build one cell for all buckets."""
    cell = make()

    def model(encoder, decoder):
        return seq2seq.embedding_attention_seq2seq(encoder, decoder, cell, 5, 5, 3)

    encoder, decoder = ids([1, 2], [3, 4], [0, 0]), ids([1, 1], [2, 2], [3, 3])
    outputs, losses = seq2seq.model_with_buckets(encoder, decoder, decoder, [tf.ones([2])] * 3, [(2, 2), (3, 3)], model)
    names = [variable.op.name for variable in tf.trainable_variables()]
    assert len(names) == len(set(names))
    with tf.Graph().as_default():  # the same program with a cell for each bucket, as TF 1.15 wants it
        encoder, decoder = ids([1, 2], [3, 4], [0, 0]), ids([1, 1], [2, 2], [3, 3])
        seq2seq.model_with_buckets(
            encoder, decoder, decoder, [tf.ones([2])] * 3, [(2, 2), (3, 3)],
            lambda source, target: seq2seq.embedding_attention_seq2seq(source, target, make(), 5, 5, 3))
        assert names == [variable.op.name for variable in tf.trainable_variables()]
    small, large = run([outputs[0], outputs[1][:2]])
    assert np.shape(small) == np.shape(large) == (2, 2, 5)
    assert np.abs(np.array(small) - np.array(large)).max() > 0  # the larger bucket has read one symbol more
    assert all(gradient is not None for gradient in tf.gradients(losses[0], tf.trainable_variables()))


def test_a_model_over_buckets_learns_to_copy():
    encoder = [tf.placeholder(tf.int32, [None]) for _ in range(2)]
    decoder = [tf.zeros_like(encoder[0]), encoder[0]]
    outputs, losses = seq2seq.model_with_buckets(
        encoder, decoder, encoder, [tf.ones_like(step, tf.float32) for step in encoder], [(1, 1), (2, 2)],
        lambda source, target: seq2seq.embedding_rnn_seq2seq(source, target, cells.GRUCell(16), 5, 5, 8), per_example_loss=True)
    train = [tf.train.AdamOptimizer(0.05).minimize(loss) for loss in losses]
    data = np.random.RandomState(0).randint(1, 5, [2, 32])
    tf.set_random_seed(1)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        feed = dict(zip(encoder, data))
        for _ in range(80):
            sess.run(train, feed)
        assert np.mean(sess.run(losses[1], feed)) < 0.1 < np.log(4)


def test_the_deep_path_has_the_private_names():
    module = tf.contrib.legacy_seq2seq.python.ops.seq2seq
    assert importlib.import_module("legacy_seq2seq.tf1.contrib.legacy_seq2seq.python.ops.seq2seq") is module
    assert module.embedding_attention_seq2seq is seq2seq.embedding_attention_seq2seq
    embedding = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    loop_function = module._extract_argmax_and_embed(embedding, update_embedding=False)
    embedded = loop_function(tf.constant([[0.1, 0.9], [0.8, 0.2]]), 1)
    np.testing.assert_array_equal(run(embedded), [[3, 4], [1, 2]])
    assert tf.gradients(embedded, embedding) == [None]


def called(name, *, encoder=None, decoder=None, cell=None, **options):
    return getattr(seq2seq, name)(
        ids([1], [2]) if encoder is None else encoder, ids([0], [1]) if decoder is None else decoder, cell or cells.GRUCell(4), 5, 6, 3,
        **options)


def bucketed(encoder_steps=2, target_steps=2, weight_steps=2, buckets=((2, 2),), model=None):
    return seq2seq.model_with_buckets(
        ids(*[[1]] * encoder_steps), ids(*[[1]] * 2), ids(*[[1]] * target_steps), [tf.ones([1])] * weight_steps, list(buckets),
        model or (lambda source, target: seq2seq.embedding_rnn_seq2seq(source, target, cells.GRUCell(4), 5, 6, 3)))


WRONG_WEIGHTS = (np.zeros([6, 4], np.float32), np.zeros([6], np.float32))
WRONG_BIASES = (np.zeros([4, 6], np.float32), np.zeros([5], np.float32))


@pytest.mark.parametrize("make, error, text", [
    (lambda: called("embedding_rnn_seq2seq", encoder=tf.zeros([2, 3], tf.int32)), TypeError,
     r"`encoder_inputs` is one tensor of shape \(2, 3\); expected a list .*tf.unstack\(encoder_inputs, axis=1\)"),
    (lambda: called("embedding_rnn_seq2seq", decoder=tf.zeros([2, 3], tf.int32)), TypeError, r"tf.unstack\(decoder_inputs, axis=1\)"),
    (lambda: called("embedding_attention_seq2seq", encoder=[]), ValueError, r"`encoder_inputs` is empty; .*Pad the shortest"),
    (lambda: called("embedding_rnn_seq2seq", feed_previous=None), ValueError,
     r"`feed_previous` is None; .*tf.placeholder\(tf.bool, \[\]\)"),
    (lambda: called("embedding_rnn_seq2seq", feed_previous=1), TypeError, r"`feed_previous` is 1, of dtype int32; expected True, False"),
    (lambda: called("embedding_rnn_seq2seq", output_projection=WRONG_WEIGHTS), ValueError,
     r"weights of `output_projection` have shape \(6, 4\); expected \[depth, 6\].*tf.transpose\(weights\)"),
    (lambda: called("embedding_attention_seq2seq", output_projection=WRONG_BIASES), ValueError,
     r"biases of `output_projection` have shape \(5,\); expected \[6\]"),
    (lambda: called("embedding_rnn_seq2seq", cell=cells.GRUCell), TypeError, r"not its class"),
    (lambda: called("embedding_attention_seq2seq", num_heads=0), ValueError, r"`num_heads` is 0; it must be 1 or more"),
    (lambda: seq2seq.attention_decoder([], tf.zeros([1, 2]), tf.zeros([1, 3, 2]), Adding()), ValueError, r"`decoder_inputs` is empty"),
    (lambda: seq2seq.attention_decoder([tf.zeros([1, 2])], tf.zeros([1, 2]), tf.zeros([1, 2]), Adding()), IndexError,
     r"tf.stack\(encoder_outputs, axis=1\)"),
    (lambda: seq2seq.attention_decoder([tf.placeholder(tf.float32, [1, None])], tf.zeros([1, 2]), tf.zeros([1, 3, 2]), Adding()),
     ValueError, r"the input of step 0 .*inputs.set_shape\(\[None, depth\]\)"),
    (lambda: bucketed(encoder_steps=1), ValueError,
     r"`encoder_inputs` has 1 time steps, but the last bucket \(2, 2\) needs 2 on the encoder"),
    (lambda: bucketed(target_steps=1), ValueError, r"`targets` has 1 time steps, .* on the decoder's side. Make 2 placeholders"),
    (lambda: bucketed(weight_steps=1), ValueError, r"`weights` has 1 time steps"),
    (lambda: bucketed(buckets=()), IndexError, r"`buckets` is empty; expected \(encoder steps, decoder steps\) pairs"),
    (lambda: bucketed(model=lambda source, target: ([tf.zeros([1, 6])], None)), ValueError,
     r"`seq2seq` gave 1 outputs, but there are 2 targets"),
    (lambda: seq2seq.sequence_loss([tf.zeros([1, 5])] * 2, ids([1]), [tf.ones([1])]), ValueError,
     r"different numbers of time steps: logits 2, targets 1, weights 1"),
    (lambda: seq2seq.sequence_loss_by_example(tf.zeros([1, 2, 5]), ids([1]), [tf.ones([1])]), TypeError,
     r"`logits` is one tensor .*tf.unstack\(logits, axis=1\), or take tf.contrib.seq2seq.sequence_loss"),
    (lambda: seq2seq.one2many_rnn_seq2seq(ids([1]), {"a": ids([1])}, cells.GRUCell(2), {"b": cells.GRUCell(2)}, 5, {"a": 5}, 3),
     ValueError, r"`dec_cells_dict` has the decoders \['b'\], but `decoder_inputs_dict` has \['a'\]"),
    (lambda: seq2seq.one2many_rnn_seq2seq(ids([1]), {"a": ids([1])}, cells.GRUCell(2), {"a": cells.GRUCell(2)}, 5, {}, 3), KeyError,
     r"lacks \['a'\]; give the vocabulary size"),
])
def test_mistakes_say_what_to_do(make, error, text):
    with pytest.raises(error, match=text):
        make()
