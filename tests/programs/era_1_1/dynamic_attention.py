"""Attention as 1.1 had it: DynamicAttentionWrapper around the decoder's cell, Bahdanau and Luong."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.seq2seq import (BahdanauAttention, BasicDecoder, DynamicAttentionWrapper, DynamicAttentionWrapperState,
                                        GreedyEmbeddingHelper, LuongAttention, TrainingHelper, dynamic_decode)
from tensorflow.python.layers import core as layers_core

vocab, width, units, batch, longest = 11, 5, 8, 6, 6
GO, EOS = 0, 1


class Seq2Seq(object):
    def __init__(self, attention, normalize=False):
        self.x = tf.placeholder(tf.int32, [batch, None], name='x')
        self.x_length = tf.placeholder(tf.int32, [batch], name='x_length')
        self.y = tf.placeholder(tf.int32, [batch, None], name='y')
        self.y_length = tf.placeholder(tf.int32, [batch], name='y_length')
        embeddings = tf.get_variable('embeddings', [vocab, width])
        with tf.variable_scope('encoder'):
            cell = tf.contrib.rnn.BasicLSTMCell(units)
            outputs, state = tf.nn.dynamic_rnn(cell, tf.nn.embedding_lookup(embeddings, self.x), self.x_length, dtype=tf.float32)
        with tf.variable_scope('decoder') as scope:
            mechanism = attention(num_units=units, memory=outputs, memory_sequence_length=self.x_length, normalize=normalize)
            cell = DynamicAttentionWrapper(tf.contrib.rnn.BasicLSTMCell(units), mechanism, units, name="attending")
            initial = cell.zero_state(dtype=tf.float32, batch_size=batch)
            initial = DynamicAttentionWrapperState(state, initial.attention)
            projection = layers_core.Dense(vocab, use_bias=False, name='projection')
            helper = TrainingHelper(tf.nn.embedding_lookup(embeddings, self.y[:, :-1]), self.y_length)
            outputs, final = dynamic_decode(BasicDecoder(cell, helper, initial, projection), scope=scope)
            self.logits = outputs.rnn_output
            scope.reuse_variables()
            helper = GreedyEmbeddingHelper(embeddings, tf.fill([batch], GO), EOS)
            outputs, _ = dynamic_decode(BasicDecoder(cell, helper, initial, projection), maximum_iterations=longest + 2, scope=scope)
            self.predicted = outputs.sample_id
        steps = tf.reduce_max(self.y_length)
        self.loss = tf.contrib.seq2seq.sequence_loss(self.logits, self.y[:, 1:], tf.sequence_mask(self.y_length, steps, tf.float32))
        self.attention_size = tf.reduce_mean(tf.abs(final.attention))
        optimizer = tf.train.AdamOptimizer(0.02)
        gradients, variables = zip(*optimizer.compute_gradients(self.loss))
        gradients, self.norm = tf.clip_by_global_norm(gradients, 3.0)
        self.train = optimizer.apply_gradients(zip(gradients, variables))


def batch_of(rng):
    lengths = rng.randint(2, longest, batch)
    x = np.zeros((batch, longest - 1), np.int32)
    y = np.full((batch, longest + 1), EOS, np.int32)
    y[:, 0] = GO
    for i, n in enumerate(lengths):
        x[i, :n] = rng.randint(2, vocab, n)
        y[i, 1:n + 1] = x[i, :n][::-1]
    return x, lengths, y[:, :max(lengths) + 2], lengths + 1


for attention, normalize in ((BahdanauAttention, False), (LuongAttention, False)):
    tf.reset_default_graph()
    model = Seq2Seq(attention, normalize)
    rng = np.random.RandomState(12)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(12):
            x, n, y, m = batch_of(rng)
            feed = {model.x: x, model.x_length: n, model.y: y, model.y_length: m}
            loss, norm, size, _ = sess.run([model.loss, model.norm, model.attention_size, model.train], feed)
        print(attention.__name__, loss, norm, size)
        print(sess.run(model.predicted, feed).shape)
