"""Translates a batch with beam search."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(1)
vocab_size, num_units, beam_width = 10, 6, 3
source = tf.placeholder(tf.int32, [None, None])
batch_size = tf.shape(source)[0]
embedding = tf.Variable(tf.random_uniform([vocab_size, num_units]), name="embedding")
_, state = tf.nn.dynamic_rnn(
    tf.nn.rnn_cell.LSTMCell(num_units), tf.nn.embedding_lookup(embedding, source), dtype=tf.float32, scope="enc")
tiled = tf.contrib.seq2seq.tile_batch(state, multiplier=beam_width)
decoder = tf.contrib.seq2seq.BeamSearchDecoder(
    tf.nn.rnn_cell.LSTMCell(num_units), embedding, tf.ones([batch_size], tf.int32), 2, tiled, beam_width,
    output_layer=tf.layers.Dense(vocab_size, name="projection"))
outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=5)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    translations = sess.run(outputs.predicted_ids, {source: np.array([[4, 5, 6], [7, 8, 2]])})
    print("best of the first", translations[0, :, 0])
