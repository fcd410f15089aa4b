"""What an exported model is fed. Source: TF1 tf.estimator.export.ServingInputReceiver and the functions that build one."""

import collections

from legacy_seq2seq import tf1 as tf

_SINGLE_RECEIVER, _SINGLE_FEATURE = "input", "feature"


class ServingInputReceiver(collections.namedtuple("ServingInputReceiver", (
        "features", "receiver_tensors", "receiver_tensors_alternatives"))):
    """features: {name: tensor} for the model function. receiver_tensors: {name: tensor} that callers feed.

    A tensor alone stands for a dict of one. Source: TF1 tf.estimator.export.ServingInputReceiver.
    """

    __slots__ = ()

    def __new__(cls, features, receiver_tensors, receiver_tensors_alternatives=None):
        features = features if isinstance(features, dict) else {_SINGLE_FEATURE: features}
        return super().__new__(cls, features, _receivers(receiver_tensors), receiver_tensors_alternatives)


class TensorServingInputReceiver(collections.namedtuple("TensorServingInputReceiver", (
        "features", "receiver_tensors", "receiver_tensors_alternatives"))):
    """As `ServingInputReceiver`, for a model function that takes one tensor. Source: TF1 tf.estimator.export."""

    __slots__ = ()

    def __new__(cls, features, receiver_tensors, receiver_tensors_alternatives=None):
        if not isinstance(features, tf.Tensor):
            raise ValueError(f"TensorServingInputReceiver: `features` is {features!r}; expected a tensor.")
        return super().__new__(cls, features, _receivers(receiver_tensors), receiver_tensors_alternatives)


def _receivers(receiver_tensors):
    tensors = receiver_tensors if isinstance(receiver_tensors, dict) else {_SINGLE_RECEIVER: receiver_tensors}
    for name, tensor in tensors.items():
        if not isinstance(name, str) or not isinstance(tensor, tf.Tensor):
            raise ValueError(f"ServingInputReceiver: `receiver_tensors` holds {name!r}: {tensor!r}; expected names and tensors.")
    return tensors


def build_raw_serving_input_receiver_fn(features, default_batch_size=None):
    """A function that makes a placeholder like each of `features`, {name: tensor}, with `default_batch_size` as first dimension.

    Source: TF1 tf.estimator.export.build_raw_serving_input_receiver_fn.
    """

    def serving_input_receiver_fn():
        receivers = {}
        for name, tensor in features.items():
            shape = tensor.get_shape().as_list()
            if not shape:
                raise ValueError(f"build_raw_serving_input_receiver_fn: feature {name!r} is a scalar; expected a batch of examples.")
            receivers[name] = tf.placeholder(tensor.dtype, [default_batch_size, *shape[1:]], name=name)
        return ServingInputReceiver(dict(receivers), receivers)

    return serving_input_receiver_fn


def build_parsing_serving_input_receiver_fn(feature_spec, default_batch_size=None):
    """A function that makes a placeholder of serialised `tf.Example`s and parses them by `feature_spec`.

    Source: TF1 tf.estimator.export.build_parsing_serving_input_receiver_fn.
    """

    def serving_input_receiver_fn():
        examples = tf.placeholder(tf.string, [default_batch_size], name="input_example_tensor")
        return ServingInputReceiver(tf.parse_example(examples, feature_spec), {"examples": examples})

    return serving_input_receiver_fn
