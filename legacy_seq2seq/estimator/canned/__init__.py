"""The ready-made estimators over feature columns. Source: TF1 tf.estimator."""

from legacy_seq2seq.estimator.canned.combined import DNNLinearCombinedClassifier, DNNLinearCombinedEstimator, DNNLinearCombinedRegressor
from legacy_seq2seq.estimator.canned.dnn import DNNClassifier, DNNEstimator, DNNRegressor
from legacy_seq2seq.estimator.canned.linear import LinearClassifier, LinearEstimator, LinearRegressor

__all__ = [
    "DNNClassifier", "DNNEstimator", "DNNLinearCombinedClassifier", "DNNLinearCombinedEstimator", "DNNLinearCombinedRegressor",
    "DNNRegressor", "LinearClassifier", "LinearEstimator", "LinearRegressor",
]
