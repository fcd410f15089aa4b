"""Handwritten digits as TF 1.1 read them: batches in an order that NumPy's own seed decides. Source: TF 1.1 tf.contrib.learn.datasets."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.learn import datasets
from legacy_seq2seq.contrib.learn.datasets import mnist


class DataSet(mnist.DataSet):
    """Images with their labels, as TF 1.15's but for the seed, which nothing here touches."""

    def __init__(self, images, labels, fake_data=False, one_hot=False, dtype=tf.float32, reshape=True):
        super().__init__(images, labels, fake_data, one_hot, dtype, reshape)

    def _seed_numpy(self, seed):
        """Nothing: a program's `np.random.seed` holds."""


def readers_of(data_set):
    """What reads files into `data_set`s, a class, by the names that it has in contrib.learn."""

    def read_data_sets(train_dir, fake_data=False, one_hot=False, dtype=tf.float32, reshape=True, validation_size=5000):
        """Datasets(train, validation, test) of `DataSet`s from local files; the arguments are those of TF 1.15's."""
        return mnist.assembled(functools.partial(data_set, dtype=dtype), train_dir, fake_data, one_hot, reshape, validation_size)

    def load_mnist(train_dir="MNIST-data"):
        """`read_data_sets(train_dir)`."""
        return read_data_sets(train_dir)

    def load_dataset(name, size="small", test_with_fake_data=False):
        """The data set `name`, as TF 1.15's `load_dataset`; "mnist" is `load_mnist()`."""
        return load_mnist() if name == "mnist" else datasets.load_dataset(name, size, test_with_fake_data)

    return {"read_data_sets": read_data_sets, "load_mnist": load_mnist, "load_dataset": load_dataset,
            "DATASETS": dict(datasets.DATASETS, mnist=load_mnist)}


globals().update(readers_of(DataSet))
