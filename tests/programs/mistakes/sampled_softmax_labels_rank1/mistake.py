"""Skip-gram word vectors with noise-contrastive estimation."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

vocabulary_size, embedding_size, num_sampled = 20, 6, 5
centers = tf.placeholder(tf.int32, [None])
targets = tf.placeholder(tf.int32, [None])
embeddings = tf.Variable(tf.random_uniform([vocabulary_size, embedding_size], -1.0, 1.0, seed=1))
embed = tf.nn.embedding_lookup(embeddings, centers)
nce_weights = tf.Variable(tf.truncated_normal([vocabulary_size, embedding_size], stddev=0.4, seed=2))
nce_biases = tf.Variable(tf.zeros([vocabulary_size]))

nce = tf.nn.nce_loss(nce_weights, nce_biases, targets, embed, num_sampled, vocabulary_size)
loss = tf.reduce_mean(nce)
optimizer = tf.train.GradientDescentOptimizer(1.0).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    text = np.arange(10)
    print("loss", sess.run([loss, optimizer], {centers: text[:-1], targets: text[1:]})[0])
