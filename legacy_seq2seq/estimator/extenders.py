"""An estimator with more metrics. Source: TF1 tf.estimator.add_metrics."""

from legacy_seq2seq.estimator import util
from legacy_seq2seq.estimator.estimator import Estimator
from legacy_seq2seq.estimator.model_fn import ModeKeys


def add_metrics(estimator, metric_fn):
    """A copy of `estimator` whose evaluation also gives the metrics of `metric_fn`.

    metric_fn takes some of features, labels, predictions, config, and returns {name: (value, update op)}; these win over the
    estimator's own. Source: TF1 tf.estimator.add_metrics.
    """

    def model_fn(features, labels, mode, config):
        spec = estimator.model_fn(features, labels, mode, config)
        if mode != ModeKeys.EVAL:
            return spec
        more = util.call(metric_fn, features=features, labels=labels, predictions=spec.predictions, config=estimator.config)
        return spec._replace(eval_metric_ops={**spec.eval_metric_ops, **more})

    return Estimator(model_fn, model_dir=estimator.model_dir, config=estimator.config)
