"""Several filter widths side by side over a sentence."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 9, 5])
convs = []
for width in (2, 3, 4):
    conv = tf.layers.conv1d(x, 4, width, activation=tf.nn.relu, name="conv_%d" % width)
    convs.append(tf.reduce_max(conv, axis=1))
features = tf.concat(convs, 1)
logits = tf.layers.dense(features, 2)
loss = tf.reduce_mean(tf.nn.softmax(logits)[:, 0])

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([3, 9, 5])}))
