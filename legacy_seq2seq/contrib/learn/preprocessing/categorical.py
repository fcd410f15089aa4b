"""Ids for the columns of categorical data. Source: TF1 tf.contrib.learn.preprocessing.CategoricalProcessor."""

import math

import numpy as np

from legacy_seq2seq.contrib.learn.preprocessing.categorical_vocabulary import CategoricalVocabulary


def setup_processor_data_feeder(x):
    """`x` itself, an iterable of rows. TF 1.15 also took Dask's data frames: give those as `.compute().values`."""
    return x


class CategoricalProcessor:
    """Maps each column of rows of categories to ids.

    min_frequency: categories seen so often or less become unknown, id 0. share: one vocabulary for all columns.
    vocabularies: one CategoricalVocabulary for each column, in place of new ones.
    Source: TF1 tf.contrib.learn.preprocessing.CategoricalProcessor.
    """

    def __init__(self, min_frequency=0, share=False, vocabularies=None):
        self.min_frequency = min_frequency
        self.share = share
        self.vocabularies_ = vocabularies

    def freeze(self, freeze=True):
        """Freezes the vocabularies, or lets them grow again."""
        for vocabulary in self.vocabularies_ or ():
            vocabulary.freeze(freeze)

    def fit(self, x, unused_y=None):
        """Learns the categories of the rows `x`, then freezes the vocabularies. Returns self."""
        for row in setup_processor_data_feeder(x):
            if self.vocabularies_ is None:
                self.vocabularies_ = self._new_vocabularies(len(row))
            for vocabulary, category in zip(self.vocabularies_, row):
                if not _is_missing(category):
                    vocabulary.add(category)
        if self.min_frequency > 0:
            for vocabulary in self.vocabularies_ or ():
                vocabulary.trim(self.min_frequency)
        self.freeze()
        return self

    def transform(self, x):
        """Yields, for each row of `x`, its ids, int64 `[columns]`; missing values (NaN) have id 0."""
        for row in setup_processor_data_feeder(x):
            yield np.array([0 if _is_missing(category) else vocabulary.get(category)
                            for vocabulary, category in zip(self.vocabularies_, row)], np.int64)

    def fit_transform(self, x, unused_y=None):
        """`fit`, then `transform`."""
        return self.fit(x).transform(x)

    def _new_vocabularies(self, columns):
        if self.share:
            return [CategoricalVocabulary()] * columns
        return [CategoricalVocabulary() for _ in range(columns)]


def _is_missing(category):
    return isinstance(category, float) and math.isnan(category)
