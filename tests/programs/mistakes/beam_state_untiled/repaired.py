"""Decodes with beam search from the last state of an encoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

BEAM, UNITS, VOCAB = 3, 10, 7


def encode(ids, embedding):
    cell = tf.contrib.rnn.GRUCell(UNITS)
    _, state = tf.nn.dynamic_rnn(cell, tf.nn.embedding_lookup(embedding, ids), dtype=tf.float32, scope="encoder")
    return state


def decode(encoder_state, embedding, batch_size):
    cell = tf.contrib.rnn.GRUCell(UNITS)
    projection = tf.layers.Dense(VOCAB, use_bias=False)
    initial_state = tf.contrib.seq2seq.tile_batch(encoder_state, BEAM)
    start = tf.fill([batch_size], 0)
    decoder = tf.contrib.seq2seq.BeamSearchDecoder(cell, embedding, start, 1, initial_state, BEAM, projection)
    outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=5, scope="decoder")
    return outputs.predicted_ids


ids = tf.placeholder(tf.int32, [None, None])
embedding = tf.get_variable("embedding", [VOCAB, 5])
predicted = decode(encode(ids, embedding), embedding, tf.shape(ids)[0])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    result = sess.run(predicted, {ids: np.tile([[2, 3, 4, 5]], [4, 1])})
    print(result.shape)
