"""Builds the lower triangle of a matrix in a loop."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

n = 3
x = tf.placeholder(tf.float32, [n])
rows = tf.TensorArray(tf.float32, size=n, infer_shape=False)


def body(t, rows):
    row = x[:t + 1]
    return t + 1, rows.write(t, row)


_, rows = tf.while_loop(lambda t, rows: t < n, body, [tf.constant(0), rows])
triangle = rows.stack()
total = tf.reduce_sum(triangle)
with tf.Session() as sess:
    print("total", sess.run(total, {x: np.array([1.0, 2.0, 3.0])}))
