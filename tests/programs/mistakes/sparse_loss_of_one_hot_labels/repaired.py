"""Next-character model over one-hot characters."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch, steps, vocab = 6, 4, 9
ids = tf.placeholder(tf.int32, [batch, steps + 1])
inputs = tf.one_hot(ids[:, :-1], vocab)
labels = tf.one_hot(ids[:, 1:], vocab, dtype=tf.int32)

outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.LayerNormBasicLSTMCell(5), inputs, dtype=tf.float32)
logits = tf.layers.dense(outputs, vocab)
crossent = tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits)
loss = tf.reduce_mean(crossent)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {ids: np.arange(30).reshape(6, 5) % vocab}))
