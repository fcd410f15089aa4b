"""Binary sentiment with one logit."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 6, 4])
y = tf.placeholder(tf.float32, [None])
_, state = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(5), x, dtype=tf.float32)
logits = tf.layers.dense(state, 2)
logit = tf.squeeze(logits, axis=1)
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logit))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: np.ones([2, 6, 4]), y: [0, 1]}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
