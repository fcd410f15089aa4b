"""`keras.models`."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.keras_2_3.of_then import arguments, layers, optimizers
from legacy_seq2seq.keras_2_3.of_then.base import Named

_keras = tf.keras
Input = layers.Input
save_model = _keras.models.save_model
clone_model = _keras.models.clone_model


class Model(Named, _keras.Model):
    """Layers as one, with a training loop. Source: Keras 2.3 keras.models.Model."""

    def __init__(self, *args, **kwargs):
        args, kwargs = arguments.of_keras_2("Model", args, kwargs)
        super().__init__(*args, **kwargs)

    def compile(self, optimizer="rmsprop", loss=None, metrics=None, *args, **kwargs):
        self._metrics_asked_for = tf.nest.flatten(metrics)
        super().compile(optimizers.get(optimizer), loss, _named_as_given(metrics), *args, **kwargs)
        for metric in self.metrics:
            for variable in metric.weights:
                if variable not in tf.global_variables():
                    tf.add_to_collection(tf.GraphKeys.GLOBAL_VARIABLES, variable)

    def _add_unique_metric_name(self, metric_name, metric_fn, output_index):
        if metric_name == "acc" and "acc" not in self._metrics_asked_for:
            metric_name = "accuracy"
        return super()._add_unique_metric_name(metric_name, metric_fn, output_index)


def _named_as_given(metrics):
    """Metrics bear the names that they are asked for by: "mae" is no `mean_absolute_error`."""
    if isinstance(metrics, dict):
        return {output: _named_as_given(metric) for output, metric in metrics.items()}
    if isinstance(metrics, (list, tuple)):
        return [_named_as_given(metric) for metric in metrics]
    if not isinstance(metrics, str) or metrics in ("accuracy", "acc", "crossentropy", "ce"):
        return metrics
    function = _keras.metrics.get(metrics)

    @functools.wraps(function)
    def metric(y_true, y_pred):
        return function(y_true, y_pred)

    metric.__name__ = metrics
    return metric


def _taking_arguments_of_keras_1(name):
    method = getattr(_keras.Model, name)

    @functools.wraps(method)
    def wrapper(self, *args, **kwargs):
        args, kwargs = arguments.of_keras_2(name, args, kwargs)
        return getattr(super(Model, self), name)(*args, **kwargs)

    return wrapper


for _name in ("fit", "fit_generator", "evaluate_generator", "predict_generator"):
    setattr(Model, _name, _taking_arguments_of_keras_1(_name))


class Sequential(_keras.Sequential, Model):
    """A stack of layers. Source: Keras 2.3 keras.models.Sequential."""

    _init_set_name = Model._init_set_name  # before Keras' own


def _with_the_layers_of_then(function):
    """`function`, which makes layers by the names of their classes, making ours; the user's own come before them."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        known = {name: getattr(layers, name) for name in dir(_keras.layers) if name[0].isupper() and name != "InputLayer"}
        known.update(Model=Model, Functional=Model, Sequential=Sequential)
        for name in _keras.utils.get_custom_objects():
            known.pop(name, None)
        with _keras.utils.custom_object_scope(known):
            return function(*args, **kwargs)

    return wrapper


load_model = _with_the_layers_of_then(_keras.models.load_model)
model_from_config = _with_the_layers_of_then(_keras.models.model_from_config)
model_from_json = _with_the_layers_of_then(_keras.models.model_from_json)
model_from_yaml = _with_the_layers_of_then(_keras.models.model_from_yaml)
