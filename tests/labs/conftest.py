"""A lab as a module, to be run in this process."""

import importlib.util

from tests.conftest import ROOT


def load(name):
    """The lab of this name, loaded but not run."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "lab" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
