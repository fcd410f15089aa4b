"""Where `make oracle` has installed the real TensorFlow 1.15.5: does it still give the golden results?"""

import os
import pathlib
import subprocess

import pytest

from tests.conftest import ROOT
from tests.parity import casebook
from tests.parity.test_golden import GOLDEN, TENSORFLOW, assert_same

ORACLE = pathlib.Path(os.environ.get("LEGACY_SEQ2SEQ_ORACLE", ROOT / ".venv" / "oracle-1.15.5" / "bin" / "python"))


@pytest.mark.slow
@pytest.mark.skipif(not ORACLE.exists(), reason="no TensorFlow 1.15.5 here; `make oracle` installs it")
def test_the_golden_results_are_what_tensorflow_1_15_gives(tmp_path):
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    environment.pop("TF2_BEHAVIOR", None)  # which today's TensorFlow sets, and 1.15.5 would obey
    subprocess.run([str(ORACLE), str(ROOT / "tests/parity/record.py"), "--out", str(tmp_path)], env=environment, check=True,
                   capture_output=True, timeout=900)
    for path in sorted((tmp_path / TENSORFLOW).glob("*.npz")):
        assert_same(casebook.load(path)[0], casebook.load(GOLDEN / TENSORFLOW / path.name)[0])
