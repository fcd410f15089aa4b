"""Evaluates the last sentences of a data set with an attention cell."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, units = 4, 6
data = np.random.RandomState(3).randn(11, 5, 2).astype(np.float32)
rest = data[len(data) // batch_size * batch_size:]
source = tf.placeholder(tf.float32, rest.shape)

memory, encoder_state = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(units), source, dtype=tf.float32, scope="encoder")
attention = tf.contrib.seq2seq.LuongAttention(units, memory)
cell = tf.contrib.seq2seq.AttentionWrapper(tf.contrib.rnn.GRUCell(units), attention, attention_layer_size=units)
initial_state = cell.zero_state(len(rest), tf.float32).clone(cell_state=encoder_state)
outputs, _ = tf.nn.dynamic_rnn(cell, source, initial_state=initial_state, dtype=tf.float32, scope="decoder")
loss = tf.reduce_mean(tf.square(outputs))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {source: rest}))
