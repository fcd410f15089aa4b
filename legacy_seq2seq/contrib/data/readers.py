"""Examples from files. Source: TF1 tf.contrib.data.read_batch_features, LMDBDataset."""

from legacy_seq2seq import tf1 as tf


def read_batch_features(file_pattern, batch_size, features, reader=tf.data.TFRecordDataset, reader_args=None, randomize_input=True,
                        num_epochs=None, capacity=10000):
    """Batches of parsed `tf.train.Example`s, as a dict of tensors `[batch_size, ...]`.

    file_pattern: a pattern of file names, or a list. features: what to parse, as for `tf.parse_example`. capacity: how
    many examples `randomize_input` shuffles among. num_epochs: None repeats the files without end.
    Source: TF1 tf.contrib.data.read_batch_features.
    """
    dataset = tf.data.experimental.make_batched_features_dataset(
        file_pattern, batch_size, features, reader=reader, reader_args=reader_args, shuffle=randomize_input,
        num_epochs=num_epochs, shuffle_buffer_size=capacity)
    return tf.data.make_one_shot_iterator(dataset).get_next()


def LMDBDataset(filenames):
    """The (key, value) pairs of LMDB databases, both string scalars; `filenames` is one or a list.

    Source: TF1 tf.contrib.data.LMDBDataset.
    """
    filenames = tf.convert_to_tensor(filenames, dtype=tf.string, name="filenames")
    string = tf.TensorSpec([], tf.string)
    pairs = tf.raw_ops.LMDBDataset(filenames=tf.reshape(filenames, [-1]), output_types=[tf.string, tf.string], output_shapes=[[], []])
    return tf.data.experimental.from_variant(pairs, (string, string))
