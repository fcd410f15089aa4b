"""Every parity case against what real old TensorFlow gave (`make golden` recorded it)."""

import pathlib

import numpy as np
import pytest

from legacy_seq2seq import tf1
from tests.parity import casebook, cases

GOLDEN = pathlib.Path(__file__).parent / "golden"
TENSORFLOW = "tensorflow-1.15.5"

cases.load_all()

# float32: outputs agree to a few units in the last place of a sum of some hundred products; gradients
# sum over time and batch on top of that. The losses of training accumulate it step by step.
TOLERANCE = {"output": dict(rtol=1e-5, atol=1e-6), "gradient": dict(rtol=1e-4, atol=1e-5), "losses": dict(rtol=1e-4, atol=0)}


@pytest.fixture(scope="module", autouse=True)
def quiet_logging():
    verbosity = tf1.logging.get_verbosity()
    tf1.logging.set_verbosity(tf1.logging.ERROR)
    yield
    tf1.logging.set_verbosity(verbosity)


# One case in twelve belongs to the fast tests.
@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] if i % 12 else [])
                                  for i, name in enumerate(sorted(casebook.CASES))])
def test_case_equals_tensorflow_1_15(name):
    golden, provenance = casebook.load(GOLDEN / TENSORFLOW / f"{name}.npz")
    assert provenance["tensorflow"] == "1.15.5"
    assert_same(casebook.measure(tf1, casebook.CASES[name]), golden)


def test_every_recorded_file_has_its_case():
    recorded = {path.stem for path in (GOLDEN / TENSORFLOW).glob("*.npz")}
    assert recorded == set(casebook.CASES)


def assert_same(result, golden):
    """Asserts that two measured cases agree: keys, names, shapes, dtypes exactly, numbers by tolerance."""
    assert sorted(result) == sorted(golden)
    for key, expected in golden.items():
        if not isinstance(expected, np.ndarray):
            assert result[key] == expected, key
            continue
        assert result[key].shape == expected.shape, key
        assert result[key].dtype == expected.dtype, key
        if np.issubdtype(expected.dtype, np.floating):
            np.testing.assert_allclose(result[key], expected, err_msg=key, **TOLERANCE[key.split(":")[0]])
        else:
            np.testing.assert_array_equal(result[key], expected, err_msg=key)
