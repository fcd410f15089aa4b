"""Classifies toy reviews; watches what happens with summaries."""
import functools
import os
import tempfile

import numpy as np
import tensorflow as tf

tf.set_random_seed(1)


def lazy(function):
    attribute = '_' + function.__name__

    @property
    @functools.wraps(function)
    def wrapper(self):
        if not hasattr(self, attribute):
            with tf.variable_scope(function.func_name):
                setattr(self, attribute, function(self))
        return getattr(self, attribute)
    return wrapper


class Reviews(object):

    def __init__(self, data, target, num_hidden=8, num_layers=2):
        self.data = data
        self.target = target
        self._num_hidden = num_hidden
        self._num_layers = num_layers
        self.prediction
        self.error
        self.optimize

    @lazy
    def length(self):
        used = tf.sign(tf.reduce_max(tf.abs(self.data), reduction_indices=2))
        return tf.cast(tf.reduce_sum(used, reduction_indices=1), tf.int32)

    @lazy
    def prediction(self):
        network = tf.nn.rnn_cell.GRUCell(self._num_hidden)
        network = tf.nn.rnn_cell.MultiRNNCell([network] * self._num_layers)
        output, _ = tf.nn.dynamic_rnn(network, self.data, dtype=tf.float32, sequence_length=self.length)
        last = self._last(output, self.length)
        w = tf.Variable(tf.truncated_normal([self._num_hidden, int(self.target.get_shape()[1])], stddev=0.01))
        b = tf.Variable(tf.constant(0.1, shape=[int(self.target.get_shape()[1])]))
        tf.histogram_summary("weights", w)
        return tf.nn.softmax(tf.matmul(last, w) + b)

    @lazy
    def cost(self):
        entropy = -tf.reduce_sum(self.target * tf.log(tf.clip_by_value(self.prediction, 1e-10, 1.0)))
        tf.scalar_summary("cross entropy", entropy)
        return entropy

    @lazy
    def optimize(self):
        return tf.train.RMSPropOptimizer(0.003).minimize(self.cost)

    @lazy
    def error(self):
        mistakes = tf.not_equal(tf.argmax(self.target, 1), tf.argmax(self.prediction, 1))
        error = tf.reduce_mean(tf.cast(mistakes, tf.float32))
        tf.scalar_summary(['error'], [error])
        return error

    @staticmethod
    def _last(output, length):
        batch_size = tf.shape(output)[0]
        longest = int(output.get_shape()[1])
        flat = tf.reshape(output, [-1, int(output.get_shape()[2])])
        index = tf.range(0, batch_size) * longest + (length - 1)
        return tf.gather(flat, index)


def batch(rng, n=10, longest=9, width=4):
    x = np.zeros((n, longest, width))
    y = np.zeros((n, 2))
    for i in xrange(n):
        length = rng.randint(2, longest + 1)
        x[i, :length] = rng.randn(length, width)
        y[i, int(x[i].sum() > 0)] = 1
    return x, y


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    data = tf.placeholder(tf.float32, [None, 9, 4])
    target = tf.placeholder(tf.float32, [None, 2])
    model = Reviews(data, target)
    merged = tf.merge_all_summaries()
    folder = tempfile.mkdtemp()
    with tf.Session() as sess:
        writer = tf.train.SummaryWriter(folder, sess.graph)
        sess.run(tf.initialize_all_variables())
        for epoch in range(3):
            for step in range(8):
                x, y = batch(rng)
                _, cost, summary = sess.run([model.optimize, model.cost, merged], {data: x, target: y})
                writer.add_summary(summary, epoch * 8 + step)
            x, y = batch(rng)
            error = sess.run(model.error, {data: x, target: y})
            print('Epoch {:2d} cost {:.4f} error {:3.1f}%'.format(epoch + 1, cost, 100 * error))
        writer.close()
    print len(os.listdir(folder))
