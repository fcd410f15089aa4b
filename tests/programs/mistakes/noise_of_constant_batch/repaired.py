"""A variational autoencoder's sampled code."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, code = 4, 3
x = tf.placeholder(tf.float32, [None, 8])
mu = tf.layers.dense(x, code)
sigma = tf.nn.softplus(tf.layers.dense(x, code))
epsilon = tf.random_normal(tf.shape(mu), seed=1)
noise = sigma * epsilon
z = mu + noise
reconstruction = tf.layers.dense(z, 8, tf.nn.sigmoid)
kl = -0.5 * tf.reduce_mean(1.0 + tf.log(tf.square(sigma)) - tf.square(mu) - tf.square(sigma))
loss = tf.reduce_mean(tf.square(reconstruction - x)) + kl

data = np.random.RandomState(7).rand(10, 8)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for begin in range(0, 10, batch_size):
        print("loss", sess.run(loss, {x: data[begin:begin + batch_size]}))
