"""tf.contrib.data: what datasets give, element by element."""

import collections
import os
import sqlite3
import tempfile

import numpy as np

from tests.parity.casebook import Model, case, mistake


def elements(tf, dataset, count, named="element"):
    """The first `count` elements, read in this order, as outputs; `rest` says whether there are more."""
    iterator = dataset.make_one_shot_iterator()
    outputs, before = {}, []
    for i in range(count):
        with tf.control_dependencies(before):
            before = _flat(iterator.get_next(), "%s_%d" % (named, i), outputs, tf)
    with tf.control_dependencies(before):
        outputs["rest"] = tf.contrib.data.get_next_as_optional(iterator).has_value()
    return outputs


def _flat(value, name, outputs, tf):
    """Adds the tensors in `value` to `outputs`; returns them."""
    if isinstance(value, dict):
        items = [(key, value[key]) for key in sorted(value)]
    elif isinstance(value, tf.SparseTensor):
        items = [("indices", value.indices), ("values", value.values), ("shape", value.dense_shape)]
    elif isinstance(value, tuple):
        items = list(enumerate(value))
    else:
        outputs[name] = hashed(tf, value) if value.dtype == tf.string else value
        return [value]
    return [tensor for key, item in items for tensor in _flat(item, "%s_%s" % (name, key), outputs, tf)]


def hashed(tf, text):
    """A number for each string, in place of the strings: golden files hold numbers."""
    return tf.string_to_hash_bucket_fast(text, 1 << 40)


def numbers(tf, stop=7):
    return tf.data.Dataset.range(stop)


def stairs(tf, stop=6):
    """[], [1], [2 2], [3 3 3], ..."""
    return tf.data.Dataset.range(stop).map(lambda n: tf.fill([n], n))


def written(name, text):
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, "w") as file:
        file.write(text)
    return path


@case
def data_batch_and_drop_remainder(tf):
    dataset = tf.data.Dataset.zip((numbers(tf), numbers(tf).map(tf.as_string)))
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.batch_and_drop_remainder(3)), 2))


@case
def data_batch_and_drop_remainder_too_few(tf):
    return Model(outputs=elements(tf, numbers(tf).apply(tf.contrib.data.batch_and_drop_remainder(8)), 0))


@case
def data_padded_batch_and_drop_remainder(tf):
    transformed = stairs(tf, 5).apply(tf.contrib.data.padded_batch_and_drop_remainder(2, [None], np.int64(-1)))
    return Model(outputs=elements(tf, transformed, 2))


@case
def data_padded_batch_and_drop_remainder_of_dicts(tf):
    dataset = stairs(tf, 4).map(lambda row: {"row": row, "size": tf.size(row)})
    transformed = dataset.apply(tf.contrib.data.padded_batch_and_drop_remainder(3, {"row": [5], "size": []}))
    return Model(outputs=elements(tf, transformed, 1))


@case
def data_map_and_batch(tf):
    return Model(outputs=elements(tf, numbers(tf).apply(tf.contrib.data.map_and_batch(lambda n: (n, 2 * n), 3, num_parallel_calls=2)), 3))


@case
def data_map_and_batch_drop_remainder(tf):
    return Model(outputs=elements(tf, numbers(tf).apply(tf.contrib.data.map_and_batch(lambda n: {"n": n}, 3, drop_remainder=True)), 2))


@mistake
def data_map_and_batch_with_both_kinds_of_parallel(tf):
    numbers(tf).apply(tf.contrib.data.map_and_batch(lambda n: n, 3, num_parallel_batches=1, num_parallel_calls=1))


@case
def data_unbatch(tf):
    dataset = tf.data.Dataset.from_tensor_slices((np.arange(8).reshape(2, 4), [[b"a"] * 4, [b"b"] * 4]))
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.unbatch()), 5))


@mistake
def data_unbatch_of_scalars(tf):
    numbers(tf).apply(tf.contrib.data.unbatch())


@case
def data_enumerate_dataset(tf):
    return Model(outputs=elements(tf, numbers(tf, 3).apply(tf.contrib.data.enumerate_dataset(5)), 3))


@case
def data_counter(tf):
    dataset = tf.data.Dataset.zip((tf.contrib.data.Counter(), tf.contrib.data.Counter(3, -2, tf.int32)))
    return Model(outputs=elements(tf, dataset, 4))


@case
def data_scan(tf):
    running = tf.contrib.data.scan(np.int64(10), lambda total, n: (total + n, {"before": total, "n": n}))
    return Model(outputs=elements(tf, numbers(tf, 4).apply(running), 4))


@case
def data_scan_with_growing_state(tf):
    grow = tf.contrib.data.scan(tf.zeros([1], tf.int64), lambda rows, n: (tf.concat([rows, [n]], 0), rows))
    return Model(outputs=elements(tf, numbers(tf, 3).apply(grow), 3))


@mistake
def data_scan_that_returns_no_pair(tf):
    numbers(tf).apply(tf.contrib.data.scan(np.int64(0), lambda state, n: (state, n, n)))


@mistake
def data_scan_that_changes_its_type(tf):
    numbers(tf).apply(tf.contrib.data.scan(np.int32(0), lambda state, n: (n, n)))


@case
def data_group_by_window(tf):
    transformed = numbers(tf, 9).apply(tf.contrib.data.group_by_window(
        lambda n: n % 2, lambda key, window: window.batch(3).map(lambda rows: (key, rows)), window_size=3))
    return Model(outputs=elements(tf, transformed, 3))


@case
def data_group_by_window_of_a_size_for_each_key(tf):
    transformed = numbers(tf, 9).apply(tf.contrib.data.group_by_window(
        lambda n: n % 2, lambda key, window: window.batch(4), window_size_func=lambda key: key + 1))
    return Model(outputs=elements(tf, transformed, 7))


@mistake
def data_group_by_window_without_size(tf):
    numbers(tf).apply(tf.contrib.data.group_by_window(lambda n: n % 2, lambda key, window: window.batch(2)))


@mistake
def data_group_by_window_with_two_sizes(tf):
    numbers(tf).apply(tf.contrib.data.group_by_window(lambda n: n % 2, lambda key, window: window.batch(2), 2, lambda key: key))


@mistake
def data_group_by_window_with_a_key_of_another_type(tf):
    numbers(tf).apply(tf.contrib.data.group_by_window(lambda n: tf.as_string(n), lambda key, window: window.batch(2), 2))


def _sum_and_count(tf):
    return tf.contrib.data.Reducer(
        lambda key: (np.int64(0), np.int64(0)), lambda state, n: (state[0] + n, state[1] + 1), lambda total, count: (total, count))


@case
def data_group_by_reducer(tf):
    return Model(outputs=elements(tf, numbers(tf).apply(tf.contrib.data.group_by_reducer(lambda n: n % 3, _sum_and_count(tf))), 3))


@case
def data_reduce_dataset(tf):
    reducer = tf.contrib.data.Reducer(lambda key: key + 50, lambda total, n: total + n, lambda total: total + 1000)
    return Model(outputs={"total": tf.contrib.data.reduce_dataset(numbers(tf), reducer)})


@mistake
def data_reduce_of_no_dataset(tf):
    tf.contrib.data.reduce_dataset([1, 2], _sum_and_count(tf))


@case
def data_get_single_element(tf):
    return Model(outputs={"element": tf.contrib.data.get_single_element(numbers(tf).batch(7))})


@mistake
def data_get_single_element_of_no_dataset(tf):
    tf.contrib.data.get_single_element([1])


@case
def data_get_next_as_optional(tf):
    iterator = numbers(tf, 1).make_one_shot_iterator()
    first = tf.contrib.data.get_next_as_optional(iterator)
    with tf.control_dependencies([first.has_value()]):
        second = tf.contrib.data.get_next_as_optional(iterator)
    made = tf.contrib.data.Optional.from_value((tf.constant(2.0), tf.constant("x"))).get_value()
    empty = tf.contrib.data.Optional.none_from_structure(numbers(tf).element_spec)
    return Model(outputs={"first": first.get_value(), "second": second.has_value(), "made_0": made[0], "made_1": hashed(tf, made[1]),
                          "empty": empty.has_value()})


@case
def data_ignore_errors(tf):
    dataset = tf.data.Dataset.from_tensor_slices([1.0, 2.0, 0.0, 4.0]).map(lambda x: tf.check_numerics(1.0 / x, "zero"))
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.ignore_errors()), 3))


@case
def data_unique(tf):
    dataset = tf.data.Dataset.from_tensor_slices([b"to", b"be", b"to", b"or", b"be", b""])
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.unique()), 4))


@mistake
def data_unique_of_floats(tf):
    tf.data.Dataset.from_tensors(1.0).apply(tf.contrib.data.unique())


@case
def data_sliding_window_batch(tf):
    return Model(outputs=elements(tf, numbers(tf).apply(tf.contrib.data.sliding_window_batch(3)), 5))


@case
def data_sliding_window_batch_with_shift_and_stride(tf):
    dataset = tf.data.Dataset.zip((numbers(tf, 9), {"text": numbers(tf, 9).map(tf.as_string)}))
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.sliding_window_batch(3, window_shift=2, window_stride=2)), 3))


@case
def data_sliding_window_batch_by_its_older_stride(tf):
    return Model(outputs=elements(tf, numbers(tf, 9).apply(tf.contrib.data.sliding_window_batch(2, stride=4)), 2))


@case
def data_sliding_window_batch_wider_than_the_data(tf):
    return Model(outputs=elements(tf, numbers(tf).apply(tf.contrib.data.sliding_window_batch(8)), 0))


@case
def data_sliding_window_batch_of_dicts(tf):
    dataset = tf.data.Dataset.from_tensor_slices({"a": np.arange(8, dtype=np.float32).reshape(4, 2), "b": [1, 2, 3, 4]})
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.sliding_window_batch(2)), 3))


@case
def data_sliding_window_batch_of_sparse(tf):
    dataset = numbers(tf, 4).map(lambda n: tf.SparseTensor([[n]], [n], [5]))
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.sliding_window_batch(2)), 3))


@mistake
def data_sliding_window_batch_with_both_names(tf):
    numbers(tf).apply(tf.contrib.data.sliding_window_batch(3, stride=1, window_shift=1))


@mistake
def data_sliding_window_batch_of_no_size(tf):
    dataset = numbers(tf).apply(tf.contrib.data.sliding_window_batch(0))
    with tf.Session() as sess:
        sess.run(dataset.make_one_shot_iterator().get_next())


@case
def data_dense_to_sparse_batch(tf):
    return Model(outputs=elements(tf, stairs(tf, 4).apply(tf.contrib.data.dense_to_sparse_batch(2, [5])), 2))


@case
def data_bucket_by_sequence_length(tf):
    buckets = tf.contrib.data.bucket_by_sequence_length(lambda row: tf.shape(row)[0], [2, 4], [2, 2, 1])
    return Model(outputs=elements(tf, stairs(tf).apply(buckets), 4))


@case
def data_bucket_by_sequence_length_to_its_boundary(tf):
    buckets = tf.contrib.data.bucket_by_sequence_length(
        lambda row, size: size, [3, 7], [2, 2, 1], padded_shapes=([None], []), padding_values=(np.int64(-1), np.int32(0)),
        pad_to_bucket_boundary=True)
    return Model(outputs=elements(tf, stairs(tf).map(lambda row: (row, tf.size(row))).apply(buckets), 4))


@case
def data_bucket_by_sequence_length_without_padding(tf):
    dataset = numbers(tf, 5).map(lambda n: tf.SparseTensor([[n]], [n], [n + 1]))
    buckets = tf.contrib.data.bucket_by_sequence_length(lambda row: tf.cast(row.dense_shape[0], tf.int32), [3], [2, 2], no_padding=True)
    return Model(outputs=elements(tf, dataset.apply(buckets), 3))


@mistake
def data_bucket_by_sequence_length_with_too_few_batch_sizes(tf):
    numbers(tf).apply(tf.contrib.data.bucket_by_sequence_length(lambda n: 1, [1, 2], [1]))


@case
def data_choose_from_datasets(tf):
    sources = [tf.data.Dataset.from_tensors(word).repeat() for word in ("a", "b", "c")]
    choice = tf.data.Dataset.from_tensor_slices(np.array([2, 0, 0, 1], np.int64))
    return Model(outputs=elements(tf, tf.contrib.data.choose_from_datasets(sources, choice), 4))


@mistake
def data_choose_from_datasets_by_floats(tf):
    tf.contrib.data.choose_from_datasets([numbers(tf), numbers(tf)], tf.data.Dataset.from_tensors(1.0))


@case
def data_sample_from_datasets_of_certain_weights(tf):
    dataset = tf.contrib.data.sample_from_datasets([numbers(tf), tf.data.Dataset.range(10, 12).repeat()], [0.0, 1.0]).take(3)
    return Model(outputs=elements(tf, dataset, 3))


@mistake
def data_sample_from_datasets_with_too_few_weights(tf):
    tf.contrib.data.sample_from_datasets([numbers(tf), numbers(tf)], [1.0])


@mistake
def data_sample_from_datasets_of_two_types(tf):
    tf.contrib.data.sample_from_datasets([numbers(tf), tf.data.Dataset.from_tensors(1.0)])


@case
def data_rejection_resample_to_one_class(tf):
    resampled = tf.contrib.data.rejection_resample(lambda n: tf.cast(n % 2, tf.int32), [0.0, 1.0], [0.5, 0.5], seed=1)
    return Model(outputs=elements(tf, numbers(tf).apply(resampled), 3))


@case
def data_shuffle_and_repeat_keeps_each_epoch_whole(tf):
    batches = numbers(tf, 4).apply(tf.contrib.data.shuffle_and_repeat(4, 2, seed=5)).batch(4)
    outputs = elements(tf, batches, 2)
    return Model(outputs={name: value if name == "rest" else tf.nn.top_k(value, 4)[0] for name, value in outputs.items()})


@case
def data_shuffle_and_repeat_of_a_buffer_of_one(tf):
    return Model(outputs=elements(tf, numbers(tf, 3).apply(tf.contrib.data.shuffle_and_repeat(1, 2)), 6))


@case
def data_random_dataset(tf):
    return Model(outputs=elements(tf, tf.contrib.data.RandomDataset(4).take(3), 3))


@case
def data_parallel_interleave(tf):
    interleaved = tf.contrib.data.parallel_interleave(lambda n: tf.data.Dataset.from_tensors(n).repeat(3), 2, 2)
    return Model(outputs=elements(tf, numbers(tf, 3).apply(interleaved), 9))


@case
def data_sloppy_interleave_of_one(tf):
    interleaved = tf.contrib.data.sloppy_interleave(lambda n: tf.data.Dataset.from_tensors(n).repeat(2), 1)
    return Model(outputs=elements(tf, numbers(tf, 2).apply(interleaved), 4))


@mistake
def data_parallel_interleave_of_no_dataset(tf):
    numbers(tf).apply(tf.contrib.data.parallel_interleave(lambda n: n, 2))


@case
def data_assert_element_shape(tf):
    dataset = stairs(tf, 4).skip(3).map(lambda row: (row, {"size": tf.size(row)}))
    checked = dataset.apply(tf.contrib.data.assert_element_shape((tf.TensorShape([3]), {"size": tf.TensorShape([])})))
    return Model(outputs=elements(tf, checked, 1))


@case
def data_assert_element_shape_fills_in(tf):
    dataset = tf.data.Dataset.from_tensors(np.zeros([2, 3], np.float32)).map(lambda x: tf.placeholder_with_default(x, [None, 3]))
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.assert_element_shape(tf.TensorShape([2, None]))), 1))


@mistake
def data_assert_element_shape_against_the_static_one(tf):
    numbers(tf).apply(tf.contrib.data.assert_element_shape(tf.TensorShape([3])))


@mistake
def data_assert_element_shape_against_an_element(tf):
    dataset = stairs(tf, 3).apply(tf.contrib.data.assert_element_shape(tf.TensorShape([1])))
    with tf.Session() as sess:
        sess.run(dataset.make_one_shot_iterator().get_next())


@case
def data_devices(tf):
    there = numbers(tf, 2).apply(tf.contrib.data.copy_to_device("/cpu:0")).apply(tf.contrib.data.prefetch_to_device("/cpu:0", 1))
    iterator = there.make_initializable_iterator()
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
    return Model(outputs={"first": iterator.get_next()})


_CSV = "word,number,share\nto,1,0.5\n\"be, or\",2,0.25\nnot,,NA\n"


@case
def data_csv_dataset(tf):
    dataset = tf.contrib.data.CsvDataset(
        written("a.csv", _CSV), [tf.string, tf.constant([7], tf.int64), tf.constant([-1.0])], header=True, na_value="NA")
    return Model(outputs=elements(tf, dataset, 3))


@case
def data_csv_dataset_of_chosen_columns(tf):
    path = written("a.csv", _CSV.replace(",", ";"))
    return Model(outputs=elements(tf, tf.contrib.data.CsvDataset([path], [[""]], header=True, field_delim=";", select_cols=[0]), 3))


@case
def data_make_csv_dataset(tf):
    dataset = tf.contrib.data.make_csv_dataset(
        written("a.csv", _CSV.replace("not,,NA", "not,3,NA")), 2, label_name="number", column_defaults=["", 7, -1.0],
        na_value="NA", num_epochs=1, shuffle=False)
    return Model(outputs=elements(tf, dataset, 2))


@case
def data_make_csv_dataset_without_end(tf):
    dataset = tf.contrib.data.make_csv_dataset(written("a.csv", "1,2\n3,4\n5,6\n"), 2, ["x", "y"], header=False, shuffle=False)
    return Model(outputs=elements(tf, dataset, 3))


def _examples(tf, count=5):
    path = os.path.join(tempfile.mkdtemp(), "examples")
    with tf.python_io.TFRecordWriter(path) as writer:
        for i in range(count):
            features = {"id": tf.train.Feature(int64_list=tf.train.Int64List(value=[i])),
                        "words": tf.train.Feature(bytes_list=tf.train.BytesList(value=[b"w"] * i))}
            writer.write(tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString())
    return path


def _features(tf):
    return {"id": tf.FixedLenFeature([], tf.int64), "words": tf.VarLenFeature(tf.string)}


@case
def data_make_batched_features_dataset(tf):
    dataset = tf.contrib.data.make_batched_features_dataset(
        _examples(tf), 2, _features(tf), label_key="id", num_epochs=1, shuffle=False)
    return Model(outputs=elements(tf, dataset, 3))


@case
def data_make_batched_features_dataset_without_end(tf):
    return Model(outputs=elements(tf, tf.contrib.data.make_batched_features_dataset(_examples(tf), 2, _features(tf), shuffle=False), 3))


@case
def data_read_batch_features(tf):
    outputs = {}
    _flat(tf.contrib.data.read_batch_features(_examples(tf), 3, _features(tf), randomize_input=False, num_epochs=1), "read", outputs, tf)
    return Model(outputs=outputs)


@case
def data_read_batch_features_without_end(tf):
    outputs = {}
    _flat(tf.contrib.data.read_batch_features(_examples(tf), 3, {"id": tf.FixedLenFeature([], tf.int64)}, randomize_input=False), "read",
          outputs, tf)
    return Model(outputs=outputs)


@case
def data_parse_example_dataset(tf):
    dataset = tf.data.TFRecordDataset(_examples(tf)).batch(3)
    return Model(outputs=elements(tf, dataset.apply(tf.contrib.data.parse_example_dataset(_features(tf), 2)), 2))


@case
def data_tf_record_writer(tf):
    path = os.path.join(tempfile.mkdtemp(), "records")
    with tf.Session() as sess:
        sess.run(tf.contrib.data.TFRecordWriter(path, "GZIP").write(tf.data.Dataset.from_tensor_slices([b"to", b"be"])))
    return Model(outputs=elements(tf, tf.data.TFRecordDataset(path, "GZIP"), 2))


@case
def data_sql_dataset(tf):
    path = os.path.join(tempfile.mkdtemp(), "words.db")
    with sqlite3.connect(path) as connection:
        connection.execute("create table words (word text, times integer)")
        connection.executemany("insert into words values (?, ?)", [("to", 2), ("be", 2), ("or", 1)])
    dataset = tf.contrib.data.SqlDataset("sqlite", path, "select word, times from words order by word", (tf.string, tf.int32))
    return Model(outputs=elements(tf, dataset, 3))


@case
def data_make_saveable_from_iterator(tf):
    iterator = numbers(tf).make_initializable_iterator()
    tf.add_to_collection(tf.GraphKeys.SAVEABLE_OBJECTS, tf.contrib.data.make_saveable_from_iterator(iterator))
    following, saver = iterator.get_next(), tf.train.Saver()
    with tf.Session() as sess:
        sess.run(iterator.initializer)
        seen = collections.OrderedDict(before=[sess.run(following) for _ in range(3)])
        path = saver.save(sess, os.path.join(tempfile.mkdtemp(), "iterator"))
        seen["after"] = [sess.run(following) for _ in range(3)]
        saver.restore(sess, path)
        seen["restored"] = [sess.run(following) for _ in range(3)]
    return Model(outputs={name: tf.constant(values) for name, values in seen.items()})


@case
def data_autotune(tf):
    return Model(outputs={"it": tf.constant(tf.contrib.data.AUTOTUNE)})
