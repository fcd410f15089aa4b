"""Beam search over an encoder with Luong attention."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

beam_width, num_units, vocab_size = 3, 8, 11
inputs = tf.placeholder(tf.float32, [None, None, 4])
batch_size = tf.shape(inputs)[0]

with tf.variable_scope("encoder"):
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(num_units), inputs, dtype=tf.float32)

with tf.variable_scope("decoder"):
    embedding = tf.get_variable("embedding", [vocab_size, 4])
    tiled_state = tf.contrib.seq2seq.tile_batch(encoder_state, beam_width)
    encoder_outputs = tf.contrib.seq2seq.tile_batch(encoder_outputs, beam_width)
    attention = tf.contrib.seq2seq.LuongAttention(num_units, encoder_outputs)
    cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(num_units), attention, num_units)
    initial_state = cell.zero_state(batch_size * beam_width, tf.float32).clone(cell_state=tiled_state)
    decoder = tf.contrib.seq2seq.BeamSearchDecoder(
        cell, embedding, tf.fill([batch_size], 1), 2, initial_state, beam_width, tf.layers.Dense(vocab_size))
    outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=6)
    predicted = outputs.predicted_ids

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(predicted, {inputs: np.ones([2, 5, 4])}).shape)
