"""A picture is drawn from noise by transposed convolutions."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

noise = tf.placeholder(tf.float32, [4, 10])
small = tf.reshape(tf.layers.dense(noise, 7 * 7 * 3), [-1, 7, 7, 3])
window = tf.get_variable("window", [5, 5, 1, 3])
picture = tf.nn.conv2d_transpose(small, window, output_shape=[4, 28, 28, 1], strides=[1, 4, 4, 1])
total = tf.reduce_sum(picture)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("total", sess.run(total, {noise: np.zeros([4, 10])}))
