"""Reads sequence examples through a queue of files, batches them with padding, and trains a classifier of sequences."""
import os

import numpy as np
import tensorflow as tf
from tensorflow.python.ops import rnn, rnn_cell
from tensorflow.contrib.layers import fully_connected, l2_regularizer, apply_regularization

NUM_CLASSES = 3


def make_example(sequence, label):
    ex = tf.train.SequenceExample()
    ex.context.feature["length"].int64_list.value.append(len(sequence))
    ex.context.feature["label"].int64_list.value.append(label)
    tokens = ex.feature_lists.feature_list["tokens"]
    for token in sequence:
        tokens.feature.add().int64_list.value.append(token)
    return ex


def write_records(path):
    rng = np.random.RandomState(2)
    writer = tf.python_io.TFRecordWriter(path)
    for i in range(30):
        label = i % NUM_CLASSES
        sequence = [int(t) for t in rng.randint(label * 3 + 1, label * 3 + 5, size=rng.randint(2, 7))]
        writer.write(make_example(sequence, label).SerializeToString())
    writer.close()


def read_and_decode(filename_queue):
    reader = tf.TFRecordReader()
    _, serialized = reader.read(filename_queue)
    context, features = tf.parse_single_sequence_example(
        serialized=serialized,
        context_features={"length": tf.FixedLenFeature([], dtype=tf.int64), "label": tf.FixedLenFeature([], dtype=tf.int64)},
        sequence_features={"tokens": tf.FixedLenSequenceFeature([], dtype=tf.int64)})
    return features["tokens"], context["length"], context["label"]


def inputs(filename, batch_size, num_epochs):
    with tf.name_scope('input'):
        queue = tf.train.string_input_producer([filename], num_epochs=num_epochs, shuffle=False)
        tokens, length, label = read_and_decode(queue)
        return tf.train.batch([tokens, length, label], batch_size=batch_size, num_threads=1, capacity=50, dynamic_pad=True)


def inference(tokens, lengths):
    with tf.device("/cpu:0"):
        embeddings = tf.get_variable('embeddings', [12, 6], initializer=tf.random_uniform_initializer(-1, 1))
        embedded = tf.nn.embedding_lookup(embeddings, tokens)
    cell = rnn_cell.GRUCell(8)
    outputs, _ = rnn.dynamic_rnn(cell, embedded, sequence_length=lengths, dtype=tf.float32)
    index = tf.range(0, tf.shape(outputs)[0]) * tf.shape(outputs)[1] + (tf.cast(lengths, tf.int32) - 1)
    last = tf.gather(tf.reshape(outputs, [-1, 8]), index)
    hidden = fully_connected(last, 5, activation_fn=tf.nn.elu, weights_regularizer=l2_regularizer(0.01), scope='hidden')
    return fully_connected(hidden, NUM_CLASSES, activation_fn=None, scope='logits')


def run_training():
    path = os.path.join(os.getcwd(), 'train.tfrecords')
    write_records(path)
    with tf.Graph().as_default():
        tokens, lengths, labels = inputs(path, batch_size=5, num_epochs=5)
        logits = inference(tokens, lengths)
        xentropy = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name='xentropy')
        loss = tf.reduce_mean(xentropy) + tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
        global_step = tf.Variable(0, name='global_step', trainable=False)
        train_op = tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True).minimize(loss, global_step=global_step)
        correct = tf.nn.in_top_k(logits, tf.cast(labels, tf.int32), 1)
        accuracy = tf.reduce_mean(tf.to_float(correct))
        init_op = tf.group(tf.global_variables_initializer(), tf.local_variables_initializer())
        sess = tf.Session()
        sess.run(init_op)
        coord = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(sess=sess, coord=coord)
        step = 0
        try:
            while not coord.should_stop():
                _, loss_value, accuracy_value = sess.run([train_op, loss, accuracy])
                if step % 10 == 0:
                    print('Step %d: loss = %.3f accuracy = %.2f' % (step, loss_value, accuracy_value))
                step += 1
        except tf.errors.OutOfRangeError:
            print('Done training for %d steps.' % step)
        finally:
            coord.request_stop()
        coord.join(threads)
        sess.close()


if __name__ == '__main__':
    run_training()
