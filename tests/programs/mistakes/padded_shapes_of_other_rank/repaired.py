"""Sentences of different lengths in padded batches."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

lengths = tf.data.Dataset.from_tensor_slices([3, 5, 2, 4])
sentences = lengths.map(lambda n: tf.ones([n, 2]))
padded = sentences.padded_batch(2, padded_shapes=[None, 2])
batch = padded.make_one_shot_iterator().get_next()
total = tf.reduce_sum(batch)

with tf.Session() as sess:
    print("total", sess.run(total) == np.float32(16))
