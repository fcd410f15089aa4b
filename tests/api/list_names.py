"""Lists the public names of an old TensorFlow: run it with that one's Python (2.7 for 0.12.1).

    python tests/api/list_names.py > tests/api/names-0.12.1.json
"""

import importlib
import json
import types

import tensorflow as tf

MODULES = ("app", "app.flags", "errors", "flags", "gfile", "image", "logging", "nn", "nn.rnn_cell", "nn.seq2seq", "python_io", "summary",
           "train", "contrib.crf", "contrib.framework", "contrib.grid_rnn", "contrib.layers", "contrib.legacy_seq2seq",
           "contrib.losses", "contrib.lookup", "contrib.metrics", "contrib.rnn", "contrib.rnn.core_rnn_cell",
           "contrib.rnn.python.ops.core_rnn_cell", "contrib.rnn.python.ops.core_rnn_cell_impl", "contrib.rnn.python.ops.rnn_cell",
           "contrib.seq2seq", "contrib.training", "models.rnn.rnn", "models.rnn.rnn_cell", "models.rnn.seq2seq", "models.rnn.ptb.reader",
           "python.ops.rnn", "python.ops.rnn_cell", "python.ops.rnn_cell_impl", "python.ops.seq2seq")
BY_CATCH = ("absolute_import", "division", "print_function", "linear", "sigmoid", "tanh", "shape", "xrange", "zip")


def public(module, own_alone):
    for name in dir(module):
        value = getattr(module, name, None)
        if name.startswith("_") or isinstance(value, types.ModuleType) or name in BY_CATCH and own_alone:
            continue
        yield name


def names():
    for name in public(tf, False):
        if name not in BY_CATCH[:3]:
            yield "tf." + name
    for path in MODULES:
        module = find(path)
        if module is not None:
            yield "tf." + path
            for name in public(module, True):
                yield "tf.%s.%s" % (path, name)


def find(path):
    """The module `tf.<path>`, an attribute or importable, or None."""
    module = tf
    for part in path.split("."):
        module = getattr(module, part, None)
    if module is not None:
        return module
    try:
        return importlib.import_module("tensorflow." + path)
    except ImportError:
        return None


if __name__ == "__main__":
    print(json.dumps({"tensorflow": tf.__version__, "names": sorted(names())}, indent=1))
