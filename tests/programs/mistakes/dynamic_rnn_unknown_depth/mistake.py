"""An acoustic model over frames of features."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_features, num_hidden = 13, 8
features = tf.placeholder(tf.float32, [None, None, None], name="features")
seq_len = tf.placeholder(tf.int32, [None], name="seq_len")

stack = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.LSTMCell(num_hidden, state_is_tuple=True) for _ in range(2)])
outputs, _ = tf.nn.dynamic_rnn(stack, features, seq_len, dtype=tf.float32)
energy = tf.reduce_mean(tf.square(outputs))
train = tf.train.MomentumOptimizer(0.01, 0.9).minimize(energy)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("energy", sess.run([energy, train], {features: np.ones([2, 9, num_features]), seq_len: [9, 4]})[0])
