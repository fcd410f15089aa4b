"""What the user's modules see: builtins of their own whose `import` gives them TF1 and the modules of then."""

import builtins
import functools
import importlib
import sys
import types

from legacy_seq2seq.runner import sources
from legacy_seq2seq.runner.then import flags, modules, numpy
from legacy_seq2seq.shapes import bound


class View:
    """The world as the user's modules see it: `tensorflow` is the module named `root`.

    A module is given this view by its `__builtins__`, which Python asks for `__import__`: every kind of
    import statement, at any depth, goes through it, and no other module is touched.
    """

    def __init__(self, root, is_python_2=False):
        self.root = root
        self.is_python_2 = is_python_2
        self._builtins = {}
        self._replaced = {}

    def builtins(self, is_python_2):
        """The builtins module for a user's module, of Python 2 where that is one."""
        is_python_2 = is_python_2 or self.is_python_2
        if is_python_2 not in self._builtins:
            own = types.ModuleType("builtins", builtins.__doc__)
            own.__dict__.update(builtins.__dict__)
            if is_python_2:
                from legacy_seq2seq.runner.python2.builtins import BUILTINS
                own.__dict__.update(BUILTINS)
            own.__dict__[sources.AS_SCALAR] = numpy.as_scalar
            own.__dict__[bound.NOTE] = bound.note
            own.__dict__["__import__"] = functools.partial(self._import, own)
            self._builtins[is_python_2] = own
        return self._builtins[is_python_2]

    def _import(self, own_builtins, name, globals=None, locals=None, fromlist=(), level=0):
        """`__import__` of the user's modules."""
        if level == 0:
            head, _, rest = name.partition(".")
            if head in ("tensorflow", "tensorflow_core"):
                return self._import_tensorflow(name, rest, fromlist or ())
            if head == "builtins":
                return own_builtins
            replaced = self._of_then(name, fromlist, own_builtins is self._builtins.get(True))
            if replaced is not None:
                return replaced
        return builtins.__import__(name, globals, locals, fromlist, level)

    def _import_tensorflow(self, name, rest, fromlist):
        path = f"{self.root}.{rest}" if rest else self.root
        try:
            module = importlib.import_module(path)
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith(self.root):
                raise
            raise ModuleNotFoundError(self._why_missing(rest) or f"No module named {name!r}", name=name) from None
        flags.prepare()
        for wanted in fromlist:
            if wanted != "*":
                self._check(module, name, wanted)
        return module if fromlist else sys.modules[self.root]

    def _why_missing(self, rest):
        """What the TF1 namespace says of a module that is not there."""
        value = sys.modules[self.root]
        for part in rest.split("."):
            try:
                value = getattr(value, part)
            except AttributeError as error:
                return str(error)
        return None

    def _check(self, module, name, wanted):
        try:
            getattr(module, wanted)
        except AttributeError as error:
            try:
                importlib.import_module(f"{module.__name__}.{wanted}")
            except ModuleNotFoundError:
                raise ImportError(f"cannot import name {wanted!r} from {name!r}: {error}", name=name) from None

    def _of_then(self, name, fromlist, is_python_2):
        """The module of then that `import name` means, or None."""
        head = name.partition(".")[0]
        if head in modules.RENAMED:
            if not self._is_a_module_of_the_users(head):
                return self._module(head, modules.RENAMED[head], modules.DROPPED.get(modules.RENAMED[head][0], {}))
        elif head == "numpy" and (name == head or not fromlist):
            importlib.import_module(name)
            return self._numpy()
        elif name == "random" and is_python_2:
            from legacy_seq2seq.runner.python2 import random_numbers
            return self._module("random", ("random",), {}, random_numbers.changed())
        elif name == "importlib":
            return self._module(name, (name,), {}, {"import_module": lambda: self._import_module})
        elif head in modules.DROPPED and (name == head or not fromlist):
            importlib.import_module(name)
            return self._module(head, (head,), modules.DROPPED[head])
        return None

    def _is_a_module_of_the_users(self, name):
        return importlib.util.find_spec(name) is not None

    def _module(self, key, names, dropped, changed=None):
        if key not in self._replaced:
            self._replaced[key] = modules.ModuleOfThen([importlib.import_module(name) for name in names], dropped, changed or {})
        return self._replaced[key]

    def _numpy(self):
        return self._module("numpy", ("numpy",), numpy.DROPPED, numpy.CHANGED)

    def _import_module(self, name, package=None):
        """`importlib.import_module` as the user's modules see it."""
        if name.partition(".")[0] in ("tensorflow", "tensorflow_core"):
            return self._import_tensorflow(name, name.partition(".")[2], ("*",))
        return importlib.import_module(name, package)
