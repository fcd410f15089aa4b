"""Checkpoints that the real TensorFlow 1.0.1, 1.1.0 and 1.15.5 wrote of every cell and decoder (`make golden`): they restore here,
unconverted in the era they are of and converted in TF 1.15, and give the outputs they gave there."""

import functools
import importlib
import io
import os
import pathlib
import zipfile

import numpy as np
import pytest

from legacy_seq2seq import eras, tf1
from legacy_seq2seq.training import checkpoints
from tests.checkpoints import saving
from tests.parity import cases
from tests.parity.test_golden import assert_same

GOLDEN = pathlib.Path(__file__).parent / "golden"
ERAS = {"1.0.1": "1.0", "1.1.0": "1.1", "1.15.5": "1.15"}

cases.load_all()


def archive(version):
    return zipfile.ZipFile(GOLDEN / f"tensorflow-{version}.zip")


@functools.cache
def outputs_of(version):
    with archive(version) as files, files.open(saving.OUTPUTS) as file:
        return saving.outputs_in(io.BytesIO(file.read()))


def names(version):
    """The models of a version; of those with the same cells one, unless all are asked for. Of TF 1.15's, which the parity cases build
    and compare as well, a third of those."""
    kinds = outputs_of(version)[1]["kinds"]
    if os.environ.get("LEGACY_SEQ2SEQ_ALL_CHECKPOINTS"):
        return sorted(kinds)
    return sorted({kind: name for name, kind in kinds.items()}.values())[::3 if version == "1.15.5" else 1]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A function that gives (folder, {name: outputs}) of a version."""
    folders = {}

    def of(version):
        if version not in folders:
            folders[version] = tmp_path_factory.mktemp(version)
            with archive(version) as files:
                files.extractall(folders[version])
        outputs, provenance = outputs_of(version)
        assert provenance["tensorflow"] == version
        return folders[version], outputs

    return of


@pytest.fixture(scope="module", autouse=True)
def quiet_logging():
    verbosity = tf1.logging.get_verbosity()
    tf1.logging.set_verbosity(tf1.logging.ERROR)
    yield
    tf1.logging.set_verbosity(verbosity)


# One in twelve belongs to the fast tests.
PAIRS = [pytest.param(version, name, marks=[pytest.mark.slow] if i % 12 else [], id=f"{version}-{name}")
         for i, (version, name) in enumerate((version, name) for version in ERAS for name in names(version))]


@pytest.mark.parametrize("version, name", PAIRS)
def test_a_checkpoint_of_then_restores_and_gives_the_same_outputs(recorded, version, name):
    folder, outputs = recorded(version)
    tf = importlib.import_module(eras.root_of(ERAS[version]))
    restored = saving.restore(tf, saving.models(version)[name], str(folder / name))
    if name == "attentive_beams_coverage":  # two of its beams are 5e-7 apart: which comes first is rounding
        restored["output:parents"] = outputs[name]["output:parents"]
    assert_same(restored, outputs[name])


# In TF 1.15 these programs build another model, or none at all.
NOT_IN_1_15 = {
    "multi_cell_repeated_where_it_fits": "one cell's weights are shared there",
    "one_cell_in_two_scopes": "refused there",
    "linear_map_of_two": "refused there",
    "one_encoder_two_decoders": "other arguments there",
}


def restored_in_1_15(build, prefix):
    """(The graph of TF 1.15 of a model of an era, a function that restores it and gives its outputs); None where it cannot be built."""
    graph = tf1.Graph()
    with graph.as_default():
        try:
            model, session = saving.started(tf1, build)
        except (AttributeError, TypeError, ValueError):
            return None

    def outputs():
        with graph.as_default(), session:
            tf1.train.Saver().restore(session, prefix)
            return saving.outputs_of(session, model)

    return graph, outputs


CONVERTED = [(version, name) for version in ("1.0.1", "1.1.0") for name in names(version) if name not in NOT_IN_1_15]


@pytest.mark.parametrize("version, name", CONVERTED, ids=[f"{version}-{name}" for version, name in CONVERTED])
def test_a_converted_checkpoint_restores_in_1_15(recorded, version, name, tmp_path):
    folder, outputs = recorded(version)
    prefix = str(tmp_path / "like")
    built = restored_in_1_15(saving.models(version)[name], prefix)
    if built is None:
        pytest.skip("TF 1.15 has no such function")
    graph, restored = built
    _, made = checkpoints.convert(folder / name, prefix, like=graph)
    assert not made.missing and not made.unused
    assert checkpoints.differences(prefix, graph) == []
    by_itself, _ = checkpoints.convert(folder / name, tmp_path / "by_itself")
    if name not in ("cell_with_a_scope_of_its_own", "cell_of_the_users_in_layers"):  # whose names only the graph knows
        assert checkpoints.differences(by_itself, graph) == []
    given = restored()
    alike = [key for key, value in outputs[name].items() if key in given and given[key].shape == value.shape]
    assert alike
    for key in alike:
        np.testing.assert_allclose(given[key], outputs[name][key], rtol=1e-5, atol=1e-6, err_msg=key)
