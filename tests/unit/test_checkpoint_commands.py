"""`legacy-seq2seq checkpoint show | compare | convert`, and what is beneath them."""

import json
import os
import pathlib

import numpy as np
import pytest

from legacy_seq2seq import cli
from legacy_seq2seq.training import checkpoints
from legacy_seq2seq.training.checkpoints import likeness, renaming
from legacy_seq2seq.training.checkpoints.sides import Side
from tests.unit.test_checkpoints import DATA, flip


def write(tf, prefix, variables):
    """A checkpoint of {name: value}."""
    with tf.Graph().as_default(), tf.Session() as sess:
        names = sorted(variables)
        sess.run(tf.raw_ops.SaveV2(prefix=str(prefix), tensor_names=names, shape_and_slices=[""] * len(names),
                                   tensors=[tf.constant(variables[name]) for name in names]))
    return str(prefix)


def numbers(*shape):
    return np.random.RandomState(len(shape) + sum(shape)).normal(size=shape).astype(np.float32)


OF_1_0 = {
    "rnn/basic_lstm_cell/weights": numbers(8, 20), "rnn/basic_lstm_cell/biases": numbers(20), "logits/weights": numbers(5, 2),
    "rnn/basic_lstm_cell/weights/Adam": numbers(8, 20), "train/rnn/basic_lstm_cell/biases/Momentum": numbers(20),
    "rnn/basic_lstm_cell/weights/ExponentialMovingAverage": numbers(8, 20), "beta1_power": np.float32(0.9), "global_step": np.int64(30),
}


@pytest.fixture
def old(tf, tmp_path):
    return write(tf, tmp_path / "old.ckpt-30", OF_1_0)


def run(capsys, *arguments):
    """(exit status, standard output, standard error) of a command."""
    status = cli.main(["checkpoint", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


# show

def test_show_folds_slots_and_counts(old, capsys):
    status, out, _ = run(capsys, "show", old)
    assert status == 0
    assert "old.ckpt-30, global step 30" in out
    assert "rnn/basic_lstm_cell/weights" in out and "Adam" not in out.replace("(--all", "")
    assert "4 variables, 191 parameters, 768 B; 3 more of the optimizer, 724 B; 1 moving average, 640 B (--all shows them)" in out
    assert "rnn/basic_lstm_cell/weights/Adam" in run(capsys, "show", old, "--all")[1]


def test_show_as_json_and_values(old, capsys):
    found = json.loads(run(capsys, "show", old, "--json")[1])
    assert found["global_step"] == 30 and found["parameters"] == 191
    assert {"name": "logits/weights", "shape": [5, 2], "dtype": "float32", "parameters": 10, "bytes": 40, "slot_of": None,
            "damage": None} in found["variables"]
    assert run(capsys, "show", old, "--values", "global_step")[1] == "global_step [] int64\n30\n"
    status, _, err = run(capsys, "show", old, "--values", "logit/weight")
    assert status == 2 and "Did you mean logits/weights" in err


def test_show_says_what_is_damaged(old, capsys):
    flip(old + DATA, 44)  # in logits/weights: the variables lie in the order of their names
    status, out, _ = run(capsys, "show", old)
    assert status == 1
    assert "1 of 8 variables cannot be read; the others can" in out and "logits/weights: its bytes have changed" in out
    os.truncate(old + ".index", 60)
    status, _, err = run(capsys, "show", old)
    assert status == 1 and "nothing in this checkpoint can be read" in err
    assert run(capsys, "show", old + "0")[0] == 2


# compare

def test_compare_pairs_known_renamings(tf, old, tmp_path, capsys):
    new, _ = checkpoints.convert(old, tmp_path / "new.ckpt")
    status, out, _ = run(capsys, "compare", old, new, "--values")
    assert status == 1
    assert "in B …/kernel, its 2 slots too" in out
    assert "3 variables equal in name, shape and dtype and value; 5 called otherwise since TF 1.2" in out
    assert f"checkpoint convert {old} NEW\n" in out
    assert f"checkpoint convert {old} NEW\n" in run(capsys, "compare", new, old)[1]


def test_compare_tells_shapes_dtypes_and_values(tf, tmp_path, capsys):
    a = write(tf, tmp_path / "a", {"same": numbers(3), "shape": numbers(3), "dtype": numbers(2), "value": np.float32([1, np.nan, np.inf]),
                                   "gone": numbers(1)})
    b = write(tf, tmp_path / "b", {"same": numbers(3), "shape": numbers(4), "dtype": np.int32([1, 2]),
                                   "value": np.float32([1.5, np.nan, np.inf]), "come": numbers(1)})
    status, out, _ = run(capsys, "compare", a, b, "--values")
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in out.splitlines() if line.strip()}
    assert status == 1 and "same" not in rows
    assert rows["shape"] == "[3] float32 [4] float32 shape differs"
    assert rows["dtype"] == "[2] float32 [2] int32 dtype differs"
    assert rows["value"] == "[3] float32 [3] float32 values differ by up to 0.5"
    assert rows["gone"] == "[1] float32 only in A" and rows["come"] == "[1] float32 only in B"
    assert run(capsys, "compare", a, a, "--values")[0] == 0
    names = [row["name"] for row in json.loads(run(capsys, "compare", a, b, "--json")[1])]
    assert names == ["come", "dtype", "gone", "shape"]


PROGRAM = """
import sys
import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 4, 3])
tf.nn.dynamic_rnn(tf.contrib.rnn.BasicLSTMCell(int(sys.argv[1])), x, dtype=tf.float32)
with tf.Session() as sess:
    print("started")
    sess.run(tf.global_variables_initializer())
    tf.train.Saver().restore(sess, "nowhere")
"""


@pytest.mark.slow
def test_compare_and_convert_take_programs(tf, tmp_path, capsys):
    (tmp_path / "train.py").write_text(PROGRAM)
    held = {"decoder/one/weights": numbers(8, 20), "decoder/one/biases": numbers(20)}
    old = write(tf, tmp_path / "old", held)
    status, out, _ = run(capsys, "convert", old, tmp_path / "new", "--like", tmp_path / "train.py", "--", "5")
    assert status == 0 and "2 variables, 2 of them renamed" in out
    np.testing.assert_array_equal(checkpoints.value(tmp_path / "new", "rnn/basic_lstm_cell/kernel"), held["decoder/one/weights"])
    assert run(capsys, "compare", tmp_path / "new", tmp_path / "train.py", "--", "5")[0] == 0
    assert not list(tmp_path.glob("nowhere*"))
    status, _, err = run(capsys, "compare", tmp_path / "new", tmp_path / "train.py")
    assert status == 2 and "before it built variables; see above. Does it need arguments?" in err


# convert

def test_convert_takes_slots_and_averages_along(old, tmp_path, capsys):
    before = {name: pathlib.Path(old + name).read_bytes() for name in (".index", DATA)}
    status, out, _ = run(capsys, "convert", old, f"{tmp_path}/out/")
    assert status == 0 and "8 variables, 5 of them renamed" in out
    assert "logits/weights was left as it is" in out
    assert checkpoints.prefix_of(tmp_path / "out") == str(tmp_path / "out" / "old.ckpt-30")
    found = {one.name: checkpoints.value(tmp_path / "out", one.name) for one in checkpoints.variables(tmp_path / "out")}
    assert set(found) == {"rnn/basic_lstm_cell/kernel", "rnn/basic_lstm_cell/bias", "logits/weights", "rnn/basic_lstm_cell/kernel/Adam",
                          "train/rnn/basic_lstm_cell/bias/Momentum", "rnn/basic_lstm_cell/kernel/ExponentialMovingAverage", "beta1_power",
                          "global_step"}
    for name, value in OF_1_0.items():
        np.testing.assert_array_equal(found[name.replace("cell/weights", "cell/kernel").replace("biases", "bias")], value)
    assert before == {name: pathlib.Path(old + name).read_bytes() for name in before}


def test_convert_writes_over_nothing(old, tmp_path, capsys):
    for new in (old, tmp_path):  # in its own folder it would keep its name
        status, _, err = run(capsys, "convert", old, new, "--force")
        assert status == 1 and "NEW is the checkpoint itself" in err
    assert run(capsys, "convert", old, tmp_path / "new")[0] == 0
    status, _, err = run(capsys, "convert", old, tmp_path / "new")
    assert status == 1 and "new.index exists; nothing was written" in err
    assert run(capsys, "convert", old, tmp_path / "new", "--force")[0] == 0
    (tmp_path / "notes").write_text("mine")
    assert run(capsys, "convert", old, tmp_path / "notes", "--force")[0] == 1
    assert (tmp_path / "notes").read_text() == "mine"


def test_convert_shows_without_writing(old, tmp_path, capsys):
    status, out, _ = run(capsys, "convert", old, "--dry-run")
    assert status == 0 and "Nothing was written: 5 of 8 variables would be renamed" in out
    assert run(capsys, "convert", old)[0] == 1
    assert sorted(os.listdir(tmp_path)) == ["old.ckpt-30" + DATA, "old.ckpt-30.index"]


def test_convert_renames_as_told(old, tmp_path, capsys):
    status, _, _ = run(capsys, "convert", old, tmp_path / "new", "--rename", r"(\w+)/weights=out/\1/kernel")
    names = {one.name for one in checkpoints.variables(tmp_path / "new")}
    assert status == 0 and {"out/logits/kernel", "rnn/basic_lstm_cell/kernel"} <= names
    status, _, err = run(capsys, "convert", old, tmp_path / "other", "--rename", "logit/weights=x")
    assert status == 1 and "no variable of the checkpoint is called so. Did you mean logits/weights" in err
    status, _, err = run(capsys, "convert", old, tmp_path / "other", "--rename", "global_step=logits/weights")
    assert status == 1 and "Two variables would be called logits/weights: global_step and logits/weights" in err
    assert run(capsys, "convert", old, tmp_path / "other", "--rename", "(=x")[0] == 1


def test_convert_joins_the_shards_of_0_12(tf, tmp_path):
    held = {"RNN/LSTMCell/W_0": numbers(4, 24), "RNN/LSTMCell/W_1": numbers(3, 24), "RNN/LSTMCell/B": numbers(24),
            "RNN/LSTMCell/W_0/Adagrad": numbers(4, 24), "RNN/LSTMCell/W_1/Adagrad": numbers(3, 24) + 1}
    new, _ = checkpoints.convert(write(tf, tmp_path / "old", held), tmp_path / "new")
    for end in ("", "/Adagrad"):
        np.testing.assert_array_equal(checkpoints.value(new, "rnn/lstm_cell/kernel" + end),
                                      np.concatenate([held["RNN/LSTMCell/W_0" + end], held["RNN/LSTMCell/W_1" + end]]))


def test_convert_reads_the_first_format(tf, tmp_path):
    kernel = tf.get_variable("rnn/gru_cell/gates/weights", [4, 6], partitioner=tf.fixed_size_partitioner(2))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        value = sess.run(tf.convert_to_tensor(kernel))
        prefix = tf.train.Saver(write_version=1).save(sess, str(tmp_path / "old"))
    new, _ = checkpoints.convert(prefix, tmp_path / "new")
    np.testing.assert_array_equal(checkpoints.value(new, "rnn/gru_cell/gates/kernel"), value)


def test_a_damaged_checkpoint_is_not_converted(old, tmp_path, capsys):
    flip(old + DATA, 44)
    status, _, err = run(capsys, "convert", old, tmp_path / "new")
    assert status == 2 and "nothing was written" in err and "logits/weights" in err
    assert not (tmp_path / "new.index").exists()


def test_convert_like_a_graph_leaves_nothing_to_chance(tf, tmp_path):
    old = write(tf, tmp_path / "old", {"a": numbers(2, 3), "b": numbers(2, 3), "other": numbers(7)})
    with tf.Graph().as_default() as graph:
        tf.get_variable("x", [2, 3])
        tf.get_variable("y", [2, 3])
        with pytest.raises(ValueError, match=r"It cannot be told.*\n  x \[2, 3\] float32: a, b"):
            checkpoints.convert(old, tmp_path / "new", like=graph)
        _, made = checkpoints.convert(old, tmp_path / "new", like=graph, renames=[("a", "y"), ("b", "x")])
    assert made.unused == ["other"] and not made.missing


# Layouts: of which the numbers are compared in tests/checkpoints/test_cells.py

def keras(scope, *sizes, gates=4):
    """{name: value} of Keras layers of (depth, units)."""
    held = {}
    for number, (depth, units) in enumerate(sizes):
        layer = f"{scope}_{number}" if number else scope
        held.update({f"{layer}/kernel": numbers(depth, gates * units) + number, f"{layer}/bias": numbers(gates * units) + number,
                     f"{layer}/recurrent_kernel": numbers(units, gates * units) + number})
    return held


def cells(scope, *sizes):
    """{name: shape} of TF1's LSTM cells."""
    return {f"{scope}/multi_rnn_cell/cell_{number}/lstm_cell/{name}": shape for number, (depth, units) in enumerate(sizes)
            for name, shape in (("kernel", [depth + units, 4 * units]), ("bias", [4 * units]))}


def graph_of(tf, shapes):
    with tf.Graph().as_default() as graph:
        for name, shape in shapes.items():
            tf.get_variable(name, shape)
    return graph


def test_layers_of_one_size_are_told_by_their_numbers_and_scopes_by_their_words(tf, tmp_path):
    sizes = [(3, 3)] * 11
    held = {**keras("encoder/lstm", *sizes), **keras("decoder/lstm", *sizes)}
    graph = graph_of(tf, {**cells("decoder/rnn", *sizes), **cells("encoder/rnn", *sizes)})
    new, made = checkpoints.convert(write(tf, tmp_path / "old", held), tmp_path / "new", like=graph)
    assert not made.missing and not made.unused
    for side in ("encoder", "decoder"):
        for number in range(11):
            kernel = checkpoints.value(new, f"{side}/rnn/multi_rnn_cell/cell_{number}/lstm_cell/kernel")
            layer = f"{side}/lstm_{number}" if number else f"{side}/lstm"
            np.testing.assert_array_equal(kernel[:3, :3], held[f"{layer}/kernel"][:, :3])  # the input gate
            np.testing.assert_array_equal(kernel[3:, 3:6], held[f"{layer}/recurrent_kernel"][:, 6:9])  # the new memory
            np.testing.assert_array_equal(kernel[3:, 6:9], held[f"{layer}/recurrent_kernel"][:, 3:6])  # the forget gate


def test_cells_that_cannot_be_told_apart_are_asked_for(tf, tmp_path):
    held = {**keras("first", (3, 3)), **keras("second", (3, 3))}
    old = write(tf, tmp_path / "old", held)
    graph = graph_of(tf, {**cells("a", (3, 3)), **cells("b", (3, 3))})
    with pytest.raises(ValueError, match=r"cannot be told .* cell is which.*\n  a/multi_rnn_cell/cell_0/lstm_cell .*: first, second"):
        checkpoints.convert(old, tmp_path / "new", like=graph)
    scopes = [("second", "a/multi_rnn_cell/cell_0/lstm_cell"), ("first", "b/multi_rnn_cell/cell_0/lstm_cell")]
    new, _ = checkpoints.convert(old, tmp_path / "new", like=graph, renames=scopes)
    np.testing.assert_array_equal(checkpoints.value(new, f"{scopes[0][1]}/kernel")[:3, :3], held["second/kernel"][:, :3])


def test_slots_have_no_forget_bias_and_averages_have(tf, tmp_path):
    held = keras("lstm", (3, 2))
    held.update({f"lstm/{name}{end}": held[f"lstm/{name}"] for name in ("kernel", "recurrent_kernel", "bias")
                 for end in ("/Adam", "/ExponentialMovingAverage")})
    new, _ = checkpoints.convert(write(tf, tmp_path / "old", held), tmp_path / "new", like=graph_of(tf, cells("rnn", (3, 2))),
                                 forget_bias=(5.0, 0.25))
    i, f, c, o = np.split(held["lstm/bias"], 4)
    for end, less in (("", 0.25), ("/Adam", 0), ("/ExponentialMovingAverage", 0.25)):
        found = checkpoints.value(new, "rnn/multi_rnn_cell/cell_0/lstm_cell/bias" + end)
        np.testing.assert_allclose(found, np.concatenate([i, c, f - np.float32(less), o]))
        assert checkpoints.value(new, "rnn/multi_rnn_cell/cell_0/lstm_cell/kernel" + end).shape == (5, 8)


def test_a_bias_of_two_has_the_slots_of_each(tf, tmp_path):
    held = {"gru/kernel": numbers(3, 6), "gru/recurrent_kernel": numbers(2, 6), "gru/bias": numbers(2, 6)}
    held["gru/bias/Adam"] = np.stack([numbers(6), numbers(6)])
    held["gru/bias/Adam"][:, 4:] = numbers(2, 2)
    scope = "rnn/cudnn_compatible_gru_cell"
    graph = graph_of(tf, {f"{scope}/gates/kernel": [5, 4], f"{scope}/gates/bias": [4], f"{scope}/candidate/input_projection/kernel": [3, 2],
                          f"{scope}/candidate/input_projection/bias": [2], f"{scope}/candidate/hidden_projection/kernel": [2, 2],
                          f"{scope}/candidate/hidden_projection/bias": [2]})
    old = write(tf, tmp_path / "old", held)
    new, _ = checkpoints.convert(old, tmp_path / "new", like=graph)
    z, r, _ = np.split(held["gru/bias"].sum(0), 3)
    np.testing.assert_allclose(checkpoints.value(new, f"{scope}/gates/bias"), np.concatenate([r, z]), rtol=1e-6)
    z, r, _ = np.split(numbers(6), 3)
    np.testing.assert_allclose(checkpoints.value(new, f"{scope}/gates/bias/Adam"), np.concatenate([r, z]), rtol=1e-6)
    back, _ = checkpoints.convert(new, tmp_path / "back", like=old)
    np.testing.assert_allclose(checkpoints.value(back, "gru/bias/Adam"), held["gru/bias/Adam"], rtol=1e-6)


def test_a_gru_that_resets_elsewhere_is_refused(tf, tmp_path):
    old = write(tf, tmp_path / "old", {"gru/kernel": numbers(3, 6), "gru/recurrent_kernel": numbers(2, 6), "gru/bias": numbers(2, 6)})
    graph = graph_of(tf, {"rnn/gru_cell/gates/kernel": [5, 4], "rnn/gru_cell/gates/bias": [4], "rnn/gru_cell/candidate/kernel": [5, 2],
                          "rnn/gru_cell/candidate/bias": [2]})
    with pytest.raises(ValueError, match=r"gru \(Keras GRU\(reset_after=True\), 3 → 2\) resets after .* with CudnnCompatibleGRUCell"):
        checkpoints.convert(old, tmp_path / "new", like=graph)


def test_a_buffer_of_other_sizes_names_those_that_fit(tf, tmp_path, capsys):
    old = write(tf, tmp_path / "old", {"cudnn_lstm/opaque_kernel": numbers(304), "cudnn_lstm/opaque_kernel/Adam": numbers(304)})
    assert "opaque_kernel looks like an opaque Cudnn buffer" in run(capsys, "show", old)[1]
    status, _, err = run(capsys, "convert", old, tmp_path / "new", "--cudnn", "cudnn_lstm/opaque_kernel=lstm,layers=1,units=4,input=3")
    assert status == 1 and "these sizes has 144 numbers; cudnn_lstm/opaque_kernel is [304]" in err
    told = [line.strip() for line in err.splitlines() if line.startswith("  --cudnn")]
    assert len(told) == 5 and "--cudnn cudnn_lstm/opaque_kernel=lstm,layers=2,units=4,input=3" in told
    for number, line in enumerate(told):  # each does
        assert run(capsys, "convert", old, tmp_path / f"new{number}", *line.split())[0] == 0
    for wrong, said in (("x=lstm,layers=2,units=4,input=3", "OLD has no variable of this name"),
                        ("x=lstm,layers=2", "units, input missing"),
                        ("x=lstm,layers=2,unit=4", "'unit=4' is not understood"), ("x=elman,layers=2", "'elman' is none of lstm")):
        status, _, err = run(capsys, "convert", old, tmp_path / "other", "--cudnn", wrong)
        assert status == 1 and said in err


def test_buffers_take_slots_along_and_1_0_saved_them_in_pieces(tf, tmp_path):
    sizes = checkpoints.Cudnn("lstm", 2, 4, 3, True)
    values = sizes.cells(numbers(sizes.size))
    adams = [value + 1 for value in values]
    held = {"cudnn/opaque_kernel": sizes.flat(values), "cudnn/opaque_kernel/Adam": sizes.flat(adams, is_slot=True)}
    new, _ = checkpoints.convert(write(tf, tmp_path / "old", held), tmp_path / "new", cudnn={"cudnn/opaque_kernel": sizes})
    for name, value, adam in zip(sizes.names("cudnn/opaque_kernel"), values, adams):
        np.testing.assert_allclose(checkpoints.value(new, name), value, rtol=1e-6)
        np.testing.assert_allclose(checkpoints.value(new, name + "/Adam"), adam, rtol=1e-6)
    pieces = np.split(held["cudnn/opaque_kernel"], range(50, sizes.size, 50))
    old = write(tf, tmp_path / "old_1_0", {f"CudnnRNNParamsToCanonical:{number}": piece for number, piece in enumerate(pieces)})
    new, _ = checkpoints.convert(old, tmp_path / "new_1_0", cudnn={"CudnnRNNParamsToCanonical": sizes})
    for name, value in zip(sizes.names("CudnnRNNParamsToCanonical"), values):
        np.testing.assert_allclose(checkpoints.value(new, name), value, rtol=1e-6)


# The rules

def test_layers_keep_their_names_and_cells_of_unknown_scopes_are_said():
    names = ["fully_connected/weights", "out/weights", "out/biases", "rnn/gru_cell/gates/weights", "mine/gates/weights",
             "mine/candidate/weights", "decoder/attention_decoder/AttnV_0", "decoder/attention_decoder/weights", "dense/kernel"]
    assert {one.olds[0]: one.new for one in renaming.to_1_15(names)} == {
        "rnn/gru_cell/gates/weights": "rnn/gru_cell/gates/kernel", "mine/gates/weights": "mine/gates/kernel",
        "mine/candidate/weights": "mine/candidate/kernel", "decoder/attention_decoder/weights": "decoder/attention_decoder/kernel"}
    assert renaming.doubtful(names) == ["out"]


def test_names_of_1_15_stay():
    names = ["rnn/embedding_wrapper/embedding", "rnn/gru_cell/gates/kernel", "RNN/multi_rnn_cell/cell_0/lstm_cell/kernel",
             "rnn/coupled_input_forget_gate_lstm_cell/W_0", "logits/weights", "rnn/gru_cell/w_ru"]
    assert renaming.to_1_15(names) == [] and renaming.doubtful(names) == []


def test_block_cells_are_like_their_cells():
    sources = {"rnn/gru_cell/w_ru": Side((4, 6), "float32"), "rnn/gru_cell/w_c": Side((4, 3), "float32"),
               "rnn/gru_cell/b_ru": Side((6,), "float32"), "rnn/gru_cell/b_c": Side((3,), "float32")}
    targets = {"encoder/gru_cell/gates/kernel": Side((4, 6), "float32"), "encoder/gru_cell/candidate/kernel": Side((4, 3), "float32"),
               "encoder/gru_cell/gates/bias": Side((6,), "float32"), "encoder/gru_cell/candidate/bias": Side((3,), "float32")}
    found, still_open = likeness.match(sources, targets)
    assert {target.rpartition("gru_cell/")[2]: source.rpartition("/")[2] for target, source in found.items()} == {
        "gates/kernel": "w_ru", "gates/bias": "b_ru", "candidate/kernel": "w_c", "candidate/bias": "b_c"}
    assert not still_open


def test_help_needs_no_tensorflow(run_python):
    code = "import sys; from legacy_seq2seq import cli\ntry: cli.main(['checkpoint', 'convert', '--help'])\n" \
           "except SystemExit: print('tensorflow' in sys.modules)"
    assert run_python("-c", code).stdout.endswith("False\n")
