"""Packages whose names load their module when they are asked for: importing the package costs nothing."""

import importlib
import sys


def loader(package, parts):
    """The `__getattr__` of a package. parts: {name: the module inside of the package that has it}; a module may be named itself."""

    def load(name):
        if name not in parts:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = importlib.import_module(f"{package}.{parts[name]}")
        value = module if name == parts[name] else getattr(module, name)
        setattr(sys.modules[package], name, value)
        return value

    return load
