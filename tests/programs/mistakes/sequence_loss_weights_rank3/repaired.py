"""Predicts the next letter with sequence_loss."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, seq_length, num_classes = 3, 5, 8
X = tf.placeholder(tf.float32, [batch_size, seq_length, num_classes])
Y = tf.placeholder(tf.int32, [batch_size, seq_length])
cell = tf.contrib.rnn.BasicLSTMCell(num_units=num_classes, state_is_tuple=True)
outputs, _states = tf.nn.dynamic_rnn(cell, X, initial_state=cell.zero_state(batch_size, tf.float32))

weights = tf.ones([batch_size, seq_length])
sequence_loss = tf.contrib.seq2seq.sequence_loss(logits=outputs, targets=Y, weights=weights)
loss = tf.reduce_mean(sequence_loss)

indices = np.arange(15).reshape(3, 5) % num_classes
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss:", sess.run(loss, {X: np.eye(num_classes)[indices], Y: (indices + 1) % num_classes}))
