"""`tests.processes`: a Python that is forked does what one does that is started anew."""

import subprocess

import pytest

from tests import processes

PROGRAM = """
import atexit, os, signal, sys
atexit.register(print, "at the end")
kept = open("kept.txt", "w")
kept.write("closed at the end")
print(sys.argv, __name__, os.getcwd(), os.environ["MINE"], input(), repr(sys.path[0]), sys.modules["__main__"].kept is kept)
print("error", file=sys.stderr)
"""


@pytest.mark.parametrize("end", ["", "sys.exit(3)", "sys.exit('a message')", "os.kill(os.getpid(), signal.SIGTERM)"])
def test_a_forked_python_is_as_one_that_is_started(tmp_path, end):
    def run(anew):
        environment = processes.environment(MINE="1")
        done = processes.run("-c", PROGRAM + end, "an argument", cwd=tmp_path, env=environment, input="typed\n", anew=anew)
        return done.returncode, done.stdout, done.stderr, (tmp_path / "kept.txt").read_text()

    assert run(anew=False) == run(anew=True)


def test_an_error_ends_it_with_its_traceback():
    done = processes.run("-c", "def f():\n    1 / 0\nf()")
    assert done.returncode == 1 and "processes.py" not in done.stderr
    assert done.stderr.startswith("Traceback") and done.stderr.endswith("ZeroDivisionError: division by zero\n")


def test_what_hangs_is_killed_and_says_where():
    with pytest.raises(subprocess.TimeoutExpired) as caught:
        processes.run("-c", "import time\n\n\ntime.sleep(60)", timeout=0.5)
    assert '"<string>", line 4' in caught.value.stderr


@pytest.mark.parametrize("arguments, variable", [(["-c", ""], "TF_NUM_INTRAOP_THREADS"), (["-u", "-c", ""], "MINE")])
def test_what_is_read_at_the_start_is_refused(arguments, variable):
    with pytest.raises(ValueError, match="needs a Python of its own"):
        processes.run(*arguments, env=processes.environment(**{variable: "1"}))
