"""`tf.contrib.predictor`: a saved model as a function of NumPy arrays."""

from legacy_seq2seq.contrib.predictor.predictor import Predictor
from legacy_seq2seq.contrib.predictor.saved_model import from_saved_model

__all__ = ["Predictor", "from_saved_model"]
