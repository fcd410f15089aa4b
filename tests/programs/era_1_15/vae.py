import numpy as np
import tensorflow as tf
from tensorflow.contrib.layers import *
from tensorflow.python.client import device_lib

print([d.device_type for d in device_lib.list_local_devices() if d.device_type == 'CPU'])


class VariationalAutoencoder(object):
    """Two hidden layers each way; the noise is an input."""

    def __init__(self, architecture, transfer_fct=tf.nn.softplus, learning_rate=0.01, batch_size=5):
        self.n = architecture
        self.transfer_fct = transfer_fct
        self.batch_size = batch_size
        self.x = tf.placeholder(tf.float32, [None, architecture["n_input"]])
        self.eps = tf.placeholder(tf.float32, [None, architecture["n_z"]])
        with tf.variable_scope('recognition'):
            h = fully_connected(self.x, self.n["hidden"], activation_fn=transfer_fct)
            h = layer_norm(h)
            self.z_mean = fully_connected(h, self.n["n_z"], activation_fn=None, scope='mean')
            self.z_log_sigma_sq = linear(h, self.n["n_z"], scope='log_sigma')
        self.z = tf.add(self.z_mean, tf.multiply(tf.sqrt(tf.exp(self.z_log_sigma_sq)), self.eps))
        with tf.variable_scope('generator'):
            h = stack(self.z, fully_connected, [self.n["hidden"], self.n["hidden"]], activation_fn=tf.nn.tanh, scope='fc')
            with tf.contrib.framework.arg_scope([fully_connected], activation_fn=tf.nn.sigmoid):
                self.reconstruction = fully_connected(h, self.n["n_input"], scope='mean')
        reconstr_loss = -tf.reduce_sum(self.x * tf.log(1e-10 + self.reconstruction)
                                       + (1 - self.x) * tf.log(1e-10 + 1 - self.reconstruction), 1)
        latent_loss = -0.5 * tf.reduce_sum(1 + self.z_log_sigma_sq - tf.square(self.z_mean) - tf.exp(self.z_log_sigma_sq), 1)
        self.cost = tf.reduce_mean(reconstr_loss + latent_loss)
        self.optimizer = optimize_loss(self.cost, tf.train.get_or_create_global_step(), learning_rate, 'Adam', clip_gradients=5.0,
                                       summaries=['loss', 'gradient_norm'])
        self.sess = tf.InteractiveSession()
        self.sess.run(tf.global_variables_initializer())

    def partial_fit(self, X, noise):
        return self.sess.run((self.optimizer, self.cost), feed_dict={self.x: X, self.eps: noise})[1]

    def generate(self, z_mu):
        return self.sess.run(self.reconstruction, feed_dict={self.z: z_mu})


rng = np.random.RandomState(6)
patterns = (rng.uniform(size=(3, 12)) > 0.5).astype(np.float32)
vae = VariationalAutoencoder(dict(hidden=8, n_input=12, n_z=2))
for epoch in range(25):
    batch = patterns[rng.randint(0, 3, size=5)]
    cost = vae.partial_fit(batch, rng.normal(size=(5, 2)))
    if epoch % 5 == 0:
        print("Epoch: %04d cost= %.9f" % (epoch + 1, cost))
print(vae.generate(np.zeros([1, 2])).shape)
