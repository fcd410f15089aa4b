"""Reads the Penn Treebank's text files `ptb.train.txt`, `ptb.valid.txt` and `ptb.test.txt`, as of TF 0.12.

Source: TF 0.12 tensorflow/models/rnn/ptb/reader.py.
"""

import collections
import os

from legacy_seq2seq import tf1 as tf


def _read_words(filename):
    with open(filename, encoding="utf-8") as file:
        return file.read().replace("\n", "<eos>").split()


def _build_vocab(filename):
    """{word: id}, the most frequent first, those of equal count in alphabetical order."""
    counts = collections.Counter(_read_words(filename))
    return {word: i for i, word in enumerate(sorted(counts, key=lambda word: (-counts[word], word)))}


def _file_to_word_ids(filename, word_to_id):
    return [word_to_id[word] for word in _read_words(filename) if word in word_to_id]


def ptb_raw_data(data_path=None):
    """The ids of the training, validation and test words, as three lists, and the number of words in the vocabulary."""
    paths = [os.path.join(data_path, f"ptb.{part}.txt") for part in ("train", "valid", "test")]
    word_to_id = _build_vocab(paths[0])
    return (*(_file_to_word_ids(path, word_to_id) for path in paths), len(word_to_id))


def ptb_producer(raw_data, batch_size, num_steps, name=None):
    """Inputs and targets, each int32 [batch, time], the next ones with each run; the targets are one word ahead.

    Raises tf.errors.InvalidArgumentError in the run where the data is too short for one batch.
    """
    with tf.name_scope(name, "PTBProducer", [raw_data, batch_size, num_steps]):
        words = tf.convert_to_tensor(raw_data, tf.int32, name="raw_data")
        width = tf.size(words) // batch_size
        rows = tf.reshape(words[:batch_size * width], [batch_size, width])
        epoch_size = (width - 1) // num_steps
        enough = tf.assert_positive(epoch_size, message="epoch_size == 0, decrease batch_size or num_steps")
        with tf.control_dependencies([enough]):
            epoch_size = tf.identity(epoch_size, name="epoch_size")
        start = tf.train.range_input_producer(epoch_size, shuffle=False).dequeue() * num_steps
        return tuple(tf.slice(rows, [0, start + ahead], [batch_size, num_steps]) for ahead in (0, 1))
