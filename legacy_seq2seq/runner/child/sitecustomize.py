"""Read by a Python that a program of the user's starts (`python other.py`): where `other.py` is the user's, the runner runs it.

Any Python may come by here, Python 2 and other environments' too: what is not for the runner goes on as if nothing had been.
"""

import json
import os
import sys

_VARIABLE = "LEGACY_SEQ2SEQ_CHILDREN"  # set by `processes.prepare_programs`
_HERE = os.path.dirname(os.path.abspath(__file__))
_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(_HERE)))
_START = "import sys; sys.path[0] = %r; from legacy_seq2seq.cli import main; sys.exit(main())" % _ROOT


def _hand_over():
    known = json.loads(os.environ.get(_VARIABLE) or "{}")
    if known.get("prefix") != sys.prefix:
        return
    command = list(getattr(sys, "orig_argv", None) or [sys.executable] + sys.argv)  # Python 3.9 has no orig_argv
    at = _place_of_the_program(command)
    if at is None:
        return
    era = ["--era", known["era"]] if known.get("era") else []
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable] + command[1:at] + ["-c", _START, "run"] + era + command[at:])


def _place_of_the_program(command):
    """Where in the command line the user's program stands (or the `-m` before it), or None where it is not the user's."""
    at = 1
    while at < len(command) and command[at].startswith("-") and command[at] != "-":
        if command[at] == "-m" and at + 1 < len(command):
            stem = os.path.join(os.getcwd(), *command[at + 1].split("."))
            return at if os.path.isfile(stem + ".py") or os.path.isfile(os.path.join(stem, "__main__.py")) else None
        if command[at].startswith(("-c", "-m")):
            return None
        at += 2 if command[at] in ("-W", "-X") else 1
    return at if at < len(command) and _is_users(command[at]) else None


def _is_users(path):
    real = os.path.realpath(path)
    others = (os.path.dirname(os.__file__) + os.sep, os.path.join(_ROOT, "legacy_seq2seq") + os.sep)
    libraries = os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep
    return real.endswith(".py") and os.path.isfile(real) and not real.startswith(others) and not any(one in real for one in libraries)


def _let_the_next_one_in():
    """A `sitecustomize` that this one hides."""
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != _HERE]
    this = sys.modules.pop("sitecustomize", None)
    try:
        __import__("sitecustomize")
    except ImportError:
        sys.modules["sitecustomize"] = this


_hand_over()
_let_the_next_one_in()
