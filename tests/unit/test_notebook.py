"""Notebooks: executed by `legacy-seq2seq run`, and made TF1 by `%load_ext legacy_seq2seq`."""

import json
import re

import nbformat
import pytest

from tests import processes


@pytest.fixture
def run(tmp_path):
    def run_cells(*cells, arguments=(), metadata=None, anew=False):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=metadata or {})
        nbformat.write(notebook, tmp_path / "lecture.ipynb")
        (tmp_path / "neighbour.py").write_text("import tensorflow as tf\n", "utf-8")
        return processes.run("-m", "legacy_seq2seq" if anew else "tests.kernels", "run", *arguments, tmp_path / "lecture.ipynb", anew=anew)
    return run_cells


def outputs(path):
    """What each cell printed or showed."""
    shown = []
    for cell in nbformat.read(path, 4).cells:
        shown.append("".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") or o.get("ename", "") for o in cell.outputs))
    return shown


def test_a_notebook_sees_tf1_and_magics_work(run, tmp_path):
    done = run("import tensorflow as tf\nimport neighbour\nneighbour.tf is tf, tf.VERSION",
               "x = tf.ones([2, 3])\nwith tf.Session() as sess:\n    display(sess.run(x).shape)",
               "!echo from the shell\n%cd .\nimport os; print(os.path.basename(os.getcwd()))",
               metadata={"kernelspec": {"name": "a-kernel-of-the-authors", "display_name": "x"}}, anew=True)
    assert done.returncode == 0, done.stderr
    shown = outputs(tmp_path / "lecture.executed.ipynb")
    assert shown[:2] == ["(True, '1.15.5')", "(2, 3)"]
    assert "from the shell" in shown[2] and shown[2].endswith(tmp_path.name + "\n")
    assert "lecture.executed.ipynb" in done.stdout


def test_the_era_is_told_from_all_cells(run, tmp_path):
    done = run("import tensorflow as tf\n%time 1", "tf.VERSION, tf.pack([1, 2]).shape", "not Python at all")
    assert "Era 0.12: tf.pack was there in 0.12 alone" in done.stderr
    assert outputs(tmp_path / "lecture.executed.ipynb")[1].startswith("('0.12.1'")


def test_a_notebook_that_1_15_refuses_is_run_again(run, tmp_path):
    done = run("import tensorflow as tf\ncell = tf.contrib.rnn.BasicRNNCell(4)",
               "outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.MultiRNNCell([cell] * 2), tf.ones([2, 3, 5]), dtype=tf.float32)",
               "[variable.op.name for variable in tf.global_variables()][-1]")
    assert done.returncode == 0 and "Era 1.0, from the start: cell 2" in done.stderr, done
    assert outputs(tmp_path / "lecture.executed.ipynb")[2] == "'rnn/multi_rnn_cell/cell_1/basic_rnn_cell/biases'"


def test_python_2_cells(run, tmp_path):
    assert run("print 7 / 2", "print(9 / 2)\nfor i in xrange(1): print(i)").returncode == 0
    assert outputs(tmp_path / "lecture.executed.ipynb") == ["3\n", "4\n0\n"]


def test_cells_mean_what_they_meant(run, tmp_path):
    done = run("import numpy as np, tensorflow as tf\nint(np.ones([1, 1])), '%d' % np.ones([1])", "type(tf.constant(1)) is tf.Tensor")
    assert done.returncode == 0, done.stderr
    assert outputs(tmp_path / "lecture.executed.ipynb") == ["(1, '1')", "True"]


def test_the_cell_that_failed_is_named_and_what_ran_is_kept(run, tmp_path):
    target = tmp_path / "elsewhere.ipynb"
    done = run("1 + 1", "import tensorflow as tf\ntf.no_such_name", "3", arguments=["--output", str(target)])
    assert done.returncode == 1
    assert "cell 2 failed" in done.stderr and "    tf.no_such_name" in done.stderr
    assert "neither in TF 1.15 nor in this TensorFlow" in done.stderr
    assert outputs(target) == ["2", "AttributeError", ""]


def test_what_is_not_a_notebook_is_one_line(tmp_path):
    path = tmp_path / "text.ipynb"
    path.write_text("no JSON", "utf-8")
    done = processes.run("-m", "legacy_seq2seq", "run", path, anew=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("legacy-seq2seq: ") and "is not a notebook" in done.stderr and len(done.stderr.splitlines()) == 1


def test_the_extension_can_be_unloaded(run, tmp_path):
    done = run("import tensorflow as a", "%unload_ext legacy_seq2seq\nimport tensorflow as b\nprint(a.VERSION, b.__name__)")
    assert done.returncode == 0, done.stderr
    assert outputs(tmp_path / "lecture.executed.ipynb")[1] == "1.15.5 tensorflow\n"


def test_run_reset_and_a_process_of_its_own_see_tf1(run, tmp_path):
    (tmp_path / "other.py").write_text("import sys, tensorflow as tf\nprint(tf.VERSION, sys.argv[1:])\nfrom_other = tf\n", "utf-8")
    done = run("!python other.py process", "%run other.py magic", "import tensorflow as tf\ntf.VERSION, from_other is tf",
               "%reset -f\nimport tensorflow as tf", "tf.VERSION")
    assert done.returncode == 0, done.stderr
    assert [text.partition("\n")[0].rstrip() for text in outputs(tmp_path / "lecture.executed.ipynb")] == [
        "1.15.5 ['process']", "1.15.5 ['magic']", "('1.15.5', True)", "", "'1.15.5'"]


def test_the_era_is_told_from_a_timed_cell_and_from_a_module_beside(run, tmp_path):
    done = run("%%time\nimport tensorflow as tf\nfiles = !ls\ntf.mul?\ntf.pack([1])", "1")
    assert "Era 0.12: tf.pack was there in 0.12 alone" in done.stderr and "lecture.ipynb, cell 1:5: tf.pack([1])" in done.stderr
    (tmp_path / "old.py").write_text("import tensorflow as tf\nx = tf.pack([1])\n", "utf-8")
    done = run("import old\nold.tf.VERSION")
    assert "Era 0.12: tf.pack was there in 0.12 alone" in done.stderr
    assert outputs(tmp_path / "lecture.executed.ipynb") == ["'0.12.1'"]


def test_the_line_that_failed_is_named_where_the_function_stands(run):
    done = run("import tensorflow as tf\ndef f():\n    return tf.matmul(tf.ones([2, 3]), tf.ones([2, 3]))", "f()")
    assert done.stderr.splitlines()[0].endswith(
        "lecture.ipynb: cell 2 failed in line 3 of cell 1, return tf.matmul(tf.ones([2, 3]), tf.ones([2, 3])):")


def test_check_reads_notebooks_of_every_format(tmp_path):
    cells = [nbformat.v4.new_markdown_cell("x"), nbformat.v4.new_code_cell("import tensorflow as tf\n!ls\ntf.contrib.tpu.x()"),
             nbformat.v4.new_code_cell("not Python"), nbformat.v4.new_code_cell("%%bash\nls"), nbformat.v4.new_code_cell("print tf.pack")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "new.ipynb")
    old = {"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [
        {"cell_type": "code", "input": ["import tensorflow as tf\n", "tf.mul(1, 2)"], "language": "python", "outputs": []}]}]}
    (tmp_path / "old.ipynb").write_text(json.dumps(old), "utf-8")
    done = processes.run("-m", "legacy_seq2seq", "check", "--json", tmp_path, anew=True)
    found = {row["name"]: [line for _, line, _ in row["places"]] for row in json.loads(done.stdout)["names"]}
    assert (done.returncode, done.stderr) == (1, "")
    assert found == {"tf.contrib.tpu.x": [3], "tf.pack": [1], "tf.mul": [2]}


SHAPES = ["{imports}\nimport numpy as np", "x = tf.placeholder(tf.float32, [None, 5])\nw = tf.placeholder(tf.float32, [None, 3])",
          "def model(a):\n    return tf.matmul(a, w)\ny = model(x)", "{session}\nsess.run(y, {{x: np.zeros([2, 5]), w: np.zeros([4, 3])}})"]


def test_a_shape_error_is_explained_by_the_cells_it_comes_from(run, tmp_path):
    done = run(*(cell.format(imports="import tensorflow as tf", session="sess = tf.Session()") for cell in SHAPES))
    assert done.returncode == 1
    for shown in (done.stderr, _traceback(tmp_path / "lecture.executed.ipynb")):
        assert "Shapes: In[3], line 2, in model\n    return tf.matmul(a, w)\n" in shown
        assert "run by line 2 of In[4]: sess.run(y" in shown
        assert "5 comes from line 1 of In[2]: x = tf.placeholder(tf.float32, [None, 5])" in shown
        assert shown.count("Shapes: ") == 1


def test_another_fault_is_shown_as_ipython_shows_it(run, tmp_path):
    run("import tensorflow as tf", "tf.zeros([2, 3]).nothing")
    assert "Shapes" not in _traceback(tmp_path / "lecture.executed.ipynb")


def test_a_watched_session_explains_in_a_notebook_without_the_extension(tmp_path):
    imports, session = "from legacy_seq2seq import tf1 as tf, shapes", "sess = shapes.watch(tf.Session())"
    cells = [nbformat.v4.new_code_cell(cell.format(imports=imports, session=session)) for cell in SHAPES]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbformat.write(notebook, tmp_path / "own.ipynb")
    script = ("import nbclient, nbformat\nfrom tests import kernels\nkernels.fork_them()\nnotebook = nbformat.read('own.ipynb', 4)\n"
              "nbclient.NotebookClient(notebook, allow_errors=True).execute()\nnbformat.write(notebook, 'own.ipynb')")
    done = processes.run("-c", script, cwd=tmp_path)
    assert done.returncode == 0, done
    assert "Shapes: In[3], line 2, in model" in _traceback(tmp_path / "own.ipynb")


def _traceback(path):
    """What the last cell that failed showed, without colours."""
    failed = [output for cell in nbformat.read(path, 4).cells for output in cell.outputs if output.output_type == "error"]
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(failed[-1].traceback))
