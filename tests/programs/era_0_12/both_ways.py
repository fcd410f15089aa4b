"""Reads a sequence from both ends, and says at each step whether the sum of all its numbers so far beats the sum of those to come."""
import numpy as np
import tensorflow as tf

steps, width, batch = 7, 6, 8


def lines(n, seed):
    numbers = np.random.RandomState(seed).uniform(-1, 1, size=(n, steps))
    behind = np.cumsum(numbers, axis=1)
    return numbers[:, :, None], (behind > numbers.sum(1, keepdims=True) - behind).astype(np.int32)


x = tf.placeholder(tf.float32, [batch, steps, 1], name='numbers')
y = tf.placeholder(tf.int32, [batch, steps], name='answers')

inputs = tf.unpack(tf.transpose(x, [1, 0, 2]))
forward = tf.nn.rnn_cell.LSTMCell(width, state_is_tuple=True)
backward = tf.nn.rnn_cell.LSTMCell(width, use_peepholes=True, state_is_tuple=True)
outputs, state_fw, state_bw = tf.nn.bidirectional_rnn(forward, backward, inputs, dtype=tf.float32)

W = tf.Variable(tf.truncated_normal([2 * width, 2], stddev=0.1), name="W")
b = tf.Variable(tf.constant(0.1, shape=[2]), name="b")
flat = tf.reshape(tf.transpose(tf.pack(outputs), [1, 0, 2]), [-1, 2 * width])
scores = tf.nn.xw_plus_b(flat, W, b, name="scores")
losses = tf.nn.sparse_softmax_cross_entropy_with_logits(scores, tf.reshape(y, [-1]))
l2 = tf.nn.l2_loss(W) + tf.nn.l2_loss(b)
loss = tf.add(tf.reduce_mean(losses), tf.mul(0.01, l2))
right = tf.equal(tf.to_int32(tf.argmax(scores, 1)), tf.reshape(y, [-1]))
accuracy = tf.reduce_mean(tf.cast(right, "float"))

optimizer = tf.train.RMSPropOptimizer(0.005, 0.9)
grads_and_vars = optimizer.compute_gradients(loss)
capped = [(tf.clip_by_value(g, -1., 1.), v) for g, v in grads_and_vars if g is not None]
train_op = optimizer.apply_gradients(capped)

sess = tf.InteractiveSession()
sess.run(tf.initialize_all_variables())
for i in range(25):
    numbers, answers = lines(batch, i)
    _, l, a = sess.run([train_op, loss, accuracy], {x: numbers, y: answers})
    if i % 6 == 0:
        print("step {0}: loss {1:g}, accuracy {2:g}".format(i, l, a))
sess.close()
