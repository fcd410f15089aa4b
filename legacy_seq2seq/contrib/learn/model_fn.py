"""The modes of a model. Source: TF1 tf.contrib.learn.ModeKeys."""


class ModeKeys:
    """The names of a model's modes: training, evaluation, inference. Source: TF1 tf.contrib.learn.ModeKeys."""

    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"

    @classmethod
    def validate(cls, key):
        """Raises ValueError for a `key` that is no mode."""
        if key not in (cls.TRAIN, cls.EVAL, cls.INFER):
            raise ValueError(f"ModeKeys: {key!r} is no mode; expected ModeKeys.TRAIN, EVAL or INFER.")
