"""Starting from another model's weights. Source: TF1 tf.estimator.WarmStartSettings."""

import collections

from legacy_seq2seq import tf1 as tf

VocabInfo = tf.train.VocabInfo


class WarmStartSettings(collections.namedtuple("WarmStartSettings", (
        "ckpt_to_initialize_from", "vars_to_warm_start", "var_name_to_vocab_info", "var_name_to_prev_var_name"))):
    """Which checkpoint, and which of its variables, a new model starts from; see `tf.train.warm_start` for the fields.

    Raises ValueError without a checkpoint. Source: TF1 tf.estimator.WarmStartSettings.
    """

    __slots__ = ()

    def __new__(cls, ckpt_to_initialize_from, vars_to_warm_start=".*", var_name_to_vocab_info=None, var_name_to_prev_var_name=None):
        if not ckpt_to_initialize_from:
            raise ValueError("WarmStartSettings: `ckpt_to_initialize_from` is empty; give a checkpoint or the folder of one.")
        return super().__new__(cls, ckpt_to_initialize_from, vars_to_warm_start, var_name_to_vocab_info or {},
                               var_name_to_prev_var_name or {})


def settings_of(warm_start_from):
    """The `WarmStartSettings` that an Estimator's argument means: settings, a path, or None."""
    if warm_start_from is None or isinstance(warm_start_from, WarmStartSettings):
        return warm_start_from
    if isinstance(warm_start_from, (str, bytes)):
        return WarmStartSettings(warm_start_from)
    raise ValueError(f"Estimator: `warm_start_from` is {warm_start_from!r}; expected a path or tf.estimator.WarmStartSettings.")
