# -*- coding: utf-8 -*-
"""Tags words with roles; sentences of unequal length, padded."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import crf

sentences = [
    u"the/D cat/N sees/V a/D mouse/N", u"a/D mouse/N runs/V", u"the/D old/A cat/N sleeps/V", u"the/D café/N sees/V the/D old/A mouse/N",
    u"old/A cat/N runs/V", u"a/D café/N sleeps/V"]
pairs = [[token.split('/') for token in line.split()] for line in sentences]
words = sorted(set(word for line in pairs for word, _ in line))
tags = sorted(set(tag for line in pairs for _, tag in line))
word_ids = dict((word, i + 1) for i, word in enumerate(words))
tag_ids = dict((tag, i) for i, tag in enumerate(tags))
longest = max(map(len, pairs))
x_data = np.zeros((len(pairs), longest), dtype=np.int64)
y_data = np.zeros((len(pairs), longest), dtype=np.int32)
lengths = np.array([len(line) for line in pairs], dtype=np.int64)
for i, line in enumerate(pairs):
    for j, (word, tag) in enumerate(line):
        x_data[i, j] = word_ids[word]
        y_data[i, j] = tag_ids[tag]

print "words:", len(words), "tags:", ', '.join(tags)
print u'known: {0}'.format(isinstance(words[0], unicode))

class Tagger:
    def __init__(self, use_crf):
        self.x = tf.placeholder(tf.int64, [None, longest])
        self.y = tf.placeholder(tf.int32, [None, longest])
        self.n = tf.placeholder(tf.int64, [None])
        with tf.name_scope("embed"):
            table = tf.Variable(tf.random_uniform([len(words) + 1, 5], -1.0, 1.0), name="table")
            embedded = tf.nn.embedding_lookup(table, self.x)
        with tf.variable_scope("bi"):
            (fw, bw), _ = tf.nn.bidirectional_dynamic_rnn(
                tf.nn.rnn_cell.GRUCell(6), tf.nn.rnn_cell.GRUCell(6), embedded, sequence_length=self.n, dtype=tf.float32)
        both = tf.concat(2, [fw, bw])
        w = tf.get_variable("w", [12, len(tags)], initializer=tf.contrib.layers.xavier_initializer())
        b = tf.get_variable("b", [len(tags)], initializer=tf.constant_initializer(0.0))
        self.scores = tf.reshape(tf.matmul(tf.reshape(both, [-1, 12]), w) + b, [-1, longest, len(tags)])
        if use_crf:
            likelihood, self.transitions = crf.crf_log_likelihood(self.scores, self.y, self.n)
            self.loss = tf.reduce_mean(tf.neg(likelihood))
        else:
            self.loss = self._masked()
        self.train = tf.train.AdamOptimizer(0.05).minimize(self.loss)

    def _masked(self):
        each = tf.nn.sparse_softmax_cross_entropy_with_logits(self.scores, self.y)
        mask = tf.sequence_mask(tf.to_int32(self.n), maxlen=longest)
        each = tf.select(mask, each, tf.zeros_like(each))
        return tf.reduce_mean(tf.reduce_sum(each, reduction_indices=1) / tf.cast(self.n, tf.float32))

for use_crf in (False, True):
    with tf.Graph().as_default() as graph:
        model = Tagger(use_crf)
        session = tf.Session(graph=graph)
        session.run(tf.initialize_all_variables())
        feed = {model.x: x_data, model.y: y_data, model.n: lengths}
        for epoch in xrange(10):
            loss, _ = session.run([model.loss, model.train], feed)
        print 'crf' if use_crf else 'softmax', 'loss %.5f' % loss
        if use_crf:
            scores, transitions = session.run([model.scores, model.transitions], feed)
            found, _ = crf.viterbi_decode(scores[0][:lengths[0]], transitions)
            print ' '.join(tags[i] for i in found)
        else:
            print tf.argmax(model.scores, 2).eval(feed, session=session)[0]
        session.close()
