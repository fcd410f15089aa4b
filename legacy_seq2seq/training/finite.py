"""Stops a training whose numbers are no numbers any more, before they are saved."""

import numpy

from legacy_seq2seq import tf1 as tf


class NanLoss(tf.train.NanLossDuringTrainingError):
    """The loss, or a variable, is not a number. step: the global step after the run that showed it."""

    def __init__(self, message, step):
        super().__init__()
        self.args = (message,)
        self.message = message
        self.step = step

    def __str__(self):
        return self.message


def check_loss(name, value, step, saved):
    """Raises NanLoss for a NaN anywhere in a loss. saved: what was saved before, for the message."""
    if numpy.isnan(value).any():
        raise NanLoss(f"the loss {name} is NaN at step {step}. Nothing of this step was saved; {saved}. Mostly the learning rate is too "
                      "high, the gradients are not clipped, or a logarithm or a division meets 0.", step)


class Variables:
    """Asks, before a checkpoint is written, whether all floating-point variables are finite."""

    def __init__(self, variables):
        floating = [variable for variable in variables if variable.dtype.base_dtype.is_floating]
        self._names = [variable.op.name for variable in floating]
        self._finite = tf.stack([tf.reduce_all(tf.is_finite(tf.identity(variable))) for variable in floating]) if floating else None

    def check(self, session, step, saved):
        """Raises NanLoss naming the variables that are NaN or infinite."""
        if self._finite is None:
            return
        broken = [name for name, fine in zip(self._names, session.run(self._finite)) if not fine]
        if broken:
            more = f" and {len(broken) - 5} more" if len(broken) > 5 else ""
            raise NanLoss(f"{', '.join(broken[:5])}{more} became NaN or infinite by step {step}, though the loss was a number. It was not "
                          f"saved; {saved}. Clip the gradients (tf.clip_by_global_norm) or lower the learning rate.", step)
