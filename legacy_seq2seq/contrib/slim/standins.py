"""What the modules read from tf-slim find where they import `tf_slim.layers` and its like: our own."""

import importlib
import importlib.util
import types

# A path below tf_slim, and the modules of ours that together stand for it, the first one first.
_OWN = {
    "layers": ("layers",),
    "layers.layers": ("layers",),
    "layers.normalization": ("layers",),
    "losses": ("losses",),
    "losses.loss_ops": ("losses",),
    "metrics": ("metrics",),
    "ops.arg_scope": ("framework.arg_scope",),
    "ops.framework_ops": ("framework.names", "framework"),
    "ops.variables": ("framework.variables", "framework"),
    "training.training": ("training",),
    "training.evaluation": ("training",),
}
_FOLDERS = ("layers.",)  # below these, a module of ours by the same name comes first


def modules_for(path):
    """Our modules that stand for `path` below tf_slim; none where we have none."""
    names = _OWN.get(path, (path,) if path.startswith(_FOLDERS) else ())
    return [importlib.import_module(f"legacy_seq2seq.contrib.{name}") for name in names if _exists(name)]


def joined(path, modules):
    """The modules as one."""
    return modules[0] if len(modules) == 1 else _Joined(path, modules)


def _exists(name):
    return importlib.util.find_spec(f"legacy_seq2seq.contrib.{name}") is not None


class _Joined(types.ModuleType):
    """Several modules behind one name; the first that has an attribute gives it."""

    def __init__(self, path, modules):
        super().__init__(f"tf_slim.{path}")
        self._modules = modules

    def __getattr__(self, name):
        for module in self._modules:
            if not name.startswith("__") and hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(f"{self.__name__} has no {name!r}")
