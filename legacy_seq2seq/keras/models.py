"""`tf.keras.Model` and `Sequential` as TF 1.15 trained them: masked losses, optimizers' defaults, class names."""

import contextlib

import numpy as np

from legacy_seq2seq import stack
from legacy_seq2seq.keras import optimizers
from legacy_seq2seq.keras.names import snake_case

_keras = stack.legacy_keras()
_functional = stack.legacy_keras_inside().engine.functional.Functional


def _is_made_of_tensors(args, kwargs):
    """Whether these are the arguments of `Model(inputs, outputs)`."""
    return len(args) >= 2 or (len(args) == 1 and "outputs" in kwargs) or {"inputs", "outputs"} <= set(kwargs)


class Model(_keras.Model):
    """Layers as one, with a training loop. Source: TF1 tf.keras.Model."""

    def __init__(self, *args, **kwargs):
        if _is_made_of_tensors(args, kwargs) and not isinstance(self, _functional):
            object.__setattr__(self, "__class__", _of_tensors(type(self)))
        super().__init__(*args, **kwargs)

    def _init_set_name(self, name, zero_based=True):
        unique = stack.legacy_keras_inside().backend.unique_object_name
        super()._init_set_name(unique(snake_case(type(self).__name__), zero_based=zero_based) if name is None else name)

    def compile(self, optimizer="rmsprop", *args, **kwargs):
        return super().compile(optimizers.get(optimizer), *args, **kwargs)

    def _prepare_total_loss(self, masks):
        with _masked(self._training_endpoints, masks):
            return super()._prepare_total_loss([None] * len(masks))


def _of_tensors(cls, _made={}):  # noqa: B006, the classes made so far
    """`cls` for models made of tensors. Today's Keras would change the bases of `cls` itself instead, for good and for all models."""
    if cls not in _made:
        own = {name: getattr(cls, name) for name in ("__module__", "__doc__", "__qualname__")}
        if cls.__init__ is Model.__init__:
            own["__init__"] = _functional.__init__  # by its arguments Keras knows a model that it can save and load
        _made[cls] = type(cls.__name__, (cls, _functional), own)
        _made[cls].__new__(_made[cls])  # Keras chooses between its two kinds of models when one is made
    return _made[cls]


@contextlib.contextmanager
def _masked(endpoints, masks):
    """Lets each endpoint's weights be the mask's where there is one.

    A loss is then the mean over all elements, masked ones included; today's Keras divides by the number of those that count.
    """
    weights = [endpoint.sample_weight for endpoint in endpoints]
    for endpoint, mask in zip(endpoints, masks):
        if mask is not None and not endpoint.should_skip_target():
            endpoint._sample_weight = _times_mask(endpoint.sample_weight, mask, endpoint.output.dtype)
    try:
        yield
    finally:
        for endpoint, weight in zip(endpoints, weights):
            endpoint._sample_weight = weight


def _times_mask(weights, mask, dtype):
    """The mask `[batch, ...]` as numbers, times `weights` `[batch]` or of the mask's shape, or None."""
    mask = stack.tensorflow().cast(mask, dtype)
    if weights is None:
        return mask
    utils = stack.legacy_keras_inside().utils.losses_utils
    mask, _, weights = utils.squeeze_or_expand_dimensions(mask, sample_weight=weights)
    return weights * mask


class Sequential(_keras.Sequential, Model):
    """A stack of layers. Source: TF1 tf.keras.Sequential."""

    _init_set_name = Model._init_set_name  # before Keras' own

    def predict_proba(self, x, batch_size=32, verbose=0):
        """The model's outputs, one row for each of `x`."""
        return self.predict(x, batch_size, verbose)

    def predict_classes(self, x, batch_size=32, verbose=0):
        """The class of each row of `x`: of the greatest output, or of one above 1/2 where there is one output alone."""
        outputs = self.predict(x, batch_size, verbose)
        return np.argmax(outputs, axis=-1) if outputs.shape[-1] > 1 else (outputs > 0.5).astype("int32")
