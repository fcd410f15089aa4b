"""What the ready-made estimators share: heads, optimizers by name, variables in parts."""

import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.estimator import classification, regression

SUM = tf.losses.Reduction.SUM
_OPTIMIZERS = {"Adagrad": tf.train.AdagradOptimizer, "Adam": tf.train.AdamOptimizer, "Ftrl": tf.train.FtrlOptimizer,
               "RMSProp": tf.train.RMSPropOptimizer, "SGD": tf.train.GradientDescentOptimizer}


def class_head(n_classes, weight_column, label_vocabulary, loss_reduction, loss_fn=None):
    """The head of a classifier: one logit for two classes, else one for each."""
    if n_classes == 2:
        return classification.binary_classification_head(weight_column, None, label_vocabulary, loss_reduction, loss_fn)
    return classification.multi_class_head(n_classes, weight_column, label_vocabulary, loss_reduction, loss_fn)


def number_head(label_dimension, weight_column, loss_reduction):
    """The head of a regressor."""
    return regression.regression_head(weight_column, label_dimension, loss_reduction)


def optimizer_of(given, learning_rate):
    """The optimizer that the user named, made or gave a function for. Raises ValueError for an unknown name or another thing."""
    if isinstance(given, str):
        if given not in _OPTIMIZERS:
            raise ValueError(f"`optimizer` is {given!r}; expected one of {', '.join(_OPTIMIZERS)}, or a tf.train.Optimizer.")
        return _OPTIMIZERS[given](learning_rate)
    if callable(given):
        given = given()
    if not isinstance(given, tf.train.Optimizer):
        raise ValueError(f"`optimizer` is {given!r}; expected a tf.train.Optimizer, one's name, or a function that makes one.")
    return given


def linear_rate(columns, limit):
    """The learning rate of a linear part: the less, the more columns."""
    return min(limit, 1.0 / math.sqrt(len(columns)))


def parts(config, min_slice_size=256 << 10):
    """How variables are cut among parameter servers; on one machine, each into one part, which its name tells."""
    return tf.min_max_variable_partitioner(max_partitions=config.num_ps_replicas, min_slice_size=min_slice_size)


def parts_of_inputs(config):
    """The same for the variables of feature columns, which are cut where they are large."""
    return parts(config, 64 << 20)


def check_features(features):
    """Features are a dict, as columns find theirs by name."""
    if not isinstance(features, dict):
        raise ValueError(f"The input_fn gives features of type {type(features).__name__}; expected {{name: tensor}}, as feature columns "
                         "find theirs by name.")
    return tuple(features.values())
