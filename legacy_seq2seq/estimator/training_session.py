"""An estimator's training: one graph, one monitored session."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.input_results import features_and_labels
from legacy_seq2seq.estimator.model_fn import ModeKeys


def train(estimator, input_fn, hooks, saving_listeners):
    """Trains until a hook or the input's end stops it; returns the last loss, or None.

    1. Builds the graph: global step, input, model. 2. Starts from other weights, where the estimator says so.
    3. Hooks: the input's, the user's, then those that watch the loss and log it. 4. Saves as the configuration says.
    5. Runs the model's `train_op` and `loss` together, step by step.
    """
    config = estimator._config
    with tf.Graph().as_default() as graph, graph.device(_placement(config)):
        tf.set_random_seed(config.tf_random_seed)
        step = estimator._create_global_step(graph)
        features, labels, input_hooks = features_and_labels(input_fn, ModeKeys.TRAIN, estimator.params, config)
        spec = estimator._call_model_fn(features, labels, ModeKeys.TRAIN, estimator.config)
        _warm_start(estimator)
        _summarise(spec.loss)
        hooks = [*input_hooks, *hooks, *_watching(spec.loss, step, config), *spec.training_hooks]
        _prepare_saver(spec.scaffold, config)
        chief_hooks = [*_saving(estimator, spec, hooks, saving_listeners), *spec.training_chief_hooks]
        return _loop(estimator, spec, hooks, chief_hooks)


def _placement(config):
    if config.device_fn is not None:
        return config.device_fn
    if config.num_ps_replicas == 0:
        return None
    return tf.train.replica_device_setter(ps_tasks=config.num_ps_replicas, cluster=config.cluster_spec,
                                          worker_device=f"/job:{config.task_type}/task:{config.task_id}")


def _warm_start(estimator):
    settings = estimator._warm_start_settings
    if settings is not None and not estimator.latest_checkpoint():
        tf.logging.info(f"Warm-starting with WarmStartSettings: {settings}")
        tf.train.warm_start(*settings)


def _summarise(loss):
    """The loss as a summary, where the model has none of that name, and in the collection of losses."""
    if not any(summary.op.name == "loss" for summary in tf.get_collection(tf.GraphKeys.SUMMARIES)):
        tf.summary.scalar("loss", loss)
    tf.add_to_collection(tf.GraphKeys.LOSSES, loss)


def _watching(loss, step, config):
    hooks = [tf.train.NanTensorHook(loss)]
    if config.log_step_count_steps is not None:
        hooks.append(tf.train.LoggingTensorHook({"loss": loss, "step": step}, every_n_iter=config.log_step_count_steps))
    return hooks


def _prepare_saver(scaffold, config):
    if not (scaffold.saver or tf.get_collection(tf.GraphKeys.SAVERS)):
        tf.add_to_collection(tf.GraphKeys.SAVERS, tf.train.Saver(
            sharded=True, max_to_keep=config.keep_checkpoint_max, keep_checkpoint_every_n_hours=config.keep_checkpoint_every_n_hours,
            defer_build=True, save_relative_paths=True))


def _saving(estimator, spec, hooks, listeners):
    """The hook that saves, unless one of the model's or the user's does; it also calls the `listeners`."""
    config, mine = estimator._config, []
    savers = [hook for hook in [*hooks, *spec.training_chief_hooks] if isinstance(hook, tf.train.CheckpointSaverHook)]
    if not savers and (config.save_checkpoints_secs or config.save_checkpoints_steps):
        mine = savers = [tf.train.CheckpointSaverHook(estimator.model_dir, save_secs=config.save_checkpoints_secs,
                                                      save_steps=config.save_checkpoints_steps, scaffold=spec.scaffold)]
    if listeners and not savers:
        raise ValueError("Estimator.train: `saving_listeners` were given, but nothing saves. Set `save_checkpoints_steps` or "
                         "`save_checkpoints_secs` in the configuration.")
    if listeners:
        savers[0]._listeners.extend(listeners)
    return mine


def _loop(estimator, spec, hooks, chief_hooks):
    config, loss = estimator._config, None
    with tf.train.MonitoredTrainingSession(
            master=config.master, is_chief=config.is_chief, checkpoint_dir=estimator.model_dir, scaffold=spec.scaffold, hooks=hooks,
            chief_only_hooks=chief_hooks, save_checkpoint_secs=0, save_summaries_steps=config.save_summary_steps,
            config=estimator._session_config, log_step_count_steps=config.log_step_count_steps) as session:
        while not session.should_stop():
            _, loss = session.run([spec.train_op, spec.loss])
    if loss is None:
        tf.logging.warning("Training with estimator made no steps. Perhaps input is empty or misspecified.")
    return loss
