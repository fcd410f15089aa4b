"""The tf1 module against the list of TF 1.15.5's public names."""

import importlib
import json
import pathlib
import types

import pytest

from legacy_seq2seq import absent, stack, tf1

API = json.loads((pathlib.Path(__file__).parent.parent / "api" / "tensorflow-1.15.5.json").read_text("utf-8"))

# tf1's own values for names that tf.compat.v1 has too.
REPLACED = {"InteractiveSession", "Session", "VERSION", "Variable", "__version__", "compat", "contrib", "estimator", "keras", "layers",
            "nn", "random_uniform", "set_random_seed"}


def lookup(path):
    value = tf1
    for part in path.split(".")[1:]:
        value = getattr(value, part)
    return value


def is_found(path):
    try:
        lookup(path)
    except AttributeError:
        return False
    return True


def test_every_name_of_1_15_is_there_or_knowingly_absent():
    unexplained = [path for path in API["names"] if not is_found(path) and absent.entry_for(path) is None]
    assert unexplained == []


def test_an_absent_name_says_why_and_what_to_use():
    for path in API["names"]:
        try:
            lookup(path)
        except AttributeError as error:
            entry = absent.entry_for(path)
            assert entry.reason in str(error) and entry.use in str(error), path


def test_no_name_stands_in_the_list_of_the_absent_that_is_there():
    tables = [absent.EVERYWHERE] + ([absent.MODERN] if stack.name() == "modern" else [])
    present = [path for table in tables for path in table if not path.endswith(".*") and is_found(path)]
    assert present == []


def test_the_list_of_the_absent_names_only_names_of_1_15():
    known = set(API["names"])
    strange = [path for table in (absent.EVERYWHERE, absent.MODERN) for path in table
               if path not in known and not any(name.startswith(path.rstrip("*")) for name in known)]
    assert strange == []


def test_what_the_absent_list_recommends_exists():
    for table in (absent.EVERYWHERE, absent.MODERN):
        for entry in table.values():
            for word in entry.use.replace(",", " ").replace(":", " ").split():
                path = word.split("(")[0].rstrip(".")
                if path.startswith("tf.") and path != "tf.estimator":
                    assert is_found(path), path


def test_every_other_name_is_todays_tensorflow_unchanged():
    v1 = stack.compat_v1()
    for name in dir(v1):
        if name.startswith("_") or name in REPLACED or isinstance(getattr(v1, name), types.ModuleType):
            continue
        assert getattr(tf1, name) is getattr(v1, name), name


def test_tensorflow_itself_is_left_as_it_was():
    v1 = stack.compat_v1()
    assert not hasattr(v1, "contrib")
    assert v1.nn is not tf1.nn
    assert tf1.nn.dynamic_rnn is v1.nn.dynamic_rnn


def test_completion_lists_the_names():
    assert {"placeholder", "Session", "nn", "layers", "contrib", "keras", "train"} <= set(dir(tf1))
    assert {"rnn_cell", "dynamic_rnn"} <= set(dir(tf1.nn))
    assert {"dense", "Dense", "dropout"} <= set(dir(tf1.layers))
    assert {"rnn", "seq2seq", "layers"} <= set(dir(tf1.contrib))
    assert {"BasicLSTMCell", "MultiRNNCell"} <= set(dir(tf1.nn.rnn_cell))
    assert not [name for name in dir(tf1) if name in ("importlib", "sys", "stack", "Namespace") and name not in dir(stack.compat_v1())]


@pytest.mark.parametrize("statement", [
    "from legacy_seq2seq.tf1.nn import rnn_cell",
    "from legacy_seq2seq.tf1.nn.rnn_cell import BasicLSTMCell",
    "from legacy_seq2seq.tf1.train import AdamOptimizer",
    "import legacy_seq2seq.tf1.layers as layers; layers.dense",
    "from legacy_seq2seq.tf1 import *; placeholder; contrib.rnn; VERSION",
])
def test_import_statements(statement):
    exec(statement, {})


def test_an_import_of_what_is_no_module_fails_as_usual():
    with pytest.raises(ModuleNotFoundError, match="legacy_seq2seq.tf1.nope"):
        importlib.import_module("legacy_seq2seq.tf1.nope")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("legacy_seq2seq.tf1.placeholder")


def test_versions_are_those_of_the_era():
    assert tf1.__version__ == tf1.VERSION == tf1.version.VERSION == "1.15.5"


def test_compat_v1_is_tf1_itself():
    assert tf1.compat.v1 is tf1
    assert tf1.compat.v2.__name__.startswith("tensorflow")


def test_a_misspelt_name_gets_the_nearest_ones():
    with pytest.raises(AttributeError, match=r"tf\.nn\.dynmic_rnn .*Did you mean tf\.nn\.dynamic_rnn"):
        tf1.nn.dynmic_rnn  # noqa: B018


def test_parts_of_contrib_outside_the_project_say_so():
    with pytest.raises(AttributeError, match=r"boosted_trees.proto is not available.*Use instead"):
        tf1.contrib.boosted_trees.proto  # noqa: B018
    with pytest.raises(AttributeError, match="Did you mean tf.contrib.layers"):
        tf1.contrib.layer  # noqa: B018


def test_new_checkpoint_reader_under_its_old_name():
    assert tf1.pywrap_tensorflow.NewCheckpointReader is stack.compat_v1().train.NewCheckpointReader


def test_graph_mode_with_reference_variables_and_dimensions(tf):
    assert not tf.executing_eagerly()
    x = tf.placeholder(tf.float32, [None, 3])
    assert x.shape[1].value == 3
    assert (x == x) is True  # TF1 compares tensors by identity
    assert tf.get_variable("v", [2]).dtype._is_ref_dtype


def test_modules_survive_reloading():
    module = importlib.reload(importlib.import_module("legacy_seq2seq.tf1"))
    assert module.placeholder is stack.compat_v1().placeholder
