"""The configuration of a TPU, which nothing here reads. Source: TF1 tf.estimator.tpu.RunConfig, TPUConfig, InputPipelineConfig."""

import collections

from legacy_seq2seq.estimator import run_config


class InputPipelineConfig:
    """How a TPU's hosts read their input. Source: TF1 tf.estimator.tpu.InputPipelineConfig."""

    PER_SHARD_V1 = 1
    PER_HOST_V1 = 2
    PER_HOST_V2 = 3
    BROADCAST = 4
    SLICED = 5


_DEFAULTS = {
    "iterations_per_loop": 2, "num_shards": None, "num_cores_per_replica": None, "per_host_input_for_training": True,
    "tpu_job_name": None, "initial_infeed_sleep_secs": None, "input_partition_dims": None,
    "eval_training_input_configuration": InputPipelineConfig.PER_HOST_V1, "experimental_host_call_every_n_steps": 1,
}


class TPUConfig(collections.namedtuple("TPUConfig", tuple(_DEFAULTS), defaults=tuple(_DEFAULTS.values()))):
    """How a TPU is used: `iterations_per_loop` steps in one call, `num_shards` cores … Source: TF1 tf.estimator.tpu.TPUConfig."""

    __slots__ = ()


class RunConfig(run_config.RunConfig):
    """`tf.estimator.RunConfig` with a `TPUConfig`, a master's address and a cluster resolver.

    Source: TF1 tf.estimator.tpu.RunConfig.
    """

    def __init__(self, tpu_config=None, evaluation_master=None, master=None, cluster=None, **kwargs):
        super().__init__(**kwargs)
        self._tpu_config = tpu_config or TPUConfig()
        self._cluster = cluster
        if master is not None:
            self._master = master
        self._evaluation_master = self._master if evaluation_master is None else evaluation_master

    @property
    def tpu_config(self):
        return self._tpu_config

    @property
    def cluster(self):
        return self._cluster
