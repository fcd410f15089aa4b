"""How an estimator runs. Source: TF1 tf.estimator.RunConfig."""

import copy
import json
import os

from legacy_seq2seq import tf1 as tf

_UNSET = object()
_REPLACEABLE = (
    "model_dir", "tf_random_seed", "save_summary_steps", "save_checkpoints_steps", "save_checkpoints_secs", "session_config",
    "keep_checkpoint_max", "keep_checkpoint_every_n_hours", "log_step_count_steps", "train_distribute", "device_fn", "protocol",
    "eval_distribute", "experimental_distribute", "experimental_max_worker_delay_secs", "session_creation_timeout_secs",
)


class RunConfig:
    """Where an estimator keeps its checkpoints, and how often it saves, sums up and logs.

    save_checkpoints_steps or save_checkpoints_secs (600 by default), not both; both None save nothing. session_config: a
    ConfigProto; by default one that places softly. train_distribute: a strategy of one replica, which changes nothing.
    The environment's TF_CONFIG names the cluster and this task, as in TF1.
    Raises ValueError for settings that exclude each other. Source: TF1 tf.estimator.RunConfig.
    """

    def __init__(self, model_dir=None, tf_random_seed=None, save_summary_steps=100, save_checkpoints_steps=_UNSET,
                 save_checkpoints_secs=_UNSET, session_config=None, keep_checkpoint_max=5, keep_checkpoint_every_n_hours=10000,
                 log_step_count_steps=100, train_distribute=None, device_fn=None, protocol=None, eval_distribute=None,
                 experimental_distribute=None, experimental_max_worker_delay_secs=None, session_creation_timeout_secs=7200):
        if save_checkpoints_steps is _UNSET:
            save_checkpoints_steps = None
            save_checkpoints_secs = 600 if save_checkpoints_secs is _UNSET else save_checkpoints_secs
        elif save_checkpoints_secs is _UNSET:
            save_checkpoints_secs = None
        given = locals()
        self._set({name: given[name] for name in _REPLACEABLE})
        environment = json.loads(os.environ.get("TF_CONFIG") or "{}")
        self._read(environment.get("cluster") or {}, environment.get("task") or {})
        if self._model_dir is None:
            self._model_dir = environment.get("model_dir")

    def _set(self, values):
        if values["save_checkpoints_steps"] is not None and values["save_checkpoints_secs"] is not None:
            raise ValueError("RunConfig: both `save_checkpoints_steps` and `save_checkpoints_secs` were given; give one, None the other.")
        _at_least("save_summary_steps", values, 0)
        _at_least("save_checkpoints_steps", values, 0)
        _at_least("save_checkpoints_secs", values, 0)
        _at_least("keep_checkpoint_max", values, 0)
        if values["session_config"] is not None and not isinstance(values["session_config"], tf.ConfigProto):
            raise ValueError(f"RunConfig: `session_config` is a {type(values['session_config']).__name__}; expected a tf.ConfigProto.")
        for name in ("train_distribute", "eval_distribute"):
            replicas = getattr(values[name], "num_replicas_in_sync", 1)
            if replicas != 1:
                raise ValueError(f"RunConfig: `{name}` has {replicas} replicas; estimators run on one here. Pass None.")
        self.__dict__.update({f"_{name}": value for name, value in values.items()})

    def _read(self, cluster, task):
        self._cluster_spec = tf.train.ClusterSpec(cluster)
        self._task_type, self._task_id = task.get("type", "worker"), int(task.get("index", 0))
        self._num_ps_replicas = len(cluster.get("ps", ()))
        self._num_worker_replicas = len(cluster.get("worker", ())) + len(cluster.get("chief", ())) + len(cluster.get("master", ()))
        self._num_worker_replicas = self._num_worker_replicas or 1
        self._is_chief = not cluster or self._task_type in ("chief", "master")
        here = cluster.get(self._task_type)
        self._master = f"grpc://{here[self._task_id]}" if here else ""
        self._evaluation_master = ""
        self._global_id_in_cluster = self._task_id + (len(cluster.get("chief", ())) if self._task_type == "worker" else 0)
        self._service = None

    def replace(self, **kwargs):
        """A copy with some settings replaced. Raises ValueError for a setting that cannot be."""
        for name in kwargs:
            if name not in _REPLACEABLE:
                raise ValueError(f"RunConfig.replace: {name!r} cannot be replaced; one of {', '.join(_REPLACEABLE)} can.")
        new = copy.copy(self)
        new._set({**{name: getattr(self, f"_{name}") for name in _REPLACEABLE}, **kwargs})
        return new


def _at_least(name, values, least):
    if values[name] is not None and values[name] < least:
        raise ValueError(f"RunConfig: `{name}` is {values[name]}; expected {least} or more.")


def _reading(name):
    return property(lambda self: getattr(self, f"_{name}"))


for _name in (*_REPLACEABLE, "cluster_spec", "task_type", "task_id", "num_ps_replicas", "num_worker_replicas", "is_chief", "master",
              "evaluation_master", "global_id_in_cluster", "service"):
    if _name not in ("experimental_distribute",):
        setattr(RunConfig, _name, _reading(_name))
