"""Restores word vectors for new sentences."""
import tempfile

import tensorflow as tf

tf.set_random_seed(777)

folder = tempfile.mkdtemp()


def vocabulary(text):
    return {word: i for i, word in enumerate(sorted(set(text.split())))}


def model(vocab):
    ids = tf.placeholder(tf.int32, [None])
    embedding = tf.get_variable("embedding", [len(vocab), 4], initializer=tf.random_normal_initializer(seed=1))
    return ids, embedding, tf.reduce_mean(tf.nn.embedding_lookup(embedding, ids))


old = "cat sat on the mat"
new = "the cat sat on the red mat"
with tf.Graph().as_default(), tf.Session() as sess:
    ids, embedding, mean = model(vocabulary(old))
    sess.run(tf.global_variables_initializer())
    path = tf.train.Saver().save(sess, folder + "/words.ckpt")

tf.reset_default_graph()
vocab = vocabulary(new)
ids, embedding, mean = model(vocab)
with tf.Session() as sess:
    saver = tf.train.Saver([embedding])
    saver.restore(sess, tf.train.latest_checkpoint(folder))
    print("mean", sess.run(mean, {ids: [vocab["cat"], vocab["mat"]]}))
