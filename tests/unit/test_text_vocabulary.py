"""Vocabularies: a four-line corpus with its ids beside it, public formats, and texts that come back as they went in."""

import json
import os
import pathlib
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legacy_seq2seq import text
from legacy_seq2seq.text.counting import TokenCounter

CORPUS = ["you say goodbye", "and i say hello", "you say yes", "i say no"]  # say 4, i 2, you 2, the rest once
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)


@pytest.fixture
def vocabulary():
    return text.Vocabulary.of_lines(CORPUS)


def test_tokens_stand_by_frequency_then_by_code_point(vocabulary):
    assert vocabulary.tokens == ["<pad>", "<sos>", "<eos>", "<unk>", "say", "i", "you", "and", "goodbye", "hello", "no", "yes"]
    assert (vocabulary.pad_id, vocabulary.sos_id, vocabulary.eos_id, vocabulary.unk_id, len(vocabulary)) == (0, 1, 2, 3, 12)
    assert vocabulary == text.Vocabulary.build(" ".join(reversed(CORPUS)).split())


def test_ids_beside_their_words(vocabulary):
    #                                                        <sos> i  say <unk> <eos>
    assert vocabulary.encode("i say stop", start=True, end=True) == [1, 5, 4, 3, 2]
    assert vocabulary.encode(["you", "<eos>"]) == [6, 2]
    assert vocabulary.decode([1, 5, 4, 3, 2, 0, 0]) == "i say <unk>"
    assert vocabulary.decode([5, 2, 4], stop=False) == "i <eos> say"
    assert vocabulary.decode([5, 0, 4, 4], skip_ids=[4]) == "i <pad>"


def test_size_and_frequency_are_bounded():
    assert text.Vocabulary.of_lines(CORPUS, max_size=6).tokens[4:] == ["say", "i"]
    assert text.Vocabulary.of_lines(CORPUS, min_count=2).tokens[4:] == ["say", "i", "you"]
    assert text.Vocabulary.of_lines(CORPUS, max_size=5, specials=["<unk>"]).tokens == ["<unk>", "say", "i", "you", "and"]
    assert text.Vocabulary.build(["a", "<unk>", "<unk>"], max_size=5).tokens[3:] == ["<unk>", "a"]  # no second <unk>


@settings(deadline=None)
@given(TEXTS)
def test_characters_and_bytes_come_back(line):
    assert text.Vocabulary.of_bytes().decode(text.Vocabulary.of_bytes().encode(line)) == line
    known = text.Vocabulary.build(list(line), level="characters")
    assert known.decode(known.encode(line, start=True, end=True) + [0]) == line


@settings(deadline=None)
@given(st.lists(st.text(st.characters(whitelist_categories=("L", "N", "P")), min_size=1), max_size=10).filter(
    lambda words: not set(words) & set(text.SPECIALS)))
def test_words_come_back(words):
    vocabulary = text.Vocabulary.build(words)
    assert vocabulary.decode(vocabulary.encode(" ".join(words), end=True)) == " ".join(words)
    assert text.Vocabulary(vocabulary.tokens) == vocabulary


@pytest.mark.parametrize("name", ["words.json", "words.txt", "vocab.en"])
def test_saved_and_loaded_it_is_the_same(tmp_path, vocabulary, name):
    vocabulary.save(tmp_path / name)
    vocabulary.save(tmp_path / name)
    assert text.Vocabulary.load(tmp_path / name) == vocabulary
    assert os.listdir(tmp_path) == [name]
    with pytest.raises((pickle.UnpicklingError, KeyError, ValueError, IndexError, EOFError)):
        pickle.loads((tmp_path / name).read_bytes())


def test_json_keeps_level_specials_and_line_ends(tmp_path):
    keras = text.Vocabulary(["\t", "\n", "é", " "], level="characters", specials={"sos": "\t", "eos": "\n"})
    keras.save(tmp_path / "v.json")
    loaded = text.Vocabulary.load(tmp_path / "v.json")
    assert (loaded, loaded.sos_id, loaded.eos_id, loaded.pad_id) == (keras, 0, 1, 1)
    assert "é" in (tmp_path / "v.json").read_text("utf-8")
    with pytest.raises(ValueError, match=r"token '\\t'|token '\\n' \(id 1\) cannot stand in .*save as .json"):
        keras.save(tmp_path / "v.txt")
    with pytest.raises(ValueError, match="level is 'words', but .* holds a vocabulary of characters"):
        text.Vocabulary.load(tmp_path / "v.json", level="words")


def test_public_formats_are_recognised(tmp_path):
    (tmp_path / "vocab.vi").write_bytes("\ufeff<unk>\r\n<s>\r\n</s>\r\nxin\r\nchào\r\n".encode())
    nmt = text.Vocabulary.load(tmp_path / "vocab.vi")
    assert (nmt.unk_id, nmt.sos_id, nmt.eos_id, nmt.pad_id) == (0, 1, 2, 2)      # NMT pads with </s>
    assert nmt.encode("xin chào bạn", end=True) == [3, 4, 0, 2]
    translate = text.Vocabulary(["_PAD", "_GO", "_EOS", "_UNK", "a"])
    assert (translate.pad_id, translate.sos_id, translate.eos_id, translate.unk_id) == (0, 1, 2, 3)


def test_a_failed_save_leaves_the_old_file(tmp_path, vocabulary, monkeypatch):
    vocabulary.save(tmp_path / "v.txt")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        text.Vocabulary(["x"]).save(tmp_path / "v.txt")
    assert text.Vocabulary.load(tmp_path / "v.txt") == vocabulary and os.listdir(tmp_path) == ["v.txt"]


@pytest.mark.parametrize("content, message", [
    (b"", "is empty; a vocabulary has one token a line"),
    (b"a\n\nb\n", "line 2 is empty"),
    (b"a\nb\na\n", "line 3: 'a' stands in line 1 already"),
    (b"a\n\xff\n", "line 2: not UTF-8"),
    (b'{"tokens": [', "begins as JSON and is not"),
    (b'{"tokens": ["a"]}', "has the format None; expected 'legacy_seq2seq vocabulary 1'"),
])
def test_a_broken_file_is_told_by_line(tmp_path, content, message):
    (tmp_path / "v").write_bytes(content)
    with pytest.raises(ValueError, match=message):
        text.Vocabulary.load(tmp_path / "v")


def test_mistakes_are_told():
    bare = text.Vocabulary("hielo", level="characters")
    assert bare.encode("hihello") == [0, 1, 0, 2, 3, 3, 4]
    with pytest.raises(ValueError, match="'x' is not in the vocabulary of 5 characters, which has no <unk>"):
        bare.encode("x")
    with pytest.raises(ValueError, match="no <eos>; build it with specials"):
        bare.encode("hi", end=True)
    with pytest.raises(ValueError, match="ids holds 5; the vocabulary has the ids 0 to 4"):
        bare.decode([5])
    with pytest.raises(ValueError, match="tokens\\[2\\] is 'a', which is there already as 0"):
        text.Vocabulary(["a", "b", "a"])
    with pytest.raises(ValueError, match="lone surrogate"):
        text.Vocabulary(["\udc80"])
    with pytest.raises(TypeError, match="give its words"):
        text.Vocabulary.build("a b")
    with pytest.raises(ValueError, match="max_size is 4; it counts the 4 specials too"):
        text.Vocabulary.build(["a"], max_size=4)
    with pytest.raises(ValueError, match="level is 'word'; expected one of 'words'"):
        text.Vocabulary(["a"], level="word")


def test_counting_is_bounded_and_says_by_how_much_it_may_err():
    counter = TokenCounter(limit=20)
    for i in range(1000):
        counter.update([f"rare{i}", "often"])
    counter.update(["often"] * 3 + ["twice"] * 2)
    assert len(counter._counts) <= 20 and counter.undercount > 0 and counter.total == 2005
    assert counter.most_frequent(1) == [("often", 1003)]  # never rare enough to be forgotten


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdefghij"), max_size=300), st.integers(2, 12))
def test_a_bounded_count_is_short_by_no_more_than_it_says(tokens, limit):
    counter = TokenCounter(limit)
    for token in tokens:
        counter.update([token])
    found = dict(counter.most_frequent())
    for token in "abcdefghij":
        assert 0 <= tokens.count(token) - found.get(token, 0) <= counter.undercount


def test_cleaning():
    assert text.clean("Va !  L'été, déjà\u202f!") == "va ! l'été , déjà !"
    assert text.clean("«E\u0301te\u0301»", accents=False) == "« ete »"
    assert text.clean("E\u0301", normal_form="NFC") == "é" and len(text.clean("é", normal_form="NFD")) == 2
    assert text.clean("7 of 1,000 in the 1980s: 3.5", punctuation=False, numbers=True) == "N of N in the 1980s: N"
    assert text.clean("Pay 7 7 now", numbers=True, lower=False) == "Pay N N now"
    assert text.words(" a\tb\u00a0c ") == ["a", "b\u00a0c"]
    with pytest.raises(ValueError, match="normal_form is 'NFX'"):
        text.clean("a", normal_form="NFX")


def test_importing_it_imports_neither_tensorflow_nor_numpy(run_python):
    done = run_python("-c", "import sys; from legacy_seq2seq import text; dir(text);"
                            "print('numpy' in sys.modules, 'tensorflow' in sys.modules);"
                            "text.Vocabulary.build(['a']); text.batches; text.read_lines; print('tensorflow' in sys.modules)")
    assert done.stdout.split() == ["False", "False", "False"], done.stderr


def test_every_name_of_the_package_is_there():
    pytest.importorskip("tensorflow")
    assert [name for name in text.__all__ if not hasattr(text, name)] == []
    assert {path.stem for path in pathlib.Path(text.__file__).parent.glob("*.py")}.isdisjoint(text.__all__)  # a module would hide the name
    assert json.loads(json.dumps(list(text.COUNTS)))[0] == "lines"
