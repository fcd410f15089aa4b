"""A gated cell written for a paper's equations."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


class GatedCell(tf.nn.rnn_cell.RNNCell):
    def __init__(self, num_units):
        super().__init__(name="gated")
        self.num_units = num_units

    @property
    def state_size(self):
        return self.num_units

    @property
    def output_size(self):
        return self.num_units

    def build(self, input_shape):
        self.w_in = self.add_weight("w_in", shape=[self.num_units, self.num_units])
        self.w_rec = self.add_weight("w_rec", shape=[self.num_units, self.num_units])
        self.built = True

    def call(self, inputs, state):
        drive = tf.matmul(inputs, self.w_in)
        gate = tf.sigmoid(drive + tf.matmul(state, self.w_rec))
        new_state = gate * state + (1.0 - gate) * tf.tanh(drive)
        return new_state, new_state


x = tf.placeholder(tf.float32, [None, 4, 10])
outputs, state = tf.nn.dynamic_rnn(GatedCell(8), x, dtype=tf.float32)
loss = tf.reduce_mean(tf.square(state))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([3, 4, 10])}))
