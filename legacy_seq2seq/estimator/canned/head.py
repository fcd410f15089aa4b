"""The heads under the names that programs took them by from TensorFlow's inside: `tensorflow.python.estimator.canned.head`."""

from legacy_seq2seq.contrib.estimator.classification import binary_classification_head, multi_class_head
from legacy_seq2seq.contrib.estimator.regression import regression_head
from legacy_seq2seq.estimator.canned.common import SUM, class_head


def _binary_logistic_or_multi_class_head(n_classes, weight_column, label_vocabulary, loss_reduction=SUM, loss_fn=None):
    return class_head(n_classes, weight_column, label_vocabulary, loss_reduction, loss_fn)


def _multi_class_head_with_softmax_cross_entropy_loss(n_classes, weight_column=None, label_vocabulary=None, loss_reduction=SUM,
                                                      loss_fn=None, name=None):
    return multi_class_head(n_classes, weight_column, label_vocabulary, loss_reduction, loss_fn, name)


def _binary_logistic_head_with_sigmoid_cross_entropy_loss(weight_column=None, thresholds=None, label_vocabulary=None, loss_reduction=SUM,
                                                          loss_fn=None, name=None):
    return binary_classification_head(weight_column, thresholds, label_vocabulary, loss_reduction, loss_fn, name)


def _regression_head(weight_column=None, label_dimension=1, loss_reduction=SUM, loss_fn=None, inverse_link_fn=None, name=None):
    return regression_head(weight_column, label_dimension, loss_reduction, loss_fn, inverse_link_fn, name)


_regression_head_with_mean_squared_error_loss = _regression_head
