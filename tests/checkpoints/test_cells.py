"""Cells laid out anew: what the real TensorFlow 1.0.1, 1.1.0 and 1.15.5 trained of each cell (`make golden`) gives, in the other cells of
its family, the outputs it gave there, and in further steps the losses: a slot is laid out as its variable."""

import io
import os
import pathlib
import zipfile

import numpy as np
import pytest

from legacy_seq2seq import tf1
from legacy_seq2seq.training import checkpoints
from tests.checkpoints import cells, saving
from tests.parity import casebook

GOLDEN = pathlib.Path(__file__).parent / "golden"
# A bias of these is the sum of two of Keras's, each of which Adam moves.
OTHERWISE_TRAINED = {"cudnn_gru", "keras_gru_after"}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A function that gives (folder, {"KIND outputs": …}) of a version."""
    folders = {}

    def of(version):
        if version not in folders:
            folder = tmp_path_factory.mktemp(version)
            with zipfile.ZipFile(GOLDEN / f"cells-{version}.zip") as files:
                files.extractall(folder)
                values, provenance = casebook.load(io.BytesIO(files.read(saving.OUTPUTS)))
            assert provenance["tensorflow"] == version
            folders[version] = folder, values
        return folders[version]

    return of


def pairs():
    """(version, kind, kind it is laid out as): every pair if all are asked for, else one to and one from each kind that differs."""
    for kinds in cells.FAMILIES.values():
        for source in kinds:
            for target in kinds:
                later = any(name in source for name in ("keras", "cudnn", "_2"))
                for version in ("1.15.5",) if later else ("1.15.5", "1.0.1", "1.1.0"):
                    few = kinds if len(kinds) <= 2 else [*kinds][:1] + [*kinds][-2:]
                    if EVERY or source != target and {source, target} <= {*few} and version != ("1.0.1" if "gru" in source else "1.1.0"):
                        yield version, source, target


EVERY = os.environ.get("LEGACY_SEQ2SEQ_ALL_CHECKPOINTS")
PAIRS = list(pairs())


def build(kind):
    (make,) = [kinds[kind] for kinds in cells.FAMILIES.values() if kind in kinds]
    with tf1.Graph().as_default() as graph:
        return graph, cells.Model(tf1, make), tf1.train.Saver()


@pytest.mark.parametrize("version, source, target", PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_a_cell_laid_out_as_another_gives_the_same(recorded, version, source, target, tmp_path):
    folder, values = recorded(version)
    graph, model, saver = build(target)
    prefix, made = checkpoints.convert(folder / source, tmp_path / "new", like=graph)
    assert not made.missing and not made.unused
    assert checkpoints.differences(prefix, graph) == []
    with tf1.Session(graph=graph) as session:
        saver.restore(session, prefix)
        outputs, losses = model.measured(session)
    np.testing.assert_allclose(outputs, values[source + " outputs"], rtol=0, atol=2e-6)
    steps = 1 if source != target and {source, target} <= OTHERWISE_TRAINED else None
    np.testing.assert_allclose(losses[:steps], values[source + " losses"][:steps], rtol=1e-5)


SIZES = {"lstm": checkpoints.Cudnn("lstm", 1, cells.UNITS, cells.DEPTH), "gru": checkpoints.Cudnn("gru", 1, cells.UNITS, cells.DEPTH)}
MATRICES = {"lstm": 4 * cells.UNITS * (cells.DEPTH + cells.UNITS), "gru": 3 * cells.UNITS * (cells.DEPTH + cells.UNITS)}


@pytest.mark.parametrize("rnn, like", [("lstm", "basic_lstm"), ("lstm", "keras_lstm"), ("gru", "cudnn_gru")])
def test_what_was_cudnns_becomes_cells_and_again_cudnns(recorded, rnn, like, tmp_path):
    folder, values = recorded("1.15.5")
    name = f"cudnn_{rnn}/opaque_kernel"
    inputs = casebook.values("inputs", [cells.BATCH, cells.TIME, cells.DEPTH], -1, 1)
    cell = {"basic_lstm": tf1.nn.rnn_cell.BasicLSTMCell, "cudnn_gru": tf1.contrib.cudnn_rnn.CudnnCompatibleGRUCell}.get(like)
    with tf1.Graph().as_default() as graph, tf1.Session() as session:
        if cell is None:
            outputs = tf1.keras.layers.LSTM(cells.UNITS, return_sequences=True, recurrent_activation="sigmoid")(tf1.constant(inputs))
        else:
            outputs = tf1.nn.dynamic_rnn(cell(cells.UNITS), inputs, dtype=tf1.float32)[0]
        for source in (f"keras_cudnn_{rnn}", f"{rnn}_buffer"):
            prefix, made = checkpoints.convert(folder / source, tmp_path / source, like=graph,
                                               cudnn={name: SIZES[rnn]} if "buffer" in source else None)
            assert not made.missing and not made.unused
            tf1.train.Saver().restore(session, prefix)
            np.testing.assert_allclose(session.run(outputs), values[source + " outputs"], rtol=0, atol=1e-6)
    keras, _ = checkpoints.convert(prefix, tmp_path / "keras", like=folder / f"keras_cudnn_{rnn}")
    for row in checkpoints.compare(folder / f"keras_cudnn_{rnn}", keras, values=True).rows:
        assert "bias" in row.name or row.difference == 0  # a sum, cut in halves
    back, _ = checkpoints.convert(prefix, tmp_path / "back", cudnn={name: SIZES[rnn]})
    again, _ = checkpoints.convert(back, tmp_path / "again", like=prefix)
    found = checkpoints.compare(prefix, again, values=True)
    assert {row.name for row in found.differing if not (row.difference or 1) < 2e-7} == {name}  # kept, beside the cells
    matrices = MATRICES[rnn]  # the biases behind them are sums cut in halves
    np.testing.assert_allclose(checkpoints.value(back, name)[:matrices], checkpoints.value(folder / f"{rnn}_buffer", name)[:matrices],
                               rtol=0, atol=1e-7)


@pytest.mark.parametrize("rnn, direction", [("lstm", "bidirectional"), ("gru", "bidirectional"), ("rnn_relu", "unidirectional")])
def test_buffers_of_two_layers_are_what_the_layer_saves(tf, rnn, direction, tmp_path):
    layer = {"lstm": tf.contrib.cudnn_rnn.CudnnLSTM, "gru": tf.contrib.cudnn_rnn.CudnnGRU,
             "rnn_relu": tf.contrib.cudnn_rnn.CudnnRNNRelu}[rnn](2, cells.UNITS, direction=direction)
    outputs, _ = layer(tf.constant(casebook.values("inputs", [5, 2, cells.DEPTH])))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        layer.kernel.load(casebook.values("buffer", [layer.kernel.shape[0]]), session)
        expected = session.run(outputs)
        whole = tf.train.Saver().save(session, str(tmp_path / "whole"))  # the buffer, and the cells
        flat = tf.train.Saver([layer.kernel]).save(session, str(tmp_path / "flat"))
        cudnn = {layer.kernel.op.name: checkpoints.Cudnn(rnn, 2, cells.UNITS, cells.DEPTH, direction == "bidirectional")}
        cut, made = checkpoints.convert(flat, tmp_path / "cut", cudnn=cudnn)
        assert layer.kernel.op.name not in {one.new for one in made.entries}
        graph = tf.get_default_graph()
        for old, like in ((flat, graph), (cut, graph), (cut, whole)):  # whose sizes the program tells, or the checkpoint
            new, made = checkpoints.convert(old, tmp_path / "new", like=like, force=True)
            assert not made.missing and not made.unused
            found = checkpoints.compare(whole, new, values=True)
            assert [row.name for row in found.differing] in ([], [layer.kernel.op.name])  # the halves of whose biases differ
            session.run(tf.global_variables_initializer())
            tf.train.Saver().restore(session, new)
            np.testing.assert_allclose(session.run(outputs), expected, rtol=0, atol=1e-6)
