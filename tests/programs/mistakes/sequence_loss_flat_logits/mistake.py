"""Character model: a softmax layer over all steps and the sequence loss."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

sample = "if you want you"
char_set = sorted(set(sample))
sequence_length = len(sample) - 1
num_classes = 15
hidden_size = 10

ids = [char_set.index(c) for c in sample]
x_data, y_data = np.array([ids[:-1]]), np.array([ids[1:]])

X = tf.placeholder(tf.int32, [None, sequence_length])
Y = tf.placeholder(tf.int32, [None, sequence_length])
batch_size = tf.shape(X)[0]

cell = tf.contrib.rnn.BasicLSTMCell(hidden_size)
outputs, _states = tf.nn.dynamic_rnn(cell, tf.one_hot(X, num_classes), dtype=tf.float32)
flat = tf.reshape(outputs, [-1, hidden_size])
softmax_w = tf.get_variable("softmax_w", [hidden_size, num_classes])
softmax_b = tf.get_variable("softmax_b", [num_classes])
logits = tf.matmul(flat, softmax_w) + softmax_b

weights = tf.ones([batch_size, sequence_length])
loss = tf.contrib.seq2seq.sequence_loss(logits, Y, weights)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss:", sess.run(loss, {X: x_data, Y: y_data}))
