"""Our contrib packages once more, built on an era's cells and unrolling functions.

tf.contrib.legacy_seq2seq and the further cells of tf.contrib.rnn are written against TF 1.15's cells. An era needs the same
models over its own. So each of their modules is loaded a second time, and its imports of what the era replaces (the
cells' base, `tf.nn.static_rnn`) find the era's. The first copy, TF 1.15's, is not touched.
"""

import builtins
import importlib
import importlib.util
import types


class Rebound:
    """Loads modules of `packages` anew.

    replaced: {full module name: function without arguments that gives the module to import in its place}.
    """

    def __init__(self, label, packages, replaced):
        self._label = label
        self._packages = packages
        self._replaced = replaced
        self._loaded = {}
        self._builtins = dict(vars(builtins), __import__=self._import)

    def load(self, name):
        """The era's copy of the module `name`."""
        if name in self._replaced:
            return self._replaced[name]()
        if not any(name == package or name.startswith(package + ".") for package in self._packages):
            return importlib.import_module(name)
        if name not in self._loaded:
            spec = importlib.util.find_spec(name)
            module = types.ModuleType(f"{name}@{self._label}")
            module.__dict__.update(__builtins__=self._builtins, __file__=spec.origin)
            self._loaded[name] = module
            try:
                exec(spec.loader.get_code(name), module.__dict__)
            except BaseException:
                del self._loaded[name]
                raise
        return self._loaded[name]

    def _import(self, name, globals=None, locals=None, fromlist=(), level=0):
        """`__import__` of the copies: all of ours import with `from x import y`."""
        if level or not fromlist or not name.startswith("legacy_seq2seq"):
            return builtins.__import__(name, globals, locals, fromlist, level)
        source = self.load(name)
        found = types.SimpleNamespace()
        for item in fromlist:
            inner = f"{name}.{item}"
            setattr(found, item, self.load(inner) if inner in self._replaced or _is_module(name, inner) else getattr(source, item))
        return found


def _is_module(package, name):
    parent = importlib.util.find_spec(package)
    return parent is not None and parent.submodule_search_locations is not None and importlib.util.find_spec(name) is not None
