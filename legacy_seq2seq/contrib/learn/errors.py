"""An object used before it learnt anything. Source: TF1 tf.contrib.learn.NotFittedError."""


class NotFittedError(ValueError, AttributeError):
    """Raised where something must be fitted first. Source: TF1 tf.contrib.learn.NotFittedError."""
