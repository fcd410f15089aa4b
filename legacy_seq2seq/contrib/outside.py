"""The parts of `tf.contrib` that this project does not bring back.

Programs import many a part that they never use, so importing one of these succeeds; using a name in it says
that it is not there, and what took its place.
"""

import types

from legacy_seq2seq import absent

_LIST = """
    all_reduce batching bayesflow bigtable boosted_trees checkpoint cloud coder constrained_optimization copy_graph deprecated
    feature_column ffmpeg fused_conv gan hadoop input_pipeline integrate kafka kernel_methods kinesis
    labeled_tensor libsvm linear_optimizer memory_stats meta_graph_transform mixed_precision model_pruning mpi_collectives nccl
    nearest_neighbor optimizer_v2 periodic_resample proto quantization quantize recurrent reduce_slice_ops remote_fused_graph
    resampler rpc saved_model session_bundle solvers specs stat_summarizer tensor_forest tensorrt testing text timeseries
"""
NAMES = frozenset(_LIST.split())


class OutsidePart(types.ModuleType):
    """`tf.contrib.<part>`, of which no name is provided."""

    def __init__(self, part):
        super().__init__(f"legacy_seq2seq.contrib.{part}")
        self.__path__ = []  # a package, for import statements

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        path = f"tf.contrib.{self.__name__.rpartition('.')[2]}"
        entry = absent.entry_for(f"{path}.{name}") or absent.own_entry(f"{path}.*")
        if entry:
            raise AttributeError(f"{path}.{name} is not available: {entry.reason}. Use instead: {entry.use}.")
        raise AttributeError(f"{path}.{name} is not provided: {path} is outside this project.")
