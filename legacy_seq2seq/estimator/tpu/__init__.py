"""`tf.estimator.tpu`, for programs that name TPUs and run without one: `use_tpu=False`."""

from legacy_seq2seq import absent
from legacy_seq2seq.estimator.tpu.tpu_config import InputPipelineConfig, RunConfig, TPUConfig
from legacy_seq2seq.estimator.tpu.tpu_estimator import TPUEstimator, TPUEstimatorSpec

__all__ = ["InputPipelineConfig", "RunConfig", "TPUConfig", "TPUEstimator", "TPUEstimatorSpec"]


def __getattr__(name):
    raise absent.error_for(f"tf.estimator.tpu.{name}", __all__)
