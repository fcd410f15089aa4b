"""Texts as rows of ids. Source: TF1 tf.contrib.learn.preprocessing.VocabularyProcessor, ByteProcessor."""

import itertools
import re

import numpy as np

from legacy_seq2seq.contrib.learn.preprocessing import stored
from legacy_seq2seq.contrib.learn.preprocessing.categorical_vocabulary import CategoricalVocabulary

# A word: capitals that no small letter follows, the first part of CamelCase, or letters, digits, ' and -.
# The pattern decides what a word is, and with it every id: it has to be TF 1.15's.
TOKENIZER_RE = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+(?=[A-Z])|[\'\w\-]+", re.UNICODE)


def tokenizer(iterator):
    """Yields, for each text, the list of its words. Source: TF1 tf.contrib.learn.preprocessing.tokenizer.

        list(tokenizer(["to be, or not"]))   # [["to", "be", "or", "not"]]
    """
    return (TOKENIZER_RE.findall(text) for text in iterator)


class VocabularyProcessor:
    """Maps texts to rows of `max_document_length` word ids: longer texts are cut, shorter ones filled with id 0.

    min_frequency: words seen so often or less become unknown, id 0. vocabulary: a CategoricalVocabulary to go on with.
    tokenizer_fn: from an iterator of texts to one of lists of words; `tokenizer` by default.
    Source: TF1 tf.contrib.learn.preprocessing.VocabularyProcessor.

        processor = VocabularyProcessor(max_document_length=4)
        ids = np.array(list(processor.fit_transform(["to be or", "not to be"])))   # [[1 2 3 0], [4 1 2 0]]
    """

    def __init__(self, max_document_length, min_frequency=0, vocabulary=None, tokenizer_fn=None):
        self.max_document_length = max_document_length
        self.min_frequency = min_frequency
        self.vocabulary_ = vocabulary or CategoricalVocabulary()
        self._tokenizer = tokenizer_fn or tokenizer

    def fit(self, raw_documents, unused_y=None):
        """Learns the words of the texts, then freezes the vocabulary. Returns self."""
        for word in itertools.chain.from_iterable(self._tokenizer(raw_documents)):
            self.vocabulary_.add(word)
        if self.min_frequency > 0:
            self.vocabulary_.trim(self.min_frequency)
        self.vocabulary_.freeze()
        return self

    def fit_transform(self, raw_documents, unused_y=None):
        """`fit`, then `transform`; it passes over the texts twice, so they must be a list, not a generator."""
        return self.fit(raw_documents).transform(raw_documents)

    def transform(self, raw_documents):
        """Yields, for each text, its ids, int64 `[max_document_length]`."""
        for words in self._tokenizer(raw_documents):
            ids = np.zeros(self.max_document_length, np.int64)
            for position, word in zip(range(self.max_document_length), words):
                ids[position] = self.vocabulary_.get(word)
            yield ids

    def reverse(self, documents):
        """Yields, for each row of ids, the words, between spaces."""
        for ids in documents:
            yield " ".join(self.vocabulary_.reverse(class_id) for class_id in ids)

    def save(self, filename):
        """Writes all of it to `filename`, as JSON. (TF 1.15 wrote a pickle, which is not safe to read.)"""
        stored.write(self, filename, default_tokenizer=tokenizer)

    @classmethod
    def restore(cls, filename):
        """The processor in `filename`: JSON that `save` wrote, or a pickle of TF 1's own `save`.

        Raises tf.errors.NotFoundError where the file is not, pickle.UnpicklingError for a pickle that holds anything else.
        """
        return stored.read(cls, filename, default_tokenizer=tokenizer)


class ByteProcessor:
    """Maps texts to rows of their first `max_document_length` UTF-8 bytes, filled with zeros; uint8.

    Source: TF1 tf.contrib.learn.preprocessing.ByteProcessor.
    """

    def __init__(self, max_document_length):
        self.max_document_length = max_document_length

    def fit(self, x):
        """Nothing is learnt. Returns None."""

    def fit_transform(self, x):
        """`transform`."""
        return self.transform(x)

    def transform(self, x):
        """Yields, for each text (str or bytes), its bytes, uint8 `[max_document_length]`."""
        for text in x:
            encoded = text.encode("utf-8") if isinstance(text, str) else bytes(text)
            row = np.frombuffer(encoded[:self.max_document_length], np.uint8)
            yield np.pad(row, (0, self.max_document_length - len(row)), mode="constant")

    @staticmethod
    def reverse(x):
        """Yields, for each row of bytes, its text without the filling; "" where the bytes are no whole UTF-8 text."""
        for row in x:
            try:
                yield bytes(bytearray(row)).rstrip(b"\0").decode("utf-8")
            except UnicodeDecodeError:
                yield ""
