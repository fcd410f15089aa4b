"""A network judges two inputs: the scope reuses its variables before the optimizers are made, some in name scopes."""
import numpy as np
import tensorflow as tf

real = tf.placeholder(tf.float32, [None, 4])
noise = tf.placeholder(tf.float32, [None, 3])


def judge(x):
    with tf.variable_scope("judge"):
        hidden = tf.tanh(tf.matmul(x, tf.get_variable("w1", [4, 5])))
        return tf.matmul(hidden, tf.get_variable("w2", [5, 1]))


on_real = judge(real)
tf.get_variable_scope().reuse_variables()
vars_before = tf.trainable_variables()
with tf.variable_scope("again"):
    table = tf.Variable(np.ones([5, 2]), dtype=tf.float32, name="table")
on_made = judge(real * 0.5 + tf.reduce_mean(noise))
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(on_real, tf.ones_like(on_real))) + tf.reduce_mean(
    tf.nn.sigmoid_cross_entropy_with_logits(on_made, tf.zeros_like(on_made)))
rows = tf.reduce_sum(tf.square(tf.nn.embedding_lookup(table, [1, 3, 3])))
with tf.name_scope("train"):
    step = tf.train.AdamOptimizer(0.01, beta1=0.5).minimize(loss, var_list=vars_before)
    with tf.name_scope("rows"):
        shrink = tf.train.MomentumOptimizer(0.1, 0.9).minimize(rows)
more = tf.train.RMSPropOptimizer(0.001).minimize(loss)

random = np.random.RandomState(4)
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    for i in range(12):
        feed = {real: random.rand(5, 4), noise: random.rand(5, 3)}
        sess.run([step, shrink, more], feed)
        print(sess.run([loss, rows], feed))
