"""A recurrent cell of our own: a leaky integrator."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


class LeakyCell(tf.nn.rnn_cell.RNNCell):
    def __init__(self, num_units):
        super().__init__()
        self._num_units = num_units

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        drive = tf.layers.dense(inputs, self._num_units, name="drive")
        output = tf.tanh(0.9 * state + drive)
        new_state = tf.concat([output, state], 1)
        return output, new_state


x = tf.placeholder(tf.float32, [None, 5, 3])
outputs, last = tf.nn.dynamic_rnn(LeakyCell(6), x, dtype=tf.float32)
loss = tf.reduce_mean(outputs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([2, 5, 3])}))
