"""From sentences to ids: tokens, vocabularies, files of ids, as of TF 0.12.

Source: TF 0.12 tensorflow/models/rnn/translate/data_utils.py. The WMT corpus is not fetched: it is read where it lies.
"""

import os
import re

from legacy_seq2seq.runner.python2.containers import DefaultDict

_PAD, _GO, _EOS, _UNK = _START_VOCAB = ["_PAD", "_GO", "_EOS", "_UNK"]
PAD_ID, GO_ID, EOS_ID, UNK_ID = range(4)

_WORD_SPLIT = re.compile("([.,!?\"':;)(])")
_DIGIT_RE = re.compile(r"\d")


def basic_tokenizer(sentence):
    """The words and punctuation marks of a sentence."""
    return [token for part in sentence.split() for token in _WORD_SPLIT.split(part) if token]


def create_vocabulary(vocabulary_path, data_path, max_vocabulary_size, tokenizer=None, normalize_digits=True):
    """Writes the most frequent words of a file, one a line after the four special ones, unless the vocabulary is there already."""
    if os.path.exists(vocabulary_path):
        return
    print(f"Creating vocabulary {vocabulary_path} from data {data_path}")
    counts = DefaultDict(int)  # words of equal count stand in Python 2's order
    for line in _lines(data_path):
        for word in (tokenizer or basic_tokenizer)(line):
            counts[_normal(word, normalize_digits)] += 1
    words = _START_VOCAB + sorted(counts, key=counts.get, reverse=True)
    _write(vocabulary_path, words[:max_vocabulary_size])


def initialize_vocabulary(vocabulary_path):
    """({word: id}, [word]) of a vocabulary file. Raises ValueError where there is none."""
    if not os.path.exists(vocabulary_path):
        raise ValueError(f"Vocabulary file {vocabulary_path} not found.")
    words = [line.strip() for line in _lines(vocabulary_path)]
    return {word: i for i, word in enumerate(words)}, words


def sentence_to_token_ids(sentence, vocabulary, tokenizer=None, normalize_digits=True):
    """The ids of a sentence's words; UNK_ID for those that the vocabulary has not."""
    text = sentence.decode("utf-8") if isinstance(sentence, bytes) else sentence
    return [vocabulary.get(_normal(word, normalize_digits), UNK_ID) for word in (tokenizer or basic_tokenizer)(text)]


def data_to_token_ids(data_path, target_path, vocabulary_path, tokenizer=None, normalize_digits=True):
    """Writes the ids of each line of a file, unless the file of ids is there already."""
    if os.path.exists(target_path):
        return
    print(f"Tokenizing data in {data_path}")
    vocabulary, _ = initialize_vocabulary(vocabulary_path)
    _write(target_path, (" ".join(map(str, sentence_to_token_ids(line, vocabulary, tokenizer, normalize_digits)))
                         for line in _lines(data_path)))


def get_wmt_enfr_train_set(directory):
    """The path, without .en and .fr, of the WMT training corpus. Raises FileNotFoundError where it is not in the folder."""
    return _corpus(directory, "giga-fren.release2.fixed")


def get_wmt_enfr_dev_set(directory):
    """The path, without .en and .fr, of the WMT development corpus. Raises FileNotFoundError where it is not in the folder."""
    return _corpus(directory, "newstest2013")


def prepare_wmt_data(data_dir, en_vocabulary_size, fr_vocabulary_size, tokenizer=None):
    """The paths of the ids (train en, train fr, dev en, dev fr) and of the vocabularies (en, fr), made where they are missing."""
    corpora = [get_wmt_enfr_train_set(data_dir), get_wmt_enfr_dev_set(data_dir)]
    ids, vocabularies = [], []
    sizes = (("en", en_vocabulary_size), ("fr", fr_vocabulary_size))
    for language, size in sizes:
        vocabularies.append(os.path.join(data_dir, f"vocab{size}.{language}"))
        create_vocabulary(vocabularies[-1], f"{corpora[0]}.{language}", size, tokenizer)
    for corpus in corpora:
        for (language, size), vocabulary in zip(sizes, vocabularies):
            ids.append(f"{corpus}.ids{size}.{language}")
            data_to_token_ids(f"{corpus}.{language}", ids[-1], vocabulary, tokenizer)
    return (*ids, *vocabularies)


def _corpus(directory, name):
    path = os.path.join(directory, name)
    for language in ("en", "fr"):
        if not os.path.exists(f"{path}.{language}"):
            raise FileNotFoundError(f"{path}.{language} is missing. The program would have fetched the WMT corpus, which is no longer "
                                    "where it was: put a file of sentences there, one a line.")
    return path


def _normal(word, normalize_digits):
    return _DIGIT_RE.sub("0", word) if normalize_digits else word


def _lines(path):
    with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        yield from file


def _write(path, lines):
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
