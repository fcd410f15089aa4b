"""Weighted sums of feature columns. Source: TF1 tf.estimator.LinearClassifier and its like."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.canned import common
from legacy_seq2seq.estimator.estimator import Estimator
from legacy_seq2seq.estimator.model_fn import ModeKeys

RATE = 0.2  # at most, of the optimizer that is only named


class LinearEstimator(Estimator):
    """A weighted sum of `feature_columns`, under `head`. Source: TF1 tf.estimator.LinearEstimator.

    sparse_combiner: how a column's several values become one: "sum", "mean" or "sqrtn".
    """

    def __init__(self, head, feature_columns, model_dir=None, optimizer="Ftrl", config=None, partitioner=None, sparse_combiner="sum",
                 warm_start_from=None):
        def model_fn(features, labels, mode, config):
            values = common.check_features(features)
            with tf.variable_scope("linear", values=values, partitioner=partitioner or common.parts_of_inputs(config)):
                logits = tf.feature_column.linear_model(features=features, feature_columns=feature_columns, units=head.logits_dimension,
                                                        sparse_combiner=sparse_combiner)
                rate = common.linear_rate(feature_columns, RATE)
                return head.create_estimator_spec(
                    features=features, mode=mode, labels=labels, logits=logits,
                    **({"optimizer": common.optimizer_of(optimizer, rate)} if mode == ModeKeys.TRAIN else {}))

        super().__init__(model_fn, model_dir=model_dir, config=config, warm_start_from=warm_start_from)


class LinearClassifier(LinearEstimator):
    """A classifier; two classes have one logit. Its loss is the batch's sum, in nats. Source: TF1 tf.estimator.LinearClassifier."""

    def __init__(self, feature_columns, model_dir=None, n_classes=2, weight_column=None, label_vocabulary=None, optimizer="Ftrl",
                 config=None, partitioner=None, warm_start_from=None, loss_reduction=common.SUM, sparse_combiner="sum"):
        super().__init__(common.class_head(n_classes, weight_column, label_vocabulary, loss_reduction), feature_columns, model_dir,
                         optimizer, config, partitioner, sparse_combiner, warm_start_from)


class LinearRegressor(LinearEstimator):
    """A regressor; its loss is the batch's sum of squared errors. Source: TF1 tf.estimator.LinearRegressor."""

    def __init__(self, feature_columns, model_dir=None, label_dimension=1, weight_column=None, optimizer="Ftrl", config=None,
                 partitioner=None, warm_start_from=None, loss_reduction=common.SUM, sparse_combiner="sum"):
        super().__init__(common.number_head(label_dimension, weight_column, loss_reduction), feature_columns, model_dir, optimizer, config,
                         partitioner, sparse_combiner, warm_start_from)
