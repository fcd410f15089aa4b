import collections

import tensorflow as tf


class BatchedInput(collections.namedtuple("BatchedInput", ("initializer", "source", "target_input", "target_output",
                                                           "source_length", "target_length"))):
    pass


def get_iterator(src_file, tgt_file, src_table, tgt_table, hparams, src_max_len=10, num_buckets=2):
    src_eos = tf.cast(src_table.lookup(tf.constant(hparams.eos)), tf.int32)
    tgt_sos = tf.cast(tgt_table.lookup(tf.constant(hparams.sos)), tf.int32)
    tgt_eos = tf.cast(tgt_table.lookup(tf.constant(hparams.eos)), tf.int32)
    dataset = tf.data.Dataset.zip((tf.data.TextLineDataset(src_file), tf.data.TextLineDataset(tgt_file)))
    dataset = dataset.map(lambda src, tgt: (tf.string_split([src]).values, tf.string_split([tgt]).values),
                          num_parallel_calls=2).prefetch(10)
    dataset = dataset.filter(lambda src, tgt: tf.logical_and(tf.size(src) > 0, tf.size(tgt) > 0))
    dataset = dataset.map(lambda src, tgt: (src[:src_max_len], tgt))
    dataset = dataset.map(lambda src, tgt: (tf.cast(src_table.lookup(src), tf.int32), tf.cast(tgt_table.lookup(tgt), tf.int32)))
    dataset = dataset.map(lambda src, tgt: (src, tf.concat(([tgt_sos], tgt), 0), tf.concat((tgt, [tgt_eos]), 0)))
    dataset = dataset.map(lambda src, tin, tout: (src, tin, tout, tf.size(src), tf.size(tin)))

    def batching(x):
        return x.padded_batch(
            hparams.batch_size,
            padded_shapes=(tf.TensorShape([None]), tf.TensorShape([None]), tf.TensorShape([None]), tf.TensorShape([]), tf.TensorShape([])),
            padding_values=(src_eos, tgt_eos, tgt_eos, 0, 0))

    def key(unused_1, unused_2, unused_3, src_len, tgt_len):
        return tf.to_int64(tf.minimum(num_buckets, tf.maximum(src_len // 4, tgt_len // 4)))

    dataset = dataset.apply(tf.contrib.data.group_by_window(key_func=key, reduce_func=lambda _, d: batching(d),
                                                            window_size=hparams.batch_size))
    iterator = dataset.make_initializable_iterator()
    src, tin, tout, src_len, tgt_len = iterator.get_next()
    return BatchedInput(iterator.initializer, src, tin, tout, src_len, tgt_len)
