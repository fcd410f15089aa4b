"""What an exported model gives, by signature. Source: TF1 tf.estimator.export.ExportOutput and its kinds."""

from legacy_seq2seq import tf1 as tf


class ExportOutput:
    """One signature's outputs. Source: TF1 tf.estimator.export.ExportOutput."""

    def as_signature_def(self, receiver_tensors):
        """The SignatureDef from `receiver_tensors`, {name: tensor}, to these outputs."""
        raise NotImplementedError("ExportOutput.as_signature_def: use PredictOutput, ClassificationOutput or RegressionOutput.")


class PredictOutput(ExportOutput):
    """Any tensors: a dict, or one that is called "output". Source: TF1 tf.estimator.export.PredictOutput."""

    def __init__(self, outputs):
        self._outputs = {str(name): tensor for name, tensor in outputs.items()} if isinstance(outputs, dict) else {"output": outputs}
        for name, tensor in self._outputs.items():
            if not isinstance(tensor, tf.Tensor):
                raise ValueError(f"PredictOutput: {name!r} is {tensor!r}; expected a tensor.")

    @property
    def outputs(self):
        return self._outputs

    def as_signature_def(self, receiver_tensors):
        return tf.saved_model.signature_def_utils.predict_signature_def(receiver_tensors, self._outputs)


class ClassificationOutput(ExportOutput):
    """Scores [batch, classes], float, or class names, string, or both. Source: TF1 tf.estimator.export.ClassificationOutput."""

    def __init__(self, scores=None, classes=None):
        if scores is None and classes is None:
            raise ValueError("ClassificationOutput: neither `scores` nor `classes` was given; give one at least.")
        if scores is not None and not scores.dtype.is_floating:
            raise ValueError(f"ClassificationOutput: `scores` are {scores.dtype.name}; expected floating point numbers.")
        if classes is not None and classes.dtype != tf.string:
            raise ValueError(f"ClassificationOutput: `classes` are {classes.dtype.name}; expected strings.")
        self.scores, self.classes = scores, classes

    def as_signature_def(self, receiver_tensors):
        return tf.saved_model.signature_def_utils.classification_signature_def(_one(receiver_tensors), self.classes, self.scores)


class RegressionOutput(ExportOutput):
    """One float tensor. Source: TF1 tf.estimator.export.RegressionOutput."""

    def __init__(self, value):
        if not value.dtype.is_floating:
            raise ValueError(f"RegressionOutput: `value` is {value.dtype.name}; expected floating point numbers.")
        self.value = value

    def as_signature_def(self, receiver_tensors):
        return tf.saved_model.signature_def_utils.regression_signature_def(_one(receiver_tensors), self.value)


def _one(receiver_tensors):
    """The string tensor of serialised examples, which these signatures take alone."""
    if len(receiver_tensors) != 1:
        raise ValueError(f"This signature takes one tensor of examples; the receiver has {sorted(receiver_tensors)}. Use PredictOutput.")
    (examples,) = receiver_tensors.values()
    if examples.dtype != tf.string:
        raise ValueError(f"This signature takes serialised examples, strings; the receiver has {examples.dtype.name}. Use PredictOutput.")
    return examples
