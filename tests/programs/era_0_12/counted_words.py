"""Compiles as Python 3, and was run by Python 2: whole quotients, lists from map and zip, vocabularies in the order of a dict."""
import collections
import random

import numpy as np
import tensorflow as tf

text = ("the wind blew and the rain fell , so the cat sat on the mat and the dog lay by the door . "
        "a bird sang to the moon while seven owls kept very still ; nobody else was awake . ") * 6

batch_size = 4
num_steps = 5
depth = 6


def numbered(words):
    counts = collections.Counter(words)
    pairs = sorted(counts.items(), key=lambda pair: -pair[1])
    vocabulary = {}
    for word, _ in pairs:
        vocabulary[word] = len(vocabulary)
    return vocabulary


words = text.split()
vocabulary = numbered(words)
ids = np.array(list(map(vocabulary.get, words)))
num_batches = len(ids) / (batch_size * num_steps)
ids = ids[:num_batches * batch_size * num_steps]
inputs = np.split(ids.reshape(batch_size, -1), num_batches, 1)
targets = np.split(np.roll(ids, -1).reshape(batch_size, -1), num_batches, 1)
letters = list(set("".join(words)))
batches = list(zip(inputs, targets))
random.seed(3)
random.shuffle(batches)

x = tf.placeholder(tf.int32, [batch_size, num_steps])
y = tf.placeholder(tf.int32, [batch_size, num_steps])
letter = tf.placeholder(tf.int32, [len(letters)])
embedding = tf.get_variable("embedding", [len(vocabulary), depth])
cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(depth, state_is_tuple=True)] * 2, state_is_tuple=True)
outputs, _ = tf.nn.rnn(cell, tf.unpack(tf.nn.embedding_lookup(embedding, x), axis=1), dtype=tf.float32)
output = tf.reshape(tf.concat(1, outputs), [-1, depth])
logits = tf.contrib.layers.linear(output, len(vocabulary), scope="words")
wanted = tf.one_hot(tf.reshape(y, [-1]), len(vocabulary))
loss = tf.contrib.losses.softmax_cross_entropy(logits, wanted, weight=0.5)
in_order = tf.reduce_sum(tf.to_float(letter) * tf.to_float(tf.range(len(letters))))  # tells the order of a set's elements
train = tf.train.AdagradOptimizer(0.1).minimize(loss)

with tf.Session() as session:
    session.run(tf.initialize_all_variables())
    for i in range(len(batches) / 2):
        _, cost, order = session.run([train, loss, in_order], {x: batches[i][0], y: batches[i][1], letter: list(map(ord, letters))})
        print("%d %.4f %.1f" % (i, cost, order))
