"""Prepares an encoder's outputs for beam search."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

beam_width = 3
source = tf.placeholder(tf.float32, [2, 7, 4])
memory, state = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(5), source, dtype=tf.float32)

tiled_memory = tf.contrib.seq2seq.tile_batch(memory, beam_width)
tiled_state = tf.contrib.seq2seq.tile_batch(state, beam_width)
scores = tf.reduce_sum(tiled_memory * tf.expand_dims(tiled_state, 1), 2)
alignments = tf.nn.softmax(scores)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(alignments, {source: np.ones([2, 7, 4])}).sum())
