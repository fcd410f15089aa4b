"""Features that were kept as an array of arrays."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 4])
total = tf.reduce_sum(x)
rows = np.empty(3, dtype=object)
for position in range(3):
    rows[position] = np.ones(4)

with tf.Session() as sess:
    print("total", sess.run(total, {x: rows}))
