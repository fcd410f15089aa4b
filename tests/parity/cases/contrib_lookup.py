"""tf.contrib.lookup: tables between words and ids."""

import os
import tempfile

import numpy as np

from tests.parity.casebook import Model, case, mistake

WORDS = ["to", "be", "or"]


def hashed(tf, text):
    """A number for each string: golden files hold numbers."""
    return tf.string_to_hash_bucket_fast(text, 1 << 40)


def vocabulary(lines=("to", "be", "or")):
    path = os.path.join(tempfile.mkdtemp(), "vocabulary.txt")
    with open(path, "w") as file:
        file.write("".join(line + "\n" for line in lines))
    return path


def asked(tf):
    return tf.constant([["or", "not"], ["to", "be"]])


@case
def lookup_index_table_from_tensor(tf):
    table = tf.contrib.lookup.index_table_from_tensor(tf.constant(WORDS))
    sparse = table.lookup(tf.SparseTensor([[0, 1], [2, 0]], ["be", "x"], [3, 2]))
    return Model(outputs={"ids": table.lookup(asked(tf)), "size": table.size(), "sparse": sparse.values, "shape": sparse.dense_shape,
                          "none": table.lookup(tf.placeholder_with_default(["or"], [None]))})


@case
def lookup_index_table_from_tensor_with_buckets(tf):
    outputs = {}
    for name, spec in (("fast", tf.contrib.lookup.FastHashSpec), ("strong", tf.contrib.lookup.StrongHashSpec([3, 17]))):
        table = tf.contrib.lookup.index_table_from_tensor(WORDS, num_oov_buckets=5, hasher_spec=spec)
        outputs.update({name: table.lookup(tf.constant(["or", "not", "that", "is", "to", ""])), name + "_size": table.size()})
    return Model(outputs=outputs)


@case
def lookup_index_table_from_tensor_of_integers(tf):
    outputs = {}
    for dtype in (tf.int32, tf.int64):
        table = tf.contrib.lookup.index_table_from_tensor([10, 20, 30], num_oov_buckets=3, dtype=dtype)
        outputs[dtype.name] = table.lookup(tf.constant([30, 7, 10, 8], dtype))
    plain = tf.contrib.lookup.index_table_from_tensor([10, 20], default_value=-7, dtype=tf.int64)
    return Model(outputs=dict(outputs, plain=plain.lookup(tf.constant([20, 9], tf.int64))))


@mistake
def lookup_index_table_without_mapping(tf):
    tf.contrib.lookup.index_table_from_tensor(None)


@mistake
def lookup_index_table_of_integers_said_to_be_words(tf):
    tf.contrib.lookup.index_table_from_tensor([1, 2])


@mistake
def lookup_index_table_of_floats(tf):
    tf.contrib.lookup.index_table_from_tensor([1.0, 2.0], dtype=tf.float32)


@mistake
def lookup_index_table_of_minus_one_bucket(tf):
    tf.contrib.lookup.index_table_from_tensor(WORDS, num_oov_buckets=-1)


@mistake
def lookup_index_table_with_a_name_for_a_hasher(tf):
    tf.contrib.lookup.index_table_from_tensor(WORDS, num_oov_buckets=1, hasher_spec="fasthash")


@mistake
def lookup_index_table_with_an_unknown_hasher(tf):
    table = tf.contrib.lookup.index_table_from_tensor(WORDS, 1, hasher_spec=tf.contrib.lookup.HasherSpec("weakhash", None))
    table.lookup(tf.constant("x"))


@mistake
def lookup_of_integers_in_a_table_of_words(tf):
    tf.contrib.lookup.index_table_from_tensor(WORDS).lookup(tf.constant([1]))


@mistake
def lookup_of_integers_in_a_table_of_words_with_buckets(tf):
    tf.contrib.lookup.index_table_from_tensor(WORDS, 2).lookup(tf.constant([1]))


@mistake
def lookup_before_the_table_is_filled(tf):
    found = tf.contrib.lookup.index_table_from_tensor(WORDS).lookup(tf.constant(["to"]))
    with tf.Session() as sess:
        sess.run(found)


@case
def lookup_index_table_from_file(tf):
    path = vocabulary()
    table = tf.contrib.lookup.index_table_from_file(path)
    some = tf.contrib.lookup.index_table_from_file(tf.constant(path), num_oov_buckets=2, vocab_size=2)
    return Model(outputs={"ids": table.lookup(asked(tf)), "size": table.size(), "some": some.lookup(asked(tf)), "some_size": some.size()})


@case
def lookup_index_table_from_file_of_columns(tf):
    path = vocabulary(["to;7", "be;8"])
    table = tf.contrib.lookup.index_table_from_file(path, key_column_index=0, value_column_index=1, delimiter=";", default_value=-2)
    numbers = tf.contrib.lookup.index_table_from_file(vocabulary(["10", "20"]), key_dtype=tf.int64, num_oov_buckets=1)
    return Model(outputs={"ids": table.lookup(asked(tf)), "numbers": numbers.lookup(tf.constant([20, 5], tf.int64))})


@mistake
def lookup_index_table_without_file(tf):
    tf.contrib.lookup.index_table_from_file("")


@mistake
def lookup_index_table_from_no_lines(tf):
    tf.contrib.lookup.index_table_from_file(vocabulary(), vocab_size=0)


@mistake
def lookup_index_table_from_file_of_minus_one_bucket(tf):
    tf.contrib.lookup.index_table_from_file(vocabulary(), num_oov_buckets=-1)


@mistake
def lookup_index_table_from_file_that_is_too_short(tf):
    table = tf.contrib.lookup.index_table_from_file(vocabulary(), vocab_size=9)
    with tf.Session() as sess:
        sess.run([tf.tables_initializer(), table.size()])


@case
def lookup_index_to_string_tables(tf):
    path = vocabulary()
    ids = tf.constant([[2, 7], [0, -1]], tf.int64)
    from_tensor = tf.contrib.lookup.index_to_string_table_from_tensor(WORDS)
    other = tf.contrib.lookup.index_to_string_table_from_tensor(WORDS, default_value="?")
    from_file = tf.contrib.lookup.index_to_string_table_from_file(path, vocab_size=2, default_value="x")
    columns = tf.contrib.lookup.index_to_string_table_from_file(vocabulary(["5,five", "7,seven"]), None, "x", None, 0, 1, ",")
    return Model(outputs={"tensor": hashed(tf, from_tensor.lookup(ids)), "other": hashed(tf, other.lookup(ids)),
                          "file": hashed(tf, from_file.lookup(ids)), "size": from_tensor.size(),
                          "columns": hashed(tf, columns.lookup(ids))})


@mistake
def lookup_index_to_string_table_without_mapping(tf):
    tf.contrib.lookup.index_to_string_table_from_tensor(None)


@mistake
def lookup_index_to_string_table_without_file(tf):
    tf.contrib.lookup.index_to_string_table_from_file(None)


@mistake
def lookup_index_to_string_of_words(tf):
    tf.contrib.lookup.index_to_string_table_from_tensor(WORDS).lookup(tf.constant(["to"]))


@case
def lookup_under_the_first_names(tf):
    path = vocabulary()
    outputs = {
        "to_index": tf.contrib.lookup.string_to_index(asked(tf), tf.constant(WORDS), default_value=9),
        "to_string": hashed(tf, tf.contrib.lookup.index_to_string(tf.constant([1, 5], tf.int64), tf.constant(WORDS), default_value="no")),
        "tensor": tf.contrib.lookup.string_to_index_table_from_tensor(WORDS, 2).lookup(asked(tf)),
        "file": tf.contrib.lookup.string_to_index_table_from_file(path, 2).lookup(asked(tf)),
    }
    return Model(outputs=outputs)


@case
def lookup_hash_table(tf):
    table = tf.contrib.lookup.HashTable(
        tf.contrib.lookup.KeyValueTensorInitializer(["a", "b"], [1.5, 2.5], tf.string, tf.float32), -1.0, name="mine", shared_name="shared")
    keys, found = table.export()
    return Model(outputs={"values": table.lookup(tf.constant(["b", "z"])), "size": table.size(), "count": tf.shape(keys)[0],
                          "sum": tf.reduce_sum(found), "default": table.default_value,
                          "dtypes": tf.constant([table.key_dtype == tf.string, table.value_dtype == tf.float32])})


@case
def lookup_hash_table_filled_by_hand(tf):
    table = tf.contrib.lookup.HashTable(tf.contrib.lookup.KeyValueTensorInitializer(
        tf.constant([3, 4], tf.int64), tf.constant([30, 40], tf.int32)), 0)
    with tf.Session() as sess:
        sess.run(table.init)
        sess.run(table.initializer)  # again: nothing changes
        found = sess.run(table.lookup(tf.constant([[4], [5]], tf.int64)))
    return Model(outputs={"found": tf.constant(found)})


@mistake
def lookup_hash_table_with_a_default_of_another_type(tf):
    tf.contrib.lookup.HashTable(tf.contrib.lookup.KeyValueTensorInitializer(["a"], [1]), "text")


@case
def lookup_text_file_initializers(tf):
    lookup = tf.contrib.lookup
    path = vocabulary(["a 1", "b 2"])
    whole = lookup.HashTable(lookup.TextFileInitializer(path, tf.string, 0, tf.int64, 1, delimiter=" "), -1)
    ids = lookup.HashTable(lookup.TextFileIdTableInitializer(path, vocab_size=2), -1)
    words = lookup.HashTable(lookup.TextFileStringTableInitializer(path), "?")
    lines = lookup.HashTable(lookup.TextFileInitializer(
        path, tf.int64, lookup.TextFileIndex.LINE_NUMBER, tf.string, lookup.TextFileIndex.WHOLE_LINE), "?")
    numbers = tf.constant([1, 2], tf.int64)
    return Model(outputs={"whole": whole.lookup(tf.constant(["b", "c"])), "ids": ids.lookup(tf.constant(["b 2", "b"])),
                          "words": hashed(tf, words.lookup(numbers)), "lines": hashed(tf, lines.lookup(numbers))})


@mistake
def lookup_text_file_initializer_of_whole_lines_as_numbers(tf):
    tf.contrib.lookup.TextFileInitializer("x", tf.string, 0, tf.int64, tf.contrib.lookup.TextFileIndex.WHOLE_LINE)


@mistake
def lookup_text_file_initializer_of_line_numbers_as_text(tf):
    tf.contrib.lookup.TextFileInitializer("x", tf.string, tf.contrib.lookup.TextFileIndex.LINE_NUMBER, tf.int64, 0)


@mistake
def lookup_text_file_initializer_without_file(tf):
    tf.contrib.lookup.TextFileInitializer("", tf.string, 0, tf.int64, 1)


@case
def lookup_id_table_with_hash_buckets(tf):
    lookup = tf.contrib.lookup
    words = lookup.HashTable(lookup.KeyValueTensorInitializer(WORDS, [0, 1, 2], value_dtype=tf.int64), -1)
    table = lookup.IdTableWithHashBuckets(words, 4, hasher_spec=lookup.StrongHashSpec((1, 2)))
    alone = lookup.IdTableWithHashBuckets(None, 4, name="alone")
    numbers = lookup.IdTableWithHashBuckets(None, 4, key_dtype=tf.int32)
    sparse = table.lookup(tf.SparseTensor([[0], [3]], ["x", "be"], [5]))
    return Model(outputs={"table": table.lookup(asked(tf)), "size": table.size(), "alone": alone.lookup(asked(tf)),
                          "alone_size": alone.size(),
                          "numbers": numbers.lookup(tf.constant([1, 2, 3])), "sparse": sparse.values})


@mistake
def lookup_id_table_without_table_and_buckets(tf):
    tf.contrib.lookup.IdTableWithHashBuckets(None, 0)


@mistake
def lookup_id_table_of_a_table_of_floats(tf):
    lookup = tf.contrib.lookup
    lookup.IdTableWithHashBuckets(lookup.HashTable(lookup.KeyValueTensorInitializer(WORDS, [0.0, 1.0, 2.0]), -1.0), 1)


@mistake
def lookup_id_table_of_words_said_to_be_integers(tf):
    lookup = tf.contrib.lookup
    words = lookup.HashTable(lookup.KeyValueTensorInitializer(WORDS, [0, 1, 2], value_dtype=tf.int64), -1)
    lookup.IdTableWithHashBuckets(words, 1, key_dtype=tf.int64)


@mistake
def lookup_strong_hash_spec_of_three(tf):
    tf.contrib.lookup.StrongHashSpec([1, 2, 3])


@mistake
def lookup_strong_hash_spec_of_none(tf):
    tf.contrib.lookup.StrongHashSpec(None)


@mistake
def lookup_strong_hash_spec_of_text(tf):
    tf.contrib.lookup.StrongHashSpec(["1", "2"])


@case
def lookup_mutable_hash_table(tf):
    table = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1)
    keys = tf.constant(["a", "b", "c"])
    with tf.control_dependencies([table.insert(keys, tf.constant([1, 2, 3], tf.int64))]):
        removed = table.remove(tf.constant(["b", "z"]))
    with tf.control_dependencies([removed]):
        found, size = table.lookup(keys), table.size()
        exported = table.export()[1]
    return Model(outputs={"found": found, "size": size, "exported": tf.reduce_sum(exported)})


@case
def lookup_mutable_hash_table_of_vectors(tf):
    table = tf.contrib.lookup.MutableHashTable(tf.int64, tf.float32, [0.0, -1.0])
    with tf.control_dependencies([table.insert(tf.constant([4, 5], tf.int64), [[1.0, 2.0], [3.0, 4.0]])]):
        return Model(outputs={"found": table.lookup(tf.constant([[5], [6]], tf.int64)), "size": table.size()})


@mistake
def lookup_mutable_hash_table_of_another_type(tf):
    tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1).insert([1], [2])


@case
def lookup_mutable_dense_hash_table(tf):
    table = tf.contrib.lookup.MutableDenseHashTable(
        tf.int64, tf.int64, default_value=-1, empty_key=0, deleted_key=-9, initial_num_buckets=4)
    keys = tf.constant([11, 12, 13, 14], tf.int64)
    with tf.control_dependencies([table.insert(keys, tf.constant([0, 1, 2, 3], tf.int64))]):
        removed = table.erase(tf.constant([12, 15], tf.int64))
    with tf.control_dependencies([removed]):
        return Model(outputs={"found": table.lookup(tf.constant([12, 13, 15], tf.int64)), "size": table.size()})


@case
def lookup_mutable_tables_in_a_checkpoint(tf):
    lookup = tf.contrib.lookup
    folder = tempfile.mkdtemp()
    results = {}
    for part in ("saved", "restored"):
        with tf.Graph().as_default(), tf.Session() as sess:
            plain = lookup.MutableHashTable(tf.string, tf.int64, -1, name="plain")
            dense = lookup.MutableDenseHashTable(tf.int64, tf.float32, -1.0, empty_key=0, deleted_key=-1, name="dense")
            saver = tf.train.Saver()
            if part == "saved":
                sess.run([plain.insert(tf.constant(["a", "b"]), tf.constant([1, 2], tf.int64)),
                          dense.insert(tf.constant([7], tf.int64), [0.5])])
                path = saver.save(sess, os.path.join(folder, "tables"))
            else:
                saver.restore(sess, path)
            found = sess.run([plain.lookup(tf.constant(["b", "c"])), dense.lookup(tf.constant([7, 8], tf.int64))])
            results[part], results[part + "_dense"] = found
    names = ",".join(sorted(name for name, _ in tf.train.list_variables(path)))
    results["names"] = np.array([ord(c) for c in names])
    return Model(outputs={name: tf.constant(value) for name, value in results.items()})


@case
def lookup_names_of_tables(tf):
    lookup = tf.contrib.lookup
    tables = [
        lookup.index_table_from_tensor(WORDS), lookup.index_table_from_tensor(WORDS, 2), lookup.index_to_string_table_from_tensor(WORDS),
        lookup.HashTable(lookup.KeyValueTensorInitializer(["a"], [1]), -1), lookup.MutableHashTable(tf.string, tf.int64, -1),
        lookup.IdTableWithHashBuckets(None, 4),
    ]
    return Model(outputs={"types": tf.constant([[isinstance(table, lookup.LookupInterface),
                                                 isinstance(table, lookup.InitializableLookupTableBase)] for table in tables])})
