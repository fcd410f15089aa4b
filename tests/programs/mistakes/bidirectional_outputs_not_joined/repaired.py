"""Tags each word with a bidirectional LSTM."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_tags = 3
words = tf.placeholder(tf.float32, [4, 6, 5])
labels = tf.placeholder(tf.int32, [4, 6])

cell_fw = tf.nn.rnn_cell.BasicLSTMCell(7)
cell_bw = tf.nn.rnn_cell.BasicLSTMCell(7)
outputs, _ = tf.nn.bidirectional_dynamic_rnn(cell_fw, cell_bw, words, dtype=tf.float32)
outputs = tf.concat(outputs, 2)
logits = tf.layers.dense(tf.nn.tanh(outputs), num_tags)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {words: np.ones([4, 6, 5]), labels: np.zeros([4, 6])}))
