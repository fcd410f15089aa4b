"""How an estimator of contrib.learn runs. Source: TF1 tf.contrib.learn.RunConfig."""

from legacy_seq2seq import tf1 as tf

_UNSET = 0


class TaskType:
    """The names of a cluster's jobs. Source: TF1 tf.contrib.learn.TaskType."""

    MASTER, PS, WORKER = "master", "ps", "worker"


class Environment:
    """Where a program runs: what `RunConfig.environment` says."""

    CLOUD, GOOGLE, LOCAL = "cloud", "google", "local"


class RunConfig(tf.estimator.RunConfig):
    """`tf.estimator.RunConfig` with the arguments of contrib.learn: cores, GPU memory and placement instead of a strategy.

    save_checkpoints_secs: 600 by default, unless steps are given. Source: TF1 tf.contrib.learn.RunConfig.
    """

    def __init__(self, master=None, num_cores=0, log_device_placement=False, gpu_memory_fraction=1, tf_random_seed=None,
                 save_summary_steps=100, save_checkpoints_secs=_UNSET, save_checkpoints_steps=None, keep_checkpoint_max=5,
                 keep_checkpoint_every_n_hours=10000, log_step_count_steps=100, protocol=None, evaluation_master="", model_dir=None,
                 session_config=None, session_creation_timeout_secs=7200):
        if save_checkpoints_secs is _UNSET:
            save_checkpoints_secs = None if save_checkpoints_steps is not None else 600
        super().__init__(
            model_dir=None if model_dir is None else str(model_dir), tf_random_seed=tf_random_seed, save_summary_steps=save_summary_steps,
            save_checkpoints_steps=save_checkpoints_steps, save_checkpoints_secs=save_checkpoints_secs, session_config=session_config,
            keep_checkpoint_max=keep_checkpoint_max, keep_checkpoint_every_n_hours=keep_checkpoint_every_n_hours,
            log_step_count_steps=log_step_count_steps, protocol=protocol, session_creation_timeout_secs=session_creation_timeout_secs)
        self._master = master or self._master
        self._evaluation_master = evaluation_master
        self._tf_config = tf.ConfigProto(
            log_device_placement=log_device_placement, inter_op_parallelism_threads=num_cores, intra_op_parallelism_threads=num_cores,
            gpu_options=tf.GPUOptions(per_process_gpu_memory_fraction=gpu_memory_fraction))

    @property
    def environment(self):
        return Environment.CLOUD if self.cluster_spec.jobs else Environment.LOCAL

    @property
    def tf_config(self):
        return self._tf_config

    @staticmethod
    def get_task_id():
        """This task's number in its job; 0 where TF_CONFIG names none."""
        return tf.estimator.RunConfig().task_id


ClusterConfig = RunConfig
