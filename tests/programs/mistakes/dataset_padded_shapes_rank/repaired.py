"""Pads sentences and keeps their lengths."""
import tensorflow as tf

tf.set_random_seed(777)


def sentences():
    for size in (2, 4, 3):
        yield list(range(1, size + 1)), size


dataset = tf.data.Dataset.from_generator(sentences, (tf.int32, tf.int32), ([None], []))
dataset = dataset.padded_batch(3, padded_shapes=([None], []))
ids, lengths = dataset.make_one_shot_iterator().get_next()
outputs, state = tf.nn.dynamic_rnn(
    tf.contrib.rnn.GRUCell(4), tf.one_hot(ids, 6), sequence_length=lengths, dtype=tf.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(tf.reduce_mean(state)))
