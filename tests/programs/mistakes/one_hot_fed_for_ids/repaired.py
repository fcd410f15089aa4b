"""Lecture: teach an RNN to say hello."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

idx2char = ["h", "i", "e", "l", "o"]
x_data = [[0, 1, 0, 2, 3, 3]]  # hihell
y_data = [[1, 0, 2, 3, 3, 4]]  # ihello
num_classes, sequence_length = 5, 6

X = tf.placeholder(tf.int32, [None, sequence_length])
Y = tf.placeholder(tf.int32, [None, sequence_length])
cell = tf.contrib.rnn.BasicLSTMCell(num_units=num_classes, state_is_tuple=True)
outputs, _ = tf.nn.dynamic_rnn(cell, tf.one_hot(X, num_classes), dtype=tf.float32)
loss = tf.reduce_mean(tf.contrib.seq2seq.sequence_loss(outputs, Y, tf.ones([1, sequence_length])))
train = tf.train.AdamOptimizer(learning_rate=0.1).minimize(loss)

x_one_hot = np.eye(num_classes)[np.array(x_data)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        value, _ = sess.run([loss, train], feed_dict={X: x_data, Y: y_data})
        print(i, "loss:", value)
