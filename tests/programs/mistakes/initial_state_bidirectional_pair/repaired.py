"""A bidirectional encoder in front of a unidirectional decoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

units = 5
source = tf.placeholder(tf.float32, [3, 8, 4])
target = tf.placeholder(tf.float32, [3, 6, 4])
LSTMCell, LSTMStateTuple = tf.contrib.rnn.LSTMCell, tf.contrib.rnn.LSTMStateTuple
_, states = tf.nn.bidirectional_dynamic_rnn(LSTMCell(units), LSTMCell(units), source, dtype=tf.float32)
states = LSTMStateTuple(*[tf.concat(pair, 1) for pair in zip(*states)])

outputs, _ = tf.nn.dynamic_rnn(LSTMCell(2 * units), target, initial_state=states, scope="decoder")
loss = tf.reduce_sum(tf.abs(outputs))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {source: np.ones([3, 8, 4]), target: np.ones([3, 6, 4])}))
