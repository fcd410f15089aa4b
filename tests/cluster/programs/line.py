"""Learns a line in a cluster, or alone.  line.py LOGDIR [--sync] [--hidden N] [--more] [--steps N] [--until FILE] [--pause SECONDS]"""
import argparse
import os
import time

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq import training

parser = argparse.ArgumentParser()
parser.add_argument("logdir")
parser.add_argument("--sync", action="store_true")
parser.add_argument("--hidden", type=int, default=1)
parser.add_argument("--more", action="store_true")
parser.add_argument("--partitions", type=int)
parser.add_argument("--steps", type=int)
parser.add_argument("--until", default="/no/such/file")
parser.add_argument("--pause", type=float, default=0.0)
parser.add_argument("--save-seconds", type=float, default=1)
options = parser.parse_args()

mine = training.task()
random = np.random.RandomState(mine.worker)
x = tf.placeholder(tf.float32, [None, 3])
partitioner = tf.fixed_size_partitioner(options.partitions) if options.partitions else None
w = tf.get_variable("w", [3, options.hidden], initializer=tf.zeros_initializer(), partitioner=partitioner)
b = tf.get_variable("b", [options.hidden], initializer=tf.zeros_initializer())
if options.more:
    tf.get_variable("more", [2])
whole = tf.identity(w)
loss = tf.reduce_mean(tf.square(tf.matmul(x, whole - [[1.0], [2.0], [3.0]]) + b))
step = tf.train.get_or_create_global_step()
optimizer = tf.train.GradientDescentOptimizer(0.01)
if options.sync:
    optimizer = training.synchronous(optimizer)
train_op = optimizer.minimize(loss, global_step=step)
with training.session(options.logdir, loss=loss, steps=options.steps, save_seconds=options.save_seconds) as sess:
    print("session", sess.step, "w", np.ravel(sess.run(whole)).tolist(), flush=True)
    while not sess.should_stop() and not (mine.is_chief and os.path.exists(options.until)):
        _, value = sess.run([train_op, loss], {x: random.randn(8, 3)})
        print("step", sess.step, "loss", value, flush=True)
        time.sleep(options.pause)
print("end", sess.step, flush=True)
