"""Attention model on lists of steps."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

encoder_size, decoder_size, vocab = 4, 5, 8
encoder_inputs = [tf.placeholder(tf.int32, [None]) for _ in range(encoder_size)]
decoder_inputs = [tf.placeholder(tf.int32, [None]) for _ in range(decoder_size)]
targets = [tf.placeholder(tf.int32, [None]) for _ in range(decoder_size)]
weights = [tf.ones_like(targets[i], tf.float32) for i in range(decoder_size - 1)]

with tf.variable_scope("model"):
    outputs, state = tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
        encoder_inputs, decoder_inputs, tf.contrib.rnn.GRUCell(6), vocab, vocab, 6)
loss = tf.contrib.legacy_seq2seq.sequence_loss(outputs, targets, weights)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {p: np.zeros([3]) for p in encoder_inputs + decoder_inputs + targets}))
