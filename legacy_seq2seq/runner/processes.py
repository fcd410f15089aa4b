"""Processes that a program starts: its own programs, and itself by `multiprocessing`, are seen as of their time there too.

A Python that it starts (`subprocess`, `os.system`, `os.execv`) finds our `child` folder on its path, and hands the user's programs
over to the runner. With `multiprocessing`, the start method «fork» leaves nothing to do. With «spawn» and «forkserver» the child runs
the main file by itself; the data that it is sent is made to set up the runner first, as it is unpickled.
"""

import importlib.util
import json
import multiprocessing.spawn
import os
import pathlib
import sys
import types

from legacy_seq2seq.runner import user_code
from legacy_seq2seq.runner.view import View

_MAIN = "__mp_main__"  # the name that multiprocessing gives the program in a child


CHILDREN = "LEGACY_SEQ2SEQ_CHILDREN"  # read in `child/sitecustomize.py`


def prepare_programs(era):
    """Lets the Pythons that this process starts run the user's programs as `legacy-seq2seq run` does.

    era: as the user has given it, for all of them; None lets each tell its own.
    """
    os.environ[CHILDREN] = json.dumps({"prefix": sys.prefix, "era": era})
    folder = str(pathlib.Path(__file__).resolve().parent / "child")
    others = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one and one != folder]
    os.environ["PYTHONPATH"] = os.pathsep.join([folder, *others])
    # `python` means the Python that runs us, as in an environment that is activated.
    bin_folder = os.path.dirname(sys.executable)
    if os.environ.get("PATH", "").partition(os.pathsep)[0] != bin_folder:
        os.environ["PATH"] = os.pathsep.join(filter(None, [bin_folder, os.environ.get("PATH")]))


def prepare_children(view):
    """Lets every process that this one starts see the program through `view`."""
    if hasattr(multiprocessing.spawn.get_preparation_data, "_view"):
        multiprocessing.spawn.get_preparation_data._view = view
        return
    of_python = multiprocessing.spawn.get_preparation_data

    def get_preparation_data(name):
        data = of_python(name)
        for key in ("init_main_from_path", "init_main_from_name"):
            if key in data:
                data[key] = _Main(data[key], get_preparation_data._view)
        return data

    get_preparation_data._view = view
    multiprocessing.spawn.get_preparation_data = get_preparation_data


class _Main:
    """The path or name of the main module; when the child unpickles it, the child is set up as well."""

    def __init__(self, value, view):
        self._state = value, view.root, view.is_python_2

    def __reduce__(self):
        return _in_the_child, self._state


def _in_the_child(value, root, is_python_2):
    view = View(root, is_python_2)
    user_code.install(view)
    prepare_children(view)
    multiprocessing.spawn._fixup_main_from_path = lambda path: _run_main(path, view)
    multiprocessing.spawn._fixup_main_from_name = lambda name: _run_main(importlib.util.find_spec(name).origin, view)
    return value


def _run_main(path, view):
    """Runs the program's file as `multiprocessing` does in a child: under a name that its main part does not answer to."""
    loader = user_code.Loader(_MAIN, path, view)
    module = types.ModuleType(_MAIN)
    module.__dict__.update(__file__=path, __loader__=loader)
    sys.modules["__main__"] = sys.modules[_MAIN] = module
    multiprocessing.spawn.old_main_modules.append(module)
    loader.exec_module(module)
