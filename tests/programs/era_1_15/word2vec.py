"""Skip-gram word vectors; the sampled losses are given their candidates, so that a run can be repeated."""
from __future__ import absolute_import
from __future__ import print_function
import collections
import math
import numpy as np
from six.moves import urllib
from six.moves import xrange  # pylint: disable=redefined-builtin
import tensorflow as tf
from tensorflow.contrib.tensorboard.plugins import projector

words = ("the quick brown fox jumps over the lazy dog and the lazy dog sleeps while the quick fox runs over the hill " * 4).split()
data_index = 0


def build_dataset(words, n_words):
    count = [['UNK', -1]]
    count.extend(collections.Counter(words).most_common(n_words - 1))
    dictionary = dict()
    for word, _ in count:
        dictionary[word] = len(dictionary)
    data = [dictionary.get(word, 0) for word in words]
    return data, count, dictionary, dict(zip(dictionary.values(), dictionary.keys()))


data, count, dictionary, reverse_dictionary = build_dataset(words, 14)


def generate_batch(batch_size, num_skips, skip_window):
    global data_index
    assert batch_size % num_skips == 0
    batch = np.ndarray(shape=(batch_size), dtype=np.int32)
    labels = np.ndarray(shape=(batch_size, 1), dtype=np.int32)
    span = 2 * skip_window + 1
    buffer = collections.deque(maxlen=span)
    for _ in range(span):
        buffer.append(data[data_index])
        data_index = (data_index + 1) % len(data)
    for i in range(batch_size // num_skips):
        context = [w for w in range(span) if w != skip_window][:num_skips]
        for j, w in enumerate(context):
            batch[i * num_skips + j] = buffer[skip_window]
            labels[i * num_skips + j, 0] = buffer[w]
        buffer.append(data[data_index])
        data_index = (data_index + 1) % len(data)
    return batch, labels


batch_size, embedding_size, vocabulary_size = 8, 6, 14
valid_examples = np.array([1, 2, 3])
graph = tf.Graph()
with graph.as_default():
    with tf.name_scope('inputs'):
        train_inputs = tf.placeholder(tf.int32, shape=[batch_size])
        train_labels = tf.placeholder(tf.int32, shape=[batch_size, 1])
        valid_dataset = tf.constant(valid_examples, dtype=tf.int32)
    with tf.device('/cpu:0'):
        with tf.name_scope('embeddings'):
            embeddings = tf.Variable(tf.random_uniform([vocabulary_size, embedding_size], -1.0, 1.0))
            embed = tf.nn.embedding_lookup(embeddings, train_inputs)
        with tf.name_scope('weights'):
            nce_weights = tf.Variable(tf.truncated_normal([vocabulary_size, embedding_size], stddev=1.0 / math.sqrt(embedding_size)))
        with tf.name_scope('biases'):
            nce_biases = tf.Variable(tf.zeros([vocabulary_size]))
    candidates = (tf.constant([0, 3, 5, 9], tf.int64), tf.fill([batch_size, 1], 0.3), tf.constant([.5, .4, .3, .2]))
    with tf.name_scope('loss'):
        loss = tf.reduce_mean(tf.nn.nce_loss(weights=nce_weights, biases=nce_biases, labels=train_labels, inputs=embed, num_sampled=4,
                                             num_classes=vocabulary_size, sampled_values=candidates))
        sampled = tf.reduce_mean(tf.nn.sampled_softmax_loss(nce_weights, nce_biases, train_labels, embed, 4, vocabulary_size,
                                                            sampled_values=candidates, partition_strategy='div'))
    tf.summary.scalar('loss', loss)
    with tf.name_scope('optimizer'):
        optimizer = tf.train.GradientDescentOptimizer(1.0).minimize(loss + sampled)
    norm = tf.sqrt(tf.reduce_sum(tf.square(embeddings), 1, keep_dims=True))
    normalized_embeddings = embeddings / norm
    valid_embeddings = tf.nn.embedding_lookup(normalized_embeddings, valid_dataset)
    similarity = tf.matmul(valid_embeddings, normalized_embeddings, transpose_b=True)
    merged = tf.summary.merge_all()
    init = tf.global_variables_initializer()
    saver = tf.train.Saver()

with tf.Session(graph=graph) as session:
    writer = tf.summary.FileWriter('w2v', session.graph)
    init.run()
    print('Initialized')
    for step in xrange(25):
        batch_inputs, batch_labels = generate_batch(batch_size, 2, 1)
        run_metadata = tf.RunMetadata()
        _, summary, loss_val, sampled_val = session.run([optimizer, merged, loss, sampled],
                                                        feed_dict={train_inputs: batch_inputs, train_labels: batch_labels},
                                                        run_metadata=run_metadata)
        writer.add_summary(summary, step)
        if step == 24:
            writer.add_run_metadata(run_metadata, 'step%d' % step)
            sim = similarity.eval()
            for i in xrange(len(valid_examples)):
                nearest = (-sim[i, :]).argsort()[1:4]
                print('Nearest to %s:' % reverse_dictionary[valid_examples[i]], ', '.join(reverse_dictionary[k] for k in nearest))
    final_embeddings = normalized_embeddings.eval()
    with open('w2v/metadata.tsv', 'w') as f:
        for i in xrange(vocabulary_size):
            f.write(reverse_dictionary.get(i, 'none') + '\n')
    saver.save(session, 'w2v/model.ckpt')
    config = projector.ProjectorConfig()
    embedding_conf = config.embeddings.add()
    embedding_conf.tensor_name = embeddings.name
    embedding_conf.metadata_path = 'w2v/metadata.tsv'
    projector.visualize_embeddings(writer, config)
writer.close()
