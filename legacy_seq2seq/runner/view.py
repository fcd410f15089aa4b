"""What the user's modules see: builtins of their own whose `import` gives them TF1 and the modules of then."""

import builtins
import functools
import importlib
import importlib.machinery
import sys
import types

from legacy_seq2seq import earlier, ownership
from legacy_seq2seq.runner import namesakes, sources, star
from legacy_seq2seq.runner.then import attributes, flags, graph_names, libraries, modules, numpy, pandas
from legacy_seq2seq.runner.then import types as types_of_then
from legacy_seq2seq.shapes import bound

# What the user's `import keras` gives, on every stack: Keras 2 as it was beside TensorFlow 1.
_KERAS = "legacy_seq2seq.keras_2_3"
# Modules of which Python 2 programs are given some names otherwise, and ours that do so.
_CHANGED_SINCE_2 = {"collections": "legacy_seq2seq.runner.python2.containers", "json": "legacy_seq2seq.runner.python2.json_files",
                    "random": "legacy_seq2seq.runner.python2.random_numbers"}


class View:
    """The world as the user's modules see it: `tensorflow` is the module named `root`.

    A module is given this view by its `__builtins__`, which Python asks for `__import__`: every kind of
    import statement, at any depth, goes through it, and no other module is touched.
    is_python_2: whether the program is; None is told of each module by itself.
    """

    def __init__(self, root, is_python_2=None):
        self.root = root
        self.is_python_2 = is_python_2
        self._builtins = {}
        self._replaced = {}
        self._libraries = libraries.Libraries()
        self.namesakes = namesakes.Namesakes()

    def builtins(self, is_python_2):
        """The builtins module for a user's module, of Python 2 where that is one."""
        is_python_2 = bool(is_python_2 or self.is_python_2)
        if is_python_2 not in self._builtins:
            own = types.ModuleType("builtins", builtins.__doc__)
            own.__dict__.update(builtins.__dict__)
            if is_python_2:
                from legacy_seq2seq.runner.python2.builtins import BUILTINS
                own.__dict__.update(BUILTINS)
            own.__dict__[sources.AS_SCALAR] = numpy.as_scalar
            own.__dict__[bound.NOTE] = bound.note
            own.__dict__[sources.FORMATTED] = numpy.formatted
            own.__dict__[sources.ATTRIBUTE] = attributes.of_then
            own.__dict__.update({sources.ASSIGN: pandas.assign, sources.CHANGE: pandas.change, sources.KEY: pandas.key})
            of_1_15 = self.root == "legacy_seq2seq.tf1"
            own.__dict__[sources.AS_OF_THEN] = types_of_then.of_then if of_1_15 else types_of_then.of_then_until_1_10
            own.__dict__["__import__"] = functools.partial(self._import, own)
            self._builtins[is_python_2] = own
        return self._builtins[is_python_2]

    def _import(self, own_builtins, name, globals=None, locals=None, fromlist=(), level=0):
        """`__import__` of the user's modules."""
        if level == 0:
            head, _, rest = name.partition(".")
            if head in ("tensorflow", "tensorflow_core"):
                return self._import_of(self.root, name, rest, fromlist or ())
            if head == "keras" and not self._is_a_module_of_the_users(head):
                return self._import_of(_KERAS, name, rest, fromlist or ())
            if head == "builtins":
                return own_builtins
            if self.namesakes.has(head):
                importlib.import_module(self.root)  # first, with libraries' modules alone
                return self.namesakes.imported(name, globals, locals, fromlist)
            is_python_2 = own_builtins is self._builtins.get(True)
            if is_python_2 and _is_beside(head, globals or {}):
                return builtins.__import__(name, globals, locals, fromlist, 1)
            replaced = self._of_then(name, fromlist, is_python_2)
            if replaced is not None:
                return replaced
        return builtins.__import__(name, globals, locals, fromlist, level)

    def _import_of(self, root, name, rest, fromlist):
        """`import name`, which stands for the module `rest` below `root`."""
        path = f"{root}.{rest}" if rest else root
        try:
            module = importlib.import_module(path)
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith(root):
                raise
            missing = ModuleNotFoundError(self._why_missing(root, rest) or f"No module named {name!r}", name=name)
            raise (earlier.mark_absent(missing, f"tf.{rest}") if root == self.root else missing) from None
        flags.prepare()
        if root == self.root:
            graph_names.prepare(root)
        for wanted in fromlist:
            if wanted.isidentifier():  # not "*", and not the "" that `__import__` is called with to get the innermost module
                self._check(module, name, wanted)
        if "*" in fromlist and root == self.root:
            return star.of(module, root, rest)
        return module if fromlist else sys.modules[root]

    def _why_missing(self, root, rest):
        """What the namespace `root` says of a module that is not there."""
        value = sys.modules[root]
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
            if not _is_found(head):
                return self._module(head, modules.RENAMED[head], modules.DROPPED.get(modules.RENAMED[head][0], {}))
        elif head in libraries.HEADS:
            return self._libraries.imported(name, fromlist)
        elif is_python_2 and name in _CHANGED_SINCE_2:
            changed = importlib.import_module(_CHANGED_SINCE_2[name]).changed()
            return self._module(f"{name} of 2", (name,), modules.DROPPED.get(name, {}), changed)
        elif head in ("importlib", "imp", "runpy"):
            return self._loading(head if not fromlist else name)
        elif name == "pydoc":
            return self._module(name, (name,), {}, {"locate": lambda: self._locate})
        elif head == "xml":
            return modules.xml(name, fromlist)
        elif head in modules.GONE and not _is_found(head):
            return self._module(head, ("types",), modules.DROPPED[head])
        elif (head in modules.DROPPED or head in modules.CHANGED) and (name == head or not fromlist):
            importlib.import_module(name)
            return self._module(head, (head,), modules.DROPPED.get(head, {}), modules.CHANGED.get(head))
        return None

    def _is_a_module_of_the_users(self, name):
        found = importlib.machinery.PathFinder.find_spec(name)
        return found is not None and found.origin is not None and ownership.is_users(found.origin)

    def _module(self, key, names, dropped, changed=None):
        if key not in self._replaced:
            self._replaced[key] = modules.ModuleOfThen([importlib.import_module(name) for name in names], dropped, changed or {})
        return self._replaced[key]

    def _loading(self, name):
        """The module `importlib`, or another that loads modules; None where it is one that loads nothing."""
        if "importlib" not in self._replaced:
            from legacy_seq2seq.runner.then import loading
            self._replaced.update(loading.modules_of(self, self._import_module))
        return self._replaced.get(name)

    def _import_module(self, name, package=None):
        """`importlib.import_module` as the user's modules see it."""
        if name.partition(".")[0] in ("tensorflow", "tensorflow_core", "keras"):
            return self._import(builtins, name, fromlist=("*",))
        return importlib.import_module(name, package)

    def _locate(self, path, forceload=0):
        """`pydoc.locate` as the user's modules see it: programs look classes of TensorFlow's up by their dotted names."""
        head, _, rest = path.partition(".")
        if head not in ("tensorflow", "tensorflow_core"):
            return importlib.import_module("pydoc").locate(path, forceload)
        value = importlib.import_module(self.root)
        for part in filter(None, rest.split(".")):
            value = getattr(value, part, None)
        return value


def _is_beside(head, importing):
    """Whether Python 2's `import head` meant the module of that name in the importing module's own package."""
    package = importing.get("__package__")
    return bool(package) and "absolute_import" not in importing and _is_found(f"{package}.{head}")


def _is_found(name):
    return importlib.util.find_spec(name) is not None
