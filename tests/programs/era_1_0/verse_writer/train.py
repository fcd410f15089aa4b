from __future__ import print_function

import argparse
import os
import tempfile
import time

import numpy as np
import tensorflow as tf
from six.moves import cPickle

from model import Model

VERSE = "one for the wind, two for the snow, three for the road where the slow carts go. "


def main():
    parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument('--log_dir', default=None, help='tensorboard logs')
    parser.add_argument('--rnn_size', type=int, default=11)
    parser.add_argument('--embedding_size', type=int, default=6)
    parser.add_argument('--num_layers', type=int, default=2)
    parser.add_argument('--model', default='gru')
    parser.add_argument('--batch_size', type=int, default=5)
    parser.add_argument('--seq_length', type=int, default=7)
    parser.add_argument('--grad_clip', type=float, default=5.)
    parser.add_argument('--learning_rate', type=float, default=0.01)
    parser.add_argument('--keep_prob', type=float, default=1.0)
    args = parser.parse_args()
    text = VERSE * 6
    chars = sorted(set(text))
    vocab = {c: i for i, c in enumerate(chars)}
    args.vocab_size = len(chars)
    n = len(text) // (args.batch_size * args.seq_length)
    ids = np.array([vocab[c] for c in text])[:n * args.batch_size * args.seq_length]
    xs = np.split(ids.reshape(args.batch_size, -1), n, 1)
    ys = np.split(np.roll(ids, -1).reshape(args.batch_size, -1), n, 1)
    folder = args.log_dir or tempfile.mkdtemp()
    with open(os.path.join(folder, 'config.pkl'), 'wb') as f:
        cPickle.dump((args, chars), f)

    model = Model(args)
    with tf.Session() as sess:
        summaries = tf.summary.merge_all()
        writer = tf.summary.FileWriter(os.path.join(folder, time.strftime("%Y-%m-%d")))
        writer.add_graph(sess.graph)
        sess.run(tf.global_variables_initializer())
        saver = tf.train.Saver(tf.global_variables())
        for e in range(2):
            sess.run(tf.assign(model.lr, args.learning_rate * 0.97 ** e))
            state = sess.run(model.initial_state)
            for b in range(11):
                feed = {model.input_data: xs[b], model.targets: ys[b]}
                for i, s in enumerate(model.initial_state):
                    feed[s] = state[i]
                summ, train_loss, state, _ = sess.run([summaries, model.cost, model.final_state, model.train_op], feed)
                writer.add_summary(summ, e * 11 + b)
            print("epoch {}, train_loss = {:.3f}".format(e, train_loss))
        saver.save(sess, os.path.join(folder, 'model.ckpt'), global_step=22)

    with open(os.path.join(folder, 'config.pkl'), 'rb') as f:
        saved_args, chars = cPickle.load(f)
    tf.reset_default_graph()
    model = Model(saved_args, training=False)
    with tf.Session() as sess:
        tf.global_variables_initializer().run()
        tf.train.Saver(tf.global_variables()).restore(sess, tf.train.latest_checkpoint(folder))
        print(model.sample(sess, chars, vocab))


if __name__ == '__main__':
    main()
