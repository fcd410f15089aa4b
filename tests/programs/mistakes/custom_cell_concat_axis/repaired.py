"""A minimal recurrent cell with an explicit kernel."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


class MinimalCell(tf.contrib.rnn.RNNCell):
    state_size = 5
    output_size = 5

    def __call__(self, inputs, state, scope=None):
        with tf.variable_scope(scope or "minimal"):
            joined = tf.concat([inputs, state], 1)
            kernel = tf.get_variable("kernel", [8, 5], initializer=tf.glorot_uniform_initializer(seed=1))
            state = tf.tanh(tf.matmul(joined, kernel))
        return state, state


frames = tf.placeholder(tf.float32, [4, 6, 3])
outputs, _ = tf.nn.dynamic_rnn(MinimalCell(), frames, dtype=tf.float32)
loss = tf.reduce_sum(tf.square(outputs))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {frames: np.ones([4, 6, 3])}))
