"""Handwriting-like: three stacked LSTMs, a mixture density on top, states as placeholders, soft window."""
import argparse
import numpy as np
import tensorflow as tf


class Model():
    def __init__(self, args):
        cell_func = tf.contrib.rnn.LSTMCell
        self.tsteps, self.batch, H, M = args.tsteps, args.batch_size, args.rnn_size, args.nmixtures
        graves = tf.truncated_normal_initializer(mean=0., stddev=.075, seed=None, dtype=tf.float32)
        cells = [tf.contrib.rnn.DropoutWrapper(cell_func(H, state_is_tuple=True, initializer=graves),
                                               output_keep_prob=args.dropout, variational_recurrent=False) for _ in range(3)]
        self.cell0, self.cell1, self.cell2 = cells
        self.x = tf.placeholder(dtype=tf.float32, shape=[None, self.tsteps, 3])
        self.y = tf.placeholder(dtype=tf.float32, shape=[None, self.tsteps, 3])
        self.c = tf.placeholder(dtype=tf.float32, shape=[None, args.u, 4])
        self.states = [cell.zero_state(batch_size=self.batch, dtype=tf.float32) for cell in cells]
        inputs = [tf.squeeze(i, [1]) for i in tf.split(self.x, self.tsteps, 1)]
        outs0, self.fs0 = tf.contrib.legacy_seq2seq.rnn_decoder(inputs, self.states[0], self.cell0, loop_function=None, scope='cell0')
        kappa, window = tf.zeros([self.batch, 2, 1]), self.c[:, 0, :]
        reuse = False
        for i in range(len(outs0)):
            alpha, beta, new = self.window_params(outs0[i], 2, kappa, reuse)
            kappa = new
            u = tf.constant(np.linspace(0, args.u - 1, args.u).reshape(1, 1, -1), dtype=tf.float32)
            phi = tf.reduce_sum(tf.multiply(alpha, tf.exp(tf.multiply(-tf.square(tf.subtract(kappa, u)), beta))), 1, keep_dims=True)
            window = tf.squeeze(tf.matmul(phi, self.c), [1])
            outs0[i] = tf.concat((outs0[i], window, inputs[i]), 1)
            reuse = True
        outs1, self.fs1 = tf.contrib.legacy_seq2seq.rnn_decoder(outs0, self.states[1], self.cell1, loop_function=None, scope='cell1')
        outs2, self.fs2 = tf.contrib.legacy_seq2seq.rnn_decoder(outs1, self.states[2], self.cell2, loop_function=None, scope='cell2')
        out = tf.reshape(tf.concat(outs2, 1), [-1, H])
        with tf.variable_scope('mdn_dense'):
            w = tf.get_variable("output_w", [H, 1 + M * 6], initializer=graves)
            b = tf.get_variable("output_b", [1 + M * 6], initializer=graves)
        z = tf.nn.xw_plus_b(out, w, b)
        eos, pi, mu1, mu2, s1, s2, rho = tf.split(z, [1] + [M] * 6, 1)
        x1, x2, e = tf.split(value=tf.reshape(self.y, [-1, 3]), num_or_size_splits=3, axis=1)
        s1, s2, rho, eos, pi = tf.exp(s1), tf.exp(s2), tf.tanh(rho), tf.sigmoid(-1 * eos), tf.nn.softmax(pi)
        d1, d2 = tf.subtract(x1, mu1), tf.subtract(x2, mu2)
        Z = tf.square(tf.div(d1, s1)) + tf.square(tf.div(d2, s2)) - 2 * tf.div(tf.multiply(rho, tf.multiply(d1, d2)), tf.multiply(s1, s2))
        rho_term = 1 - tf.square(rho)
        gaussian = tf.div(tf.exp(tf.div(-Z, 2 * rho_term)), 2 * np.pi * tf.multiply(tf.multiply(s1, s2), tf.sqrt(rho_term)))
        term1 = -tf.log(tf.maximum(tf.expand_dims(tf.reduce_sum(tf.multiply(gaussian, pi), 1), 1), 1e-20))
        term2 = -tf.log(tf.multiply(eos, e) + tf.multiply(1 - eos, 1 - e))
        self.cost = tf.reduce_sum(term1 + term2) / (self.batch * self.tsteps)
        self.learning_rate = tf.Variable(0.0, trainable=False)
        tvars = tf.trainable_variables()
        grads, _ = tf.clip_by_global_norm(tf.gradients(self.cost, tvars), 10.)
        optimizer = tf.train.RMSPropOptimizer(learning_rate=self.learning_rate, decay=0.95)
        self.train_op = optimizer.apply_gradients(zip(grads, tvars))

    def window_params(self, out, mixtures, prev_kappa, reuse=None):
        with tf.variable_scope('window', reuse=reuse):
            hidden = out.get_shape()[1]
            w = tf.get_variable("window_w", [hidden, 3 * mixtures])
            b = tf.get_variable("window_b", [3 * mixtures], initializer=tf.constant_initializer(0.))
        abk = tf.exp(tf.reshape(tf.nn.xw_plus_b(out, w, b), [-1, 3 * mixtures, 1]))
        alpha, beta, kappa = tf.split(abk, 3, 1)
        return alpha, beta, kappa + prev_kappa


parser = argparse.ArgumentParser()
for name, value in dict(tsteps=5, batch_size=3, rnn_size=6, nmixtures=3, u=4, nsteps=25, dropout=1.0).items():
    parser.add_argument('--' + name, type=type(value), default=value)
args = parser.parse_args()
model = Model(args)
rng = np.random.RandomState(10)
sess = tf.InteractiveSession(config=tf.ConfigProto(gpu_options=tf.GPUOptions(allow_growth=True)))
sess.run(tf.global_variables_initializer())
states = sess.run(model.states)
sess.run(tf.assign(model.learning_rate, 1e-2))
for step in range(args.nsteps):
    strokes = rng.normal(size=(3, 6, 3)) * [1, 1, 0] + (rng.uniform(size=(3, 6, 1)) > .8) * [0, 0, 1]
    feed = {model.x: strokes[:, :-1], model.y: strokes[:, 1:], model.c: np.eye(4)[rng.randint(0, 4, size=(3, 4))]}
    for placeholder, state in zip(model.states, states):
        feed[placeholder.c], feed[placeholder.h] = state.c, state.h
    fetched = sess.run([model.cost, model.fs0, model.fs1, model.fs2, model.train_op], feed)
    states = fetched[1:4]
print(fetched[0])
