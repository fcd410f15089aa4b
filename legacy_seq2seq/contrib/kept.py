"""Parts of `tf.contrib` of which today's TensorFlow keeps all or most, under names of its own.

Each part is a module of the names here; `NAMES` leads from "part" to {name there: TF1 name now}, "*" to a
namespace whose names are all taken over.
"""

import importlib
import types

from legacy_seq2seq import absent

NAMES = {
    "autograph": {"*": "autograph"},
    "cluster_resolver": {"*": "distribute.cluster_resolver"},
    "compiler": {"xla": "xla.experimental"},
    "distribute": {"*": "distribute"},
    "eager": {"Variable": "Variable", "GradientTape": "GradientTape", "enable_eager_execution": "enable_eager_execution",
              "executing_eagerly": "executing_eagerly", "in_eager_mode": "executing_eagerly", "py_func": "py_function",
              "defun": "function", "run": "app.run", "python": "contrib.eager", "tfe": "contrib.eager"},
    "factorization": {name: f"python.ops.clustering_ops.{name}" for name in (
        "COSINE_DISTANCE", "KMEANS_PLUS_PLUS_INIT", "KMeans", "RANDOM_INIT", "SQUARED_EUCLIDEAN_DISTANCE")},
    "hooks": {"ProfilerHook": "train.ProfilerHook"},
    "keras": {"*": "keras", "api": "python", "python": "python"},  # `contrib.keras.python.keras`, until 1.3
    "linalg": {"*": "linalg"},
    "lite": {"*": "lite", "toco_convert": "lite.toco_convert"},
    "signal": {"*": "signal"},
    "staging": {"StagingArea": "python.ops.data_flow_ops.StagingArea"},
    "stateless": {"stateless_random_normal": "random.stateless_normal", "stateless_random_uniform": "random.stateless_uniform",
                  "stateless_truncated_normal": "random.stateless_truncated_normal",
                  "stateless_multinomial": "random.stateless_categorical"},
    "tfprof": {"*": "profiler"},
    "tpu": {"CrossShardOptimizer": "tpu.CrossShardOptimizer", "bfloat16_scope": "tpu.bfloat16_scope",
            "cross_replica_sum": "tpu.cross_replica_sum",
            # `contrib.tpu.python.tpu.tpu_config` and its neighbours
            **{name: "contrib.tpu" for name in ("python", "tpu", "tpu_config", "tpu_estimator", "tpu_function", "tpu_optimizer")},
            **{name: f"estimator.tpu.{name}" for name in ("InputPipelineConfig", "RunConfig", "TPUConfig", "TPUEstimator",
                                                          "TPUEstimatorSpec")}},
    "util": {"constant_value": "python.framework.tensor_util.constant_value", "make_ndarray": "make_ndarray",
             "make_tensor_proto": "make_tensor_proto",
             "ops_used_by_graph_def": "python.framework.meta_graph.ops_used_by_graph_def",
             "stripped_op_list_for_graph": "python.framework.meta_graph.stripped_op_list_for_graph"},
}


class KeptPart(types.ModuleType):
    """`tf.contrib.<part>`; its names are looked up in `tf1` when they are used."""

    def __init__(self, name, names):
        super().__init__(name)
        self.__dict__.update(_names=names)
        self.__path__ = []  # a package, for import statements

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self._names:
            return _look_up(self._names[name])
        whole = self._names.get("*")
        if whole is None or not hasattr(_look_up(whole), name):
            entry = absent.own_entry(f"tf.contrib.{self.__name__.rpartition('.')[2]}.{name}")
            if entry:
                raise AttributeError(f"{self.__name__}.{name} is not available: {entry.reason}. Use instead: {entry.use}.")
            raise AttributeError(f"{self.__name__}.{name} is not provided. Provided: {', '.join(dir(self))}.")
        return getattr(_look_up(whole), name)

    def __dir__(self):
        whole = dir(_look_up(self._names["*"])) if "*" in self._names else ()
        return sorted({*self._names, *whole} - {"*"})

    @property
    def __all__(self):
        return dir(self)


def part(name):
    """The module `tf.contrib.<name>`."""
    return KeptPart(f"legacy_seq2seq.contrib.{name}", NAMES[name])


def _look_up(path):
    value = importlib.import_module("legacy_seq2seq.tf1")
    for step in path.split("."):
        value = getattr(value, step)
    return value
