"""A small convolutional network for pictures of 16 by 16."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

images = tf.placeholder(tf.float32, [None, 16, 16, 1])
labels = tf.placeholder(tf.int32, [None])


def convnet(x):
    conv1 = tf.layers.conv2d(x, 3, [3, 3], padding="same", activation=tf.nn.relu)
    pool1 = tf.layers.max_pooling2d(conv1, [2, 2], 2)
    conv2 = tf.layers.conv2d(pool1, 6, [3, 3], padding="same", activation=tf.nn.relu)
    return tf.layers.max_pooling2d(conv2, [2, 2], 2)


pool2 = convnet(images)
flat = tf.reshape(pool2, [-1, 4 * 4 * 4])
logits = tf.layers.dense(flat, 10)
crossent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
loss = tf.reduce_mean(crossent)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {images: np.ones([4, 16, 16, 1]), labels: [1, 2, 3, 4]}))
