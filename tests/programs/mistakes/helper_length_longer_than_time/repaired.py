"""Teacher forcing with a TrainingHelper."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

decoder_inputs = tf.placeholder(tf.float32, [None, None, 3])
lengths = tf.placeholder(tf.int32, [None])
cell = tf.contrib.rnn.GRUCell(6)
helper = tf.contrib.seq2seq.TrainingHelper(decoder_inputs, lengths)
decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(tf.size(lengths), tf.float32))
outputs, _, final_lengths = tf.contrib.seq2seq.dynamic_decode(decoder)
loss = tf.reduce_mean(outputs.rnn_output)

words = [["a", "cat", "sleeps"], ["some", "dogs", "never", "sleep"]]
sizes = [len(sentence) for sentence in words]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {decoder_inputs: np.ones([2, 4, 3]), lengths: sizes}))
