"""Reads sentences of ids from tf.data."""
import tensorflow as tf

tf.set_random_seed(777)

sentences = ["4 8 15", "16 23 42 7 9", "3 1", "2 2 2 2"]
dataset = tf.data.Dataset.from_tensor_slices(sentences)
dataset = dataset.map(lambda line: tf.string_to_number(tf.string_split([line]).values, tf.int32))
dataset = dataset.padded_batch(2, padded_shapes=[None])
iterator = dataset.make_one_shot_iterator()
ids = iterator.get_next()

table = tf.get_variable("table", [50, 4], initializer=tf.ones_initializer())
loss = tf.reduce_mean(tf.nn.embedding_lookup(table, ids))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(2):
        print("loss", sess.run(loss))
