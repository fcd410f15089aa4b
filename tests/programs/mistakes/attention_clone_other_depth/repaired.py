"""Joins a bidirectional encoder's states for an attention decoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_units = 12
inputs = tf.placeholder(tf.float32, [2, 5, 3])
(fw_out, bw_out), (fw_state, bw_state) = tf.nn.bidirectional_dynamic_rnn(
    tf.nn.rnn_cell.GRUCell(num_units), tf.nn.rnn_cell.GRUCell(num_units), inputs, dtype=tf.float32)
encoder_outputs = tf.concat([fw_out, bw_out], 2)
encoder_state = tf.concat([fw_state, bw_state], 1)
encoder_state = tf.layers.dense(encoder_state, num_units)

decoder_cell = tf.nn.rnn_cell.GRUCell(num_units)
attention = tf.contrib.seq2seq.BahdanauAttention(num_units, encoder_outputs)
attn_cell = tf.contrib.seq2seq.AttentionWrapper(decoder_cell, attention, attention_layer_size=num_units)
initial_state = attn_cell.zero_state(2, tf.float32).clone(cell_state=encoder_state)
outputs, _ = tf.nn.dynamic_rnn(attn_cell, inputs, initial_state=initial_state, dtype=tf.float32)
loss = tf.reduce_mean(tf.square(outputs))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {inputs: np.ones([2, 5, 3])}))
