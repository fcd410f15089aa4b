"""Runs a program as `python program.py args...` does, with the view of its time."""

import importlib.machinery
import importlib.util
import os
import sys
import types

from legacy_seq2seq.runner import again, failures, processes, sources, user_code


def run_file(path, arguments, view):
    """Runs the file `path` as `__main__`. Returns the exit status; SystemExit passes as it is.

    Raises FileNotFoundError, IsADirectoryError or PermissionError where it cannot be read.
    """
    source = sources.read(path)
    sys.argv[:] = [path, *arguments]
    _first_on_the_path(os.path.dirname(os.path.abspath(path)))
    main = _main_module(os.path.abspath(path), package=None)
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", main.__file__)
    return _run(main, lambda: sources.compile_as_of_its_time(source, main.__file__, view.is_python_2), view)


def run_module(name, arguments, view):
    """Runs a module as `python -m name args...` does. Raises ImportError where there is none."""
    _first_on_the_path(os.getcwd())
    user_code.install(view)
    spec = _spec_of_main(name)
    sys.argv[:] = [spec.origin, *arguments]
    main = _main_module(spec.origin, package=spec.parent)
    main.__spec__, main.__loader__ = spec, spec.loader
    return _run(main, lambda: sources.compile_as_of_its_time(sources.read(spec.origin), spec.origin, view.is_python_2), view)


def file_of(name):
    """The file that `run_module(name)` runs, found without importing the packages above it. Raises ImportError where there is none."""
    _first_on_the_path(os.getcwd())
    return _spec_of_main(name, _find_only).origin


def _find_only(name):
    """As `importlib.util.find_spec`, but nothing is imported: the packages are to see the program's view when they are."""
    folders = None
    for part in name.split("."):
        spec = importlib.machinery.PathFinder.find_spec(part, folders)
        if spec is None:
            return None
        folders = spec.submodule_search_locations or []
    return spec


def run_code(text, arguments, view):
    """Runs `text` as `python -c text args...` does."""
    _first_on_the_path("")
    sys.argv[:] = ["-c", *arguments]
    main = _main_module(None, package=None)
    return _run(main, lambda: sources.compile_as_of_its_time(text, "<string>", view.is_python_2), view)


def _spec_of_main(name, find=importlib.util.find_spec):
    spec = find(name)
    if spec is not None and spec.submodule_search_locations is not None:
        spec = find(f"{name}.__main__")
    if spec is None or spec.origin is None:
        raise ImportError(f"No module named {name}")
    return spec


def _first_on_the_path(folder):
    """In the place of our own command's folder, which Python has put there."""
    sys.path[0] = folder


def _main_module(path, package):
    main = types.ModuleType("__main__")
    main.__dict__.update(__package__=package, __cached__=None)
    if path is not None:
        main.__file__ = path
    else:
        del main.__dict__["__cached__"]
    return main


def _run(main, compiled, view):
    user_code.install(view)
    processes.prepare_children(view)
    sys.modules["__main__"] = main
    try:
        code, is_python_2 = compiled()
        main.__builtins__ = view.builtins(is_python_2)
        exec(code, main.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        again.raise_if_of_an_earlier_era(error)
        return failures.report(error)
    return 0
