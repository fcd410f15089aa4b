"""`legacy-seq2seq check` and `upgrade`, and how the era of a program is told: nothing runs, nothing imports TensorFlow."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

from legacy_seq2seq import cli
from legacy_seq2seq.runner import check, era, names, survey, upgrade
from tests.api import names_by_era
from tests.conftest import ROOT


@pytest.fixture
def modules_of(tmp_path):
    def write_and_read(text, others=None):
        (tmp_path / "program.py").write_text(text, "utf-8")
        for name, other in (others or {}).items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(other, "utf-8")
        return survey.modules_of(str(tmp_path / "program.py"))
    return write_and_read


def used(modules):
    return [use.name for module in modules for use in module.uses]


def test_names_are_followed_through_every_kind_of_import(modules_of):
    found = used(modules_of(
        "import tensorflow\nimport tensorflow.contrib.rnn as r\nfrom tensorflow.contrib import layers as l, seq2seq\n"
        "cells = tensorflow.nn.rnn_cell\ncells.GRUCell(3)\nr.NASCell\nl.fully_connected(seq2seq.hardmax(1))\n"
        "def f(r, g=cells):\n    return r.nothing\n"))
    assert found == ["tf", "tf.contrib.rnn", "tf.contrib.layers", "tf.contrib.seq2seq", "tf.nn.rnn_cell", "tf.nn.rnn_cell.GRUCell",
                     "tf.contrib.rnn.NASCell", "tf.contrib.layers.fully_connected", "tf.contrib.seq2seq.hardmax", "tf.nn.rnn_cell"]


def test_modules_beside_the_program_are_read_too(modules_of):
    modules = modules_of("import model\nfrom pack import part\nimport os\n", {
        "model.py": "import tensorflow as tf\ntf.pack\n", "pack/__init__.py": "", "pack/part.py": "from . import deeper\n",
        "pack/deeper.py": "print 'Python 2'\n"})
    assert sorted((os.path.basename(module.path), module.is_python_2) for module in modules) == [
        ("__init__.py", False), ("deeper.py", True), ("model.py", False), ("part.py", False), ("program.py", False)]


@pytest.mark.parametrize("expected, text", [
    ("1.15", "tf.placeholder(tf.float32)"),
    ("0.12", "tf.pack([1])"),
    ("0.12", "tf.concat(1, [a, b])"),
    ("0.12", "tf.split(1, 4, x)"),
    ("0.12", "tf.nn.softmax_cross_entropy_with_logits(logits, labels)"),
    ("0.12", "tf.nn.rnn_cell.GRUCell(3)\ntf.nn.seq2seq.rnn_decoder(a)"),
    ("1.15", "tf.concat([a, b], 1)"),
    ("1.15", "tf.split(x, 4, 1)"),
    ("1.0", "tf.contrib.seq2seq.simple_decoder_fn_train(s)"),
    ("1.1", "tf.contrib.seq2seq.DynamicAttentionWrapper(c, a, 3)"),
    ("1.1", "outputs, state = tf.contrib.seq2seq.dynamic_decode(d)"),
    ("1.1", "from tensorflow.contrib.seq2seq.python.ops import decoder\noutputs, state = decoder.dynamic_decode(d)"),
    ("1.1", "from tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl import _linear"),
    ("1.0", "from tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl import _linear\ntf.contrib.rnn.MultiRNNCell([c] * 2)"),
    ("1.0", "from tensorflow.contrib.rnn import core_rnn_cell as r\nr.MultiRNNCell(cells=[c] * 2)"),
    ("1.1", "from tensorflow.contrib.rnn import core_rnn_cell as r\nr.MultiRNNCell([c, c])"),
    ("1.0", "from tensorflow.contrib.seq2seq.python.ops import decoder_fn"),
    ("0.12", "from tensorflow.python.ops import seq2seq"),
    ("1.15", "from tensorflow.python.ops import rnn_cell"),
    ("1.15", "tf.contrib.rnn.MultiRNNCell([c] * 2)"),
    ("1.15", "tf.nn.rnn_cell.MultiRNNCell([c] * 2)"),
    ("1.15", "tf.contrib.rnn.MultiRNNCell([c] * 2)\ntf.data.Dataset"),
    ("1.15", "outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(d)"),
    ("1.15", "try:\n    tf.pack\nexcept AttributeError:\n    tf.stack"),
    ("1.15", "if tf.__version__ < '1':\n    tf.pack([1])"),
    ("1.15", "def tool():\n    return tf.pack([1])"),
    ("0.12", "def tool():\n    return tf.pack([1])\ntool()"),
    ("1.1", "tf.contrib.rnn.GRUCell(3, input_size=2)"),
    ("0.12", "from tensorflow.python.ops import rnn_cell\nrnn_cell.BasicLSTMCell(3, input_size=2)"),
    ("1.1", "s = tf.contrib.seq2seq\ns.LuongAttention(3, m, normalize=True)"),
    ("0.12", "tf.nn.sigmoid_cross_entropy_with_logits(logits=a, targets=b)"),
    ("1.15", "tf.nn.seq2seq = tf.contrib.legacy_seq2seq\ntf.nn.seq2seq.basic_rnn_seq2seq(a, b, c)"),
    ("1.15", "tf.mul = lambda a, b: a * b\ntf.mul(a, b)"),
    ("0.12", "tf.mul(a, b)\ntf.mul = tf.multiply"),
    ("1.15", "tf.there_never_was_such_a_name(1)"),
    ("1.15", "tf.pack([1])\ntf.AUTO_REUSE\ntf.data.Dataset\ntf.layers.dense"),
])
def test_era(modules_of, expected, text):
    choice = era.detect(survey.live_uses(modules_of("import tensorflow as tf\n" + text + "\n")))
    assert choice.era == expected
    assert (choice.use is None) == (expected == "1.15")


@pytest.mark.parametrize("earlier, text", [
    (("1.1", "1.0", "0.12"), "tf.zeros([2])"),
    (("1.1", "1.0"), "tf.contrib.rnn.MultiRNNCell([c] * 2)"),
    (("0.12",), "tf.nn.rnn_cell.MultiRNNCell([c] * 2)"),
    ((), "tf.AUTO_REUSE"),
    (("1.0",), "from tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl import _linear"),
])
def test_the_earlier_eras_that_fit_as_well(modules_of, earlier, text):
    assert era.detect(survey.live_uses(modules_of("import tensorflow as tf\n" + text + "\n"))).earlier == earlier


def test_the_table_of_names_is_up_to_date():
    assert names_by_era.TARGET.read_text("utf-8") == names_by_era.text(), "run `make names`"


def test_names_know_their_eras():
    assert names.eras_of("tf.pack") == {"0.12"}
    assert names.eras_of("tf.nn.rnn_cell") == {"0.12", "1.15"}
    assert names.known("tf.train.Saver.restore") == "tf.train.Saver"
    assert names.known("tf.nonsense") is None


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "legacy_seq2seq", *arguments], capture_output=True, text=True, cwd=ROOT)


def test_check_says_what_to_do(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("import tensorflow as tf\ntf.contrib.tpu.replicate\ntf.placeholdr(1)\ntf.pack([1])\n", "utf-8")
    done = run("check", "--json", str(program))
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    rows = {row["name"]: row for row in report["names"]}
    assert report["eras"] == {str(program): "0.12"}
    assert not rows["tf.contrib.tpu.replicate"]["provided"]
    assert "TPUStrategy" in rows["tf.contrib.tpu.replicate"]["advice"]
    assert "did you mean tf.placeholder" in rows["tf.placeholdr"]["advice"]
    assert rows["tf.pack"]["provided"] and rows["tf.pack"]["places"] == [[str(program), 4, "tf.pack([1])"]]
    done = run("check", str(program))
    assert "NOT PROVIDED" in done.stdout and "program.py:4: tf.pack([1])" in done.stdout.replace("\n", "")


def test_check_ends_with_0_where_all_is_there_and_2_where_a_file_is_not():
    assert run("check", "lab/rnn_long_char.py").returncode == 0
    done = run("check", "no/such/file.py")
    assert (done.returncode, done.stderr) == (2, "legacy-seq2seq: no/such/file.py cannot be read: No such file or directory\n")


def test_what_check_calls_provided_is_there(tf):
    """The names of 1.15 that `check` calls provided are in the real module, and the others are not."""
    wrong = []
    for name in names.all_names():
        if "1.15" not in names.eras_of(name) or ".python." in name:
            continue
        value = tf
        try:
            for part in name.split(".")[1:]:
                value = getattr(value, part)
        except AttributeError:
            value = AttributeError
        if check._row(name, [], False).provided != (value is not AttributeError):
            wrong.append(name)
    assert wrong == []


def test_neither_command_imports_tensorflow(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("import tensorflow as tf\ntf.pack\n", "utf-8")
    code = f"import sys; from legacy_seq2seq import cli; cli.main(['check', {str(program)!r}]); cli.main(['upgrade', '--yes', " \
           f"{str(program)!r}]); print('tensorflow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.endswith("False\n"), done


OLD = """\
# -*- coding: utf-8 -*-
import os, tensorflow as tf   # the library
import tensorflow
import tensorflow.contrib.rnn as rnn, json
import tensorflow.contrib.seq2seq
from tensorflow.contrib.rnn import (GRUCell,  # one
                                    LSTMCell as L)
try: from tensorflow.python.ops import rnn_cell
except ImportError: pass
text = "import tensorflow as tf"
"""
NEW = """\
# -*- coding: utf-8 -*-
import os; from legacy_seq2seq import tf1 as tf   # the library
from legacy_seq2seq import tf1 as tensorflow
from legacy_seq2seq.tf1.contrib import rnn; import json
from legacy_seq2seq import tf1 as tensorflow
from legacy_seq2seq.tf1.contrib.rnn import GRUCell, LSTMCell as L
try: from legacy_seq2seq.tf1.python.ops import rnn_cell
except ImportError: pass
text = "import tensorflow as tf"
"""


def test_upgrade_rewrites_imports_alone():
    assert upgrade.upgraded(OLD, "program.py") == NEW
    assert upgrade.upgraded(NEW, "program.py") == NEW


def test_upgrade_shows_first_and_writes_when_told(tmp_path, capsys):
    program = tmp_path / "program.py"
    program.write_text(OLD, "utf-8")
    os.chmod(program, 0o750)
    done = run("upgrade", str(program))
    assert "+from legacy_seq2seq import tf1 as tensorflow\n" in done.stdout and "Nothing is written yet" in done.stdout
    assert program.read_text("utf-8") == OLD
    assert cli.main(["upgrade", "--yes", str(program)]) == 0
    assert program.read_text("utf-8") == NEW
    assert os.stat(program).st_mode & 0o777 == 0o750
    assert [path.name for path in pathlib.Path(tmp_path).iterdir()] == ["program.py"]
    assert cli.main(["upgrade", str(program)]) == 0
    assert "nothing to change" in capsys.readouterr().out


def test_an_old_program_is_upgraded_to_its_era(tmp_path, capsys):
    program = tmp_path / "program.py"
    program.write_text("import tensorflow as tf\nprint(tf.pack([1, 2]).shape)\n", "utf-8")
    assert cli.main(["upgrade", "--yes", str(program)]) == 0
    assert program.read_text("utf-8").splitlines()[0] == "from legacy_seq2seq.eras import tf0_12 as tf"
    assert "Era 0.12" in capsys.readouterr().out


def test_an_upgraded_program_runs(tmp_path):
    program = tmp_path / "program.py"
    text = "import tensorflow as tf\nfrom tensorflow.contrib import rnn\nprint(rnn.GRUCell(3).state_size, tf.VERSION)\n"
    program.write_text(text, "utf-8")
    assert cli.main(["upgrade", "--yes", str(program)]) == 0
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, env=dict(os.environ, PYTHONPATH=str(ROOT)))
    assert (done.stdout, done.stderr) == ("3 1.15.5\n", "")


def test_tf_compat_v1_is_tf1_and_parts_of_contrib_that_no_list_names_are_known(modules_of):
    modules = modules_of("import tensorflow.compat.v1 as tf\nfrom tensorflow.compat import v1\nimport tensorflow as t\n"
                         "tf.nn.dynamic_rnn, v1.pack, t.compat.v1.layers.dense, t.compat.as_bytes, t.keras.models.Model\n"
                         "t.contrib.slim.conv2d, t.contrib.util.constant_value, t.contrib.tensorboard.plugins.projector\n"
                         "t.contrib.quantize.x, t.contrib.nothing.x, t.contrib.layers.nothing, t.contrib.tpu.replicate\n")
    found = {row.name: row.provided for row in check.rows(modules)}
    assert found == {
        "tf.nn.dynamic_rnn": True, "tf.pack": True, "tf.layers.dense": True, "tf.compat.as_bytes": True, "tf.keras.models.Model": True,
        "tf.contrib.slim.conv2d": True, "tf.contrib.util.constant_value": True, "tf.contrib.tensorboard.plugins.projector": True,
        "tf.contrib.quantize.x": False, "tf.contrib.nothing.x": False, "tf.contrib.layers.nothing": False,
        "tf.contrib.tpu.replicate": False}
    assert "tf.compat.v1.pack" not in used(modules_of("from tensorflow.compat import v1\nv1.pack([1])\n"))


def test_upgrade_rewrites_the_cells_of_a_notebook(tmp_path):
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["import tensorflow as tf: the first line\n"]},
             {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [{"name": "stdout", "text": ["déjà\n"]}],
              "source": ["%matplotlib inline\n", "import tensorflow as tf  # then\n", "!ls"]},
             {"cell_type": "code", "metadata": {}, "outputs": [], "source": "from tensorflow.contrib import rnn\nprint rnn"},
             {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["%%bash\n", "import tensorflow"]}]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 2}
    path = tmp_path / "lecture.ipynb"
    old = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    path.write_text(old, "utf-8")
    assert cli.main(["upgrade", "--yes", str(path)]) == 0
    expected = old.replace('"import tensorflow as tf  # then', '"from legacy_seq2seq import tf1 as tf  # then').replace(
        "from tensorflow.contrib import rnn", "from legacy_seq2seq.tf1.contrib import rnn")
    assert path.read_text("utf-8") == expected
    path.write_text("{}", "utf-8")
    assert cli.main(["upgrade", "--yes", str(path)]) == 2
