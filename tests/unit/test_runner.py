"""`legacy-seq2seq run`: programs see TF1 and the Python of their time, and nothing else changes."""

import os
import textwrap

import pytest

from tests import processes


@pytest.fixture
def run(tmp_path):
    """Writes the files, runs `legacy-seq2seq run` on the first, and returns the finished process. Options: of `processes.run`."""
    def run_files(files, *arguments, how=("program.py",), **options):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(textwrap.dedent(text).encode("utf-8"))
        return processes.run("-m", "legacy_seq2seq", "run", *how, *arguments, cwd=tmp_path, **options)
    return run_files


def test_every_kind_of_import_gives_tf1(run):
    done = run({"program.py": """
        import importlib
        import tensorflow
        import tensorflow as tf
        import tensorflow.contrib.rnn as rnn
        import tensorflow.contrib.seq2seq
        from tensorflow.contrib import layers
        from tensorflow.contrib.rnn import *
        from tensorflow.python.layers.core import Dense
        from tensorflow.python.ops.rnn_cell_impl import LSTMStateTuple as Tuple
        import neighbour
        try:
            import tensorflow.contrib.nothing
        except ImportError as error:
            print("ImportError", "nothing" in str(error))
        def inside():
            from tensorflow.contrib.seq2seq import sequence_loss
            return sequence_loss
        print(tf is tensorflow, tf.__version__, rnn is tf.contrib.rnn, inside() is tf.contrib.seq2seq.sequence_loss)
        print(issubclass(BasicLSTMCell, tf.nn.rnn_cell.RNNCell), Tuple is tf.nn.rnn_cell.LSTMStateTuple, layers is tf.contrib.layers)
        print(neighbour.tf is tf, importlib.import_module("tensorflow.contrib.rnn") is rnn, Dense is tf.layers.Dense)
        import sys, six
        print(sys.modules["tensorflow"] is tf)  # libraries see the real one
        print(tf.placeholder(tf.float32, [None, 2]).shape)
        """, "neighbour.py": "import tensorflow as tf\n"}, anew=True)
    assert done.stdout.splitlines() == [
        "ImportError True", "True 1.15.5 True True", "True True True", "True True True", "False", "(?, 2)"], done
    assert (done.returncode, done.stderr) == (0, "")


NAMESAKES = ("argparse", "code", "copy", "parser", "random", "statistics", "token", "tree")


def test_modules_called_as_a_librarys_are_the_users_alone(run):
    files = {f"{name}.py": f"import tensorflow as tf\nimport numpy\nname = 'mine: {name}'\n" for name in NAMESAKES}
    done = run({"program.py": f"""
        import random
        import tensorflow as tf
        import email
        from email import inner
        from parser import name
        import io, os
        import numpy as np
        names = {NAMESAKES!r}
        print(all(__import__(one).name == "mine: " + one for one in names), name, inner.x, email.x, random is __import__("random"))
        print(tf.Session().run(tf.constant(3)), tf.keras.layers.Dense.__name__, np.random.RandomState(1).randint(9), os.sep, io.StringIO)
        """, **files, "email/__init__.py": "from email.inner import x\n", "email/inner.py": "x = 3\n", "io.py": "not Python",
        "os.py": "not Python"}, anew=True)
    assert done.stdout.splitlines() == ["True mine: parser 3 3 True", "3 Dense 5 / <class '_io.StringIO'>"], done.stderr


def test_the_process_is_that_of_plain_python(run, tmp_path):
    program = {"work/program.py": """
        import os, pickle, sys
        class Point:
            x = 1
        print(sys.argv, __name__, os.path.basename(__file__), os.getcwd() == sys.argv[2])
        print(sys.path[0] == os.path.dirname(__file__), type(pickle.loads(pickle.dumps(Point()))) is Point, Point.__module__)
        print(input("? "), sys.modules["__main__"].Point is Point)
        sys.exit(7)
        """}
    done = run(program, "--flag", str(tmp_path), "--era=x", "-m", how=("work/program.py",), input="typed\n", anew=True)
    arguments = ["work/program.py", "--flag", str(tmp_path), "--era=x", "-m"]
    assert done.stdout.splitlines() == [f"{arguments} __main__ program.py True", "True True __main__", "? typed True"]
    assert (done.returncode, done.stderr) == (7, "")
    assert sorted(os.listdir(tmp_path / "work")) == ["program.py"]


def test_modules_text_and_status(run):
    package = {"pack/__init__.py": "import tensorflow as tf\nversion = tf.VERSION\n", "pack/other.py": "import tensorflow as tf\n",
               "pack/main.py": """
        import sys
        from . import other, version
        print(__name__, __package__, __spec__.name, other.tf.VERSION, version, sys.argv[1:])
        """}
    done = run(package, "--a", "b", how=("-m", "pack.main"))
    assert done.stdout == "__main__ pack pack.main 1.15.5 1.15.5 ['--a', 'b']\n", done


def test_classes_looked_up_by_their_dotted_names(run):
    done = run({"program.py": """
        from pydoc import locate
        import json, pydoc
        print(locate("tensorflow.contrib.rnn.GRUCell").__module__.split(".")[0], pydoc.locate("tensorflow.train.AdamOptimiser"),
              pydoc.locate("json.JSONDecoder") is json.JSONDecoder)
        """})
    assert done.stdout == "legacy_seq2seq None True\n", done


def test_text_and_status(run):
    done = run({}, "one", how=("-c", "import sys, tensorflow as tf; print(sys.argv, tf.VERSION); sys.exit('the end')"))
    assert (done.stdout, done.stderr, done.returncode) == ("['-c', 'one'] 1.15.5\n", "the end\n", 1)


def test_flags_and_app_run(run):
    done = run({"program.py": """
        import tensorflow as tf
        tf.app.flags.DEFINE_integer("batch_size", 3, "sequences in a batch")
        FLAGS = tf.app.flags.FLAGS
        def main(_):
            print(FLAGS.batch_size)
        if __name__ == "__main__":
            tf.app.run()
        """}, "--batch_size", "64")
    assert (done.stdout, done.returncode) == ("64\n", 0), done.stderr


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing(run, method):
    done = run({"program.py": f"""
        import multiprocessing
        def name(i):
            import tensorflow as tf
            return tf.VERSION, i / 2
        if __name__ == "__main__":
            with multiprocessing.get_context({method!r}).Pool(2) as pool:
                print pool.map(name, [2, 3])
        """})
    assert (done.stdout, done.returncode) == ("[('1.15.5', 1), ('1.15.5', 1)]\n", 0), done.stderr


def test_a_traceback_has_the_programs_lines_alone(run):
    done = run({"program.py": "import neighbour\n\ndef f():\n    neighbour.g()\n\nf()\n", "neighbour.py": "def g():\n    return 1 / 0\n"})
    assert done.returncode == 1
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip().startswith("File")]
    assert [line.partition(", line ")[2] for line in lines] == ["6, in <module>", "4, in f", "2, in g"]
    assert done.stderr.endswith("ZeroDivisionError: division by zero\n")


def test_a_failure_inside_tensorflow_shows_the_programs_line_first(run):
    done = run({"program.py": "import tensorflow as tf\na = tf.ones([2, 3])\nb = tf.matmul(a, a)\n"})
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].endswith("program.py, line 3: b = tf.matmul(a, a)")
    assert "ValueError" in done.stderr


@pytest.mark.parametrize("text, message", [
    ("import tensorflow.contrib.tpu as tpu; tpu.Topology", "Use instead: tf.compat.v2.distribute.TPUStrategy"),
    ("from tensorflow.contrib.tensor_forest import client", "cannot import name 'client' from 'tensorflow.contrib.tensor_forest'"),
    ("from tensorflow.contrib import nothing_such", "cannot import name 'nothing_such' from 'tensorflow.contrib'"),
    ("import sklearn_of_the_user", "pip install sklearn_of_the_user"),
    ("x = = 2", "SyntaxError"),
    ("import tensorflow as tf; tf.no_such_function()", "neither in TF 1.15 nor in this TensorFlow"),
])
def test_messages(run, text, message):
    done = run({"program.py": text + "\n"})
    assert done.returncode == 1
    assert message in done.stderr
    assert "legacy_seq2seq/runner" not in done.stderr


def test_a_missing_program_is_one_line(run):
    done = run({})
    assert (done.returncode, done.stderr) == (2, "legacy-seq2seq: program.py cannot be read: No such file or directory\n")


PYTHON_2 = """\
import sys, StringIO, cPickle
import numpy as np
if True:
\tprint >>sys.stdout, "line", sys._getframe().f_lineno
        print 7 / 2, 7 / 2.0, 7 // 2, np.array([3, 4]) / 2
def pairs():
    for key, value in {u'a': 10L}.iteritems():
        yield key, value
    raise StopIteration
print list(pairs()), "text".decode("utf-8"), cPickle.loads(cPickle.dumps([1], -1)), isinstance("x", unicode)
print map(None, [1], [2]), range(3), zip("ab", "cd"), reduce(lambda a, b: a + b, xrange(4)), round(3)
total = 7
total /= 2
print total, filter(lambda c: c != "b", "abc"), sorted([1, 3, 2], cmp=lambda a, b: b - a), sys.maxint > 0
try:
    raise ValueError, "old"
except ValueError, error:
    print error
"""


def test_python_2(run):
    done = run({"program.py": PYTHON_2})
    assert done.stdout.splitlines() == [
        "line 4", "3 3.5 3 [1 2]", "[('a', 10)] text [1] True", "[(1, 2)] [0, 1, 2] [('a', 'c'), ('b', 'd')] 6 3.0", "3 ac [3, 2, 1] True",
        "old"], done.stderr


def test_lines_of_python_2_stay(run):
    done = run({"program.py": """\
        import sys
        class Meta(type):
            value = 3
        class Made:
            __metaclass__ = Meta
        def unpacked((a, b), c):
            return a + b + c, sys._getframe().f_lineno
        try:
            raise ValueError, \\
                "joined"
        except ValueError, error: pass
        print Made.value, unpacked((1, 2), 3), sys._getframe().f_lineno
        pairs = map(lambda total, (key, value): total + key * value, [1, 2], [(3, 4), (5, 6)])
        print pairs, ur"\\d\\u00e9", sys._getframe().f_lineno
        """})
    assert done.stdout.splitlines() == ["3 (6, 7) 12", "[13, 32] \\dé 14"], done.stderr


def test_async_was_a_name_until_3_7(run):
    done = run({"program.py": "def f(async=True, await=2): return async, await / 4\nprint(f(async=3))\nasync def g(): return 1\n"})
    assert done.stdout == "(3, 0.5)\n", done.stderr


def test_what_compiles_as_both_is_python_2_by_its_names(run):
    done = run({"program.py": "print(len(range(7)) / 2)\nfor i in xrange(1): print(5 / 2)\n"})
    assert done.stdout == "3\n2\n"
    done = run({"program.py": "try:\n    xrange\nexcept NameError:\n    xrange = range\nfor i in xrange(1): print(5 / 2)\n"})
    assert done.stdout == "2.5\n"


def test_a_star_import_takes_what_the_module_had_imported(run):
    done = run({"program.py": """
        from tensorflow.contrib.rnn.python.ops.core_rnn_cell import *
        from tensorflow.python.ops.rnn_cell_impl import *
        from tensorflow.python.ops.rnn_cell_impl import _RNNCell, _linear
        from tensorflow.contrib.eager.python import tfe
        import tensorflow.contrib.eager
        class Cell(RNNCell):
            output_size = state_size = 2
            def call(self, inputs, state):
                with vs.variable_scope("inner"):
                    new = math_ops.tanh(_linear([inputs, state], 2, False)) * init_ops.constant_initializer(1.0)([1, 2])
                return array_ops.identity(new), new
        import tensorflow as tf
        output, state = Cell()(tf.ones([1, 3]), tf.zeros([1, 2]))
        print(issubclass(Cell, _RNNCell), [v.name for v in tf.global_variables()], nest.flatten((1, [2])), "stack" in globals())
        print(BasicLSTMCell is tf.nn.rnn_cell.BasicLSTMCell, tfe is tensorflow.contrib.eager, ops.get_default_graph() is output.graph)
        """})
    assert done.stdout.splitlines() == ["True ['cell/inner/kernel:0'] [1, 2] False", "True True True"], done.stderr


def test_python_and_numpy_of_then(run):
    done = run({"program.py": """
        import collections, inspect, time
        import numpy as np
        from collections import Mapping
        from fractions import gcd
        print(np.float is float, np.zeros(2, np.int).dtype.kind, np.array([[1], [2, 3]]).dtype, np.asscalar(np.array([3])))
        print(isinstance([], collections.Iterable), issubclass(dict, Mapping), gcd(4, 6), time.clock() > 0)
        print(inspect.getargspec(lambda a, b=1: None).args)
        import json, decimal
        print(hasattr(decimal.__builtins__, "x"), json.dumps({"list": [1.5]}))
        """})
    assert done.stdout.splitlines() == ["True i object 3", "True True 2 True", "['a', 'b']", 'False {"list": [1.5]}'], done.stderr


def test_numpy_of_then_takes_lists_of_tensors(run):
    done = run({"program.py": """
        import numpy as np
        import tensorflow as tf
        a, b = tf.placeholder(tf.float32, [2]), tf.constant([1.0, 2.0])
        print(np.shape([a, b]), np.array([a, b]).dtype, np.array([[a, 1], [b, None]]).shape, np.size([a, b]), np.vstack([[a], [b]]).shape)
        total = np.sum([a, b]) + np.sum([[1.0], [2.0]])
        print(tf.Session().run(total, {a: [1.0, 1.0]}).tolist(), np.concatenate([[1], [2]]).tolist())
        np.array(a)
        """})
    assert done.stdout.splitlines() == ["(2,) object (2, 2) 2 (2, 1)", "[5.0, 6.0] [1, 2]"], done.stderr
    assert "NotImplementedError" in done.stderr


def test_the_real_numpy_is_untouched(run):
    done = run({"program.py": """
        import sys
        import numpy as np
        np.seen_by_all = 1
        real = sys.modules["numpy"]
        print(hasattr(real, "float"), real is np, real.seen_by_all, "cPickle" in sys.modules)
        """}, anew=True)
    assert done.stdout == "False False 1 False\n", done.stderr


def test_the_era_is_told_and_said(run):
    program = {"program.py": "import tensorflow as tf\nprint(tf.__version__, tf.VERSION, tf.concat(1, [[[1]], [[2]]]).shape)\n"}
    done = run(program)
    assert (done.stdout, done.returncode) == ("0.12.1 0.12.1 (1, 2)\n", 0), done.stderr
    assert done.stderr == ("legacy-seq2seq: Era 0.12: tf.concat took the axis first until 0.12 (program.py:2: print(tf.__version__, "
                           "tf.VERSION, tf.concat(1, [[[1]], [[2]]]).shape)).\n")


@pytest.mark.parametrize("era, version", [("0.12", "0.12.1"), ("1.0", "1.0.1"), ("1.1", "1.1.0"), ("1.15", "1.15.5")])
def test_the_era_can_be_given(run, era, version):
    done = run({"program.py": "import tensorflow as tf\nprint(tf.__version__)\n"}, how=("--era", era, "program.py"))
    assert (done.stdout, done.stderr) == (version + "\n", "")


def test_an_era_that_never_was_is_one_line(run):
    done = run({"program.py": ""}, how=("--era", "2.0", "program.py"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("legacy-seq2seq: era '2.0' does not exist") and len(done.stderr.splitlines()) == 1


def test_next_of_python_2_is_a_method(run):
    done = run({"program.py": """
        import reader
        class Pairs:
            def __init__(self): self.n = 0
            def __iter__(self): return self
            def next(self):
                self.n += 1
                if self.n > 2: raise StopIteration
                return self.n
        print reader.Queue().next(2), reader.Queue().next(), iter([7]).next(), list(Pairs()), Pairs().next(), reader.take(Pairs())
        """, "reader.py": """
        class Queue(object):
            def next(self, timeout=None): return timeout
        def take(pairs): return pairs.next()
        """})
    assert done.stdout == "2 None 7 [1, 2] 1 1\n", done.stderr


def test_asking_for_a_method_of_python_2_tells_nothing(run):
    done = run({"program.py": "v = {}\nitems = v.iteritems if hasattr(v, 'iteritems') else v.items\n"
                              "if hasattr(v, 'iteritems'):\n    items = v.iteritems\nprint(5 / 2)\n"})
    assert done.stdout == "2.5\n", done.stderr


def test_a_neighbour_in_python_2_makes_the_program_python_2(run):
    done = run({"program.py": "import neighbour\nprint(7 / 2)\n", "neighbour.py": "print 'Python 2'\n"})
    assert done.stdout == "Python 2\n3\n", done.stderr


def test_help_needs_no_tensorflow():
    code = "import sys\nfrom legacy_seq2seq import cli\ntry:\n cli.main(['run', '--help'])\nexcept SystemExit: pass\n" \
           "print(sorted(m for m in sys.modules if m.partition('.')[0] in ('tensorflow', 'numpy', 'fissix')))"
    done = processes.run("-c", code, anew=True)
    assert done.stdout.endswith("[]\n")
