"""Word model: the softmax layer over an LSTM's outputs."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, num_steps, units, vocab = 2, 5, 6, 9
ids = tf.placeholder(tf.int32, [batch_size, num_steps])
targets = tf.placeholder(tf.int32, [batch_size, num_steps])
with tf.device("/cpu:0"):
    embedding = tf.get_variable("embedding", [vocab, units])
    inputs = tf.nn.embedding_lookup(embedding, ids)

cell = tf.contrib.rnn.BasicLSTMCell(units, forget_bias=0.0)
outputs, _ = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)
softmax_w = tf.get_variable("softmax_w", [units, vocab])
softmax_b = tf.get_variable("softmax_b", [vocab])
logits = tf.nn.xw_plus_b(outputs, softmax_w, softmax_b)
flat_targets = tf.reshape(targets, [-1])
ones = tf.ones([batch_size * num_steps])
loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example([logits], [flat_targets], [ones])
cost = tf.reduce_sum(loss) / batch_size

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    data = np.arange(11) % vocab
    print("cost", sess.run(cost, {ids: data[:-1].reshape(2, 5), targets: data[1:].reshape(2, 5)}))
