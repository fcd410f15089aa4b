"""Steps are kept where their score is high."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

steps = tf.placeholder(tf.float32, [None, 6, 4])
scores = tf.layers.dense(steps, 3)
high = tf.reduce_max(scores, axis=-1, keepdims=False) > 0.0
kept = tf.boolean_mask(steps, high)
total = tf.reduce_sum(kept)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("total", sess.run(total, {steps: np.ones([2, 6, 4])}))
