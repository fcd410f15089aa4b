"""Bag of words of a batch of sentences."""
import tensorflow as tf

tf.set_random_seed(777)

batch = [[4, 8, 15], [16, 23, 42, 7, 9], [3, 1]]
sentences = tf.placeholder(tf.int32, [None, None])
table = tf.get_variable("table", [50, 3], initializer=tf.constant_initializer(0.5))
mask = tf.to_float(tf.not_equal(sentences, 0))
vectors = tf.nn.embedding_lookup(table, sentences) * tf.expand_dims(mask, -1)
bag = tf.reduce_sum(vectors, axis=1)
loss = tf.reduce_mean(bag)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    longest = max(len(sentence) for sentence in batch)
    batch = [sentence + [0] * (longest - len(sentence)) for sentence in batch]
    print("loss", sess.run(loss, feed_dict={sentences: batch}))
