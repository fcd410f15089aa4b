"""What a program loads by hand or starts as a process of its own is seen as of its time, as what it imports is."""

import os
import textwrap

import pytest

from tests import processes


@pytest.fixture
def run(tmp_path):
    def run_files(files, *arguments, anew=False):
        for name, text in files.items():
            (tmp_path / name).write_text(textwrap.dedent(text), "utf-8")
        return processes.run("-m", "legacy_seq2seq", "run", *arguments, "program.py", cwd=tmp_path, anew=anew)
    return run_files


def test_a_module_loaded_by_hand_sees_tf1(run, tmp_path):
    beside = {"settings.py": "import tensorflow as tf\nseen = tf.VERSION, 7 / 2\n", "old.py": "print 'old', 7 / 2\nvalue = 3\n"}
    done = run({**beside, "program.py": """
        import imp, importlib, importlib.util, runpy, sys
        from importlib.machinery import SourceFileLoader
        first = imp.load_source("first", "settings.py")
        spec = importlib.util.spec_from_file_location("second", "settings.py")
        second = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(second)
        third = SourceFileLoader("third", "settings.py").load_module()
        print(first.seen, second.seen, third.seen, runpy.run_path("settings.py")["seen"], sys.modules["first"] is first)
        file, path, description = imp.find_module("settings")
        import settings
        print(imp.load_module("fourth", file, path, description).seen, imp.reload(settings) is settings, importlib.reload(sys) is sys)
        print(__import__("tensorflow.contrib.rnn", fromlist=[""]).BasicLSTMCell.__name__, runpy.run_path("old.py")["value"])
        """})
    assert done.stdout.splitlines() == ["('1.15.5', 3.5) ('1.15.5', 3.5) ('1.15.5', 3.5) ('1.15.5', 3.5) True", "('1.15.5', 3.5) True True",
                                        "old 3", "BasicLSTMCell 3"], done.stderr
    assert sorted(os.listdir(tmp_path)) == ["old.py", "program.py", "settings.py"]


def test_execfile_runs_python_2_in_the_callers_names(run):
    program = "units = 7\nexecfile('settings.py')\nprint units\ndef f():\n    execfile('settings.py', {'units': 3})\nf()\n"
    done = run({"settings.py": "print 'units', units / 2\nunits = 9L\n", "program.py": program})
    assert done.stdout.splitlines() == ["units 3", "9", "units 1"], done.stderr


def test_a_program_that_a_program_starts_sees_tf1(run, tmp_path):
    done = run({"other.py": "import sys, tensorflow as tf\nprint tf.VERSION, sys.argv, 7 / 2\nsys.exit(4)\n", "program.py": """
        import os, subprocess, sys
        print(subprocess.call("python -u other.py --n 3", shell=True))
        sys.stdout.flush()
        print(subprocess.check_output([sys.executable, "-c", "import sys; print('tensorflow' in sys.modules, sys.argv)"]))
        sys.stdout.flush()
        if len(sys.argv) == 1:
            os.execv(sys.executable, [sys.executable] + sys.argv + ["again"])
        """})
    once = ["1.15.5 ['other.py', '--n', '3'] 3", "4", "b\"False ['-c']\\n\""]
    assert (done.stdout.splitlines(), done.returncode) == (once + once, 0), done.stderr
    assert sorted(os.listdir(tmp_path)) == ["other.py", "program.py"]


def test_the_era_that_was_given_holds_for_a_programs_programs(run):
    program = {"other.py": "import tensorflow as tf\nprint(tf.VERSION)\n",
               "program.py": "import subprocess, sys\nsubprocess.call([sys.executable, 'other.py'])\n"}
    assert run(program, "--era", "1.0").stdout == "1.0.1\n"


def test_other_pythons_and_their_sitecustomize_are_left_alone(run, tmp_path):
    (tmp_path / "libraries").mkdir()
    (tmp_path / "libraries/sitecustomize.py").write_text("print('customized')\n", "utf-8")
    done = run({"program.py": """
        import os, subprocess, sys
        os.environ["PYTHONPATH"] += os.pathsep + "libraries"
        print(subprocess.check_output([sys.executable, "-m", "json.tool", "--help"])[:10])
        """})
    assert done.stdout == "b'customized'\n", done.stderr


def test_todays_python_gives_no_advice_on_a_program_of_then(run):
    done = run({"program.py": 'import sys, re\nx = 1\nprint(re.sub("\\\\d", "n", "a1"), x is 1)\n'})
    assert (done.stdout, done.stderr) == ("an True\n", "")
