"""Estimators and optimizers with something added."""

from legacy_seq2seq import tf1 as tf


def forward_features(estimator, keys=None, sparse_default_values=None):
    """A copy of `estimator` whose predictions also hold the features `keys`, all by default, under their own names.

    sparse_default_values: {key: value} that fills a sparse feature. Raises TypeError for keys that are no strings, ValueError for an
    unknown feature or one that is also a prediction. Source: TF1 tf.contrib.estimator.forward_features.
    """
    keys = [keys] if isinstance(keys, str) else keys
    for key in keys or ():
        if not isinstance(key, str):
            raise TypeError(f"forward_features: `keys` holds {key!r}; expected names of features.")
    fillers = sparse_default_values or {}

    def model_fn(features, labels, mode, config):
        spec = estimator.model_fn(features, labels, mode, config)
        if not isinstance(spec.predictions, dict):
            raise ValueError(f"forward_features: the predictions are {spec.predictions!r}; expected a dict of tensors.")
        predictions = dict(spec.predictions)
        for key in features if keys is None else keys:
            if key not in features:
                raise ValueError(f"forward_features: there is no feature {key!r}. Features: {', '.join(sorted(features))}.")
            if key in predictions:
                raise ValueError(f"forward_features: {key!r} is a prediction already; leave it out of `keys`.")
            value = features[key]
            if isinstance(value, tf.SparseTensor):
                value = tf.sparse_tensor_to_dense(value, default_value=fillers.get(key, "" if value.dtype == tf.string else 0))
            predictions[key] = value
        spec = spec._replace(predictions=predictions)
        for name, output in (spec.export_outputs or {}).items():
            if isinstance(output, tf.estimator.export.PredictOutput):
                spec.export_outputs[name] = tf.estimator.export.PredictOutput(predictions)
        return spec

    return tf.estimator.Estimator(model_fn, model_dir=estimator.model_dir, config=estimator.config)


def clip_gradients_by_norm(optimizer, clip_norm):
    """An optimizer that scales all gradients together to `clip_norm` at most, then does as `optimizer`, under its names.

    Source: TF1 tf.contrib.estimator.clip_gradients_by_norm.
    """
    return _Clipping(optimizer, clip_norm)


class Delegating(tf.train.Optimizer):
    """An optimizer that leaves all to another one; a subclass changes what comes between."""

    def __init__(self, optimizer, name):
        super().__init__(use_locking=False, name=name)
        self._optimizer = optimizer

    def compute_gradients(self, *arguments, **options):
        return self._optimizer.compute_gradients(*arguments, **options)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return self._optimizer.apply_gradients(grads_and_vars, global_step, name)

    def get_slot(self, *arguments, **options):
        return self._optimizer.get_slot(*arguments, **options)

    def get_slot_names(self, *arguments, **options):
        return self._optimizer.get_slot_names(*arguments, **options)

    def variables(self):
        return self._optimizer.variables()


class _Clipping(Delegating):
    def __init__(self, optimizer, clip_norm):
        super().__init__(optimizer, "ClipByNorm" + optimizer.get_name())
        self._clip_norm = clip_norm

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        gradients, variables = zip(*grads_and_vars)
        clipped, _ = tf.clip_by_global_norm(gradients, self._clip_norm)
        return super().apply_gradients(list(zip(clipped, variables)), global_step, name)
