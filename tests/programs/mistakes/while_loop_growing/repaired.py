"""Collects a geometric series in a while loop."""
import tensorflow as tf

tf.set_random_seed(777)

ratio = tf.placeholder(tf.float32, [])
i = tf.constant(0)
history = tf.constant([1.0])


def condition(i, history):
    return i < 6


def body(i, history):
    return i + 1, tf.concat([history, history[-1:] * ratio], 0)


_, series = tf.while_loop(condition, body, [i, history], [i.shape, tf.TensorShape([None])])
with tf.Session() as sess:
    print("sum", sess.run(tf.reduce_sum(series), {ratio: 0.5}))
