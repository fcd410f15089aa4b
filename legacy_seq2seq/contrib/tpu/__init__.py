"""`tf.contrib.tpu`, for programs that name TPUs and run without one."""

from legacy_seq2seq import absent
from legacy_seq2seq import tf1 as tf

InputPipelineConfig = tf.estimator.tpu.InputPipelineConfig
RunConfig = tf.estimator.tpu.RunConfig
TPUConfig = tf.estimator.tpu.TPUConfig
TPUEstimator = tf.estimator.tpu.TPUEstimator
TPUEstimatorSpec = tf.estimator.tpu.TPUEstimatorSpec
CrossShardOptimizer = tf.tpu.CrossShardOptimizer
bfloat16_scope = tf.tpu.bfloat16_scope
cross_replica_sum = tf.tpu.cross_replica_sum

__all__ = ["CrossShardOptimizer", "InputPipelineConfig", "RunConfig", "TPUConfig", "TPUEstimator", "TPUEstimatorSpec", "bfloat16_scope",
           "cross_replica_sum"]


def __getattr__(name):
    raise absent.error_for(f"tf.contrib.tpu.{name}", __all__)
