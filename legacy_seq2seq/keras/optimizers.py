"""`tf.keras.optimizers`, where TF 1.15's defaults were others."""

from legacy_seq2seq import stack

_keras = stack.legacy_keras()


class Adagrad(_keras.optimizers.Adagrad):
    """Steps divided by the root of all squared gradients so far. Source: TF1 tf.keras.optimizers.Adagrad."""

    @classmethod
    def from_config(cls, config, custom_objects=None):
        # A name alone, "adagrad", is such a configuration.
        return super().from_config({"initial_accumulator_value": 0.0, **config}, custom_objects=custom_objects)


def get(identifier):
    """The optimizer of that name, configuration, or the optimizer itself. Source: TF1 tf.keras.optimizers.get."""
    if isinstance(identifier, str) and identifier.lower() == "adagrad":
        return Adagrad.from_config({})
    return _keras.optimizers.get(identifier)
