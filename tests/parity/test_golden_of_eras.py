"""Every parity case of an era against what that era's TensorFlow gave."""

import importlib
import pathlib

import pytest

from legacy_seq2seq import eras, tf1
from tests.parity import casebook, cases_of_eras
from tests.parity.test_golden import GOLDEN, assert_same

cases_of_eras.load_all()
PAIRS = [(era, name) for era in cases_of_eras.VERSIONS for name in sorted(cases_of_eras.CASES[era])]


@pytest.fixture(scope="module", autouse=True)
def quiet_logging():
    verbosity = tf1.logging.get_verbosity()
    tf1.logging.set_verbosity(tf1.logging.ERROR)
    yield
    tf1.logging.set_verbosity(verbosity)


def folder(era):
    return pathlib.Path(GOLDEN) / f"tensorflow-{cases_of_eras.VERSIONS[era]}"


@pytest.mark.parametrize("era, name", PAIRS, ids=[f"{era}-{name}" for era, name in PAIRS])
def test_case_equals_the_tensorflow_of_then(era, name):
    golden, provenance = casebook.load(folder(era) / f"{name}.npz")
    assert provenance["tensorflow"] == cases_of_eras.VERSIONS[era]
    tf = importlib.import_module(eras.root_of(era))
    assert_same(casebook.measure(tf, cases_of_eras.CASES[era][name]), golden)


@pytest.mark.parametrize("era", cases_of_eras.VERSIONS)
def test_every_recorded_file_has_its_case(era):
    assert {path.stem for path in folder(era).glob("*.npz")} == set(cases_of_eras.CASES[era])
