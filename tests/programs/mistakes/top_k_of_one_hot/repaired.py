"""Top-2 accuracy over one-hot labels."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 8])
labels = tf.placeholder(tf.int32, [None, 5])
logits = tf.layers.dense(x, 5)
hits = tf.nn.in_top_k(logits, tf.argmax(labels, 1), 2)
accuracy = tf.reduce_mean(tf.cast(hits, tf.float32))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("accuracy", sess.run(accuracy, {x: np.ones([3, 8]), labels: np.eye(5)[:3]}) >= 0)
