"""The parity cases, by subject. Each module registers its cases when it is imported."""

import importlib
import pkgutil


def load_all():
    for module in sorted(info[1] for info in pkgutil.iter_modules(__path__)):
        importlib.import_module(__name__ + "." + module)
