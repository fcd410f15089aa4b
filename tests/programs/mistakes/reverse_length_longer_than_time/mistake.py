"""Bidirectional reading of sentences cut to a maximal length."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

max_time = 4
inputs = tf.placeholder(tf.float32, [None, None, 3])
lengths = tf.placeholder(tf.int32, [None])
cells = [tf.contrib.rnn.GRUCell(5) for _ in range(2)]
outputs, states = tf.nn.bidirectional_dynamic_rnn(cells[0], cells[1], inputs, lengths, dtype=tf.float32)
summary = tf.reduce_mean(tf.concat(states, 1))

sentences = [[1.0, 2.0, 3.0, 4.0, 5.0], [6.0, 7.0]]
batch = np.zeros([2, max_time, 3])
for row, sentence in enumerate(sentences):
    sentence = sentence[:max_time]
    batch[row, :len(sentence)] = np.array(sentence)[:, None]
sizes = [len(sentence) for sentence in sentences]

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("summary", sess.run(summary, {inputs: batch, lengths: sizes}))
