"""An estimator's evaluation: metrics over batches, from a checkpoint."""

import datetime

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.training import StopAfterNEvalsHook, evaluate_once
from legacy_seq2seq.estimator.input_results import features_and_labels
from legacy_seq2seq.estimator.model_fn import ModeKeys


def evaluate(estimator, input_fn, steps, hooks, checkpoint_path, name):
    """{metric: value}; see `Estimator.evaluate`."""
    path = checkpoint_path or estimator.latest_checkpoint()
    if not path:
        tf.logging.info(f"Could not find trained model in model_dir: {estimator.model_dir}, running initialization to evaluate.")
    if steps is not None:
        hooks = [*hooks, StopAfterNEvalsHook(steps)]
    config = estimator._config
    with tf.Graph().as_default() as graph, graph.device(config.device_fn):
        tf.set_random_seed(config.tf_random_seed)
        step = estimator._create_global_step(graph)
        features, labels, input_hooks = features_and_labels(input_fn, ModeKeys.EVAL, estimator.params, config)
        spec = estimator._call_model_fn(features, labels, ModeKeys.EVAL, estimator.config)
        update, values = _metric_ops(spec, step)
        tf.logging.info(f"Starting evaluation at {_now()}")
        results = evaluate_once(path, config.evaluation_master, spec.scaffold, update, final_ops=values,
                                hooks=[*input_hooks, *hooks, *spec.evaluation_hooks], config=estimator._session_config)
        tf.logging.info(f"Finished evaluation at {_now()}")
    _write_summary(estimator.eval_dir(name), results, path)
    return results


def _now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _metric_ops(spec, step):
    """(one op that updates all metrics, {name: value tensor}): the model's metrics, the mean loss, the global step."""
    metrics = dict(spec.eval_metric_ops)
    for taken in ("loss", "global_step"):
        if taken in metrics:
            raise ValueError(f"Estimator.evaluate: `eval_metric_ops` has a metric {taken!r}, which the estimator adds itself; rename it.")
    metrics["loss"] = tf.metrics.mean(spec.loss)
    pairs = {name: _pair(metric) for name, metric in sorted(metrics.items())}
    return tf.group(*[update for _, update in pairs.values()]), {**{name: value for name, (value, _) in pairs.items()}, "global_step": step}


def _pair(metric):
    return (metric.result(), metric.updates[0]) if hasattr(metric, "update_state") else metric


def _write_summary(folder, results, checkpoint_path):
    step = results["global_step"]
    shown = ", ".join(f"{name} = {value!s}" for name, value in sorted(results.items()))
    tf.logging.info(f"Saving dict for global step {step}: {shown}")
    summary = tf.Summary()
    for name, value in results.items():
        if name != "global_step" and value is not None:
            _add(summary, name, value)
    writer = tf.summary.FileWriterCache.get(folder)
    writer.add_summary(summary, step)
    if checkpoint_path:
        tf.logging.info(f"Saving 'checkpoint_path' summary for global step {step}: {checkpoint_path}")
        text = tf.Summary(value=[tf.Summary.Value(tag=f"checkpoint_path/{checkpoint_path}", tensor=tf.make_tensor_proto(
            str(checkpoint_path), dtype=tf.string))])
        writer.add_summary(text, step)
    writer.flush()


def _add(summary, name, value):
    """A number as such, a serialised summary by its parts; anything else is left out, as it was."""
    if isinstance(value, bytes):
        summary.value.extend(tf.Summary.FromString(value).value)
    elif np.ndim(value) == 0 and np.asarray(value).dtype.kind in "fiub":
        summary.value.add(tag=name, simple_value=float(value))
    else:
        tf.logging.warning(f"Skipping summary for {name}, must be a float, np.float32, np.int64, np.int32 or int or np.ndarray.")
