"""Translation: the corpus is the grammar's and its French agrees; the lab reads public files, learns, and goes on where it was stopped."""

import importlib
import json
import re

import pytest

from legacy_seq2seq import labs
from tests.conftest import ROOT
from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    pytest.importorskip("sacrebleu")
    return load("translate")


@pytest.fixture(scope="module", autouse=True)
def makers():
    """The modules that make the corpus stand beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "data"))
        yield


@pytest.fixture(scope="module")
def corpus():
    with open(labs.data("eng-fra.tsv"), encoding="utf-8") as file:
        return [tuple(line.rstrip("\n").split("\t")) for line in file]


# The corpus

def test_the_corpus_is_what_the_grammar_makes(corpus):
    assert importlib.import_module("make_pairs").main() == corpus
    assert len(corpus) == len(dict(corpus)) == 30_000


def test_the_french_elides_and_contracts_everywhere(corpus):
    for english, french in corpus:
        assert not re.search(r"\b([JjLlDdNnMmTtSs]e|[Ll]a|[Qq]ue) (?!huit|onze|harpe)[aeiouyhàâéèêëîïôûœ]", french), french
        assert not re.search(r"\b(de|à) (le|les) |\b[Ss]i ils? |\b(ce|ma|ta|sa) [aeiouéèêâœ]", french), french
        assert not re.search(r"\b(un|[cs]e|ton) (beau|vieux|nouveau) [aeouéœ]", french), french
        assert not re.search(r"\b[Aa] [aeio]|\b[Aa]n (?!hour)[^aeiou]", english), english
        assert not re.search(r"[^\u202f][?!]", french), french
        assert (re.search(r"\b[Nn](e |')", french) is not None) == (" pas" in french) or french.startswith("Pourquoi pas"), french


@pytest.mark.parametrize("english, french", [
    # Each for a rule: agreement, participles behind «être» and behind their object, «pas de», «de l'», numbers, hours.
    ("The bridges won't be new.", "Les ponts ne seront pas nouveaux."),
    ("Their cousin didn't see her.", "Leur cousin ne l'a pas vue."),
    ("Your sister lent you a dress.", "Ta sœur t'a prêté une robe."),
    ("The doctor doesn't see a red horse.", "Le médecin ne voit pas de cheval rouge."),
    ("Your pretty umbrella costs six hundred and twenty euros.", "Ton joli parapluie coûte six cent vingt euros."),
    ("Tom used to drink some water.", "Tom buvait de l'eau."),
    ("Why did Tom get dressed?", "Pourquoi est-ce que Tom s'est habillé\u202f?"),
    ("He knows that she will smoke.", "Il sait qu'elle fumera."),
    ("The boat will arrive in Brussels at half past one.", "Le bateau arrivera à Bruxelles à une heure et demie."),
])
def test_pairs_of_the_corpus_read_by_a_person(corpus, english, french):
    assert dict(corpus)[english] == french


def test_forms_by_the_school_grammar():
    french = importlib.import_module("pairs_french")
    numbers = {21: "vingt et une", 71: "soixante et onze", 80: "quatre-vingts", 81: "quatre-vingt-une", 99: "quatre-vingt-dix-neuf",
               200: "deux cents", 201: "deux cent une"}
    assert {n: french.french_number(n, "f") for n in numbers} == numbers
    assert french.french_number(1984) == "mille neuf cent quatre-vingt-quatre"
    forms = {("manger", "present", 3): "mangeons", ("manger", "imperfect", 0): "mangeais", ("manger", "imperfect", 3): "mangions",
             ("acheter", "present", 0): "achète", ("acheter", "future", 5): "achèteront", ("préférer", "present", 2): "préfère",
             ("préférer", "future", 2): "préférera", ("nettoyer", "present", 5): "nettoient", ("voir", "future", 0): "verrai",
             ("choisir", "present", 3): "choisissons", ("vendre", "present", 2): "vend", ("appeler", "present", 4): "appelez",
             ("appeler", "present", 1): "appelles", ("être", "imperfect", 3): "étions", ("étudier", "imperfect", 4): "étudiiez"}
    assert {key: french.Verb(key[0]).form(*key[1:]) for key in forms} == forms
    assert french.contracted("à côté de", "les arbres") == "à côté des arbres"
    assert french.contracted("à", "le école") == "à l'école"
    assert french.elided("je ne le aime pas parce que il part si il rit") == "je ne l'aime pas parce qu'il part s'il rit"
    assert french.elided("le huit mai") == "le huit mai"


# The lab

@pytest.fixture
def short_pairs(corpus, tmp_path):
    """The shortest pairs, as the public files have them: with a third column, and a sentence that has two translations."""
    lines = [f"{english}\t{french}\tCC-BY 2.0 (France)\n" for english, french in corpus[:500]]
    path = tmp_path / "fra.txt"
    path.write_text("".join([*lines, "Go.\tVa !\tx\n", "Go.\tBouge !\tx\n", "no tab\n"]), "utf-8")
    return path


def test_the_held_out_sentences_are_none_of_the_training(lab, short_pairs):
    data = lab.read_data(str(short_pairs), 10_000, 20)
    assert len(data.test) == 50 and len(data.train) in (451, 452)
    assert not {english for english, _ in data.train} & {english for english, _ in data.test}
    assert all("CC-BY" not in french for _, french in data.train)


def test_elided_words_are_words_of_their_own(lab):
    assert lab.split_elisions("l'eau qu'il n'a pas bue aujourd'hui") == "l' eau qu' il n' a pas bue aujourd'hui"
    assert lab.joined(lab.split_elisions("j'ai vu l'homme d'hier")) == "j'ai vu l'homme d'hier"


def test_bleu_of_other_peoples_sentences_is_low(lab, corpus):
    french = [one for _, one in corpus[:50]]
    assert lab.bleu(french, french) == pytest.approx(100) and lab.bleu(french[1:], french[:-1]) < 20


def test_it_learns_and_draws_where_it_looked(lab, short_pairs, tmp_path, histories):
    result, picture = tmp_path / "result.json", tmp_path / "attention.png"
    lab.main(["--data", str(short_pairs), "--epochs", "18", "--batch", "32", "--hidden", "64", "--beam", "3", "--json", str(result),
              "--plot", str(picture)])
    told, losses = json.loads(result.read_text("utf-8")), histories[0]["training"][1]
    looked_at = histories[0]["held_out"][0]
    assert [looked_at[0] * epoch for epoch in range(1, 19)] == looked_at and looked_at[-1] == len(losses)
    assert losses[0] > 5 and sum(losses[-10:]) / 10 < 1, losses  # nats per word: by the words' frequencies alone it would be above 3
    assert 0 < told["numbers"]["bleu_greedy"] < 100 and 0 < told["numbers"]["bleu_beam"] < 100, told
    assert told["reached"] is None and picture.read_bytes().startswith(b"\x89PNG")


def test_a_training_goes_on_where_it_was_stopped(lab, short_pairs, tmp_path, monkeypatch, histories):
    monkeypatch.setattr(lab, "translate_held_out", lambda *_: (["x"], ["x"]))
    small = ["--data", str(short_pairs), "--hidden", "8", "--batch", "8", "--beam", "2", "--no-attention", "--seed", "1"]
    log = ["--logdir", str(tmp_path / "log")]
    for steps, more in (("3", log), ("6", log), ("6", [])):
        lab.main([*small, "--steps", steps, *more])
    first, resumed, whole = (history["training"] for history in histories)
    assert resumed == whole and whole[0] == [1, 2, 3, 4, 5, 6] and len(first[0]) == 3


@pytest.mark.parametrize("arguments, complaint", [
    (["--data", "{missing}"], "--data: {missing} does not exist"),
    (["--data", "{few}"], "has 1 different sentences of at most 20 words with a translation; give 10 or more"),
    (["--beam", "0"], "--beam is 0; give 1 or more"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, arguments, complaint):
    (tmp_path / "few").write_text("Hello.\tBonjour.\nwithout a tab\n", "utf-8")
    paths = {name: tmp_path / name for name in ("few", "missing")}
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(**paths) for argument in arguments])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint.format(**paths) in error and error.count("\n") == 1


def test_without_sacrebleu_it_says_what_to_install(capsys, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit) as stopped:
        load_lab_by_path().main([])
    assert stopped.value.code == 2 and "pip install sacrebleu" in capsys.readouterr().err


def load_lab_by_path():
    import types

    module = types.ModuleType("translate")
    exec(compile((ROOT / "lab" / "translate.py").read_text("utf-8"), "translate.py", "exec"), module.__dict__)
    return module
