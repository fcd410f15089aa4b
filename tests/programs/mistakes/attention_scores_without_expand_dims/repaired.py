"""Dot-product attention written by hand."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

inputs = tf.placeholder(tf.float32, [4, 7, 5], name="inputs")
encoder_outputs, query = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(8), inputs, dtype=tf.float32)

with tf.name_scope("attention"):
    scores = tf.matmul(encoder_outputs, tf.expand_dims(query, 2))
    alignments = tf.nn.softmax(scores, axis=1)
    context = tf.reduce_sum(alignments * encoder_outputs, axis=1)

prediction = tf.layers.dense(context, 1)
loss = tf.reduce_mean(tf.square(prediction - 1.0))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {inputs: np.zeros([4, 7, 5])}))
