"""Beam search that attends to the real part of each source sentence."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

tile_batch = tf.contrib.seq2seq.tile_batch
beam_width, units, vocab = 2, 6, 9
source = tf.placeholder(tf.int32, [None, None])
source_lengths = tf.placeholder(tf.int32, [None])
embedding = tf.get_variable("embedding", [vocab, units])
encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
    tf.nn.rnn_cell.BasicLSTMCell(units), tf.nn.embedding_lookup(embedding, source), source_lengths, dtype=tf.float32)

memory = tile_batch(encoder_outputs, beam_width)
mechanism = tf.contrib.seq2seq.BahdanauAttention(units, memory, memory_sequence_length=source_lengths)
decoder_cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.BasicLSTMCell(units), mechanism, units)
batch_size = tf.shape(source)[0]
start_state = decoder_cell.zero_state(batch_size * beam_width, tf.float32)
start_state = start_state.clone(cell_state=tile_batch(encoder_state, beam_width))
decoder = tf.contrib.seq2seq.BeamSearchDecoder(
    decoder_cell, embedding, tf.fill([batch_size], 1), 2, start_state, beam_width, tf.layers.Dense(vocab))
outputs, _, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=4)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {source: np.array([[3, 4, 5], [6, 7, 0]]), source_lengths: [3, 2]}
    ids, steps = sess.run([outputs.predicted_ids, lengths], feed)
    print(ids.shape, steps.shape)
