"""One step of an LSTM by its equations."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

units, depth = 7, 3
x = tf.placeholder(tf.float32, [None, depth])
c = tf.placeholder(tf.float32, [None, units])
h = tf.placeholder(tf.float32, [None, units])

gates = tf.layers.dense(tf.concat([x, h], 1), 2 * units, name="gates")
i, j, f, o = tf.split(gates, 4, axis=1)
new_c = c * tf.sigmoid(f + 1.0) + tf.sigmoid(i) * tf.tanh(j)
new_h = tf.tanh(new_c) * tf.sigmoid(o)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("h", sess.run(new_h, {x: np.ones([2, 3]), c: np.zeros([2, 7]), h: np.zeros([2, 7])})[0, :2])
