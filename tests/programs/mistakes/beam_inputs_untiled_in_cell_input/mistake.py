"""Input feeding in an attention cell that decodes with beams."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, beam_width, units = 2, 3, 8
memory = tf.placeholder(tf.float32, [batch_size, 5, units])


def fed_input(inputs, attention):
    joined = tf.concat([inputs, attention], -1)
    return tf.layers.dense(joined, units)


tiled = tf.contrib.seq2seq.tile_batch(memory, beam_width)
mechanism = tf.contrib.seq2seq.BahdanauAttention(units, tiled)
cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(units), mechanism, units, cell_input_fn=fed_input)
start = tf.zeros([batch_size, units])
output, _ = cell(start, cell.zero_state(batch_size * beam_width, tf.float32))
total = tf.reduce_sum(output)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("total", sess.run(total, {memory: np.ones([2, 5, 8])}))
