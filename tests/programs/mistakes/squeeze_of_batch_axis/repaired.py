"""One picture's features are classified."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

features = tf.placeholder(tf.float32, [1, 1, 1, 16])
weights = tf.get_variable("weights", [16, 5])
logits = tf.matmul(tf.squeeze(features, [1, 2]), weights)
total = tf.reduce_sum(logits)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("total", sess.run(total, {features: np.zeros([1, 1, 1, 16])}))
