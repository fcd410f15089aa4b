"""Which TensorFlow, Keras and Addons are installed, and how to reach them. The ONE module that asks.

Two stacks are supported:

- classic: TensorFlow 2.13-2.15 with its Keras 2, and TensorFlow Addons where it is installed;
- modern: TensorFlow 2.16 or newer, whose own Keras is Keras 3, with tf-keras (Keras 2) beside it.

Importing this module imports nothing heavy; `tensorflow()` and its siblings do.
"""

import collections
import contextlib
import functools
import importlib
import importlib.metadata
import importlib.util
import os
import random
import re
import sys

from legacy_seq2seq import quiet

OLDEST_TENSORFLOW = (2, 13)
FIRST_WITH_KERAS_3 = (2, 16)
FIRST_WITH_NUMPY_2 = (2, 18)
NEWEST_TESTED = (2, 21)

_TENSORFLOW_DISTRIBUTIONS = (
    "tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-intel", "tensorflow-macos",
    "tensorflow-rocm", "intel-tensorflow", "tf-nightly", "tf-nightly-cpu",
)

Installed = collections.namedtuple(
    "Installed", "python tensorflow keras tf_keras addons numpy tensorflow_imported")
Installed.__doc__ = """Versions as text, None where a package is absent; python is a tuple of ints.

`tensorflow_imported` says whether TensorFlow was in the process before us.
"""

Finding = collections.namedtuple("Finding", "subject status detail remedy")
Finding.__doc__ = """One line of the doctor's report: status is "ok", "note" or "unfit"."""


class StackError(ImportError):
    """What is installed cannot run TF1 code. The message says what to install."""


# What is installed

def version_tuple(text):
    """The leading numbers of a version: "2.15.0.post1" is (2, 15, 0)."""
    return tuple(int(part) for part in re.match(r"\d+(\.\d+)*", text).group().split("."))


@functools.cache  # a version is read from a text file, in some milliseconds
def _distribution_version(*names):
    for name in names:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    return None


def _module_version(name):
    """The version of a package that came without metadata (a source build), else None."""
    try:
        if name not in sys.modules and importlib.util.find_spec(name) is None:
            return None
        return getattr(importlib.import_module(name), "__version__", None)
    except (ImportError, ValueError):
        return None


def installed():
    """Looks up what is installed. Imports none of it, unless TensorFlow came without metadata."""
    imported = getattr(sys.modules.get("tensorflow"), "__version__", None)
    return Installed(
        python=sys.version_info[:2],
        tensorflow=imported or _distribution_version(*_TENSORFLOW_DISTRIBUTIONS) or _module_version("tensorflow"),
        keras=_distribution_version("keras", "keras-nightly"),
        tf_keras=_distribution_version("tf-keras", "tf-keras-nightly"),
        addons=_distribution_version("tensorflow-addons"),
        numpy=_distribution_version("numpy"),
        tensorflow_imported=imported is not None,
    )


def name_of(found):
    """"classic" or "modern"; None without a TensorFlow 2."""
    if found.tensorflow is None or version_tuple(found.tensorflow) < (2,):
        return None
    return "modern" if version_tuple(found.tensorflow) >= FIRST_WITH_KERAS_3 else "classic"


def name():
    """The stack in use: "classic" or "modern", None without a TensorFlow 2."""
    return name_of(installed())


# Is it fit?

def _install_line(python):
    """The command that makes a fit stack for this Python."""
    if python < (3, 9):
        return "use Python 3.9 to 3.13; then: pip install legacy_seq2seq"
    if python < (3, 12):
        return 'pip install "tensorflow>=2.13,<2.16" tensorflow-addons "numpy<2"'
    return "pip install tensorflow tf-keras (where pip finds no tensorflow for this Python, use 3.13)"


def _tensorflow_finding(found):
    if found.tensorflow is None:
        return Finding("TensorFlow", "unfit", "not installed", _install_line(found.python))
    version = version_tuple(found.tensorflow)
    if version < (2,):
        return Finding(
            "TensorFlow", "unfit", f"{found.tensorflow} is TensorFlow 1 itself",
            "old programs run on it as they are; for today's TensorFlow: " + _install_line(found.python))
    if version < OLDEST_TENSORFLOW:
        return Finding("TensorFlow", "unfit", f"{found.tensorflow} is too old; 2.13 or newer is needed",
                       _install_line(found.python))
    if version[:2] > NEWEST_TESTED:
        tested = ".".join(map(str, NEWEST_TESTED))
        return Finding("TensorFlow", "note", f"{found.tensorflow} is newer than the newest tested, {tested}",
                       f'should something fail: pip install "tensorflow~={tested}.0" "tf-keras~={tested}.0"')
    return Finding("TensorFlow", "ok", found.tensorflow, "")


def _own_keras_is_keras_2(found):
    return name_of(found) == "classic" and found.keras is not None and version_tuple(found.keras) < (3,)


def _keras_finding(found):
    """Keras 2 is needed: TF1's layers and cell bases live in it."""
    series = ".".join(map(str, version_tuple(found.tensorflow)[:2]))
    if found.tf_keras and version_tuple(found.tf_keras)[:2] == version_tuple(found.tensorflow)[:2]:
        return Finding("Keras 2", "ok", f"tf-keras {found.tf_keras}", "")
    if _own_keras_is_keras_2(found):
        return Finding("Keras 2", "ok", f"keras {found.keras}", "")
    if found.tf_keras:
        return Finding("Keras 2", "unfit", f"tf-keras {found.tf_keras} does not belong to TensorFlow {found.tensorflow}",
                       f'pip install "tf-keras~={series}.0"')
    what = f"keras {found.keras}" if found.keras else "no keras"
    return Finding("Keras 2", "unfit", f"{what} is installed, without tf-keras: TF1's layers and cells need Keras 2",
                   f'pip install "tf-keras~={series}.0"')


def _numpy_finding(found):
    if found.numpy is None:
        return Finding("NumPy", "unfit", "not installed", "pip install numpy")
    if version_tuple(found.numpy) >= (2,) and version_tuple(found.tensorflow) < FIRST_WITH_NUMPY_2:
        return Finding("NumPy", "unfit", f"{found.numpy} does not work with TensorFlow {found.tensorflow}, built for NumPy 1",
                       'pip install "numpy<2"')
    return Finding("NumPy", "ok", found.numpy, "")


def _addons_finding(found):
    own = "our own implementation of its operations serves"
    if name_of(found) == "modern":
        if found.addons:
            return Finding("Addons", "note", f"{found.addons} cannot be imported with TensorFlow {found.tensorflow}; {own}",
                           "pip uninstall tensorflow-addons (optional)")
        return Finding("Addons", "ok", f"does not exist for TensorFlow {found.tensorflow}; {own}", "")
    if found.addons is None:
        return Finding("Addons", "note", f"not installed; {own}", "pip install tensorflow-addons (optional)")
    return Finding("Addons", "ok", found.addons, "")


def findings(found):
    """The state of each part of the stack `found` (an `Installed`), the user's remedy with each."""
    report = [_tensorflow_finding(found)]
    if report[0].status != "unfit":
        report += [_keras_finding(found), _numpy_finding(found), _addons_finding(found)]
    if found.tensorflow_imported:
        report.append(Finding(
            "import order", "note", "TensorFlow was imported before legacy_seq2seq: its start-up lines could not be held back",
            "import legacy_seq2seq.tf1 first (optional; everything works)"))
    return report


def _require_fit():
    unfit = [f for f in findings(installed()) if f.status == "unfit"]
    if unfit:
        raise StackError("This Python environment cannot run TF1 code:\n" + "\n".join(
            f"  {f.subject}: {f.detail}.\n    To do: {f.remedy}" for f in unfit))


# Reaching it

@functools.cache
def tensorflow():
    """Today's TensorFlow module, loaded without its start-up chatter. Raises StackError if unfit."""
    _require_fit()
    # On the modern stack level W repeats, for every failed run and every dataset's end, what the
    # exception says already («Local rendezvous is aborting»); on the classic one it is worth reading.
    quiet.native_log_level(2 if name() == "modern" else 1)
    with quiet.startup(), _random_numbers_left_alone():
        try:
            module = importlib.import_module("tensorflow")
        except Exception as error:
            raise StackError(
                f"TensorFlow is installed, but importing it failed: {type(error).__name__}: {error}\n"
                "  To do: `legacy-seq2seq doctor` says what does not fit together.") from error
        _require_genuine(module)
        from tensorflow.python.util import deprecation, module_wrapper
        quiet.deprecations(deprecation, module_wrapper)
        if not _gpu_driver_present():
            # Looks for devices now, so that the complaint about the missing driver is held back too.
            # Not where there is a driver: CUDA_VISIBLE_DEVICES may still be set by the program.
            module.config.list_physical_devices()
    return module


@contextlib.contextmanager
def _random_numbers_left_alone():
    """What is imported inside draws no number from `random`, as TF 1.x's import did not: a seed set before it still counts.

    rich, which Keras 3 imports, draws one when it is imported; imported here, it cannot do so in the middle of a program.
    """
    state = random.getstate()
    try:
        yield
        importlib.import_module("rich.style")
    finally:
        random.setstate(state)


def _require_genuine(module):
    if not hasattr(module, "compat"):
        where = getattr(module, "__file__", None) or list(getattr(module, "__path__", ["?"]))[0]
        raise StackError(
            f"`import tensorflow` finds {where}, which is not TensorFlow.\n"
            "  To do: rename that file or folder; it hides the installed package.")


def _gpu_driver_present():
    return any(os.path.exists(path) for path in ("/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg", "/dev/kfd"))


def inner_module(path):
    """A module of TensorFlow's own inside, by its path below `tensorflow.python` ("util.nest")."""
    tensorflow()
    return importlib.import_module(f"tensorflow.python.{path}".rstrip("."))


def forget_graphs():
    """Makes the default graph a new one, and closes the sessions that were entered and never left (`InteractiveSession`)."""
    sessions = inner_module("framework.stack")._default_session_stack
    for session in reversed(sessions.stack[:]):
        session.close()
    sessions.reset()
    inner_module("framework.ops")._default_graph_stack.reset()
    legacy_keras().backend.clear_session()


def next_seeds():
    """TensorFlow's table {graph: the seed of its next random operation without one}. Gone with it: then say so here."""
    return inner_module("framework.random_seed")._graph_to_seed_dict


def protocol_buffers():
    """The package `tensorflow.core`: TensorFlow's protocol buffers, `framework.summary_pb2` and its like below it."""
    tensorflow()
    return importlib.import_module("tensorflow.core")


@functools.cache
def compat_v1():
    """`tensorflow.compat.v1`, with the process put into TF1's graph mode (once)."""
    v1 = tensorflow().compat.v1
    v1.disable_v2_behavior()
    return v1


@functools.cache
def legacy_keras():
    """The `keras` namespace of TF1: Keras 2, from tf-keras or from TensorFlow 2.13-2.15's own keras."""
    tensorflow()
    package = "keras" if _own_keras_is_keras_2(installed()) else "tf_keras"
    with quiet.startup():
        keras = importlib.import_module(f"{package}.api._v1.keras")
    for part in ("legacy_tf_layers.core", "legacy_tf_layers.convolutional", "legacy_tf_layers.normalization",
                 "legacy_tf_layers.pooling", "layers.rnn.legacy_cells", "layers.rnn.legacy_cell_wrappers"):
        quiet.retirement_notices(importlib.import_module(f"{package}.src.{part}"))
    return keras


def legacy_keras_inside():
    """The package that Keras 2 is written in; `engine`, `layers`, `utils` are below it."""
    return importlib.import_module(legacy_keras().__name__.partition(".")[0] + ".src")


def legacy_layers():
    """The `tf.layers` namespace of TF1."""
    return legacy_keras().__internal__.legacy.layers


def legacy_rnn_cell():
    """The `tf.nn.rnn_cell` namespace as Keras 2 keeps it: the base class of our cells comes from here."""
    return legacy_keras().__internal__.legacy.rnn_cell


@functools.cache
def _addons_or_error():
    tensorflow()
    if installed().addons is None:
        return None, None
    try:
        with quiet.startup(), quiet.addons_import():
            return importlib.import_module("tensorflow_addons"), None
    except Exception as error:  # whatever a package built for another TensorFlow raises
        return None, error


def addons():
    """The tensorflow_addons module, or None where it is absent or cannot be imported."""
    return _addons_or_error()[0] if name() == "classic" else None


def addons_error():
    """Why the installed Addons cannot be imported (an exception), or None."""
    return _addons_or_error()[1] if name() == "classic" else None
