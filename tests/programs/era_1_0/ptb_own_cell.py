"""A word model with a cell of its own, made of the private `_linear` that everybody imported."""
import collections
import math

import numpy as np
import tensorflow as tf
from tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl import _linear
from tensorflow.contrib.rnn import RNNCell, LSTMStateTuple, MultiRNNCell

flags = tf.app.flags
flags.DEFINE_integer('hidden', 10, 'width of each layer')
flags.DEFINE_integer('layers', 2, 'how many')
flags.DEFINE_float('lr', 0.8, 'learning rate')
FLAGS = flags.FLAGS

TEXT = """the ship sailed out and the ship came home and the wind that took the ship brought the ship home
the child ran out and the child came home and the song that took the child brought the child home""".replace('\n', ' <eos> ').split()


class CoupledLSTMCell(RNNCell):
    """Forgets exactly as much as it lets in."""

    def __init__(self, num_units, forget_bias=1.0):
        self._num_units = num_units
        self._forget_bias = forget_bias

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def __call__(self, inputs, state, scope=None):
        with tf.variable_scope(scope or "coupled_lstm_cell"):
            c, h = state
            concat = _linear([inputs, h], 3 * self._num_units, True)
            j, f, o = tf.split(value=concat, num_or_size_splits=3, axis=1)
            keep = tf.sigmoid(f + self._forget_bias)
            new_c = c * keep + (1 - keep) * tf.tanh(j)
            new_h = tf.tanh(new_c) * tf.sigmoid(o)
            return new_h, LSTMStateTuple(new_c, new_h)


def read():
    counter = collections.Counter(TEXT)
    pairs = sorted(counter.items(), key=lambda x: (-x[1], x[0]))
    ids = {word: i for i, (word, _) in enumerate(pairs)}
    return [ids[word] for word in TEXT * 6], len(ids)


def main(_):
    data, vocab = read()
    batch, steps = 4, 5
    x = tf.placeholder(tf.int32, [batch, steps])
    y = tf.placeholder(tf.int32, [batch, steps])
    with tf.variable_scope("lm", initializer=tf.random_uniform_initializer(-.1, .1)):
        embedding = tf.get_variable("embedding", [vocab, FLAGS.hidden])
        inputs = tf.nn.embedding_lookup(embedding, x)
        cell = MultiRNNCell([CoupledLSTMCell(FLAGS.hidden)] * FLAGS.layers)
        initial = cell.zero_state(batch, tf.float32)
        state, outputs = initial, []
        with tf.variable_scope("RNN"):
            for t in range(steps):
                if t > 0:
                    tf.get_variable_scope().reuse_variables()
                output, state = cell(inputs[:, t, :], state)
                outputs.append(output)
        output = tf.reshape(tf.stack(axis=1, values=outputs), [-1, FLAGS.hidden])
        logits = tf.matmul(output, embedding, transpose_b=True) + tf.get_variable("bias", [vocab])
        loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(y, [-1]), logits=logits)
        cost = tf.reduce_mean(loss)
        lr = tf.Variable(FLAGS.lr, trainable=False, name='lr')
        tvars = tf.trainable_variables()
        grads, norm = tf.clip_by_global_norm(tf.gradients(cost, tvars), 5)
        step = tf.contrib.framework.get_or_create_global_step()
        train = tf.train.GradientDescentOptimizer(lr).apply_gradients(zip(grads, tvars), global_step=step)
        halve = lr.assign(lr * 0.5)

    columns = np.array(data[:len(data) // batch * batch]).reshape(batch, -1)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for epoch in range(2):
            at = sess.run(initial)
            total = 0.
            for i in range(11):
                window = columns[:, i * steps:i * steps + steps + 1]
                value, size, at, _ = sess.run([cost, norm, state, train], {x: window[:, :-1], y: window[:, 1:], initial: at})
                total += value
            print("epoch %d perplexity %.3f norm %.3f" % (epoch, math.exp(total / 11), size))
            sess.run(halve.op)


if __name__ == '__main__':
    tf.app.run(main=main)
