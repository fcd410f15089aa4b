"""Parity cases of TensorFlow before 1.15, by the eras that they hold in. They run under Python 2.7 too.

A case is registered for some eras; it is recorded with each era's own TensorFlow and compared with `legacy_seq2seq.eras`.
"""

import collections
import importlib
import pkgutil

from tests.parity import casebook

VERSIONS = collections.OrderedDict([("0.12", "0.12.1"), ("1.0", "1.0.1"), ("1.1", "1.1.0")])

CASES = dict((era, collections.OrderedDict()) for era in VERSIONS)


def era_case(*eras):
    """Registers `build(tf) -> Model` for these eras, "0.12", "1.0" or "1.1"; for all of them without arguments."""
    def register(build):
        for era in eras or VERSIONS:
            assert build.__name__ not in CASES[era], build.__name__
            CASES[era][build.__name__] = build
        return build
    return register


def era_mistake(*eras):
    """Registers a `build(tf)` that must raise in these eras."""
    def register(build):
        casebook.RAISING.add(build.__name__)
        return era_case(*eras)(build)
    return register


def load_all():
    for module in sorted(info[1] for info in pkgutil.iter_modules(__path__)):
        importlib.import_module(__name__ + "." + module)


def cases_of(version):
    """{name: build} for the TensorFlow `version`; empty for one that is no era of its own."""
    load_all()
    for era, full in VERSIONS.items():
        if full == version:
            return CASES[era]
    return {}
