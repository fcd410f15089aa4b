"""Two bidirectional layers over a sequence."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

units = 6
outputs = inputs = tf.placeholder(tf.float32, [None, None, 7])
lengths = tf.placeholder(tf.int32, [None])
cell_fw = tf.contrib.rnn.LSTMCell(units)
cell_bw = tf.contrib.rnn.LSTMCell(units)
for i in range(2):
    pair, _ = tf.nn.bidirectional_dynamic_rnn(cell_fw, cell_bw, outputs, lengths, dtype=tf.float32, scope="bi%d" % i)
    outputs = tf.concat(pair, 2)
score = tf.reduce_max(tf.layers.dense(outputs, 1))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("score", sess.run(score, {inputs: np.zeros([3, 4, 7]), lengths: [4, 2, 3]}))
