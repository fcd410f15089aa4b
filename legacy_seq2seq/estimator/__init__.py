"""`tf.estimator` for TensorFlow 2.16 and newer, which have none: models given by a function, in TF1's graph mode.

Estimator, its configuration, inputs, hooks, exports, and training with evaluation in one process. TensorFlow up to 2.15 has its
own, and keeps it. Of the ready-made estimators, those of layers and weighted sums over feature columns are there.
"""

from legacy_seq2seq import absent
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator import canned, experimental, export, inputs, tpu
from legacy_seq2seq.estimator.canned import *  # noqa: F403
from legacy_seq2seq.estimator.estimator import Estimator
from legacy_seq2seq.estimator.exporter import BestExporter, Exporter, FinalExporter, LatestExporter
from legacy_seq2seq.estimator.extenders import add_metrics
from legacy_seq2seq.estimator.model_fn import EstimatorSpec, ModeKeys
from legacy_seq2seq.estimator.run_config import RunConfig
from legacy_seq2seq.estimator.training import EvalSpec, TrainSpec, train_and_evaluate
from legacy_seq2seq.estimator.warm_starting import VocabInfo, WarmStartSettings

# Core TensorFlow's, shown here too.
globals().update({name: getattr(tf.train, name) for name in absent.ESTIMATOR_NAMES_IN_TRAIN if name != "VocabInfo"})

__all__ = [
    *canned.__all__,
    "BestExporter", "Estimator", "EstimatorSpec", "EvalSpec", "Exporter", "FinalExporter", "LatestExporter", "ModeKeys", "RunConfig",
    "TrainSpec", "VocabInfo", "WarmStartSettings", "add_metrics", "experimental", "export", "inputs", "tpu", "train_and_evaluate",
    *(name for name in absent.ESTIMATOR_NAMES_IN_TRAIN if name != "VocabInfo"),
]


def __getattr__(name):
    raise absent.error_for(f"tf.estimator.{name}", __all__)
