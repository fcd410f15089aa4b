"""The whole TensorFlow 1.15 API, contrib included, in graph mode on today's TensorFlow.

    from legacy_seq2seq import tf1 as tf

    x = tf.placeholder(tf.float32, [None, 3])
    with tf.Session() as sess:
        print(sess.run(2 * x, {x: [[1, 2, 3]]}))

Importing this module loads TensorFlow and puts the process into TF1's graph mode, as
`tf.compat.v1.disable_v2_behavior` does. A name that is gone raises AttributeError with the reason
and the nearest thing to use. Raises `legacy_seq2seq.stack.StackError` (an ImportError) where the
installed packages do not fit together.
"""

# Under private names: a plain `stack` here would hide tf.stack.
import importlib as _importlib
import sys as _sys

from legacy_seq2seq import keras as _keras
from legacy_seq2seq import stack as _stack
from legacy_seq2seq.command_flags import Flags as _Flags
from legacy_seq2seq.namespace import AttributeImporter as _AttributeImporter
from legacy_seq2seq.namespace import Namespace as _Namespace
from legacy_seq2seq.python.namespace import InnerNamespace as _InnerNamespace
from legacy_seq2seq.python.namespace import TodaysModule as _TodaysModule

__version__ = "1.15.5"

_v1 = _stack.compat_v1()


def _python():
    return _InnerNamespace("tf.python", __name__ + ".python")


_flags = _Flags(_v1.flags.FLAGS)  # now: what is defined later is the program's

# What differs from tf.compat.v1, by full TF1 name; each is looked up when first used.
_OVERRIDES = {
    "tf.app.flags.FLAGS": lambda: _flags,
    "tf.flags.FLAGS": lambda: _flags,
    "tf.InteractiveSession": lambda: _importlib.import_module("legacy_seq2seq.client.session").InteractiveSession,
    "tf.Session": lambda: _importlib.import_module("legacy_seq2seq.client.session").Session,
    **{f"tf.{path}set_random_seed": lambda: _importlib.import_module("legacy_seq2seq.random_seed").set_random_seed
       for path in ("", "random.", "python.framework.random_seed.")},
    **{f"tf.{path}": lambda: _importlib.import_module("legacy_seq2seq.drawing").random_uniform
       for path in ("random_uniform", "random.uniform", "python.ops.random_ops.random_uniform")},
    **{f"tf.{path}dropout": lambda: _importlib.import_module("legacy_seq2seq.drawing").dropout
       for path in ("nn.", "python.ops.nn.", "python.ops.nn_ops.")},
    "tf.Variable": lambda: _importlib.import_module("legacy_seq2seq.variables").Variable,
    "tf.VERSION": lambda: __version__,
    "tf.version.VERSION": lambda: __version__,
    "tf.compat.v1": lambda: _sys.modules[__name__],
    "tf.core": lambda: _TodaysModule(_stack.protocol_buffers(), "tf.core"),
    "tf.contrib": lambda: _importlib.import_module("legacy_seq2seq.contrib"),
    "tf.examples": lambda: _importlib.import_module("legacy_seq2seq.examples"),
    "tf.keras": _stack.legacy_keras,
    "tf.layers": _stack.legacy_layers,
    "tf.train.SyncReplicasOptimizer":
        lambda: _importlib.import_module("legacy_seq2seq.client.synchronous").SyncReplicasOptimizer,
    "tf.layers.Dropout": lambda: _importlib.import_module("legacy_seq2seq.python.layers.dropping").Dropout,
    "tf.layers.dropout": lambda: _importlib.import_module("legacy_seq2seq.python.layers.dropping").dropout,
    "tf.nn.rnn_cell": lambda: _importlib.import_module("legacy_seq2seq.nn.rnn_cell"),
    "tf.python": _python,
    **{f"tf.{path}": lambda: _importlib.import_module("legacy_seq2seq.saved_model.builder").SavedModelBuilder
       for path in ("saved_model.Builder", "saved_model.builder.SavedModelBuilder", "python.saved_model.builder.SavedModelBuilder",
                    "python.saved_model.builder_impl.SavedModelBuilder")},
    **{f"tf.{path}": lambda: _importlib.import_module("legacy_seq2seq.saved_model.builder").simple_save
       for path in ("saved_model.simple_save", "saved_model.experimental.simple_save", "python.saved_model.simple_save.simple_save")},
    "tf.pywrap_tensorflow": lambda: _stack.inner_module("pywrap_tensorflow"),
    "tf.pywrap_tensorflow.NewCheckpointReader": lambda: _v1.train.NewCheckpointReader,
}
_OVERRIDES.update(_keras.overrides())

if not hasattr(_v1, "estimator"):
    _OVERRIDES["tf.estimator"] = lambda: _importlib.import_module("legacy_seq2seq.estimator")

for _name in ("softmax_cross_entropy_with_logits", "sparse_softmax_cross_entropy_with_logits", "sigmoid_cross_entropy_with_logits"):
    _OVERRIDES[f"tf.nn.{_name}"] = lambda _name=_name: getattr(_importlib.import_module("legacy_seq2seq.nn.losses"), _name)

_root = _Namespace("tf", _v1, _OVERRIDES, __name__)


# Of the build: today's, under the names of then.
_OF_THE_BUILD = {"__git_version__": "GIT_VERSION", "__compiler_version__": "COMPILER_VERSION", "__cxx11_abi_flag__": "CXX11_ABI_FLAG",
                 "__monolithic_build__": "MONOLITHIC_BUILD"}


def __getattr__(name):
    value = getattr(_root, _OF_THE_BUILD.get(name, name))
    globals()[name] = value
    return value


def __dir__():
    return sorted(set(dir(_root)) | {"__version__", "__doc__", "__name__", "__file__"})


__all__ = dir(_root)
__path__ = []  # a package, for `import legacy_seq2seq.tf1.nn`
# First, or `tf1.contrib.rnn` would be loaded a second time from the files of `legacy_seq2seq.contrib.rnn`.
_AttributeImporter(__name__).install(first=True)
