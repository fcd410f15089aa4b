"""A decoder that draws a curve: its helper feeds each point back, so that there is no vocabulary at all."""
import collections

import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq
from tensorflow.contrib.seq2seq import CustomHelper

steps, batch, units = 6, 5, 7
heard = tf.placeholder(tf.float32, [batch, steps, 2])
wanted = tf.placeholder(tf.float32, [batch, steps, 2])

cell = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.GRUCell(units), tf.contrib.rnn.GRUCell(units)])
_, state = tf.nn.dynamic_rnn(cell, heard, dtype=tf.float32, scope='listen')


def first():
    return tf.tile([False], [batch]), heard[:, -1]


def sample(time, outputs, state):
    return tf.cast(tf.argmax(outputs, axis=-1), tf.int32)


def following(time, outputs, state, sample_ids):
    return tf.tile([time + 1 >= steps], [batch]), outputs, state


drawing = tf.contrib.rnn.OutputProjectionWrapper(
    tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.GRUCell(units), tf.contrib.rnn.GRUCell(units)]), 2)
decoder = seq2seq.BasicDecoder(drawing, CustomHelper(first, sample, following), state)
outputs, final_state = seq2seq.dynamic_decode(decoder, output_time_major=False)
drawn = outputs.rnn_output
drawn.set_shape([batch, steps, 2])

Losses = collections.namedtuple('Losses', ['squared', 'absolute'])
losses = Losses(tf.reduce_mean(tf.squared_difference(drawn, wanted)), tf.reduce_mean(tf.abs(drawn - wanted)))
train = tf.train.RMSPropOptimizer(0.01, momentum=0.5).minimize(losses.squared)


def curves(rng):
    t = rng.rand(batch, 1) * 6 + np.arange(2 * steps) * 0.3
    both = np.stack([np.sin(t), np.cos(t)], 2)
    return both[:, :steps], both[:, steps:]


with tf.Session() as sess:
    tf.global_variables_initializer().run()
    rng = np.random.RandomState(4)
    for i in range(24):
        a, b = curves(rng)
        values, _ = sess.run([losses, train], {heard: a, wanted: b})
        if i % 8 == 0:
            print(i, 'squared {0.squared:.5f}, absolute {0.absolute:.5f}'.format(values))
