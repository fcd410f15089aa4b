"""Runs a program inside this process for the graph it builds, and leaves the process as it was."""

import os
import sys
import types


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
    module = types.ModuleType("__main__")
    module.__file__ = os.path.abspath(path)
    flags = _flags()
    try:
        sys.modules["__main__"] = module  # `tf.app.run()` looks for its `main` there
        sys.argv[:] = [path]
        sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
        user_code.install(seen)
        sources.notes_bindings = True
        code, is_python_2 = sources.compile_as_of_its_time(text, module.__file__, seen.is_python_2)
        module.__builtins__ = seen.builtins(is_python_2)
        exec(code, module.__dict__)
    except (end, SystemExit):
        pass
    finally:
        sys.argv[:], sys.path[:], main, sys.meta_path[:], sources.notes_bindings, loaded = kept
        if main is not None:
            sys.modules["__main__"] = main
        for name in set(sys.modules) - loaded:
            if user_code.is_users(getattr(sys.modules[name], "__file__", None) or os.__file__):
                del sys.modules[name]
        _forget_flags(flags)
    return module.__dict__


def _flags():
    """(the names of the command line's flags, whether it was read): a program defines its own, and may run a second time."""
    from absl import flags

    return set(flags.FLAGS), flags.FLAGS.is_parsed()


def _forget_flags(before):
    from absl import flags

    names, was_parsed = before
    for name in set(flags.FLAGS) - names:
        delattr(flags.FLAGS, name)
    if not was_parsed:
        flags.FLAGS.unparse_flags()
