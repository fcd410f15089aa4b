"""What a parity case is, and how one is measured. Runs under every TensorFlow, old (Python 2.7, 3.6) and new.

A case builds a graph from the module `tf` that it is given: the real TensorFlow 1.15 when golden
results are recorded, `legacy_seq2seq.tf1` when they are compared. Weights are set by variable name, so
that names and numbers are tested together.
"""

import collections
import functools
import json
import types
import zlib

import numpy as np

CASES = collections.OrderedDict()  # by name
RAISING = set()  # the names of those that show a mistake

_Parts = collections.namedtuple("Model", "feed outputs loss train steps")
_Parts.__new__.__defaults__ = (None, None, None, None, 0)


class Model(_Parts):
    """What a case builds.

    feed: {placeholder: value}. outputs: {name: tensor}. loss: a scalar whose gradients are compared, or
    None. train: an op, run `steps` times with the loss fetched before each step, or None.
    """


def case(build):
    """Registers `build(tf) -> Model`."""
    assert build.__name__ not in CASES, build.__name__
    CASES[build.__name__] = build
    return build


def forward_case(build):
    """Registers `build(tf) -> Model` without its loss, where the gradients would say no more than those of its neighbours."""
    @functools.wraps(build)
    def forward(tf):
        return build(tf)._replace(loss=None)

    return case(forward)


def mistake(build):
    """Registers a `build(tf)` that must raise; the type of its exception is compared."""
    RAISING.add(build.__name__)
    return case(build)


def values(name, shape, low=-0.5, high=0.5):
    """Uniform numbers that depend on the name and the shape alone."""
    random = np.random.RandomState(zlib.crc32(name.encode("utf-8")) & 0x7FFFFFFF)
    return random.uniform(low, high, size=shape).astype(np.float32)


def ids(name, shape, vocab):
    """Uniform ids in [0, vocab) that depend on the name and the shape alone."""
    random = np.random.RandomState(zlib.crc32(name.encode("utf-8")) & 0x7FFFFFFF)
    return random.randint(0, vocab, size=shape).astype(np.int32)


class Traced(object):
    """A module that notes, in the set `used`, which of its names are asked for, by their path below it."""

    def __init__(self, module, used, path=""):
        self._module, self._used, self._path = module, used, path

    def __getattr__(self, name):
        value = getattr(self._module, name)
        path = self._path + "." + name if self._path else name
        if isinstance(value, types.ModuleType):
            return Traced(value, self._used, path)
        self._used.add(path)
        return value


def measure(tf, build):
    """Everything observable about a case, as {key: array or JSON-able value}."""
    with tf.Graph().as_default():
        tf.set_random_seed(7)
        if build.__name__ in RAISING:
            return {"error": _error_of(tf, build)}
        model = build(tf)
        feed = model.feed or {}
        trainable = tf.trainable_variables()
        result = {
            "variables": [[v.op.name, v.get_shape().as_list(), v.dtype.base_dtype.name, v in trainable] for v in tf.global_variables()],
            "static_shapes": {name: _static(tensor) for name, tensor in sorted(model.outputs.items())},
            "dtypes": {name: tensor.dtype.base_dtype.name for name, tensor in sorted(model.outputs.items())},
        }
        gradients = tf.gradients(model.loss, trainable) if model.loss is not None else []
        result["without_gradient"] = [v.op.name for v, g in zip(trainable, gradients) if g is None]
        with tf.Session() as sess:
            tables = tf.tables_initializer if hasattr(tf, "tables_initializer") else tf.initialize_all_tables  # its name until 0.12
            sess.run([tf.global_variables_initializer(), tf.local_variables_initializer(), tables()])
            set_weights(sess, trainable)
            fetches = {"output:" + name: tensor for name, tensor in model.outputs.items()}
            fetches.update(("gradient:" + v.op.name, tf.convert_to_tensor(g)) for v, g in zip(trainable, gradients) if g is not None)
            keys = sorted(fetches)
            result.update((key, np.asarray(value)) for key, value in zip(keys, sess.run([fetches[key] for key in keys], feed)))
            if model.train is not None:
                result["losses"] = np.array([sess.run([model.loss, model.train], feed)[0] for _ in range(model.steps)])
        return result


def set_weights(sess, variables):
    """Gives each floating variable the `values` of its name, all in one run."""
    floating = [variable for variable in variables if variable.dtype.base_dtype.is_floating]
    fed = {v.initializer.inputs[1]: values(v.op.name, v.get_shape().as_list()).astype(v.dtype.base_dtype.as_numpy_dtype) for v in floating}
    sess.run([variable.initializer for variable in floating], fed)


def _error_of(tf, build):
    try:
        build(tf)
    except Exception as error:
        return type(error).__name__
    return None


def _static(tensor):
    shape = tensor.get_shape()
    return None if shape.ndims is None else shape.as_list()


def save(path, result, provenance):
    """Writes a measured case; `provenance` says which TensorFlow and script made it, and which names the case uses."""
    arrays = {key: value for key, value in result.items() if isinstance(value, np.ndarray)}
    keys = sorted(arrays)
    meta = {key: value for key, value in result.items() if key not in arrays}
    text = json.dumps({"provenance": provenance, "meta": meta, "keys": keys}, sort_keys=True)
    np.savez_compressed(path, about=np.array(u"" + text), **{"array_%d" % i: arrays[key] for i, key in enumerate(keys)})


def load(path):
    """The (result, provenance) that `save` wrote."""
    with np.load(path) as stored:
        about = json.loads(str(stored["about"]))
        result = dict(about["meta"])
        result.update((key, stored["array_%d" % i]) for i, key in enumerate(about["keys"]))
    return result, about["provenance"]
