"""A Keras layer inside graph code."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

vocab, length = 30, 12
tokens = tf.placeholder(tf.float32, [None, length])
features = tf.keras.layers.LSTM(5)(tokens)
logits = tf.keras.layers.Dense(2)(features)
loss = tf.losses.sparse_softmax_cross_entropy([0, 1], logits)
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {tokens: np.arange(24).reshape(2, 12)}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
