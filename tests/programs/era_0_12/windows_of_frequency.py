"""Cells of tf.contrib.rnn over time and frequency, and one with a single gate to forget and to write."""
import numpy as np
import tensorflow as tf

rnn = tf.contrib.rnn
makers = [
    ("grid", lambda: rnn.GridLSTMCell(3, use_peepholes=True, feature_size=4, frequency_skip=4, num_frequency_blocks=[2])),
    ("both_ways", lambda: rnn.BidirectionalGridLSTMCell(2, feature_size=4, frequency_skip=4, num_frequency_blocks=[2])),
    ("coupled", lambda: rnn.CoupledInputForgetGateLSTMCell(5, use_peepholes=True, num_proj=4)),
]
x = tf.placeholder(tf.float32, [2, 5, 8])
y = tf.placeholder(tf.float32, [2])
last = []
for name, make in makers:
    with tf.variable_scope(name):
        output, _ = tf.nn.dynamic_rnn(make(), x, dtype=tf.float32)
        output = tf.concat(2, output) if isinstance(output, (list, tuple)) else output
        last.append(output[:, -1, :])
prediction = tf.contrib.layers.fully_connected(tf.concat(1, last), 1, activation_fn=None, scope="prediction")
loss = tf.contrib.losses.mean_squared_error(tf.squeeze(prediction, [1]), targets=y)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
random = np.random.RandomState(4)
with tf.Session() as session:
    session.run(tf.initialize_all_variables())
    for _ in range(4):
        print("%.5f" % session.run([train, loss], {x: random.rand(2, 5, 8), y: random.rand(2)})[1])
