"""Trains a time-major decoder and masks the padding."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

vocab_size = 8
source = tf.placeholder(tf.float32, [None, None, 5])  # time major
targets = tf.placeholder(tf.int32, [None, None])  # time major
lengths = tf.placeholder(tf.int32, [None])

with tf.variable_scope("decoder"):
    cell = tf.nn.rnn_cell.GRUCell(6)
    helper = tf.contrib.seq2seq.TrainingHelper(source, lengths, time_major=True)
    state = cell.zero_state(tf.shape(source)[1], tf.float32)
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, state)
    outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, output_time_major=True)
    logits = tf.layers.dense(outputs.rnn_output, vocab_size, name="projection")

crossent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits)
mask = tf.sequence_mask(lengths, dtype=tf.float32)
cost = tf.reduce_sum(crossent * mask) / tf.reduce_sum(mask)

rng = np.random.RandomState(1)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("cost", sess.run(cost, {
        source: rng.randn(3, 2, 5), targets: [[1, 4], [2, 5], [3, 0]], lengths: [3, 2]}))
