"""Attention by decoder functions, Bahdanau's and Luong's: says a word backwards."""
from __future__ import print_function
import numpy as np
import tensorflow as tf
import tensorflow.contrib.seq2seq as seq2seq
from tensorflow.contrib.rnn import GRUCell, MultiRNNCell
from tensorflow.python.layers.core import Dense  # noqa: F401

WORDS = ['stone', 'river', 'lamp', 'bread', 'owl', 'garden', 'ink', 'cloud']
GO, END = 0, 1
letters = sorted(set(''.join(WORDS)))
ids = {c: i + 2 for i, c in enumerate(letters)}
vocab = len(letters) + 2
longest = max(len(w) for w in WORDS)


class Backwards(object):
    def __init__(self, option, units=8):
        self.source = tf.placeholder(tf.int32, [None, longest])
        self.length = tf.placeholder(tf.int32, [None])
        self.target = tf.placeholder(tf.int32, [None, longest + 1])
        with tf.variable_scope('words', initializer=tf.random_uniform_initializer(-0.1, 0.1)):
            table = tf.get_variable('table', [vocab, 5])
            with tf.variable_scope('encoder'):
                outputs, state = tf.nn.dynamic_rnn(MultiRNNCell([GRUCell(units)] * 2), tf.nn.embedding_lookup(table, self.source),
                                                   sequence_length=self.length, dtype=tf.float32)
            keys, values, score_fn, construct_fn = seq2seq.prepare_attention(outputs, option, units)
            cell = MultiRNNCell([GRUCell(units) for _ in range(2)])
            shifted = tf.concat([tf.fill([tf.shape(self.target)[0], 1], GO), self.target[:, :-1]], 1)
            with tf.variable_scope('decoder') as scope:
                def output_fn(x):
                    return tf.contrib.layers.fully_connected(x, vocab, activation_fn=None, scope='output')
                train = seq2seq.attention_decoder_fn_train(state, keys, values, score_fn, construct_fn)
                outputs, final, context = seq2seq.dynamic_rnn_decoder(
                    cell, train, inputs=tf.nn.embedding_lookup(table, shifted), sequence_length=self.length + 1, scope=scope)
                self.logits = output_fn(outputs)
                scope.reuse_variables()
                inference = seq2seq.attention_decoder_fn_inference(
                    output_fn, state, keys, values, score_fn, construct_fn, table, GO, END, longest + 1, vocab)
                own, _, _ = seq2seq.dynamic_rnn_decoder(cell, inference, scope=scope)
                self.answer = tf.argmax(own, 2)
        mask = tf.sequence_mask(self.length + 1, longest + 1, dtype=tf.float32)
        steps = tf.shape(self.logits)[1]
        self.loss = seq2seq.sequence_loss(self.logits, self.target[:, :steps], mask[:, :steps])
        self.step = tf.contrib.layers.optimize_loss(self.loss, None, 0.05, 'Adam', clip_gradients=1.0)


source = np.zeros((len(WORDS), longest), np.int32)
target = np.ones((len(WORDS), longest + 1), np.int32)
for i, word in enumerate(WORDS):
    source[i, :len(word)] = [ids[c] for c in word]
    target[i, :len(word)] = [ids[c] for c in reversed(word)]

for option in ('bahdanau', 'luong'):
    graph = tf.Graph()
    with graph.as_default():
        model = Backwards(option)
    with tf.Session(graph=graph) as sess:
        with graph.as_default():
            sess.run(tf.global_variables_initializer())
        feed = {model.source: source, model.length: [len(w) for w in WORDS], model.target: target}
        for i in range(12):
            loss = sess.run([model.loss, model.step], feed)[0]
        print(option, loss)
        answer = sess.run(model.answer, feed)
        print([''.join(letters[c - 2] for c in row if c > 1) for row in answer])
