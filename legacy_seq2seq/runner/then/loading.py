"""Modules that a program loads by hand (`imp.load_source`, `importlib.util`, `runpy`): the user's own are seen through the view too."""

import functools
import importlib
import importlib.machinery
import importlib.util
import os
import runpy
import sys
import types

from legacy_seq2seq import ownership
from legacy_seq2seq.runner import sources, user_code
from legacy_seq2seq.runner.then.modules import ModuleOfThen


def modules_of(view, import_module):
    """{name: the module as the user's modules see it}, of those that load others."""
    util = ModuleOfThen([importlib.util], {}, {"spec_from_file_location": lambda: functools.partial(_spec_from_file, view)})
    machinery = ModuleOfThen([importlib.machinery], {}, {"SourceFileLoader": lambda: functools.partial(user_code.loader_of, view)})
    changed = {"import_module": import_module, "machinery": machinery, "reload": reload, "util": util}
    return {
        "importlib": ModuleOfThen([importlib], {}, {name: lambda value=value: value for name, value in changed.items()}),
        "importlib.machinery": machinery, "importlib.util": util, "imp": _imp(view),
        "runpy": ModuleOfThen([runpy], {}, {"run_path": lambda: functools.partial(_run_path, view)}),
    }


def _spec_from_file(view, name, location=None, **options):
    spec = importlib.util.spec_from_file_location(name, location, **options)
    return user_code.with_view(spec, view)


def reload(module):
    """Loads the module again; what is not the user's own stays as it is, as nothing of it can have changed."""
    return importlib.reload(module) if isinstance(getattr(module, "__loader__", None), user_code.Loader) else module


def _run_path(view, path_name, init_globals=None, run_name=None):
    """`runpy.run_path` of a source file; of a folder or an archive, as Python does it."""
    if not os.path.isfile(path_name) or not ownership.is_users(path_name):
        return runpy.run_path(path_name, init_globals, run_name)
    code, is_python_2 = sources.compile_as_of_its_time(sources.read(path_name), os.fspath(path_name), view.is_python_2)
    name = run_name or "<run_path>"
    module = types.ModuleType(name)
    module.__dict__.update(init_globals or {}, __name__=name, __file__=os.fspath(path_name), __builtins__=view.builtins(is_python_2))
    before = sys.modules.get(name)
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
        return dict(module.__dict__)
    finally:
        if before is None:
            del sys.modules[name]
        else:
            sys.modules[name] = before


def _imp(view):
    """The module `imp`, which left Python with 3.12: the part of it that programs used."""
    own = types.ModuleType("imp", _imp.__doc__)

    def load_source(name, path, file=None):
        spec = importlib.util.spec_from_file_location(name, path, loader=user_code.loader_of(view, name, path))
        module = sys.modules[name] = importlib.util.module_from_spec(user_code.with_view(spec, view))
        spec.loader.exec_module(module)
        return module

    def find_module(name, path=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None:
            raise ImportError(f"No module named {name!r}", name=name)
        if spec.submodule_search_locations is not None:
            return None, list(spec.submodule_search_locations)[0], ("", "", own.PKG_DIRECTORY)
        return open(spec.origin, encoding="utf-8"), spec.origin, (".py", "r", own.PY_SOURCE)

    def load_module(name, file, pathname, description):
        if description[2] == own.PKG_DIRECTORY:
            pathname = os.path.join(pathname, "__init__.py")
        return load_source(name, pathname)

    own.__dict__.update(PY_SOURCE=1, PY_COMPILED=2, C_EXTENSION=3, PKG_DIRECTORY=5, load_source=load_source, find_module=find_module,
                        load_module=load_module, reload=reload, new_module=types.ModuleType)
    return own
