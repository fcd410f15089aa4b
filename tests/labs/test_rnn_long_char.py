"""Lab 12-4: it ends where the lecture ends, and it says what is wrong with bad input."""

import math
import os
import re
import signal
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.labs.conftest import load

LAB = ROOT / "lab" / "rnn_long_char.py"


@pytest.fixture(scope="module")
def lab():
    return load("rnn_long_char")


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_network_writes_the_sentence_with_the_lectures_loss(lab, capsys, seed):
    assert lab.main(["--seed", str(seed)]) == 0
    printed = capsys.readouterr().out
    assert float(re.search(r"Result: a loss of (\d\.\d+)", printed).group(1)) <= 0.24
    written = printed.split("The network writes:\n")[1].splitlines()[0]
    assert written[1:] == lab.SENTENCE[2:]  # the chain starts at the second character, and its first one cannot be known


def test_the_data_are_the_lectures(lab):
    characters, inputs, targets = lab.cut_into_windows(lab.SENTENCE, 10)
    assert len(characters) == 25 and len(inputs) == 170
    assert "".join(characters[i] for i in inputs[0]) == "if you wan"
    assert "".join(characters[i] for i in targets[0]) == "f you want"


def test_the_floor_of_the_loss_by_hand(lab):
    # After «a» comes «b» twice and «c» once; nothing else is in doubt. Six predictions in all.
    inputs, targets = [[0, 1], [0, 1], [0, 2]], [[1, 3], [1, 3], [2, 3]]
    assert lab.floor_of_the_loss(inputs, targets) == pytest.approx((2 * math.log(3 / 2) + math.log(3)) / 6)


def test_the_verbose_log_is_the_lectures(lab, capsys):
    lab.main(["--steps", "2", "--verbose"])
    lines = re.findall(r"^(\d+) (\d+) .{10} \d\.\d+", capsys.readouterr().out, re.M)
    assert lines == [(str(step), str(window)) for step in range(2) for window in range(170)]


def test_the_exported_network_takes_any_number_of_windows(lab, capsys, tmp_path):
    from legacy_seq2seq import tf1 as tf

    folder = tmp_path / "deep" / "model"
    lab.main(["--steps", "60", "--export", str(folder)])
    characters, inputs, _ = lab.cut_into_windows(lab.SENTENCE, 10)
    with tf.contrib.predictor.from_saved_model(str(folder)) as network:
        written = network({"ids": inputs[:3]})["characters"]
    assert [b"".join(window).decode()[1:] for window in written] == [lab.SENTENCE[start + 2:start + 11] for start in range(3)]
    with pytest.raises(SystemExit):
        lab.main(["--export", str(folder)])
    assert "not empty; name a new folder" in capsys.readouterr().err


def test_a_text_of_ones_own_in_batches(lab, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "WINDOWS_PER_STEP", 16)
    (tmp_path / "text.txt").write_text("ein Männlein steht im Walde ganz still und stumm\n", "utf-8")
    lab.main(["--text", str(tmp_path / "text.txt"), "--window", "5", "--steps", "30", "--hidden", "20", "--layers", "1"])
    printed = capsys.readouterr().out
    assert "16 in a step" in printed and "(the lecture's" not in printed
    losses = [float(loss) for loss in re.findall(r"loss (?:of )?(\d\.\d+)", printed)]
    assert losses[-1] < losses[0] / 2


def test_shapes_are_shown_and_nothing_is_trained(lab, capsys, tmp_path):
    assert lab.main(["--shapes", str(tmp_path / "shapes.svg")]) == 0
    printed = capsys.readouterr().out
    row = next(line for line in printed.splitlines() if line.strip().startswith("outputs"))
    assert "[170, 10, 25]" in row
    row = next(line for line in printed.splitlines() if line.strip().startswith("x_for_softmax"))
    assert "[None, 25]" in row and "[1700, 25]" in row
    assert "loss 3" not in printed and (tmp_path / "shapes.svg").exists()


def test_log_folder_and_plot(lab, tmp_path):
    from legacy_seq2seq import tf1

    lab.main(["--steps", "3", "--logdir", str(tmp_path / "log"), "--plot", str(tmp_path / "loss.png")])
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    checkpoint = tf1.train.latest_checkpoint(str(tmp_path / "log"))
    assert checkpoint.endswith("model.ckpt-3")
    assert tf1.train.load_variable(checkpoint, "softmax_w").shape == (25, 25)
    events = next((tmp_path / "log").glob("events.out.tfevents.*"))
    values = [value for event in tf1.train.summary_iterator(str(events)) for value in event.summary.value]
    losses = [value.simple_value for value in values if value.tag == "mean_loss"]
    assert len(losses) == 3 and losses[0] > losses[2]
    assert [value.tag for value in values if value.tag != "mean_loss"] == ["written"]


def test_a_training_goes_on_where_it_was_stopped(lab, capsys, tmp_path, monkeypatch, histories):
    monkeypatch.setattr(lab, "WINDOWS_PER_STEP", 64)
    monkeypatch.setattr(lab, "SHOW_EVERY", 1)

    def told(steps, *more):
        lab.main(["--steps", str(steps), *more])
        return [line for line in capsys.readouterr().out.splitlines() if line.startswith("step ") and "/" not in line[:12]]

    log = ["--logdir", str(tmp_path)]
    assert told(4, *log) + told(9, *log) == told(9)
    _, resumed, whole = (history["loss"] for history in histories)
    assert resumed == whole and whole[0] == list(range(1, 10))  # the curve is whole
    lab.main(["--steps", "9", *log])
    printed = capsys.readouterr().out
    assert "Steps:" not in printed and "The network writes:" in printed and "Result:" in printed


@pytest.mark.parametrize("arguments, complaint", [
    (["--text", "{short}"], "the text has 5 characters; a window of 10 and the character after it need at least 11"),
    (["--text", "{empty}"], "is empty"),
    (["--text", "{latin}"], "is not UTF-8 (byte 3)"),
    (["--text", "{missing}"], "cannot be read: No such file or directory"),
    (["--window", "1"], "--window is 1; give 2 or more"),
    (["--steps", "-1"], "--steps is -1; give 0 or more"),
    (["--logdir", "{empty}"], "cannot be made"),
    (["--logdir", "/proc/self"], "--logdir /proc/self cannot be written"),
    (["--plot", "{missing}/loss.png"], "cannot be written"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, arguments, complaint):
    files = {"short": b"short", "empty": b"", "latin": "caf\xe9 au lait".encode("latin-1")}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = {name: tmp_path / name for name in (*files, "missing")}
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(**paths) for argument in arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert complaint in error and error.count("\n") == 1


def test_ctrl_c_ends_training_and_says_where():
    process = subprocess.Popen(
        [sys.executable, "-u", str(LAB), "--steps", "1000000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # a test run in the background ignores Ctrl-C, and so would this
    for line in process.stdout:
        if line.startswith("step   50"):
            process.send_signal(signal.SIGINT)
            break
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert re.search(r"Stopped by Ctrl-C after step \d+ of 1000000\.", printed)
    assert "The network writes:" in printed
    assert re.fullmatch(r"training\.session: stopped by Ctrl-C at step \d+\.\n", errors)


def test_help_is_answered_without_tensorflow(run_python, tmp_path):
    (tmp_path / "tensorflow.py").write_text("raise SystemExit('TensorFlow was imported')\n")
    done = run_python(LAB, "--help", path_first=tmp_path)
    assert done.returncode == 0 and "--logdir" in done.stdout
