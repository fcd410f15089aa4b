"""Sets the outputs of empty sequences to zero."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

lengths = tf.placeholder(tf.int32, [4, 1])
x = tf.placeholder(tf.float32, [4, 3])
outputs = tf.layers.dense(x, 6, tf.sigmoid)
zeros = tf.zeros_like(outputs)
real = tf.greater(lengths, 0)
real = tf.squeeze(real, 1)
kept = tf.where(real, outputs, zeros)
loss = tf.reduce_sum(kept)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {lengths: [[2], [0], [1], [0]], x: np.ones([4, 3])}))
