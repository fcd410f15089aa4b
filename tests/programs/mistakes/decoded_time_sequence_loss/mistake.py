"""Measures the loss of a greedily decoded answer."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(7)
vocab_size = 9
end_id = 100
targets = tf.placeholder(tf.int32, [None, None], "targets")
batch_size = tf.shape(targets)[0]
embeddings = tf.get_variable("embeddings", [vocab_size, 4])
cell = tf.contrib.rnn.LSTMCell(6)
start_tokens = tf.fill([batch_size], 1)
helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(embeddings, start_tokens, end_id)
decoder = tf.contrib.seq2seq.BasicDecoder(
    cell, helper, cell.zero_state(batch_size, tf.float32), tf.layers.Dense(vocab_size))
outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=7)
logits = outputs.rnn_output
self_targets = tf.identity(targets)
weights = tf.to_float(tf.not_equal(self_targets, 0))
loss = tf.contrib.seq2seq.sequence_loss(logits, self_targets, weights)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    answer = np.array([[5, 6, 7, 2], [3, 2, 0, 0]], np.int32)
    print("validation loss", sess.run(loss, {targets: answer}))
