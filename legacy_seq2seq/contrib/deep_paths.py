"""The paths below `tf.contrib` that old programs import freely: `contrib.seq2seq.python.ops.helper` and its like.

TF 1.15 kept each public name in such a module too. Here it leads to the module of the same name in our
package, or to the package itself where we cut it otherwise; private names are found where they live.
"""

import importlib
import importlib.util
import types

from legacy_seq2seq import absent

# TF 1.15.5's modules below each part, by their folder.
_MODULES = {
    "crf": {"python.ops": "crf"},
    "cudnn_rnn": {"python.layers": "cudnn_rnn", "python.ops": "cudnn_rnn_ops"},
    "data": {"python.ops": "batching counter enumerate_ops error_ops get_single_element grouping interleave_ops iterator_ops "
                           "prefetching_ops random_ops readers resampling scan_ops shuffle_ops sliding unique writers"},
    "estimator": {"python.estimator": "early_stopping extenders head hooks replicate_model_fn"},
    "framework": {"python.framework": "checkpoint_utils experimental graph_util tensor_util",
                  "python.ops": "arg_scope checkpoint_ops ops prettyprint_ops script_ops sort_ops variables"},
    "graph_editor": {"": "edit reroute select subgraph transform util"},
    "grid_rnn": {"python.ops": "grid_rnn_cell"},
    "image": {"python.ops": "image_ops"},
    "layers": {"python.layers": "embedding_ops encoders initializers layers normalization optimizers regularizers rev_block_lib "
                                "summaries utils",
               "python.ops": "sparse_ops"},
    "legacy_seq2seq": {"python.ops": "seq2seq"},
    "lookup": {"": "lookup_ops"},
    "losses": {"python.losses": "loss_ops"},
    "metrics": {"python.metrics": "classification", "python.ops": "confusion_matrix_ops histogram_ops metric_ops set_ops"},
    "nn": {"python.ops": "alpha_dropout cross_entropy sampling_ops scaled_softplus"},
    "opt": {"python.training": "adamax addsign external_optimizer lazy_adam_optimizer moving_average_optimizer "
                               "multitask_optimizer_wrapper nadam_optimizer powersign variable_clipping_optimizer "
                               "weight_decay_optimizers"},
    "rnn": {"python.ops": "core_rnn core_rnn_cell core_rnn_cell_impl fused_rnn_cell gru_ops lstm_ops rnn rnn_cell"},
    "seq2seq": {"python.ops": "attention_wrapper basic_decoder beam_search_decoder beam_search_ops decoder helper loss"},
    "sparsemax": {"python.ops": "sparsemax sparsemax_loss"},
    "training": {"python.training": "bucket_ops device_setter evaluation hparam resample sampling_ops "
                                    "sequence_queueing_state_saver training"},
}


# {a leaf's name: ours}, where its name was another until TF 1.1 and programs of 1.2 try both.
_UNTIL_THEN = {"core_rnn_cell_impl": "core_rnn_cell"}


class DeepModule(types.ModuleType):
    """Stands for a module of TF 1.15; looks its names up in the modules `behind` it, in their order."""

    def __init__(self, name, behind):
        super().__init__(name)
        self._behind = behind

    def __getattr__(self, name):
        if not name.startswith("__"):
            for module in self._behind:
                if hasattr(module, name):
                    return getattr(module, name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __call__(self, *arguments, **options):
        """Of a module and a function of one name, `framework.python.ops.arg_scope`, TF 1.15 gave the function to `from` imports."""
        return getattr(self, self.__name__.rpartition(".")[2])(*arguments, **options)

    def __dir__(self):
        return sorted({name for module in self._behind for name in dir(module) if not name.startswith("__")})


def below(package_name):
    """The module `__getattr__` of our package `legacy_seq2seq.contrib.<part>`: finds the first step of its deep paths."""
    part = package_name.rpartition(".")[2]

    def __getattr__(name):
        folders = {folder: leaves for folder, leaves in _MODULES.get(part, {}).items()
                   if name in (folder.split(".")[:1] if folder else leaves.split())}
        if not folders:
            entry = absent.entry_for(f"tf.contrib.{part}.{name}")
            if entry and not name.startswith("__"):
                raise AttributeError(f"tf.contrib.{part}.{name} is not available: {entry.reason}. Use instead: {entry.use}.")
            raise AttributeError(f"module {package_name!r} has no attribute {name!r}")
        package = importlib.import_module(package_name)
        for folder, leaves in folders.items():
            node = package
            for step in filter(None, folder.split(".")):
                if step not in node.__dict__:
                    setattr(node, step, _folder(f"{node.__name__}.{step}", package))
                node = getattr(node, step)
            for leaf in leaves.split():
                setattr(node, leaf, _leaf(package, node, leaf))
        return getattr(package, name)

    return __getattr__


def _folder(name, package):
    folder = DeepModule(name, [package])  # `from tensorflow.contrib.layers.python.layers import batch_norm` is common
    folder.__path__ = []  # a package, for import statements
    return folder


def _leaf(package, node, leaf):
    leaf = _UNTIL_THEN.get(leaf, leaf)
    own = f"{package.__name__}.{leaf}"
    behind = [importlib.import_module(own)] if importlib.util.find_spec(own) else []
    return DeepModule(f"{node.__name__}.{leaf}", [*behind, package])
