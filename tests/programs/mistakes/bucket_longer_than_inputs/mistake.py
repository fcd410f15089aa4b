"""Two buckets of sentence pairs."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

seq2seq = tf.contrib.legacy_seq2seq
buckets = [(4, 3), (6, 5)]
vocab, units = 9, 4
encoder_inputs = [tf.placeholder(tf.int32, [None]) for _ in range(buckets[0][0])]
decoder_inputs = [tf.placeholder(tf.int32, [None]) for _ in range(buckets[-1][1] + 1)]
weights = [tf.placeholder(tf.float32, [None]) for _ in range(buckets[-1][1])]
targets = decoder_inputs[1:]


def seq2seq_f(encoder, decoder):
    cell = tf.contrib.rnn.BasicLSTMCell(units)
    return seq2seq.embedding_rnn_seq2seq(encoder, decoder, cell, vocab, vocab, units)


outputs, losses = seq2seq.model_with_buckets(encoder_inputs, decoder_inputs, targets, weights, buckets, seq2seq_f)
feed = {p: np.ones([2]) for p in encoder_inputs + decoder_inputs + weights}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("losses", sess.run(losses, feed))
