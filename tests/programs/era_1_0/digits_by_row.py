"""Rows of a picture, one per step: static unrolling in both directions."""
from __future__ import print_function
import tensorflow as tf
from tensorflow.contrib import rnn
from tensorflow.contrib.rnn.python.ops import core_rnn
import numpy as np

n_input, n_steps, n_hidden, n_classes = 6, 6, 9, 4
learning_rate, batch_size = 0.01, 12

x = tf.placeholder("float", [None, n_steps, n_input])
y = tf.placeholder("float", [None, n_classes])
weights = {'out': tf.Variable(tf.random_normal([3 * n_hidden, n_classes]))}
biases = {'out': tf.Variable(tf.random_normal([n_classes]))}


def both(x):
    x = tf.unstack(x, n_steps, 1)
    fw = rnn.BasicLSTMCell(n_hidden, forget_bias=1.0)
    bw = rnn.BasicLSTMCell(n_hidden, forget_bias=1.0)
    outputs, _, _ = rnn.static_bidirectional_rnn(fw, bw, x, dtype=tf.float32)
    with tf.variable_scope("once_more"):
        stacked = rnn.MultiRNNCell([rnn.GRUCell(n_hidden)] * 2)
        more, _ = core_rnn.static_rnn(stacked, outputs, dtype=tf.float32)
    last = tf.concat([outputs[-1], more[-1]], 1)
    return tf.matmul(last, weights['out']) + biases['out']


pred = both(x)
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=pred, labels=y))
optimizer = tf.train.AdamOptimizer(learning_rate=learning_rate).minimize(cost)
accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1)), tf.float32))
init = tf.global_variables_initializer()


def next_batch(rng):
    labels = rng.randint(0, n_classes, batch_size)
    images = rng.rand(batch_size, n_steps * n_input) * 0.5
    for i, label in enumerate(labels):
        images[i, label * 5:label * 5 + 8] += 1
    return images, np.eye(n_classes)[labels]


with tf.Session() as sess:
    sess.run(init)
    rng = np.random.RandomState(10)
    for step in range(1, 13):
        batch_x, batch_y = next_batch(rng)
        batch_x = batch_x.reshape((batch_size, n_steps, n_input))
        sess.run(optimizer, feed_dict={x: batch_x, y: batch_y})
        loss, acc = sess.run([cost, accuracy], feed_dict={x: batch_x, y: batch_y})
        if step % 4 == 0:
            print("Iter " + str(step * batch_size) + ", Loss= {:.5f}, Accuracy= {:.4f}".format(loss, acc))
    batch_x, batch_y = next_batch(rng)
    print("Testing Accuracy:", sess.run(accuracy, feed_dict={x: batch_x.reshape((-1, n_steps, n_input)), y: batch_y}))
