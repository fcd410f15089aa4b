"""Runs a program inside this process for the graph it builds, and leaves the process as it was."""

import os
import sys


def run(path, end):
    """Runs the program `path` until it raises `end`, or ends by itself. Returns its global names.

    Raises OSError where it cannot be read, and what the program itself raises.
    """
    from legacy_seq2seq import eras, runner
    from legacy_seq2seq.runner import sources, survey, user_code, view

    text = sources.read(path)
    modules = survey.modules_of(path)
    era, _ = runner._detected(modules)
    seen = view.View(eras.root_of(era), runner._is_python_2(modules, era))
    kept = sys.argv[:], sys.path[:], sys.modules.get("__main__"), sys.meta_path[:], sources.notes_bindings, set(sys.modules)
    space = {"__name__": "__main__", "__file__": os.path.abspath(path)}
    try:
        sys.argv[:] = [path]
        sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
        user_code.install(seen)
        sources.notes_bindings = True
        code, is_python_2 = sources.compile_as_of_its_time(text, space["__file__"], seen.is_python_2)
        space["__builtins__"] = seen.builtins(is_python_2).__dict__
        exec(code, space)
    except (end, SystemExit):
        pass
    finally:
        sys.argv[:], sys.path[:], main, sys.meta_path[:], sources.notes_bindings, loaded = kept
        if main is not None:
            sys.modules["__main__"] = main
        for name in set(sys.modules) - loaded:
            if user_code.is_users(getattr(sys.modules[name], "__file__", None) or os.__file__):
                del sys.modules[name]
    return space
