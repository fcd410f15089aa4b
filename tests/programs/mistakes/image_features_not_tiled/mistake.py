"""A caption model that sees the picture at each step."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

image = tf.placeholder(tf.float32, [4, 5])
words = tf.placeholder(tf.float32, [4, 6, 3])
inputs = tf.concat([words, image], axis=-1)
outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(7), inputs, dtype=tf.float32)
loss = tf.reduce_mean(tf.square(outputs))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {image: np.ones([4, 5]), words: np.ones([4, 6, 3])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
