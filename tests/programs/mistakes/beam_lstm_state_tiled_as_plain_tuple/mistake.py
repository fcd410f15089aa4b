"""Beam search with an LSTM decoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

beam_width = 4
inputs = tf.placeholder(tf.float32, [2, 6, 5])
embedding = tf.get_variable("embedding", [13, 5])

_, encoder_state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(8), inputs, dtype=tf.float32, scope="encoder")
decoder_state = tuple(tf.contrib.seq2seq.tile_batch(part, beam_width) for part in encoder_state)

cell = tf.nn.rnn_cell.BasicLSTMCell(8)
layer = tf.layers.Dense(13)
decoder = tf.contrib.seq2seq.BeamSearchDecoder(cell, embedding, tf.fill([2], 1), 2, decoder_state, beam_width, layer)
outputs, final_state, _ = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=5)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs.predicted_ids, {inputs: np.zeros([2, 6, 5])}).shape)
