"""Tables of numbers from CSV files. Source: TF1 tf.contrib.learn.datasets.base."""

import collections
import csv
import os

import numpy as np

from legacy_seq2seq import tf1 as tf

Dataset = collections.namedtuple("Dataset", ["data", "target"])
Dataset.__doc__ = """Rows and what they stand for: data `[rows, features]`, target `[rows]`."""
Datasets = collections.namedtuple("Datasets", ["train", "validation", "test"])
Datasets.__doc__ = """Three `Dataset`s; one that there is not is None."""

_HERE = os.path.dirname(os.path.abspath(__file__))


def load_csv_with_header(filename, target_dtype, features_dtype, target_column=-1):
    """A Dataset from a CSV file whose first line begins with the number of its rows and of its features.

    target_column: which column is the target; the others are the features.
    Raises tf.errors.NotFoundError where the file is not, ValueError where the first line says otherwise than the rows.
    Source: TF1 tf.contrib.learn.datasets.base.load_csv_with_header.
    """
    header, *rows = _rows("load_csv_with_header", filename)
    features = int(header[1])
    table = _split(rows, target_dtype, features_dtype, target_column)
    if table.data.shape[1:] != (features,):
        raise ValueError(f"load_csv_with_header: {filename} says that it has {features} features, and its rows have "
                         f"{table.data.shape[1:]}. Correct its first line: rows,features,...")
    if len(rows) != int(header[0]):
        raise ValueError(f"load_csv_with_header: {filename} says that it has {header[0]} rows, and has {len(rows)}. "
                         "Correct its first line: rows,features,...")
    return table


def load_csv_without_header(filename, target_dtype, features_dtype, target_column=-1):
    """A Dataset from a CSV file that begins with its first row. Source: TF1 tf.contrib.learn.datasets.base.load_csv_without_header."""
    return _split(_rows("load_csv_without_header", filename), target_dtype, features_dtype, target_column)


def shrink_csv(filename, ratio):
    """Writes every `ratio`-th line of `filename`, x.csv, to x_small.csv. Source: TF1 tf.contrib.learn.datasets.base.shrink_csv."""
    with open(filename, newline="", encoding="utf-8") as whole, \
            open(filename.replace(".", "_small."), "w", newline="", encoding="utf-8") as small:
        small.writelines(line for number, line in enumerate(whole) if number % ratio == 0)


def load_iris(data_path=None):
    """Fisher's irises: 150 flowers, 4 measures in cm (float64), 3 kinds (int64). `data_path`: another file of that form.

    Source: TF1 tf.contrib.learn.datasets.load_iris (R. A. Fisher, 1936).
    """
    return load_csv_with_header(data_path or os.path.join(_HERE, "data", "iris.csv"), np.int64, np.float64)


def load_boston(data_path=None):
    """Houses of Boston: 13 measures of 506 districts and a price, from the file `data_path`.

    Its form is TF 1.15's boston_house_prices.csv: a line «506,13,...», one of column names, then the rows, price last.
    Raises FileNotFoundError without a `data_path`: the data, questionable for how it treats race, is not shipped.
    Source: TF1 tf.contrib.learn.datasets.load_boston.
    """
    if data_path is None:
        raise FileNotFoundError(
            "load_boston: the data set is not shipped. Give data_path: TF 1.15's boston_house_prices.csv, or scikit-learn's up to 1.1 "
            "(the same file); or use load_iris(), sklearn.datasets.fetch_california_housing().")
    _, _, *rows = _rows("load_boston", data_path)
    return _split(rows, np.float64, np.float64, -1)


def maybe_download(filename, work_directory, source_url):
    """The path of `filename` in `work_directory`. Raises FileNotFoundError where it is not there: nothing is downloaded.

    Source: TF1 tf.contrib.learn.datasets.base.maybe_download.
    """
    path = os.path.join(work_directory, filename)
    if not os.path.exists(path):
        raise FileNotFoundError(f"maybe_download: {path} is not there, and this project downloads nothing. "
                                f"Get {source_url} and put it there.")
    return path


def _rows(function, filename):
    if not tf.gfile.Exists(filename):
        raise tf.errors.NotFoundError(None, None, f"{function}: there is no file {filename}. Give the path of a CSV file.")
    with tf.gfile.GFile(filename) as file:
        return [row for row in csv.reader(file) if row]


def _split(rows, target_dtype, features_dtype, target_column):
    target = np.array([row[target_column] for row in rows], dtype=target_dtype)
    features = [row[:target_column % len(row)] + row[target_column % len(row) + 1:] for row in rows]
    return Dataset(data=np.array(features, dtype=features_dtype), target=target)
