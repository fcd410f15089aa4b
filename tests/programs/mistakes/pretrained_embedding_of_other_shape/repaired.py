"""Fills an embedding with pretrained vectors."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

words = ["the", "a", "dog", "cat", "runs", "sleeps", "and", "or"]
vectors = np.random.RandomState(0).randn(len(words), 4).astype(np.float32)
vocabulary = ["<unk>"] + words
vectors = np.vstack([np.zeros([1, 4], np.float32), vectors])

embedding = tf.get_variable("embedding", [len(vocabulary), 4], trainable=False)
load = tf.assign(embedding, vectors)
ids = tf.placeholder(tf.int32, [None, None])
mean = tf.reduce_mean(tf.nn.embedding_lookup(embedding, ids))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(load)
    print("mean", sess.run(mean, {ids: [[vocabulary.index("dog"), vocabulary.index("runs")]]}))
