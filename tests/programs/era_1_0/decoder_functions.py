"""An encoder-decoder of decoder functions: sorts digits. Trained on the answers, then decodes by itself."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq
from tensorflow.contrib.rnn import LSTMCell, LSTMStateTuple
from tensorflow.contrib import layers

EOS, PAD = 1, 0
vocab, width, units, batch, longest = 12, 6, 9, 8, 5

encoder_inputs = tf.placeholder(tf.int32, [None, None], name='encoder_inputs')          # [time, batch]
encoder_length = tf.placeholder(tf.int32, [None], name='encoder_length')
decoder_targets = tf.placeholder(tf.int32, [None, None], name='decoder_targets')

with tf.name_scope('DecoderFeeds'):
    steps, rows = tf.unstack(tf.shape(decoder_targets))
    eos = tf.ones([1, rows], dtype=tf.int32) * EOS
    decoder_inputs = tf.concat([eos, decoder_targets], axis=0)
    decoder_length = encoder_length + 1
    targets = tf.concat([decoder_targets, tf.ones([1, rows], dtype=tf.int32) * PAD], axis=0)
    ends = tf.transpose(tf.one_hot(decoder_length - 1, steps + 1, on_value=EOS, off_value=PAD, dtype=tf.int32))
    targets = targets + ends
    weights = tf.transpose(tf.sequence_mask(decoder_length, steps + 1, dtype=tf.float32))

with tf.variable_scope('embedding'):
    table = tf.get_variable('matrix', [vocab, width], initializer=tf.random_uniform_initializer(-1.7, 1.7), dtype=tf.float32)
encoder_embedded = tf.nn.embedding_lookup(table, encoder_inputs)
decoder_embedded = tf.nn.embedding_lookup(table, decoder_inputs)

with tf.variable_scope('Encoder') as scope:
    (fw, bw), (fw_state, bw_state) = tf.nn.bidirectional_dynamic_rnn(
        LSTMCell(units), LSTMCell(units), encoder_embedded, sequence_length=encoder_length, time_major=True, dtype=tf.float32)
    encoder_outputs = tf.concat((fw, bw), 2)
    encoder_state = LSTMStateTuple(c=tf.concat((fw_state.c, bw_state.c), 1), h=tf.concat((fw_state.h, bw_state.h), 1))

with tf.variable_scope('Decoder') as scope:
    decoder_cell = LSTMCell(2 * units)

    def output_fn(outputs):
        return layers.linear(outputs, vocab, scope=scope)

    train_fn = seq2seq.simple_decoder_fn_train(encoder_state=encoder_state)
    decoder_outputs, decoder_state, _ = seq2seq.dynamic_rnn_decoder(
        cell=decoder_cell, decoder_fn=train_fn, inputs=decoder_embedded, sequence_length=decoder_length, time_major=True, scope=scope)
    logits = output_fn(decoder_outputs)
    scope.reuse_variables()
    inference_fn = seq2seq.simple_decoder_fn_inference(
        output_fn=output_fn, encoder_state=encoder_state, embeddings=table, start_of_sequence_id=EOS, end_of_sequence_id=EOS,
        maximum_length=longest + 3, num_decoder_symbols=vocab)
    inference_logits, _, _ = seq2seq.dynamic_rnn_decoder(cell=decoder_cell, decoder_fn=inference_fn, time_major=True, scope=scope)
    prediction = tf.argmax(inference_logits, axis=-1, name='prediction')

loss = seq2seq.sequence_loss(tf.transpose(logits, [1, 0, 2]), tf.transpose(targets), tf.transpose(weights))
train_op = tf.train.AdamOptimizer(0.02).minimize(loss)


def make_batch(rng):
    lengths = rng.randint(2, longest + 1, batch)
    lengths[0] = longest
    source = np.zeros((longest, batch), np.int32)
    target = np.zeros((longest, batch), np.int32)
    for i, n in enumerate(lengths):
        digits = rng.randint(2, vocab, n)
        source[:n, i] = digits
        target[:n, i] = np.sort(digits)
    return {encoder_inputs: source, encoder_length: lengths, decoder_targets: target}


rng = np.random.RandomState(9)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(25):
        feed = make_batch(rng)
        _, l = sess.run([train_op, loss], feed)
        if step % 8 == 0:
            print('batch {}: minibatch loss {:.4f}'.format(step, l))
            for source, predicted in zip(feed[encoder_inputs].T[:2], sess.run(prediction, feed).T[:2]):
                print('  {} > {}'.format(source, predicted))
