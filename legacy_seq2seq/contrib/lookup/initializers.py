"""What fills a table: tensors, or a text file. Source: TF1 tf.contrib.lookup's initialisers."""

from legacy_seq2seq import tf1 as tf

KeyValueTensorInitializer = tf.lookup.KeyValueTensorInitializer
TextFileIndex = tf.lookup.TextFileIndex
TextFileInitializer = tf.lookup.TextFileInitializer


class TextFileIdTableInitializer(TextFileInitializer):
    """A table from the text in each line of `filename` to its line number (or another column), int64.

    Source: TF1 tf.contrib.lookup.TextFileIdTableInitializer.
    """

    def __init__(self, filename, key_column_index=TextFileIndex.WHOLE_LINE, value_column_index=TextFileIndex.LINE_NUMBER, vocab_size=None,
                 delimiter="\t", name="text_file_id_table_init", key_dtype=tf.string):
        super().__init__(filename, key_dtype, key_column_index, tf.int64, value_column_index, vocab_size=vocab_size,
                         delimiter=delimiter, name=name)


class TextFileStringTableInitializer(TextFileInitializer):
    """A table from the number (or another column) of each line of `filename` to its text.

    Source: TF1 tf.contrib.lookup.TextFileStringTableInitializer.
    """

    def __init__(self, filename, key_column_index=TextFileIndex.LINE_NUMBER, value_column_index=TextFileIndex.WHOLE_LINE, vocab_size=None,
                 delimiter="\t", name="text_file_string_table_init"):
        super().__init__(filename, tf.int64, key_column_index, tf.string, value_column_index, vocab_size=vocab_size,
                         delimiter=delimiter, name=name)
