"""A first recurrent network: read «hell», say «ello»."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib import rnn

tf.set_random_seed(777)

letters = ['h', 'e', 'l', 'o']
x_data = np.array([[0, 1, 2, 2]])
y_data = [[1, 2, 2, 3]]
one_hot = np.eye(4)[x_data].astype(np.float32)

X = tf.placeholder(tf.float32, [None, 4, 4])
Y = tf.placeholder(tf.int32, [None, 4])
cell = rnn.BasicLSTMCell(num_units=4, state_is_tuple=True)
outputs, _ = tf.nn.dynamic_rnn(cell, X, initial_state=cell.zero_state(1, tf.float32), dtype=tf.float32)
flat = tf.reshape(outputs, [-1, 4])
outputs = tf.contrib.layers.fully_connected(inputs=flat, num_outputs=4, activation_fn=None)
outputs = tf.reshape(outputs, [1, 4, 4])
loss = tf.reduce_mean(tf.contrib.seq2seq.sequence_loss(logits=outputs, targets=Y, weights=tf.ones([1, 4])))
train = tf.train.AdamOptimizer(learning_rate=0.1).minimize(loss)
prediction = tf.argmax(outputs, axis=2)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(25):
        l, _ = sess.run([loss, train], feed_dict={X: one_hot, Y: y_data})
    print(''.join(letters[c] for c in np.squeeze(sess.run(prediction, feed_dict={X: one_hot}))))
