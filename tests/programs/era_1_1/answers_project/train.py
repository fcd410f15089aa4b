#!/usr/bin/env python
"""Learns to add numbers that are written out as text."""
import argparse
import os
import shutil
import tempfile

import tensorflow as tf

from dataset import IDS, SYMBOLS, batches
import network

PARAMS = {'symbols': len(SYMBOLS), 'width': 6, 'units': 8, 'go': IDS['^'], 'end': IDS['$']}


def main(arguments):
    tf.logging.set_verbosity(tf.logging.WARN)
    source = tf.placeholder(tf.int32, [None, None])
    source_length = tf.placeholder(tf.int32, [None])
    target = tf.placeholder(tf.int32, [None, None])
    target_length = tf.placeholder(tf.int32, [None])
    logits = network.build(source, source_length, target, target_length, PARAMS, 'train')
    symbols = network.build(source, source_length, target, target_length, PARAMS, 'infer')
    mask = tf.sequence_mask(target_length, dtype=tf.float32)
    loss = tf.contrib.seq2seq.sequence_loss(logits, target, mask, average_across_timesteps=True)
    step = tf.Variable(0, trainable=False, name='global_step')
    rate = tf.train.exponential_decay(arguments.rate, step, 10, 0.9)
    train = layers_step(loss, step, rate)
    saver = tf.train.Saver(max_to_keep=2)
    folder = tempfile.mkdtemp()
    with tf.Session(config=tf.ConfigProto(allow_soft_placement=True)) as sess:
        sess.run(tf.global_variables_initializer())
        for i, (a, n, b, m) in enumerate(batches(arguments.steps, 8, seed=5)):
            feed = {source: a, source_length: n, target: b, target_length: m}
            value, _ = sess.run([loss, train], feed)
            if i % 8 == 0:
                print("step", i, "loss", value)
        path = saver.save(sess, os.path.join(folder, 'model'), global_step=step)
        said = sess.run(symbols, feed)
        print(''.join(SYMBOLS[c] for c in a[0]), '=', ''.join(SYMBOLS[c] for c in said[0]))
        names = [name for name, _ in tf.contrib.framework.list_variables(path)]
        print(len(names), 'variables saved')
    shutil.rmtree(folder)


def layers_step(loss, step, rate):
    return tf.contrib.layers.optimize_loss(loss, step, rate, tf.train.AdamOptimizer, clip_gradients=5.0, summaries=[])


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--rate', type=float, default=0.02)
    parser.add_argument('--steps', type=int, default=24)
    main(parser.parse_args())
