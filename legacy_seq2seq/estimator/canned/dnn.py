"""Fully connected layers over feature columns. Source: TF1 tf.estimator.DNNClassifier and its like."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.canned import common
from legacy_seq2seq.estimator.estimator import Estimator
from legacy_seq2seq.estimator.model_fn import ModeKeys

RATE = 0.05  # of the optimizer that is only named


class DNNEstimator(Estimator):
    """Layers of `hidden_units` over `feature_columns`, under `head`. Source: TF1 tf.estimator.DNNEstimator.

    optimizer: a tf.train.Optimizer, its name, or a function that makes it. dropout: the share of units that training drops.
    batch_norm: normalises each hidden layer's output.
    """

    def __init__(self, head, hidden_units, feature_columns, model_dir=None, optimizer="Adagrad", activation_fn=tf.nn.relu, dropout=None,
                 input_layer_partitioner=None, config=None, warm_start_from=None, batch_norm=False):
        def model_fn(features, labels, mode, config):
            values = common.check_features(features)
            with tf.variable_scope("dnn", values=values, partitioner=common.parts(config)):
                logits = layers(features, feature_columns, hidden_units, head.logits_dimension, activation_fn, dropout, batch_norm, mode,
                                input_layer_partitioner or common.parts_of_inputs(config))
                return head.create_estimator_spec(
                    features=features, mode=mode, labels=labels, logits=logits,
                    **({"optimizer": common.optimizer_of(optimizer, RATE)} if mode == ModeKeys.TRAIN else {}))

        super().__init__(model_fn, model_dir=model_dir, config=config, warm_start_from=warm_start_from)


class DNNClassifier(DNNEstimator):
    """A classifier; two classes have one logit. Its loss is the batch's sum, in nats. Source: TF1 tf.estimator.DNNClassifier."""

    def __init__(self, hidden_units, feature_columns, model_dir=None, n_classes=2, weight_column=None, label_vocabulary=None,
                 optimizer="Adagrad", activation_fn=tf.nn.relu, dropout=None, input_layer_partitioner=None, config=None,
                 warm_start_from=None, loss_reduction=common.SUM, batch_norm=False):
        super().__init__(common.class_head(n_classes, weight_column, label_vocabulary, loss_reduction), hidden_units, feature_columns,
                         model_dir, optimizer, activation_fn, dropout, input_layer_partitioner, config, warm_start_from, batch_norm)


class DNNRegressor(DNNEstimator):
    """A regressor; its loss is the batch's sum of squared errors. Source: TF1 tf.estimator.DNNRegressor."""

    def __init__(self, hidden_units, feature_columns, model_dir=None, label_dimension=1, weight_column=None, optimizer="Adagrad",
                 activation_fn=tf.nn.relu, dropout=None, input_layer_partitioner=None, config=None, warm_start_from=None,
                 loss_reduction=common.SUM, batch_norm=False):
        super().__init__(common.number_head(label_dimension, weight_column, loss_reduction), hidden_units, feature_columns, model_dir,
                         optimizer, activation_fn, dropout, input_layer_partitioner, config, warm_start_from, batch_norm)


def layers(features, columns, hidden_units, logits_dimension, activation_fn, dropout, batch_norm, mode, partitioner):
    """The logits `[batch, logits_dimension]`, in the current scope."""
    training = mode == ModeKeys.TRAIN
    with tf.variable_scope("input_from_feature_columns", values=tuple(features.values()), partitioner=partitioner):
        net = tf.feature_column.input_layer(features=features, feature_columns=columns)  # [batch, depth]
    for index, units in enumerate(hidden_units):
        with tf.variable_scope(f"hiddenlayer_{index}", values=(net,)) as scope:
            net = tf.layers.dense(net, units, activation_fn, kernel_initializer=tf.glorot_uniform_initializer(), name=scope)
            if dropout is not None and training:
                net = tf.layers.dropout(net, dropout, training=True)
            if batch_norm:
                net = tf.layers.batch_normalization(net, momentum=0.999, training=training, name=f"batchnorm_{index}")
        _summarise(net, scope.name)
    with tf.variable_scope("logits", values=(net,)) as scope:
        logits = tf.layers.dense(net, logits_dimension, kernel_initializer=tf.glorot_uniform_initializer(), name=scope)
    _summarise(logits, scope.name)
    return logits


def _summarise(value, name):
    tf.summary.scalar(f"{name}/fraction_of_zero_values", tf.nn.zero_fraction(value))
    tf.summary.histogram(f"{name}/activation", value)
