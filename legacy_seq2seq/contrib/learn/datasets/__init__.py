"""`tf.contrib.learn.datasets`: small data sets, shipped, generated or read from local files."""

from legacy_seq2seq.contrib.learn.datasets import base, mnist, synthetic, text_datasets
from legacy_seq2seq.contrib.learn.datasets.base import load_boston, load_iris

DATASETS = {"iris": load_iris, "boston": load_boston, "mnist": mnist.load_mnist, "dbpedia": text_datasets.load_dbpedia}
SYNTHETIC = {"circles": synthetic.circles, "spirals": synthetic.spirals}

__all__ = ["DATASETS", "SYNTHETIC", "base", "load_boston", "load_dataset", "load_iris", "make_dataset", "mnist", "synthetic",
           "text_datasets"]


def load_dataset(name, size="small", test_with_fake_data=False):
    """The data set `name`: "iris", "boston", "mnist" (from the folder MNIST-data) or "dbpedia", a Dataset or Datasets.

    size, test_with_fake_data: dbpedia's. Raises ValueError for another name. Source: TF1 tf.contrib.learn.datasets.load_dataset.
    """
    if name not in DATASETS:
        raise ValueError(f"load_dataset: name={name!r}; expected one of {', '.join(sorted(DATASETS))}.")
    return DATASETS[name](size, test_with_fake_data) if name == "dbpedia" else DATASETS[name]()


def make_dataset(name, n_samples=100, noise=None, seed=42, *args, **kwargs):
    """The generated data set `name`, "circles" or "spirals"; the further arguments are theirs.

    Raises ValueError for another name. Source: TF1 tf.contrib.learn.datasets.make_dataset.
    """
    if name not in SYNTHETIC:
        raise ValueError(f"make_dataset: name={name!r}; expected one of {', '.join(sorted(SYNTHETIC))}.")
    return SYNTHETIC[name](n_samples, noise, seed, *args, **kwargs)
