"""Trains an attention decoder for one batch."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, num_units, vocab_size = 3, 8, 10
encoder_inputs = tf.placeholder(tf.float32, [batch_size, 5, 4])
decoder_inputs = tf.placeholder(tf.float32, [batch_size, 6, 4])
labels = tf.placeholder(tf.int32, [batch_size, 6])

encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
    tf.nn.rnn_cell.BasicLSTMCell(num_units), encoder_inputs, dtype=tf.float32, scope="encoder")
mechanism = tf.contrib.seq2seq.LuongAttention(num_units, encoder_outputs)
cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.BasicLSTMCell(num_units), mechanism, num_units)
initial_state = cell.zero_state(batch_size, tf.float32).clone(cell_state=encoder_state)
helper = tf.contrib.seq2seq.TrainingHelper(decoder_inputs, [6] * batch_size)
decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, initial_state, tf.layers.Dense(vocab_size))
outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder)
loss = tf.losses.sparse_softmax_cross_entropy(labels, outputs.rnn_output)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {encoder_inputs: np.ones([3, 5, 4]), decoder_inputs: np.ones([3, 6, 4]), labels: np.ones([3, 6])}
    print("loss", sess.run(loss, feed))
