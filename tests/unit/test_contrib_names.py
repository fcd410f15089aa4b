"""tf.contrib, tf.nn.rnn_cell and tf.layers against the list of TF 1.15.5's names and signatures."""

import ast
import inspect
import json
import re

import pytest

from legacy_seq2seq import absent, tf1
from tests.conftest import ROOT
from tests.parity import names_table

MODULES = json.loads((ROOT / "tests" / "api" / "tensorflow-1.15.5.json").read_text("utf-8"))["modules"]


def lookup(path):
    value = tf1
    for part in path.split("."):
        value = getattr(value, part)
    return value


def names_of(module):
    return [name for name in MODULES[module] if name not in names_table.NOT_NAMES]


def is_absent(module, name):
    return absent.entry_for(f"tf.{module}.{name}") is not None


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_name_is_there_or_knowingly_absent(module):
    missing, wrongly_absent = [], []
    for name in names_of(module):
        try:
            lookup(f"{module}.{name}")
        except AttributeError:
            if not is_absent(module, name):
                missing.append(name)
        else:
            if is_absent(module, name):
                wrongly_absent.append(name)
    assert (missing, wrongly_absent) == ([], [])


def parameters_in(text):
    """The (name, default as text or None) of each parameter in a signature as the list has it."""
    cleaned = re.sub(r"('[^']*')|<[^<>]*(<[^<>]*>[^<>]*)*>", lambda match: match.group(1) or "OBJECT", text)
    arguments = ast.parse(f"def f{re.sub(r'tf[.]', 'tf_', cleaned)}: pass").body[0].args
    positional = arguments.posonlyargs + arguments.args
    defaults = [None] * (len(positional) - len(arguments.defaults)) + [ast.unparse(d) for d in arguments.defaults]
    named = list(zip([a.arg for a in positional], defaults))
    named += [(a.arg, d and ast.unparse(d)) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    return named, arguments.vararg is not None or arguments.kwarg is not None


def literal(text):
    try:
        return True, ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return False, None


def disagreement(value, text):
    """How the signature of `value` differs from TF 1.15's, or None."""
    expected, open_ended = parameters_in(text)
    expected = [p for p in expected if p[0] != "self"]
    actual = [p for p in inspect.signature(value).parameters.values() if p.name != "self"]
    if open_ended and not expected:
        return None
    takes_anything = any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in actual)
    actual = [p for p in actual if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    if [p.name for p in actual][:len(expected)] != [name for name, _ in expected] and not (takes_anything and not actual):
        return f"{[p.name for p in actual]}, expected {[name for name, _ in expected]}"
    for parameter, (name, default) in zip(actual, expected):
        if (default is None) != (parameter.default is parameter.empty):
            return f"{name} is {'required' if default is None else 'optional'} in TF 1.15"
        known, wanted = literal(default) if default is not None else (False, None)
        if known and parameter.default != wanted:
            return f"{name}={parameter.default!r}, expected {wanted!r}"
    return None


@pytest.mark.parametrize("module", sorted(m for m in MODULES if m.startswith("contrib") or m == "nn.rnn_cell"))
def test_signatures_are_those_of_1_15(module):
    different = {}
    for name in names_of(module):
        entry = MODULES[module][name]
        text = entry.get("signature") or entry.get("members", {}).get("__init__")
        if text is None or is_absent(module, name) or not hasattr(lookup(module), name):
            continue
        try:
            problem = disagreement(lookup(f"{module}.{name}"), text)
        except ValueError:  # no signature can be read from a built-in
            continue
        if problem:
            different[name] = problem
    assert different == {}


@pytest.mark.parametrize("language", [names_table.ENGLISH, names_table.KOREAN], ids=lambda language: language.readme.name)
def test_a_readmes_table_of_names_is_up_to_date(language):
    assert names_table.in_readme(language) == names_table.table(language), "run `make names`"
