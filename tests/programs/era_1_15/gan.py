import tensorflow as tf
import numpy as np

def lrelu(x, leak=0.2, name="lrelu"):
    return tf.maximum(x, leak * x)


def xavier_init(size):
    in_dim = size[0]
    return tf.random_normal(shape=size, stddev=1. / tf.sqrt(in_dim / 2.))


class BatchNorm(object):
    def __init__(self, epsilon=1e-5, momentum=0.9, name="batch_norm"):
        with tf.variable_scope(name):
            self.epsilon, self.momentum, self.name = epsilon, momentum, name

    def __call__(self, x, train=True):
        return tf.contrib.layers.batch_norm(x, decay=self.momentum, updates_collections=None, epsilon=self.epsilon, scale=True,
                                            is_training=train, scope=self.name)


g_bn0, g_bn1 = BatchNorm(name='g_bn0'), BatchNorm(name='g_bn1')


def generator(z, train=True):
    with tf.variable_scope("generator") as scope:
        if not train:
            scope.reuse_variables()
        h = tf.layers.dense(z, 4 * 4 * 4, name='g_h0')
        h = tf.nn.relu(g_bn0(tf.reshape(h, [-1, 4, 4, 4]), train))
        w = tf.get_variable('g_h1/w', [3, 3, 2, 4], initializer=tf.random_normal_initializer(stddev=0.02))
        h = tf.nn.conv2d_transpose(h, w, output_shape=[tf.shape(z)[0], 8, 8, 2], strides=[1, 2, 2, 1])
        h = tf.reshape(h, [-1, 8, 8, 2])
        h = tf.nn.relu(g_bn1(h, train))
        return tf.nn.tanh(tf.layers.conv2d_transpose(h, 1, 3, strides=2, padding='same', name='g_h2'))


def discriminator(image, reuse=False):
    with tf.variable_scope("discriminator", reuse=reuse):
        h = lrelu(tf.layers.conv2d(image, 3, 5, strides=2, padding='same', name='d_h0',
                                   kernel_initializer=tf.truncated_normal_initializer(stddev=0.02)))
        h = lrelu(tf.layers.batch_normalization(tf.layers.conv2d(h, 4, (3, 3), (2, 2), 'SAME', name='d_h1'), training=False))
        h = tf.contrib.layers.flatten(h)
        logit = tf.layers.dense(h, 1, name='d_h2')
        return tf.nn.sigmoid(logit), logit


images = tf.placeholder(tf.float32, [None, 16, 16, 1], name='real_images')
z = tf.placeholder(tf.float32, [None, 5], name='z')
tf.summary.histogram("z", z)
G = generator(z)
D, D_logits = discriminator(images)
D_, D_logits_ = discriminator(G, reuse=True)
sampler = generator(z, train=False)
sigmoid_loss = tf.nn.sigmoid_cross_entropy_with_logits
d_loss_real = tf.reduce_mean(sigmoid_loss(logits=D_logits, labels=tf.ones_like(D) * 0.9))
d_loss_fake = tf.reduce_mean(sigmoid_loss(logits=D_logits_, labels=tf.zeros_like(D_)))
g_loss = tf.reduce_mean(sigmoid_loss(logits=D_logits_, labels=tf.ones_like(D_)))
d_loss = d_loss_real + d_loss_fake
t_vars = tf.trainable_variables()
d_vars = [var for var in t_vars if 'd_' in var.name]
g_vars = [var for var in t_vars if 'g_' in var.name]
print([v.name for v in d_vars])
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    d_optim = tf.train.AdamOptimizer(0.002, beta1=0.5).minimize(d_loss, var_list=d_vars)
    g_optim = tf.train.AdamOptimizer(0.002, beta1=0.5).minimize(g_loss, var_list=g_vars)
g_sum = tf.summary.merge([tf.summary.image("G", G), tf.summary.scalar("g_loss", g_loss)])

noise = np.random.RandomState(0)
with tf.Session() as sess:
    try:
        tf.global_variables_initializer().run()
    except:
        tf.initialize_all_variables().run()
    writer = tf.summary.FileWriter("./logs", sess.graph)
    for counter in range(12):
        batch_images = np.tanh(noise.normal(size=(4, 16, 16, 1)) + 1)
        batch_z = noise.uniform(-1, 1, [4, 5]).astype(np.float32)
        sess.run(d_optim, feed_dict={images: batch_images, z: batch_z})
        _, summary_str = sess.run([g_optim, g_sum], feed_dict={z: batch_z})
        writer.add_summary(summary_str, counter)
        errD_fake = d_loss_fake.eval({z: batch_z})
        errD_real = d_loss_real.eval({images: batch_images})
        print("d_loss: %.6f, g_loss: %.6f" % (errD_fake + errD_real, g_loss.eval({z: batch_z})))
    samples = sess.run(sampler, {z: batch_z})
    print(samples.shape, samples.min() >= -1)
