"""Dense classifier with class numbers as targets."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_classes = 5
inputs = tf.placeholder(tf.float32, [None, 6])
targets = tf.placeholder(tf.float32, [None, num_classes])
logits = tf.layers.dense(tf.layers.dense(inputs, 8, tf.nn.relu), num_classes)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logits, labels=targets))
optimizer = tf.train.AdamOptimizer().minimize(loss)

y = np.eye(num_classes)[[0, 3, 1, 4]]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([loss, optimizer], {inputs: np.ones([4, 6]), targets: y})[0])
