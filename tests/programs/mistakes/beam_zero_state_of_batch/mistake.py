"""Beam search with attention for a fixed batch size."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, beam_width, num_units, vocab_size = 2, 3, 5, 8
encoder_inputs = tf.placeholder(tf.float32, [batch_size, 4, num_units])
encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
    tf.nn.rnn_cell.GRUCell(num_units), encoder_inputs, dtype=tf.float32, scope="encoder")

tiled_outputs = tf.contrib.seq2seq.tile_batch(encoder_outputs, beam_width)
tiled_state = tf.contrib.seq2seq.tile_batch(encoder_state, beam_width)
attention = tf.contrib.seq2seq.BahdanauAttention(num_units, tiled_outputs)
cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(num_units), attention, attention_layer_size=num_units)
zero_state = cell.zero_state(batch_size, tf.float32)
start = zero_state.clone(cell_state=tiled_state)

embedding = tf.get_variable("embedding", [vocab_size, num_units])
decoder = tf.contrib.seq2seq.BeamSearchDecoder(
    cell, embedding, tf.fill([batch_size], 1), 2, start, beam_width, tf.layers.Dense(vocab_size))
outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=4)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs.predicted_ids, {encoder_inputs: np.zeros([batch_size, 4, num_units])})[:, 0])
