"""A recurrent network without any cell: `tf.scan` over time, all weights by hand; then an LSTM whose gates are split by hand."""
from __future__ import print_function
import numpy as np
import tensorflow as tf

n, steps, inputs, hidden = 5, 6, 3, 4
rng = np.random.RandomState(8)
x_data = rng.randn(steps, n, inputs).astype('float32')
y_data = np.roll(x_data.sum(2), 1, axis=0).astype('float32')
y_data[0] = 0

x = tf.placeholder(tf.float32, (steps, n, inputs))
y = tf.placeholder(tf.float32, (steps, n))

Wx = tf.Variable(tf.random_uniform([inputs, 4 * hidden], -0.5, 0.5), name='Wx')
Wh = tf.Variable(tf.random_uniform([hidden, 4 * hidden], -0.5, 0.5), name='Wh')
bias = tf.Variable(tf.zeros([4 * hidden]), name='bias')
out = tf.Variable(tf.random_uniform([hidden, 1]), name='out')


def lstm(previous, now):
    c, h = tf.unpack(previous)
    i, j, f, o = tf.split(1, 4, tf.matmul(now, Wx) + tf.matmul(h, Wh) + bias)
    c = tf.mul(tf.sigmoid(f + 1.0), c) + tf.mul(tf.sigmoid(i), tf.tanh(j))
    h = tf.tanh(c) * tf.sigmoid(o)
    return tf.pack([c, h])

states = tf.scan(lstm, x, initializer=tf.zeros([2, n, hidden]))      # [steps, 2, n, hidden]
hs = states[:, 1]
predictions = tf.squeeze(tf.batch_matmul(hs, tf.tile(tf.expand_dims(out, 0), [steps, 1, 1])), [2])

# similarity of all steps with the last one
last = tf.expand_dims(hs[-1], 0)
similar = tf.batch_matmul(tf.transpose(hs, [1, 0, 2]), tf.transpose(hs, [1, 0, 2]), adj_y=True)
cosine = tf.reduce_sum(tf.mul(hs, last), 2) / tf.sqrt(tf.reduce_sum(tf.square(hs), 2) * tf.reduce_sum(tf.square(last), 2) + 1e-8)

loss = tf.reduce_mean(tf.squared_difference(predictions, y))
penalty = tf.add_n([tf.nn.l2_loss(v) for v in tf.trainable_variables()])
rows, columns = tf.unpack(tf.shape(predictions))
mean = tf.reduce_sum(similar) / tf.to_float(tf.mul(rows, columns))
train = tf.train.AdamOptimizer(0.03, epsilon=1e-4).minimize(loss + 1e-3 * penalty)

with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    for i in range(25):
        values = sess.run([loss, penalty, mean, tf.reduce_max(cosine), train], {x: x_data, y: y_data})
        if not i % 8:
            print(i, values[:-1])
    print(sess.run(tf.select(predictions > y, tf.ones_like(y), -tf.ones_like(y)), {x: x_data, y: y_data}).sum())
