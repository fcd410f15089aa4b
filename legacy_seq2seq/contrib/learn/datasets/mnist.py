"""Handwritten digits from local IDX files, and batches of them. Source: TF1 tf.contrib.learn.datasets.mnist."""

import functools
import gzip
import os
import struct

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.learn.datasets import base

DEFAULT_SOURCE_URL = "https://storage.googleapis.com/cvdf-datasets/mnist/"

TRAIN_IMAGES = "train-images-idx3-ubyte.gz"
TRAIN_LABELS = "train-labels-idx1-ubyte.gz"
TEST_IMAGES = "t10k-images-idx3-ubyte.gz"
TEST_LABELS = "t10k-labels-idx1-ubyte.gz"

_IMAGE_MAGIC, _LABEL_MAGIC = 2051, 2049
_FAKE_PIXELS, _FAKE_EXAMPLES = 784, 10000


def read_data_sets(train_dir, fake_data=False, one_hot=False, dtype=tf.float32, reshape=True, validation_size=5000, seed=None,
                   source_url=DEFAULT_SOURCE_URL):
    """Datasets(train, validation, test), each a `DataSet`, from the four IDX files in `train_dir`, compressed or not.

    one_hot: labels `[n, 10]` in place of `[n]`. dtype: tf.float32 scales pixels to [0, 1], tf.uint8 keeps 0-255.
    reshape: images `[n, 784]` in place of `[n, 28, 28, 1]`. validation_size: how many of the first training
    examples become the validation set. fake_data: no files; batches of ones.

    Raises FileNotFoundError where a file is absent: nothing is downloaded, `source_url` is only named. Raises
    ValueError for a file of another kind, and a `validation_size` above the number of training examples.
    Source: TF1 tf.contrib.learn.datasets.mnist.read_data_sets, tensorflow.examples.tutorials.mnist.input_data.

        mnist = read_data_sets("MNIST_data", one_hot=True)
        images, labels = mnist.train.next_batch(100)   # [100, 784], [100, 10]
    """
    return assembled(functools.partial(DataSet, dtype=dtype, seed=seed), train_dir, fake_data, one_hot, reshape, validation_size,
                     source_url or DEFAULT_SOURCE_URL)


def assembled(make, train_dir, fake_data=False, one_hot=False, reshape=True, validation_size=5000, source_url=DEFAULT_SOURCE_URL):
    """Datasets(train, validation, test) of what `make` gives for images and labels; the other arguments as for `read_data_sets`."""
    if fake_data:
        return base.Datasets(*(make([], [], fake_data=True, one_hot=one_hot) for _ in range(3)))
    paths = _paths(train_dir, source_url)
    images, test_images = (_read(paths[name], extract_images) for name in (TRAIN_IMAGES, TEST_IMAGES))
    labels, test_labels = (_read(paths[name], extract_labels, one_hot=one_hot) for name in (TRAIN_LABELS, TEST_LABELS))
    if not 0 <= validation_size <= len(images):
        raise ValueError(f"read_data_sets: validation_size={validation_size}; expected 0 to {len(images)}, the training examples.")
    return base.Datasets(
        train=make(images[validation_size:], labels[validation_size:], reshape=reshape),
        validation=make(images[:validation_size], labels[:validation_size], reshape=reshape),
        test=make(test_images, test_labels, reshape=reshape))


def load_mnist(train_dir="MNIST-data"):
    """`read_data_sets(train_dir)`. Source: TF1 tf.contrib.learn.datasets.mnist.load_mnist."""
    return read_data_sets(train_dir)


def extract_images(f):
    """The images in the gzip-compressed IDX file object `f`, uint8 `[n, rows, columns, 1]`. Raises ValueError for another kind of file."""
    with gzip.GzipFile(fileobj=f) as stream:
        return _images(stream, f.name)


def extract_labels(f, one_hot=False, num_classes=10):
    """The labels in the gzip-compressed IDX file object `f`, uint8 `[n]`; with `one_hot`, float64 `[n, num_classes]`."""
    with gzip.GzipFile(fileobj=f) as stream:
        labels = _labels(stream, f.name)
    return dense_to_one_hot(labels, num_classes) if one_hot else labels


def dense_to_one_hot(labels_dense, num_classes):
    """Labels `[n]` as rows of zeros with a one at the label, float64 `[n, num_classes]`."""
    return np.eye(num_classes)[labels_dense]


class DataSet:
    """Images with their labels, given out in shuffled batches. Source: TF1 tf.contrib.learn.datasets.mnist.DataSet.

    images: uint8 `[n, rows, columns, 1]`; labels: `[n]` or `[n, classes]`. The other arguments are those of
    `read_data_sets`. As in TF 1.15, making one sets NumPy's global random seed, from `seed` or TensorFlow's graph seed, if any.

    Raises TypeError for a `dtype` that is neither tf.uint8 nor tf.float32, AssertionError for sizes that do not fit.
    """

    def __init__(self, images, labels, fake_data=False, one_hot=False, dtype=tf.float32, reshape=True, seed=None):
        self._seed_numpy(seed)
        dtype = tf.as_dtype(dtype).base_dtype
        if dtype not in (tf.uint8, tf.float32):
            raise TypeError(f"DataSet: dtype={dtype.name}; expected tf.uint8, pixels of 0-255, or tf.float32, of 0-1.")
        self.one_hot = one_hot
        self._fake = fake_data
        self._num_examples = _FAKE_EXAMPLES if fake_data else len(images)
        self._images, self._labels = (images, labels) if fake_data else (_prepared(images, labels, dtype, reshape), labels)
        self._epochs_completed = 0
        self._index_in_epoch = 0

    def _seed_numpy(self, seed):
        # Without any seed TF 1.15 took a new one from the system: keeping NumPy's is as good, and a program's own `np.random.seed` holds.
        graph_seed, op_seed = tf.random.get_seed(seed)
        if graph_seed is not None:
            np.random.seed(graph_seed if seed is None else op_seed)

    @property
    def images(self):
        return self._images

    @property
    def labels(self):
        return self._labels

    @property
    def num_examples(self):
        return self._num_examples

    @property
    def epochs_completed(self):
        """How often all examples have been given out."""
        return self._epochs_completed

    def next_batch(self, batch_size, fake_data=False, shuffle=True):
        """The next (images, labels), `batch_size` of each.

        A batch at the end of an epoch is filled up from the next one, whose examples are shuffled anew.
        """
        if fake_data:
            return _fake_batch(batch_size, self.one_hot)
        start = self._index_in_epoch
        if start == 0 and self._epochs_completed == 0 and shuffle:
            self._shuffle()
        if start + batch_size <= self._num_examples:
            self._index_in_epoch = start + batch_size
            return self._images[start:self._index_in_epoch], self._labels[start:self._index_in_epoch]
        rest = self._images[start:], self._labels[start:]
        self._epochs_completed += 1
        if shuffle:
            self._shuffle()
        self._index_in_epoch = batch_size - len(rest[0])
        first = self._images[:self._index_in_epoch], self._labels[:self._index_in_epoch]
        return tuple(np.concatenate(pair, axis=0) for pair in zip(rest, first))

    def _shuffle(self):
        # The same call as TF 1.15's, so that the same seed gives the same order.
        order = np.arange(self._num_examples)
        np.random.shuffle(order)
        self._images, self._labels = self._images[order], self._labels[order]


def _prepared(images, labels, dtype, reshape):
    if len(images) != len(labels):
        raise AssertionError(f"DataSet: `images` has shape {images.shape}, `labels` {labels.shape}; expected as many of the one "
                             "as of the other.")
    if reshape:
        if images.shape[3] != 1:
            raise AssertionError(f"DataSet: `images` has shape {images.shape}; reshape=True needs one colour, [n, rows, columns, 1]. "
                                 "Give reshape=False.")
        images = images.reshape(images.shape[0], images.shape[1] * images.shape[2])
    return np.multiply(images.astype(np.float32), np.float32(1.0 / 255.0)) if dtype == tf.float32 else images


def _fake_batch(batch_size, one_hot):
    label = [1] + [0] * 9 if one_hot else 0
    return [[1] * _FAKE_PIXELS for _ in range(batch_size)], [label for _ in range(batch_size)]


def _paths(train_dir, source_url):
    """{name: path} of the four files, as they are or unpacked."""
    found, absent = {}, []
    for name in (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS):
        path = os.path.join(train_dir, name)
        candidates = [candidate for candidate in (path, path[:-len(".gz")]) if os.path.isfile(candidate)]
        if candidates:
            found[name] = candidates[0]
        else:
            absent.append(name)
    if absent:
        raise FileNotFoundError(
            f"read_data_sets: {os.path.abspath(train_dir)} lacks {', '.join(absent)}. Nothing is downloaded here: get the files from "
            f"{source_url} or another mirror of MNIST and put them into that folder, compressed (.gz) or unpacked.")
    return found


def _read(path, extract, **options):
    """What `extract` makes of the file, which may be unpacked already."""
    if path.endswith(".gz"):
        with open(path, "rb") as file:
            return extract(file, **options)
    with open(path, "rb") as file:
        if extract is extract_images:
            return _images(file, path)
        labels = _labels(file, path)
        return dense_to_one_hot(labels, 10) if options["one_hot"] else labels


def _images(stream, name):
    _check_magic(stream, name, _IMAGE_MAGIC, "image")
    count, rows, columns = struct.unpack(">III", stream.read(12))
    return np.frombuffer(stream.read(count * rows * columns), np.uint8).reshape(count, rows, columns, 1)


def _labels(stream, name):
    _check_magic(stream, name, _LABEL_MAGIC, "label")
    count, = struct.unpack(">I", stream.read(4))
    return np.frombuffer(stream.read(count), np.uint8)


def _check_magic(stream, name, expected, kind):
    magic, = struct.unpack(">I", stream.read(4))
    if magic != expected:
        raise ValueError(f"{name} begins with the number {magic}; an MNIST {kind} file begins with {expected}. "
                         "Are images and labels exchanged?")
