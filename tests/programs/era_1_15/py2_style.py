#!/usr/bin/env python
# -*- coding: utf-8 -*-
from __future__ import print_function
from six.moves import cPickle as pickle, range, zip, map, queue
import six
import itertools
import random
import collections
import numpy as np
import tensorflow as tf
rnn, seq2seq = tf.contrib.rnn, tf.contrib.legacy_seq2seq

Config = collections.namedtuple('Config', 'size steps batch vocab')
config = Config(size=6, steps=4, batch=3, vocab=9)


class Model(six.with_metaclass(type, object)):
    def __init__(self, c, feed_previous=False, reuse=None):
        with tf.variable_scope('model', reuse=reuse):
            self.enc = [tf.placeholder(tf.int32, [None], name='enc%i' % t) for t in range(c.steps)]
            self.labels = [tf.placeholder(tf.int32, [None], name='labels%i' % t) for t in range(c.steps)]
            weights = [tf.ones_like(l, dtype=tf.float32) for l in self.labels]
            dec = [tf.zeros_like(self.enc[0], dtype=np.int32, name='GO')] + self.enc[:-1]
            cell = rnn.MultiRNNCell([rnn.GRUCell(c.size), rnn.GRUCell(c.size)])
            tied, _ = seq2seq.embedding_tied_rnn_seq2seq(self.enc, dec, cell, c.vocab, c.size, feed_previous=feed_previous)
            with tf.variable_scope('plain'):
                outs, self.memory = seq2seq.embedding_rnn_seq2seq(self.enc, dec, rnn.BasicLSTMCell(c.size), c.vocab, c.vocab, c.size,
                                                                  feed_previous=feed_previous)
            with tf.variable_scope('basic'):
                basic, _ = seq2seq.basic_rnn_seq2seq([tf.one_hot(e, c.size) for e in self.enc], [tf.one_hot(d, c.size) for d in dec],
                                                     rnn.GRUCell(c.size))
            self.loss = seq2seq.sequence_loss(outs, self.labels, weights) + seq2seq.sequence_loss(tied, self.labels, weights)
            self.loss += tf.reduce_mean(tf.square(tf.stack(basic)))
            self.magnitude = tf.sqrt(tf.reduce_sum(tf.square(self.memory[1])))


random.seed(1)
train, test = Model(config), Model(config, True, True)
step = tf.train.MomentumOptimizer(0.05, 0.9).minimize(train.loss)


def batches(n):
    for _ in itertools.repeat(None, n):
        rows = [[random.choice(list(range(1, config.vocab))) for _ in range(config.steps)] for _ in range(config.batch)]
        X = np.array(rows).T
        yield list(map(np.array, X)), X[::-1]


with tf.Session().as_default() as sess:
    sess.run(tf.global_variables_initializer())
    for i, (X, Y) in enumerate(batches(25)):
        feed_dict = {train.enc[t]: X[t] for t in range(config.steps)}
        feed_dict.update(zip(train.labels, Y))
        _, loss_t, norm = sess.run([step, train.loss, train.magnitude], feed_dict)
        if not i % 8:
            print(i, loss_t // .0001 / 10000)
    feed_dict = dict(six.moves.zip(test.enc + test.labels, list(X) + list(Y)))
    print(test.loss.eval(feed_dict))
    stored = {v.op.name: v.eval() for v in tf.trainable_variables()}
    for name, value in sorted(six.iteritems(pickle.loads(pickle.dumps(stored, protocol=2))))[:3]:
        print(name, value.shape)
