"""A recurrence by tf.scan."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

inputs = tf.placeholder(tf.float32, [3, 4, 5])
W = tf.get_variable("W", [5, 5])
steps = tf.transpose(inputs, [1, 0, 2])  # time major
initial = tf.zeros([5])


def step(state, x):
    return tf.tanh(tf.tensordot(x, W, 1) + state)


states = tf.scan(step, steps, initializer=initial)
loss = tf.reduce_mean(states[-1])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {inputs: np.ones([3, 4, 5])}))
