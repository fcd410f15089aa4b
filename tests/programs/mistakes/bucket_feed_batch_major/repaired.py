"""A bucketed model with one placeholder for each step."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, encoder_size, decoder_size, symbols = 3, 4, 3, 10
encoder_inputs = [tf.placeholder(tf.int32, [batch_size], name="encoder%d" % i) for i in range(encoder_size)]
decoder_inputs = [tf.placeholder(tf.int32, [batch_size], name="decoder%d" % i) for i in range(decoder_size)]

outputs, _ = tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
    encoder_inputs, decoder_inputs, tf.contrib.rnn.GRUCell(5), symbols, symbols, embedding_size=5)
targets = decoder_inputs[1:] + [tf.zeros_like(decoder_inputs[0])]
weights = [tf.ones([batch_size]) for _ in range(decoder_size)]
loss = tf.contrib.legacy_seq2seq.sequence_loss(outputs, targets, weights)

encoder_batch = [[3, 4, 5, 0], [6, 7, 0, 0], [8, 9, 3, 4]]
encoder_batch = np.array(encoder_batch).T
decoder_batch = np.array([[1, 5, 4], [1, 7, 6], [1, 4, 3]]).T
feed = dict(zip(decoder_inputs, decoder_batch))
feed.update(zip(encoder_inputs, encoder_batch))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, feed))
