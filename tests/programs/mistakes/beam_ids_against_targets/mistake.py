"""Accuracy of a beam search on its targets."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

beams, units, vocab = 2, 6, 9
start_ids = tf.placeholder(tf.int32, [None])
targets = tf.placeholder(tf.int32, [None, None])
rows = tf.shape(start_ids)[0]

embedding = tf.get_variable("embedding", [vocab, units])
cell = tf.nn.rnn_cell.GRUCell(units)
state = cell.zero_state(rows * beams, tf.float32)
search = tf.contrib.seq2seq.BeamSearchDecoder(cell, embedding, start_ids, 99, state, beams, tf.layers.Dense(vocab))
outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(search, maximum_iterations=4)
predicted = outputs.predicted_ids

correct = tf.equal(predicted, targets)
accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("accuracy", sess.run(accuracy, {start_ids: [1, 1, 1], targets: np.full([3, 4], 5)}))
