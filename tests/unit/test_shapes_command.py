"""`legacy-seq2seq shapes program.py`: what it shows, where it stops, and what it says of bad input."""

import json

import pytest

from tests import processes

PROGRAM = """
import numpy as np
import tensorflow as tf

def build():
    x = tf.placeholder(tf.float32, [None, None, 4])
    outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(5), x, dtype=tf.float32)
    last, (c, h) = outputs[:, -1], state
    loss = tf.reduce_mean(tf.layers.dense(last, 3) ** 2)
    return {"in": x}, tf.train.AdamOptimizer().minimize(loss), loss

inputs, train, loss = build()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(1, 4):
        try:
            sess.run([loss, train], {inputs["in"]: np.zeros([step, 7, 4])})
        except BaseException:
            pass
        print("after step", step)
print("the end")
"""

BROKEN = """
import tensorflow as tf
a = tf.placeholder(tf.float32, [None, 3])
weights = tf.get_variable("w", [4, 2])
print("building")
product = tf.matmul(a, weights)
"""


@pytest.fixture
def shown(tmp_path):
    """Runs the command on a program's text."""
    def run(text, *options, arguments=(), anew=False):
        (tmp_path / "program.py").write_text(text)
        return processes.run("-m", "legacy_seq2seq", "shapes", *options, tmp_path / "program.py", *arguments, anew=anew)

    return run


def test_the_first_fed_step_is_shown_and_the_program_stops(shown):
    done = shown(PROGRAM, "--json", anew=True)
    assert done.returncode == 0 and "after step" not in done.stdout and done.stderr == ""
    rows = {row["name"]: row for row in json.loads(done.stdout)["rows"]}
    assert set(rows) == {"inputs['in']", "outputs", "state.c", "state.h", "last", "loss"}
    outputs = rows["outputs"]
    assert (outputs["static"], outputs["runtime"], outputs["line"]) == ([None, None, 5], [1, 7, 5], 7)
    assert outputs["text"].startswith("outputs, state = tf.nn.dynamic_rnn")


def test_another_step_in_words_with_files(shown, tmp_path):
    done = shown(PROGRAM, "--step", "3", "--html", tmp_path / "t.html", "--diagram", tmp_path / "m.svg")
    assert done.returncode == 0 and "Shapes of step 3" in done.stdout and "[3, 7, 5] •" in done.stdout
    assert "4 variables, 218 parameters, 872 B; 10 more of the optimizer" in done.stdout
    assert "[3, 7, 5]" in (tmp_path / "t.html").read_text() and "dynamic_rnn" in (tmp_path / "m.svg").read_text()
    assert "after step 2" in done.stdout and "after step 3" not in done.stdout


def test_a_loop_unfolds_by_iteration(shown):
    done = shown(PROGRAM, "--unfold", "outputs", "--scope", "rnn/while/lstm_cell/MatMul")
    assert "[1, 20] ×7" in done.stdout, done.stdout + done.stderr


def test_up_to_the_error(shown):
    done = shown(BROKEN)
    assert done.returncode == 1 and "building" in done.stdout
    summary, error = done.stderr.find("Shapes up to the error"), done.stderr.find("Traceback")
    assert 0 <= summary < error and "[None, 3]" in done.stderr[summary:error] and "4 × 2" not in done.stderr


def test_a_program_that_feeds_nothing_shows_its_static_shapes(shown):
    done = shown(BROKEN.replace("[4, 2]", "[3, 2]") + "raise SystemExit(0)")
    assert done.returncode == 0 and "no step was fed" in done.stderr and "[None, 2]" in done.stdout


def test_setting_or_saving_a_variable_is_no_step(shown):
    before = ("    rate = tf.get_variable('rate', []); new = tf.placeholder(tf.float32, [])\n"
              "    sess.run(tf.assign(rate, new), {new: 0.1})\n"
              "    tf.train.Saver([rate]).save(sess, __file__ + '.ckpt')\n")
    done = shown(PROGRAM.replace("    for step", before + "    for step"), "--name", "outputs")
    assert "[1, 7, 5]" in done.stdout, done.stdout + done.stderr


def test_a_programs_own_exit_status_stays(shown):
    assert shown("raise SystemExit(7)").returncode == 7


def test_a_data_set_is_fed_by_the_graph(shown):
    done = shown("import tensorflow as tf\nbatch = tf.data.Dataset.range(9).batch(4).make_one_shot_iterator().get_next()\n"
                 "double = 2 * batch\nwith tf.Session() as s:\n    s.run(double)\n    print('on')\n")
    assert "Shapes of step 1" in done.stdout and "[4] •" in done.stdout and "on" not in done.stdout.split()


def test_a_module_and_a_text(tmp_path):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text("")
    (tmp_path / "package" / "train.py").write_text(PROGRAM)
    for given in (("-m", "package.train"), ("-c", PROGRAM)):
        done = processes.run("-m", "legacy_seq2seq", "shapes", "--name", "outputs", *given, env=processes.environment(tmp_path))
        assert done.returncode == 0 and "[1, 7, 5]" in done.stdout, done.stderr


@pytest.mark.parametrize("options, said", [
    (("--step", "0"), "give 1 for the first step"),
    (("--rank", "-1"), "give a number of axes"),
    (("--line", "twelve"), "give a number (12)"),
    (("--diagram", "model.jpg"), "ends in .svg or .png"),
    (("--html", "/no/such/folder/t.html"), "cannot be written"),
])
def test_bad_options_are_told_before_the_program_runs(shown, options, said):
    done = shown("print('ran')", *options)
    assert done.returncode == 2 and said in done.stderr and "ran" not in done.stdout


def test_a_file_that_is_not_there(run_python):
    done = run_python("-m", "legacy_seq2seq", "shapes", "no_such_program.py")
    assert done.returncode == 2 and "no_such_program.py cannot be read" in done.stderr


def test_help_imports_no_tensorflow(run_python):
    done = run_python("-c", "import sys\nfrom legacy_seq2seq import cli\ntry: cli.main(['shapes', '--help'])\n"
                            "except SystemExit: print('tensorflow' in sys.modules)")
    assert done.stdout.endswith("False\n") and "--diagram" in done.stdout


def test_a_normal_run_notes_nothing(tmp_path):
    (tmp_path / "program.py").write_text("import ast, sys\nfrom legacy_seq2seq.shapes import bound\n"
                                         "import tensorflow as tf\nx, y = tf.zeros([2]), tf.zeros([3])\nprint(len(bound._names))\n")
    assert processes.run("-m", "legacy_seq2seq", "run", tmp_path / "program.py").stdout == "0\n"
