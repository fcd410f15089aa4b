"""Symbols are sampled one after the other."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

first = tf.placeholder(tf.int32, [None])
table = tf.get_variable("table", [7, 7])


def sample(step, symbol):
    logits = tf.nn.embedding_lookup(table, symbol)
    return step + 1, tf.cast(tf.multinomial(logits, 1), tf.int32)


_, last = tf.while_loop(lambda step, symbol: step < 3, sample, [0, first])

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("last", sess.run(last, {first: np.array([1, 2])}).shape)
