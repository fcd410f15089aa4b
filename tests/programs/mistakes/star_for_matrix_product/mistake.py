"""A linear layer written with a star."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

weights = tf.get_variable("weights", [3, 4])
column = tf.placeholder(tf.float32, [4, 1])
answer = weights * column
total = tf.reduce_sum(answer)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("total", sess.run(total, {column: np.ones([4, 1])}))
