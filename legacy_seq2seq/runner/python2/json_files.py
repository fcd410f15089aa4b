"""Python 2.7's `json`: objects become dicts of then, and every function takes `encoding`."""

import functools
import json

from legacy_seq2seq.runner.python2.containers import Dict


def _reading(function):
    @functools.wraps(function)
    def of_then(source, encoding=None, **options):
        if not options.keys() & {"cls", "object_hook", "object_pairs_hook"}:
            options["object_pairs_hook"] = Dict
        return function(source, **options)
    return of_then


def _writing(function):
    @functools.wraps(function)
    def of_then(*arguments, encoding=None, **options):
        return function(*arguments, **options)
    return of_then


def changed():
    """{name: function that gives it} of the module `json`."""
    return {"load": lambda: _reading(json.load), "loads": lambda: _reading(json.loads), "dump": lambda: _writing(json.dump),
            "dumps": lambda: _writing(json.dumps)}
