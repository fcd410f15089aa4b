"""An attention cell over sentence features."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

cell_units = 16
attention_units = 10
features = tf.placeholder(tf.float32, [None, 6, 20])
steps = tf.placeholder(tf.float32, [None, 4, 3])

mechanism = tf.contrib.seq2seq.LuongAttention(attention_units, features, scale=True)
cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.BasicLSTMCell(cell_units), mechanism)
outputs, state = tf.nn.dynamic_rnn(cell, steps, dtype=tf.float32)
total = tf.reduce_sum(outputs)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("sum", sess.run(total, {features: np.ones([2, 6, 20]), steps: np.ones([2, 4, 3])}))
