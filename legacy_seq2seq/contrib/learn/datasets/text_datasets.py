"""DBpedia's titles and abstracts in 14 classes. Source: TF1 tf.contrib.learn.datasets' dbpedia."""

import os

import numpy as np

from legacy_seq2seq.contrib.learn.datasets import base


def maybe_download_dbpedia(data_dir):
    """Raises FileNotFoundError unless `data_dir`/dbpedia_csv holds train.csv and test.csv: nothing is downloaded."""
    for name in ("train.csv", "test.csv"):
        path = os.path.join(data_dir, "dbpedia_csv", name)
        if not os.path.exists(path):
            raise FileNotFoundError(f"dbpedia: {path} is not there, and this project downloads nothing. Unpack dbpedia_csv.tar.gz, of "
                                    "X. Zhang's text classification data sets (2015), in that folder.")


def load_dbpedia(size="small", test_with_fake_data=False):
    """Datasets(train, None, test) from the folder dbpedia_data/dbpedia_csv: data `[rows, 2]` text, target int32 `[rows]`.

    size: "small" reads train_small.csv and test_small.csv, made from every 100th line where they are not there yet;
        anything else reads all. test_with_fake_data: four made-up rows in place of files.
    Raises FileNotFoundError where the files are absent. Source: TF1 tf.contrib.learn.datasets.load_dataset("dbpedia").
    """
    if test_with_fake_data:
        return base.Datasets(train=_fake(["Crane", "A crane is a bird."], ["Ada Lovelace", "A mathematician."], ["Nature", "A journal."]),
                             validation=None, test=_fake(["Heron", "A heron is a bird."]))
    maybe_download_dbpedia("dbpedia_data")
    folder = os.path.join("dbpedia_data", "dbpedia_csv")
    return base.Datasets(train=_read(folder, "train", size), validation=None, test=_read(folder, "test", size))


def _fake(*rows):
    return base.Dataset(data=np.array(rows, dtype=np.str_), target=np.arange(1, len(rows) + 1, dtype=np.int32))


def _read(folder, part, size):
    path = os.path.join(folder, f"{part}.csv")
    if size == "small":
        small = os.path.join(folder, f"{part}_small.csv")
        if not os.path.exists(small):
            base.shrink_csv(path, 100)
        path = small
    return base.load_csv_without_header(path, np.int32, np.str_, target_column=0)
