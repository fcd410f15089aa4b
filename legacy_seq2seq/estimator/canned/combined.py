"""Deep layers and a weighted sum together ("wide and deep"). Source: TF1 tf.estimator.DNNLinearCombinedClassifier and its like."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.canned import common, dnn
from legacy_seq2seq.estimator.estimator import Estimator
from legacy_seq2seq.estimator.model_fn import ModeKeys

_DEEP_RATE, _LINEAR_RATE = 0.001, 0.005  # of the parts' optimizers that are only named; the linear one's at most


class DNNLinearCombinedEstimator(Estimator):
    """The sum of a linear and a deep part's logits, under `head`; each part has an optimizer of its own.

    Raises ValueError where there are no columns, or layers without columns. Source: TF1 tf.estimator.DNNLinearCombinedEstimator.
    """

    def __init__(self, head, model_dir=None, linear_feature_columns=None, linear_optimizer="Ftrl", dnn_feature_columns=None,
                 dnn_optimizer="Adagrad", dnn_hidden_units=None, dnn_activation_fn=tf.nn.relu, dnn_dropout=None,
                 input_layer_partitioner=None, config=None, batch_norm=False, linear_sparse_combiner="sum", warm_start_from=None):
        wide, deep, hidden = list(linear_feature_columns or ()), list(dnn_feature_columns or ()), list(dnn_hidden_units or ())
        if not wide and not deep:
            raise ValueError("Neither `linear_feature_columns` nor `dnn_feature_columns` has columns; give one of them some.")
        if deep and not hidden:
            raise ValueError("`dnn_feature_columns` are given without `dnn_hidden_units`; say how many units each layer has.")

        def model_fn(features, labels, mode, config):
            values = common.check_features(features)
            partitioner = input_layer_partitioner or common.parts_of_inputs(config)
            logits, trained = [], []  # trained: (scope, optimizer) of each part
            if deep:
                with tf.variable_scope("dnn", values=values, partitioner=common.parts(config)) as scope:
                    logits.append(dnn.layers(features, deep, hidden, head.logits_dimension, dnn_activation_fn, dnn_dropout, batch_norm,
                                             mode, partitioner))
                    trained.append((scope.name, lambda: common.optimizer_of(dnn_optimizer, _DEEP_RATE)))
            if wide:
                with tf.variable_scope("linear", values=values, partitioner=partitioner) as scope:
                    logits.append(tf.feature_column.linear_model(features=features, feature_columns=wide, units=head.logits_dimension,
                                                                 sparse_combiner=linear_sparse_combiner))
                    trained.append((scope.name, lambda: common.optimizer_of(linear_optimizer, common.linear_rate(wide, _LINEAR_RATE))))
            return head.create_estimator_spec(
                features=features, mode=mode, labels=labels, logits=logits[0] if len(logits) == 1 else logits[0] + logits[1],
                **({"train_op_fn": lambda loss: _train(loss, trained)} if mode == ModeKeys.TRAIN else {}))

        super().__init__(model_fn, model_dir=model_dir, config=config, warm_start_from=warm_start_from)


class DNNLinearCombinedClassifier(DNNLinearCombinedEstimator):
    """A classifier; its loss is the batch's sum, in nats. Source: TF1 tf.estimator.DNNLinearCombinedClassifier."""

    def __init__(self, model_dir=None, linear_feature_columns=None, linear_optimizer="Ftrl", dnn_feature_columns=None,
                 dnn_optimizer="Adagrad", dnn_hidden_units=None, dnn_activation_fn=tf.nn.relu, dnn_dropout=None, n_classes=2,
                 weight_column=None, label_vocabulary=None, input_layer_partitioner=None, config=None, warm_start_from=None,
                 loss_reduction=common.SUM, batch_norm=False, linear_sparse_combiner="sum"):
        super().__init__(common.class_head(n_classes, weight_column, label_vocabulary, loss_reduction), model_dir, linear_feature_columns,
                         linear_optimizer, dnn_feature_columns, dnn_optimizer, dnn_hidden_units, dnn_activation_fn, dnn_dropout,
                         input_layer_partitioner, config, batch_norm, linear_sparse_combiner, warm_start_from)


class DNNLinearCombinedRegressor(DNNLinearCombinedEstimator):
    """A regressor; its loss is the batch's sum of squared errors. Source: TF1 tf.estimator.DNNLinearCombinedRegressor."""

    def __init__(self, model_dir=None, linear_feature_columns=None, linear_optimizer="Ftrl", dnn_feature_columns=None,
                 dnn_optimizer="Adagrad", dnn_hidden_units=None, dnn_activation_fn=tf.nn.relu, dnn_dropout=None, label_dimension=1,
                 weight_column=None, input_layer_partitioner=None, config=None, warm_start_from=None, loss_reduction=common.SUM,
                 batch_norm=False, linear_sparse_combiner="sum"):
        super().__init__(common.number_head(label_dimension, weight_column, loss_reduction), model_dir, linear_feature_columns,
                         linear_optimizer, dnn_feature_columns, dnn_optimizer, dnn_hidden_units, dnn_activation_fn, dnn_dropout,
                         input_layer_partitioner, config, batch_norm, linear_sparse_combiner, warm_start_from)


def _train(loss, trained):
    """Each part's step, then one step more in all."""
    steps = [optimizer().minimize(loss, var_list=tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope=scope))
             for scope, optimizer in trained]
    with tf.control_dependencies([tf.group(*steps)]):
        return tf.assign_add(tf.train.get_global_step(), 1).op
