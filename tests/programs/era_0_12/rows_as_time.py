'''
A recurrent network reads small pictures row by row and names the digit drawn there.
'''
import numpy as np
import tensorflow as tf
from tensorflow.python.ops import rnn, rnn_cell

# Pictures that look like digits: one bright row or column each, in noise
state = np.random.RandomState(0)
n_classes = 10
n_input = 8
n_steps = 8


def pictures(n):
    labels = state.randint(0, n_classes, n)
    images = 0.3 * state.rand(n, n_steps, n_input)
    for image, label in zip(images, labels):
        if label < 5:
            image[label] += 1
        else:
            image[:, label - 3] += 1
    return images.reshape(n, -1), np.eye(n_classes)[labels]

# Parameters
learning_rate = 0.01
training_iters = 500
batch_size = 20
display_step = 5
n_hidden = 16

# tf Graph input
x = tf.placeholder("float", [None, n_steps, n_input])
y = tf.placeholder("float", [None, n_classes])

weights = {'out': tf.Variable(tf.random_normal([n_hidden, n_classes]))}
biases = {'out': tf.Variable(tf.random_normal([n_classes]))}


def RNN(x, weights, biases):
    # [batch, n_steps, n_input] to a list of n_steps tensors [batch, n_input]
    x = tf.transpose(x, [1, 0, 2])
    x = tf.reshape(x, [-1, n_input])
    x = tf.split(0, n_steps, x)
    lstm_cell = rnn_cell.BasicLSTMCell(n_hidden, forget_bias=1.0)
    outputs, states = rnn.rnn(lstm_cell, x, dtype=tf.float32)
    return tf.matmul(outputs[-1], weights['out']) + biases['out']

pred = RNN(x, weights, biases)
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(pred, y))
optimizer = tf.train.AdamOptimizer(learning_rate=learning_rate).minimize(cost)
correct_pred = tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1))
accuracy = tf.reduce_mean(tf.cast(correct_pred, tf.float32))

init = tf.initialize_all_variables()

with tf.Session() as sess:
    sess.run(init)
    step = 1
    while step * batch_size <= training_iters:
        batch_x, batch_y = pictures(batch_size)
        batch_x = batch_x.reshape((batch_size, n_steps, n_input))
        sess.run(optimizer, feed_dict={x: batch_x, y: batch_y})
        loss = sess.run(cost, feed_dict={x: batch_x, y: batch_y})
        if step % display_step == 0:
            acc = sess.run(accuracy, feed_dict={x: batch_x, y: batch_y})
            print "Iter " + str(step*batch_size) + ", Minibatch Loss= " + "{:.6f}".format(loss) + ", Training Accuracy= " + \
                  "{:.5f}".format(acc)
        step += 1
    print "Optimization Finished!"
