"""tf.data in the manners of 2018: generators, reinitialisable and feedable iterators, bucketing, TFRecords."""
import functools
import numpy as np
import tensorflow as tf
from tensorflow.contrib.data import bucket_by_sequence_length
from tensorflow.contrib.data import map_and_batch, shuffle_and_repeat, prefetch_to_device


def sequences(seed, count):
    rng = np.random.RandomState(seed)
    for _ in range(count):
        n = rng.randint(1, 9)
        s = rng.randint(1, 10, size=n)
        yield s, n, int(s.sum() % 2)


def from_generator(seed, count=30):
    dataset = tf.data.Dataset.from_generator(functools.partial(sequences, seed, count), (tf.int32, tf.int32, tf.int32),
                                             (tf.TensorShape([None]), tf.TensorShape([]), tf.TensorShape([])))
    dataset = dataset.apply(bucket_by_sequence_length(lambda s, n, y: n, bucket_boundaries=[4, 7], bucket_batch_sizes=[4, 3, 2]))
    return dataset.repeat()


def write_records(path):
    with tf.python_io.TFRecordWriter(path) as writer:
        for s, n, y in sequences(3, 12):
            feature = {'s': tf.train.Feature(int64_list=tf.train.Int64List(value=s)),
                       'y': tf.train.Feature(int64_list=tf.train.Int64List(value=[y])),
                       't': tf.train.Feature(bytes_list=tf.train.BytesList(value=[b'%d' % n]))}
            writer.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())


def parse(record):
    parsed = tf.parse_single_example(record, {'s': tf.VarLenFeature(tf.int64), 'y': tf.FixedLenFeature([], tf.int64),
                                              't': tf.FixedLenFeature((), tf.string, default_value='')})
    s = tf.cast(tf.sparse_tensor_to_dense(parsed['s']), tf.int32)
    return s, tf.string_to_number(parsed['t'], tf.int32), tf.cast(parsed['y'], tf.int32)


write_records('a.tfrecords')
training = from_generator(1)
validation = tf.data.TFRecordDataset(['a.tfrecords']).map(parse).padded_batch(4, ([None], [], []))
handle = tf.placeholder(tf.string, shape=[])
iterator = tf.data.Iterator.from_string_handle(handle, training.output_types, training.output_shapes)
s, n, y = iterator.get_next()
training_iterator = training.make_one_shot_iterator() if False else training.make_initializable_iterator()
validation_iterator = validation.make_initializable_iterator()
other = tf.data.Iterator.from_structure(training.output_types, training.output_shapes)
switch = other.make_initializer(validation)
sizes = tf.data.Dataset.range(5).interleave(lambda i: tf.data.Dataset.from_tensors(i).repeat(2), cycle_length=2, block_length=1)
total = sizes.reduce(np.int64(0), lambda a, b: a + b)

table = tf.get_variable('table', [10, 4])
mask = tf.sequence_mask(n, tf.shape(s)[1])
outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(5), tf.nn.embedding_lookup(table, s), n, dtype=tf.float32)
pooled = tf.reduce_sum(tf.where(tf.tile(tf.expand_dims(mask, 2), [1, 1, 5]), outputs, tf.zeros_like(outputs)), 1)
ragged = tf.boolean_mask(outputs, mask)
segments = tf.segment_mean(ragged, tf.boolean_mask(tf.tile(tf.expand_dims(tf.range(tf.shape(s)[0]), 1), [1, tf.shape(s)[1]]), mask))
logit = tf.squeeze(tf.layers.dense(tf.concat([pooled, segments, state], 1), 1), -1)
loss = tf.losses.sigmoid_cross_entropy(y, logit)
train = tf.contrib.layers.optimize_loss(loss, tf.train.get_or_create_global_step(), 0.05, 'Adagrad',
                                        learning_rate_decay_fn=lambda lr, step: tf.train.exponential_decay(lr, step, 10, 0.9))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    train_handle, valid_handle = sess.run([training_iterator.string_handle(), validation_iterator.string_handle()])
    sess.run(training_iterator.initializer)
    for epoch in range(2):
        for _ in range(9):
            value, batch = sess.run([train, s], {handle: train_handle})
        sess.run(validation_iterator.initializer)
        while True:
            try:
                l = sess.run(loss, {handle: valid_handle})
            except tf.errors.OutOfRangeError:
                break
        print(epoch, value, l, batch.shape)
    sess.run(switch)
    print([a.shape for a in sess.run(other.get_next())], sess.run(total))
