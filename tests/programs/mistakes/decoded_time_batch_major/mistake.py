"""Trains a decoder on padded target sentences and prints the cross-entropy."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

vocab_size, embed_size, num_units = 12, 6, 8

decoder_inputs = tf.placeholder(tf.int32, [None, None])
targets = tf.placeholder(tf.int32, [None, None])
target_lengths = tf.placeholder(tf.int32, [None])

embedding = tf.get_variable("embedding", [vocab_size, embed_size])
cell = tf.nn.rnn_cell.BasicLSTMCell(num_units)
helper = tf.contrib.seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, decoder_inputs), target_lengths)
initial_state = cell.zero_state(tf.shape(targets)[0], tf.float32)
decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, initial_state, tf.layers.Dense(vocab_size))
outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder)
logits = outputs.rnn_output
crossent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits)
loss = tf.reduce_mean(crossent)
train_op = tf.train.AdamOptimizer(0.01).minimize(loss)

target_batch = np.array([[4, 5, 6, 0, 0], [7, 2, 0, 0, 0]])
input_batch = np.array([[1, 4, 5, 6, 0], [1, 7, 2, 0, 0]])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {decoder_inputs: input_batch, targets: target_batch, target_lengths: [3, 2]}
    for step in range(2):
        _, value = sess.run([train_op, loss], feed)
        print("step %d loss %.4f" % (step, value))
