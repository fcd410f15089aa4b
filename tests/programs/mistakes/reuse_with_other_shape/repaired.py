"""Siamese scoring of a question and an answer."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

question = tf.placeholder(tf.float32, [None, 8])
answer = tf.placeholder(tf.float32, [None, 6])


def encode(x, reuse):
    with tf.variable_scope("encode", reuse=reuse):
        depth = x.get_shape()[1].value
        w = tf.get_variable("w", [depth, 3], initializer=tf.glorot_normal_initializer(seed=3))
        return tf.tanh(tf.matmul(x, w))


q = encode(question, reuse=False)
with tf.variable_scope("answer"):
    a = encode(answer, reuse=False)
score = tf.reduce_sum(q * a, axis=1)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("score", sess.run(score, {question: np.ones([2, 8]), answer: np.ones([2, 6])}))
