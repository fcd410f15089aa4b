"""A VocabularyProcessor in a file: our JSON, and the pickles that TF 1 wrote."""

import collections
import importlib
import io
import json
import pickle
import sys

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.learn.preprocessing.categorical_vocabulary import CategoricalVocabulary

_FORMAT = "legacy_seq2seq VocabularyProcessor 1"
_OLD = "tensorflow.contrib.learn.python.learn.preprocessing."
_OURS = "legacy_seq2seq.contrib.learn.preprocessing."


def write(processor, filename, default_tokenizer):
    """Writes the processor to `filename` as JSON."""
    vocabulary = processor.vocabulary_
    words = sorted(vocabulary._mapping, key=vocabulary._mapping.get)
    text = json.dumps({
        "format": _FORMAT,
        "max_document_length": processor.max_document_length,
        "min_frequency": processor.min_frequency,
        "tokenizer": None if processor._tokenizer is default_tokenizer else _name_of(processor._tokenizer),
        "words": words,  # by id
        "counts": [vocabulary._freq.get(word, 0) for word in words],
        "support_reverse": vocabulary._support_reverse,
        "frozen": vocabulary._freeze,
    }, ensure_ascii=False, indent=0)
    with tf.gfile.GFile(filename, "wb") as file:
        file.write(text.encode("utf-8"))


def read(cls, filename, default_tokenizer):
    """The processor, of the class `cls`, that `filename` holds."""
    with tf.gfile.GFile(filename, "rb") as file:
        content = file.read()
    if content[:1] != b"{":
        return _TF1Unpickler(io.BytesIO(content), filename).load()
    fields = json.loads(content.decode("utf-8"))
    if fields.get("format") != _FORMAT:
        raise ValueError(f"VocabularyProcessor.restore: {filename} is JSON of another kind; expected a file that save() wrote.")
    tokenize = fields["tokenizer"] and _function_of(fields["tokenizer"], filename)
    return cls(fields["max_document_length"], fields["min_frequency"], _vocabulary(fields), tokenize or default_tokenizer)


def _vocabulary(fields):
    vocabulary = CategoricalVocabulary(fields["words"][0], fields["support_reverse"])
    for word, count in zip(fields["words"][1:], fields["counts"][1:]):
        vocabulary.get(word)
        if count:
            vocabulary.add(word, count)
    vocabulary.freeze(fields["frozen"])
    return vocabulary


def _name_of(function):
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "<")
    if "<" in name or getattr(sys.modules.get(module), name, None) is not function:
        raise pickle.PicklingError(f"VocabularyProcessor.save: `tokenizer_fn` is {function!r}, which cannot be found by its name. "
                                   "Define it with `def` at the top of a module.")
    return [module, name]


def _function_of(name, filename):
    """The user's tokenizer, from a module that is loaded: a file never makes us import anything."""
    module, function = name
    found = getattr(sys.modules.get(module), function, None)
    if found is None:
        raise ValueError(f"VocabularyProcessor.restore: {filename} was saved with the tokenizer {module}.{function}, which is not loaded. "
                         f"Import {module}, or define the function, before restoring.")
    return found


class _TF1Unpickler(pickle.Unpickler):
    """Reads the classes of a TF 1 pickle as ours, and refuses whatever else a pickle might run."""

    def __init__(self, file, filename):
        super().__init__(file, encoding="utf-8")  # Python 2 wrote words as byte strings
        self._filename = filename

    def find_class(self, module, name):
        allowed = {
            (_OLD + "text", "VocabularyProcessor"), (_OLD + "text", "tokenizer"),
            (_OLD + "categorical_vocabulary", "CategoricalVocabulary"),
        }
        if (module, name) in allowed:
            return getattr(importlib.import_module(_OURS + module[len(_OLD):]), name)
        if (module, name) == ("collections", "defaultdict"):
            return collections.defaultdict
        plain = {"int": int, "long": int, "object": object}
        if module in ("builtins", "__builtin__") and name in plain:
            return plain[name]
        if module in ("copyreg", "copy_reg") and name == "_reconstructor":
            return super().find_class("copyreg", "_reconstructor")
        raise pickle.UnpicklingError(
            f"VocabularyProcessor.restore: {self._filename} refers to {module}.{name}; a TF 1 VocabularyProcessor holds nothing of the "
            "kind. If you trust the file, load it with pickle.load yourself; a tokenizer of your own: build the processor anew with it.")
