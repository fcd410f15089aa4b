"""What the root modules of the eras have in common: TF 1.15's API with overrides, importable at any depth."""

import importlib
import sys
import types

from legacy_seq2seq.namespace import AttributeImporter, Namespace

# Of tf.contrib.distributions, those whose arguments had other names until 1.0.
DISTRIBUTIONS = ("Bernoulli Beta Binomial Categorical Dirichlet Exponential Gamma MultivariateNormalCholesky MultivariateNormalDiag "
                 "MultivariateNormalFull Normal NormalWithSoftplusSigma Poisson StudentT Uniform kl")


class EraNamespace(Namespace):
    """A namespace over `legacy_seq2seq.tf1` whose overrides reach into our own packages too (`tf.contrib.rnn`).

    overrides: {full TF1 name: function without arguments that gives the value}.
    """

    def _resolve(self, name):
        path = f"{self._path}.{name}"
        value = super()._resolve(name)
        changed = path != "tf.compat.v2" and self._has_overrides_below(path)
        if isinstance(value, types.ModuleType) and changed and not isinstance(value, EraNamespace):
            return EraNamespace(path, value, self._overrides, f"{self.__name__}.{name}")
        return value

    def _is_foreign(self, path, module):
        return False  # `legacy_seq2seq.tf1` has wrapped what is not ours


def make_root(module_name, version, overrides):
    """The namespace of an era, importable below `module_name`. `overrides`: as for EraNamespace."""
    own = dict(overrides)
    for path in ("tf", "tf.python.client.session"):
        own.update(below(path, "Session InteractiveSession", "legacy_seq2seq.eras.sessions"))
    for path in ("tf.nn", "tf.python.ops.nn", "tf.python.ops.nn_ops"):
        own.update(values({f"{path}.dropout": "dropout_until_1_1"}, "legacy_seq2seq.drawing"))
    for path in ("tf.train", "tf.python.training.supervisor"):
        own.update(below(path, "Supervisor", "legacy_seq2seq.eras.sessions"))
    own.update({"tf.VERSION": lambda: version, "tf.version.VERSION": lambda: version, "tf.__version__": lambda: version,
                "tf.compat.v1": lambda: sys.modules[module_name]})
    tf1 = importlib.import_module("legacy_seq2seq.tf1")
    root = EraNamespace("tf", tf1, own, module_name)
    AttributeImporter(module_name).install(first=True)
    return root


def values(names, module):
    """Overrides that look `{full TF1 name: name in `module`}` up when first used; `module` is imported then."""
    def look_up(name):
        return lambda: getattr(importlib.import_module(module), name)

    return {path: look_up(name) for path, name in names.items()}


def below(path, names, module):
    """Overrides for names that are the same in `module`: `below("tf.nn", "rnn_cell seq2seq", module)`."""
    return values({f"{path}.{name}": name for name in names.split()}, module)


def grids(module):
    """Overrides for the cells of tf.contrib.grid_rnn."""
    names = ("Grid1BasicLSTMCell Grid1BasicRNNCell Grid1LSTMCell Grid2BasicLSTMCell Grid2BasicRNNCell Grid2GRUCell Grid2LSTMCell "
             "Grid3LSTMCell GridRNNCell")
    found = below("tf.contrib.grid_rnn", names, module)
    found.update(below("tf.contrib.grid_rnn.python.ops.grid_rnn_cell", names, module))
    return found


def inner_names(state_sizes):
    """Overrides for private functions on the paths where programs found them; `state_sizes`: the modules with `_state_size_with_prefix`."""
    module = "legacy_seq2seq.eras.inner_names"
    found = below("tf.contrib.crf.python.ops.crf", "_lengths_to_masks", module)
    for path in state_sizes.split():
        found.update(below(f"tf.{path}", "_state_size_with_prefix", module))
    return found


def mnist(module):
    """Overrides for the reader of MNIST's digits, wherever TF1 shows it; `module` has its names."""
    names = "DataSet read_data_sets load_mnist"
    found = below("tf.examples.tutorials.mnist.input_data", "read_data_sets", module)
    for path in ("tf.contrib.learn.datasets", "tf.contrib.learn.python.learn.datasets"):
        found.update(below(path, "load_dataset DATASETS", module))
        found.update(below(path + ".mnist", names, module))
    return found
