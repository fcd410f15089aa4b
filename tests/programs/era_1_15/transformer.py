# coding: utf-8
'''Attention alone, from scratch: layer normalisation, several heads, positions.'''
from __future__ import print_function
import numpy as np
import tensorflow as tf


def normalize(inputs, epsilon=1e-8, scope="ln", reuse=None):
    with tf.variable_scope(scope, reuse=reuse):
        params_shape = inputs.get_shape()[-1:]
        mean, variance = tf.nn.moments(inputs, [-1], keep_dims=True)
        beta = tf.Variable(tf.zeros(params_shape))
        gamma = tf.Variable(tf.ones(params_shape))
        return gamma * ((inputs - mean) / ((variance + epsilon) ** (.5))) + beta


def embedding(inputs, vocab_size, num_units, zero_pad=True, scale=True, scope="embedding", reuse=None):
    with tf.variable_scope(scope, reuse=reuse):
        lookup_table = tf.get_variable('lookup_table', dtype=tf.float32, shape=[vocab_size, num_units],
                                       initializer=tf.contrib.layers.xavier_initializer())
        if zero_pad:
            lookup_table = tf.concat((tf.zeros(shape=[1, num_units]), lookup_table[1:, :]), 0)
        outputs = tf.nn.embedding_lookup(lookup_table, inputs)
        return outputs * (num_units ** 0.5) if scale else outputs


def positional(inputs, num_units, scope="positional_encoding"):
    N, T = inputs.get_shape().as_list()
    with tf.variable_scope(scope):
        position_ind = tf.tile(tf.expand_dims(tf.range(T), 0), [N, 1])
        position_enc = np.array([[pos / np.power(10000, 2. * i / num_units) for i in range(num_units)] for pos in range(T)])
        position_enc[:, 0::2] = np.sin(position_enc[:, 0::2])
        position_enc[:, 1::2] = np.cos(position_enc[:, 1::2])
        return tf.nn.embedding_lookup(tf.convert_to_tensor(position_enc.astype('float32')), position_ind)


def multihead(queries, keys, num_units, num_heads, causality=False, scope="multihead_attention", reuse=None):
    with tf.variable_scope(scope, reuse=reuse):
        Q = tf.layers.dense(queries, num_units, activation=tf.nn.relu)
        K = tf.layers.dense(keys, num_units, activation=tf.nn.relu)
        V = tf.layers.dense(keys, num_units, activation=tf.nn.relu)
        Q_, K_, V_ = [tf.concat(tf.split(one, num_heads, axis=2), axis=0) for one in (Q, K, V)]
        outputs = tf.matmul(Q_, tf.transpose(K_, [0, 2, 1])) / (K_.get_shape().as_list()[-1] ** 0.5)
        key_masks = tf.tile(tf.sign(tf.abs(tf.reduce_sum(keys, axis=-1))), [num_heads, 1])
        key_masks = tf.tile(tf.expand_dims(key_masks, 1), [1, tf.shape(queries)[1], 1])
        paddings = tf.ones_like(outputs) * (-2 ** 32 + 1)
        outputs = tf.where(tf.equal(key_masks, 0), paddings, outputs)
        if causality:
            diag_vals = tf.ones_like(outputs[0, :, :])
            tril = tf.contrib.linalg.LinearOperatorTriL(diag_vals).to_dense() if False else tf.linalg.LinearOperatorLowerTriangular(
                diag_vals).to_dense()
            masks = tf.tile(tf.expand_dims(tril, 0), [tf.shape(outputs)[0], 1, 1])
            outputs = tf.where(tf.equal(masks, 0), tf.ones_like(masks) * (-2 ** 32 + 1), outputs)
        outputs = tf.nn.softmax(outputs)
        outputs = tf.layers.dropout(outputs, rate=0.0, training=tf.convert_to_tensor(True))
        outputs = tf.concat(tf.split(tf.matmul(outputs, V_), num_heads, axis=0), axis=2)
        return normalize(outputs + queries)


def feedforward(inputs, num_units, scope="ff"):
    with tf.variable_scope(scope):
        outputs = tf.layers.conv1d(inputs=inputs, filters=num_units[0], kernel_size=1, activation=tf.nn.relu, use_bias=True)
        outputs = tf.layers.conv1d(inputs=outputs, filters=num_units[1], kernel_size=1)
        return normalize(outputs + inputs)


class Graph():
    def __init__(self, batch, length, vocab, units=8):
        self.graph = tf.Graph()
        with self.graph.as_default():
            self.x = tf.placeholder(tf.int32, shape=(batch, length))
            self.y = tf.placeholder(tf.int32, shape=(batch, length))
            self.decoder_inputs = tf.concat((tf.ones_like(self.y[:, :1]) * 2, self.y[:, :-1]), -1)
            with tf.variable_scope("encoder"):
                enc = embedding(self.x, vocab, units, scope="enc_embed") + positional(self.x, units)
                for i in range(2):
                    with tf.variable_scope("num_blocks_{}".format(i)):
                        enc = feedforward(multihead(enc, enc, units, 2), [16, units])
            with tf.variable_scope("decoder"):
                dec = embedding(self.decoder_inputs, vocab, units, scope="dec_embed") + positional(self.y, units, scope="dec_pe")
                with tf.variable_scope("block"):
                    dec = multihead(dec, dec, units, 2, causality=True, scope="self_attention")
                    dec = feedforward(multihead(dec, enc, units, 2, scope="vanilla_attention"), [16, units])
            self.logits = tf.layers.dense(dec, vocab)
            self.preds = tf.to_int32(tf.arg_max(self.logits, dimension=-1))
            istarget = tf.to_float(tf.not_equal(self.y, 0))
            self.acc = tf.reduce_sum(tf.to_float(tf.equal(self.preds, self.y)) * istarget) / (tf.reduce_sum(istarget))
            smoothed = ((1 - 0.1) * tf.one_hot(self.y, depth=vocab)) + (0.1 / vocab)
            loss = tf.nn.softmax_cross_entropy_with_logits(logits=self.logits, labels=smoothed)
            self.mean_loss = tf.reduce_sum(loss * istarget) / (tf.reduce_sum(istarget))
            self.global_step = tf.Variable(0, name='global_step', trainable=False)
            self.lr = tf.train.noisy_linear_cosine_decay if False else tf.train.cosine_decay(0.01, self.global_step, 30)
            self.train_op = tf.train.AdamOptimizer(self.lr, beta1=0.9, beta2=0.98, epsilon=1e-8).minimize(self.mean_loss, self.global_step)
            tf.summary.scalar('mean_loss', self.mean_loss)
            self.merged = tf.summary.merge_all()


if __name__ == '__main__':
    g = Graph(4, 5, 12)
    rng = np.random.RandomState(3)
    with g.graph.as_default():
        sv = tf.train.Supervisor(graph=g.graph, logdir='transformer', save_model_secs=0, summary_op=None)
        with sv.managed_session() as sess:
            for step in range(25):
                if sv.should_stop():
                    break
                x = rng.randint(3, 12, size=(4, 5))
                x[:, 4:] = 0
                _, l = sess.run([g.train_op, g.mean_loss], {g.x: x, g.y: x[:, ::-1]})
            sv.saver.save(sess, 'transformer/model_gs_%d' % sess.run(g.global_step))
            print(l)
