from __future__ import print_function

import argparse
import os
import time

import tensorflow as tf
from six.moves import cPickle

import sample
from model import CharModel
from utils import TextBatches

parser = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument('--save_dir', type=str, default='save', help='where checkpoints go')
parser.add_argument('--log_dir', type=str, default='logs')
parser.add_argument('--cell', type=str, default='lstm', help='rnn, gru, lstm or nas')
parser.add_argument('--num_layers', type=int, default=2)
parser.add_argument('--rnn_size', type=int, default=16)
parser.add_argument('--batch_size', type=int, default=4)
parser.add_argument('--seq_length', type=int, default=8)
parser.add_argument('--num_epochs', type=int, default=4)
parser.add_argument('--grad_clip', type=float, default=5.)
parser.add_argument('--learning_rate', type=float, default=0.01)
parser.add_argument('--decay_rate', type=float, default=0.97)
parser.add_argument('--output_keep_prob', type=float, default=1.0)


def train(args):
    batches = TextBatches(args.batch_size, args.seq_length)
    args.vocab_size = batches.vocab_size
    if not os.path.isdir(args.save_dir):
        os.makedirs(args.save_dir)
    with open(os.path.join(args.save_dir, 'config.pkl'), 'wb') as f:
        cPickle.dump(args, f)
    with open(os.path.join(args.save_dir, 'chars_vocab.pkl'), 'wb') as f:
        cPickle.dump((batches.chars, batches.vocab), f)

    model = CharModel(args)
    with tf.Session() as sess:
        summaries = tf.summary.merge_all()
        writer = tf.summary.FileWriter(os.path.join(args.log_dir, 'run'))
        writer.add_graph(sess.graph)
        sess.run(tf.global_variables_initializer())
        saver = tf.train.Saver(tf.global_variables())
        for e in range(args.num_epochs):
            sess.run(tf.assign(model.lr, args.learning_rate * (args.decay_rate ** e)))
            batches.reset()
            state = sess.run(model.initial_state)
            for b in range(batches.num_batches):
                start = time.time()
                x, y = batches.next_batch()
                feed = {model.input_data: x, model.targets: y}
                for i, (c, h) in enumerate(model.initial_state):
                    feed[c] = state[i].c
                    feed[h] = state[i].h
                summ, loss, state, _ = sess.run([summaries, model.cost, model.final_state, model.train_op], feed)
                writer.add_summary(summ, e * batches.num_batches + b)
                step = e * batches.num_batches + b
                if step % 10 == 0:
                    print("{}/{} (epoch {}), train_loss = {:.3f}, time/batch = {:.3f}".format(
                        step, args.num_epochs * batches.num_batches, e, loss, time.time() - start))
        path = saver.save(sess, os.path.join(args.save_dir, 'model.ckpt'), global_step=step)
        print("model saved to {}".format(path))


if __name__ == '__main__':
    args = parser.parse_args()
    train(args)
    tf.reset_default_graph()
    sample.sample(args.save_dir)
