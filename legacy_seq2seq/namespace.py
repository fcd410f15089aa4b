"""A TF1 namespace (`tf.nn`, `tf.train`, …) over its source in today's TensorFlow, as a real module.

A namespace never changes its source: libraries in the same process keep the TensorFlow they know.
Names are looked up when first used, so that Keras and contrib load only for those who use them.
"""

import difflib
import importlib.abc
import importlib.machinery
import sys
import types

from legacy_seq2seq import absent, earlier


class Namespace(types.ModuleType):
    """The module that stands for the dotted TF1 name `path`, "tf.nn" for instance.

    Attributes come, in this order, from `overrides` (a dict from full dotted TF1 names to functions
    without arguments that return the value) and from the module `source`. Modules among them become
    namespaces in their turn. Whatever is absent raises AttributeError with the reason and a remedy.
    """

    def __init__(self, path, source, overrides, module_name):
        super().__init__(module_name, getattr(source, "__doc__", None))
        self.__dict__.update(_path=path, _source=source, _overrides=overrides)
        self.__path__ = []  # a package, for `import legacy_seq2seq.tf1.nn.rnn_cell`

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._resolve(name)
        setattr(self, name, value)
        return value

    def _resolve(self, name):
        path = f"{self._path}.{name}"
        if path in self._overrides:
            value = self._overrides[path]()
        else:
            try:
                value = getattr(self._source, name)
            except (AttributeError, ImportError):
                if self._has_overrides_below(path):
                    value = types.ModuleType(path)
                else:
                    raise earlier.mark_absent(AttributeError(self._why_absent(path, name)), path) from None
        if isinstance(value, types.ModuleType) and self._is_foreign(path, value):
            return Namespace(path, value, self._overrides, f"{self.__name__}.{name}")
        return value

    def _is_foreign(self, path, module):
        """Our own packages need no wrapping; TensorFlow 2's API is handed out as it is."""
        return not module.__name__.startswith("legacy_seq2seq") and path != "tf.compat.v2"

    def _has_overrides_below(self, path):
        return any(key.startswith(path + ".") for key in self._overrides)

    def _why_absent(self, path, name):
        entry = absent.entry_for(path)
        if entry:
            return f"{path} is not available: {entry.reason}. Use instead: {entry.use}."
        near = difflib.get_close_matches(name, dir(self), n=3)
        hint = f" Did you mean {' or '.join(f'{self._path}.{n}' for n in near)}?" if near else ""
        return f"{path} is neither in TF 1.15 nor in this TensorFlow.{hint}"

    def __dir__(self):
        names = {n for n in dir(self._source) if not n.startswith("_")}
        prefix = self._path + "."
        names |= {key[len(prefix):].split(".")[0] for key in self._overrides if key.startswith(prefix)}
        return sorted(names | {n for n in self.__dict__ if not n.startswith("_")})

    @property
    def __all__(self):
        return dir(self)


class AttributeImporter(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lets import statements reach the modules among a root module's attributes, at any depth.

    `from legacy_seq2seq.tf1.nn.rnn_cell import GRUCell` works as it does from `tensorflow`, though
    no file stands behind `tf1.nn`.
    """

    def __init__(self, root):
        self._root = root

    def install(self, first):
        """Lets Python ask this importer, before all others or after them; once for a root."""
        if not any(isinstance(finder, AttributeImporter) and finder._root == self._root for finder in sys.meta_path):
            sys.meta_path.insert(0 if first else len(sys.meta_path), self)

    def find_spec(self, fullname, path=None, target=None):
        if fullname.startswith(self._root + ".") and isinstance(self._lookup(fullname), types.ModuleType):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def _lookup(self, fullname):
        value = sys.modules[self._root]
        for part in fullname[len(self._root) + 1:].split("."):
            value = getattr(value, part, None)
        return value

    def exec_module(self, module):
        # The import system hands out what stands here afterwards; the empty module is dropped.
        sys.modules[module.__name__] = self._lookup(module.__name__)
