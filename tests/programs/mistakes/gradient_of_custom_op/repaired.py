"""Clips a gradient inside the network."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


@tf.custom_gradient
def clip_gradient(x):
    def grad_op(dy):
        return tf.clip_by_value(dy, -0.1, 0.1)

    return tf.identity(x), grad_op


inputs = tf.placeholder(tf.float32, [5, 3])
hidden = tf.layers.dense(inputs, 4, tf.tanh)
prediction = tf.layers.dense(clip_gradient(hidden), 1)
loss = tf.reduce_mean(tf.square(prediction - 1.0))
train_op = tf.train.AdamOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run([loss, train_op], {inputs: np.ones([5, 3])})[0])
