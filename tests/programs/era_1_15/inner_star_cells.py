# A cell of one's own on top of what star imports of the inner modules bring; losses added up with NumPy.
from __future__ import print_function

import numpy as np
import tensorflow as tf
import tensorflow.contrib.tensorrt as trt  # never used
from tensorflow.contrib import image as contrib_image
from tensorflow.contrib.rnn.python.ops.core_rnn_cell import *
from tensorflow.python.ops.rnn_cell_impl import *

flags = tf.app.flags
flags.DEFINE_integer("num_units", 6, "Units of each cell.")
flags.DEFINE_integer("steps", 5, "Training steps.")
FLAGS = flags.FLAGS


class MinimalGatedCell(RNNCell):
    """One gate, which both forgets and takes in."""

    def __init__(self, num_units, reuse=None):
        super(MinimalGatedCell, self).__init__(_reuse=reuse)
        self._num_units = num_units

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        with vs.variable_scope("gate"):
            w = vs.get_variable("w", [inputs.get_shape()[1] + self._num_units, self._num_units])
            bias = vs.get_variable("bias", [self._num_units], initializer=init_ops.constant_initializer(1.0))
            gate = math_ops.sigmoid(nn_ops.bias_add(math_ops.matmul(array_ops.concat([inputs, state], 1), w), bias))
        with vs.variable_scope("candidate"):
            u = vs.get_variable("u", [inputs.get_shape()[1] + self._num_units, self._num_units])
            candidate = math_ops.tanh(math_ops.matmul(array_ops.concat([inputs, gate * state], 1), u))
        new = (1.0 - gate) * state + gate * candidate
        return new, new


def main(_):
    pictures = tf.placeholder(tf.float32, [4, 5, 3])
    angles = tf.placeholder(tf.float32, [4])
    targets = tf.placeholder(tf.int32, [4])
    turned = tf.squeeze(contrib_image.rotate(tf.expand_dims(pictures, 3), angles, interpolation="BILINEAR"), [3])
    turned.set_shape([4, 5, 3])
    cell = MultiRNNCell([MinimalGatedCell(FLAGS.num_units), DropoutWrapper(LSTMCell(3), output_keep_prob=1.0)])
    losses = []
    for name, rows in (("plain", pictures), ("turned", turned)):
        with tf.variable_scope("reader", reuse=name == "turned"):
            outputs, _ = tf.nn.dynamic_rnn(cell, rows, dtype=tf.float32)
            logits = tf.layers.dense(outputs[:, -1], 2, name="logits")
        losses.append(tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits)))
    print("losses:", np.shape(losses), np.array(losses).dtype)
    loss = np.sum(losses)
    train = tf.train.AdamOptimizer(0.05).minimize(loss)
    random = np.random.RandomState(0)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(FLAGS.steps):
            feed = {pictures: random.rand(4, 5, 3), angles: random.rand(4), targets: random.randint(0, 2, 4)}
            value, _ = sess.run([loss, train], feed)
            print("step", step, "loss", value)


if __name__ == "__main__":
    tf.app.run()
