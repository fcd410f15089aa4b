"""Pushes given gradients through a policy network."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

actions = 4
states = tf.placeholder(tf.float32, [None, 6])
advantages = tf.placeholder(tf.float32, [None, actions])
logits = tf.layers.dense(tf.layers.dense(states, 8, tf.nn.relu), actions)
variables = tf.trainable_variables()
gradients = tf.gradients(logits, variables, grad_ys=-advantages)
optimizer = tf.train.GradientDescentOptimizer(0.01)
train_op = optimizer.apply_gradients(zip(gradients, variables))
norm = tf.global_norm(gradients)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    width = advantages.shape[1].value
    print("norm", sess.run([norm, train_op], {states: np.ones([2, 6]), advantages: np.ones([2, width])})[0])
