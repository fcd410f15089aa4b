"""Takes the last output of a sequence classifier."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 8, 3])
target = tf.placeholder(tf.float32, [None, 2])
cell = tf.nn.rnn_cell.LSTMCell(5, state_is_tuple=True)
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
outputs = tf.transpose(outputs, [1, 0])
last = tf.gather(outputs, int(outputs.get_shape()[0]) - 1)
prediction = tf.nn.softmax(tf.layers.dense(last, 2))
cross_entropy = -tf.reduce_sum(target * tf.log(tf.clip_by_value(prediction, 1e-10, 1.0)))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(cross_entropy, {x: np.ones([2, 8, 3]), target: [[1, 0], [0, 1]]}))
