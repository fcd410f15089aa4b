"""`keras.optimizers`: the formulas of Keras 2, with the variables of Keras 2.3.

Each has `iterations` and its settings below its own name (`Adam/learning_rate`), and slots below the training's
(`training/Adam/m_0_1`).
"""

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf

_keras = tf.keras
_formulas = stack.legacy_keras_inside().optimizers.optimizer_v1
K = _keras.backend

Optimizer = _formulas.Optimizer
TFOptimizer = _formulas.TFOptimizer


class _OfThen:
    """Makes what `_formulas` compute with. A class gives its settings in the order of their arguments, and the names of its slots."""

    SETTINGS = {}  # {name: default}
    PLAIN = {}  # {name: default} of those that are no variables
    SLOTS = ()

    def __init__(self, *args, **kwargs):
        names = [*self.SETTINGS, *self.PLAIN]
        given = dict(zip(names, args))
        if "lr" in kwargs:
            kwargs["learning_rate"] = kwargs.pop("lr")
        given.update({name: kwargs.pop(name) for name in names if name in kwargs})
        if "decay" not in names:
            kwargs.pop("decay", None)
        Optimizer.__init__(self, **kwargs)
        with K.name_scope(type(self).__name__):
            self.iterations = K.variable(0, dtype="int64", name="iterations")
            for name, default in self.SETTINGS.items():
                setattr(self, name, K.variable(given.get(name, default), name=name))
            self._make_more()
        for name, default in self.PLAIN.items():
            setattr(self, name, given.get(name, default))
        if "epsilon" in self.PLAIN and self.epsilon is None:
            self.epsilon = K.epsilon()
        self.initial_decay = given.get("decay", 0.0)

    def _make_more(self):
        """Variables that are no settings."""

    def get_updates(self, loss, params):
        with tf.name_scope(f"{_training_scope()}/{type(self).__name__}/"):
            return super().get_updates(loss, params)

    @property
    def lr(self):
        return self.learning_rate

    @lr.setter
    def lr(self, value):
        self.learning_rate = value

    def _create_all_weights(self, params):
        slots = [[_zeros(f"{name}_{number}", self._slot_shape(name, param), K.dtype(param)) for number, param in enumerate(params)]
                 for name in self.SLOTS]
        self.weights = [self.iterations, *(variable for slot in slots for variable in slot)]
        return slots[0] if len(slots) == 1 else slots

    def _slot_shape(self, name, param):
        return K.int_shape(param)

    def get_config(self):
        return {**Optimizer.get_config(self), **{name: float(K.get_value(getattr(self, name))) for name in self.SETTINGS},
                **{name: getattr(self, name) for name in self.PLAIN}}


def _training_scope():
    """The whole name of the scope that a model trains in: "training", then "training_1". Today's Keras opens two for each model."""
    around = tf.get_default_graph().get_name_scope().rpartition("/")[0]
    before = K.get_uid("training") - 1
    return (f"{around}/" if around else "") + (f"training_{before}" if before else "training")


def _zeros(name, shape, dtype):
    # The tensor takes the name first, so that the variable gets it with a number: "m_0_1".
    return K.variable(tf.zeros(shape, dtype, name=name), dtype, name=name)


class SGD(_OfThen, _formulas.SGD):
    """Gradient descent, with momentum. Source: Keras 2.3 keras.optimizers.SGD."""

    SETTINGS = {"learning_rate": 0.01, "momentum": 0.0, "decay": 0.0}
    PLAIN = {"nesterov": False}
    SLOTS = ("moment",)


class RMSprop(_OfThen, _formulas.RMSprop):
    """Steps divided by a running root mean square. Source: Keras 2.3 keras.optimizers.RMSprop."""

    SETTINGS = {"learning_rate": 0.001, "rho": 0.9, "decay": 0.0}
    PLAIN = {"epsilon": None}
    SLOTS = ("accumulator",)


class Adagrad(_OfThen, _formulas.Adagrad):
    """Steps divided by the root of all squared gradients so far. Source: Keras 2.3 keras.optimizers.Adagrad."""

    SETTINGS = {"learning_rate": 0.01, "decay": 0.0}
    PLAIN = {"epsilon": None}
    SLOTS = ("accumulator",)


class Adadelta(_OfThen, _formulas.Adadelta):
    """Adagrad over a window (Zeiler 2012). Source: Keras 2.3 keras.optimizers.Adadelta."""

    SETTINGS = {"learning_rate": 1.0, "decay": 0.0}
    PLAIN = {"rho": 0.95, "epsilon": None}
    SLOTS = ("accumulator", "delta_accumulator")


class Adam(_OfThen, _formulas.Adam):
    """Adam (Kingma and Ba 2014). Source: Keras 2.3 keras.optimizers.Adam."""

    SETTINGS = {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0}
    PLAIN = {"epsilon": None, "amsgrad": False}
    SLOTS = ("m", "v", "vhat")

    def _slot_shape(self, name, param):
        return (1,) if name == "vhat" and not self.amsgrad else K.int_shape(param)


class Adamax(_OfThen, _formulas.Adamax):
    """Adam by the greatest gradient (Kingma and Ba 2014). Source: Keras 2.3 keras.optimizers.Adamax."""

    SETTINGS = {"learning_rate": 0.002, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0}
    PLAIN = {"epsilon": None}
    SLOTS = ("m", "u")


class Nadam(_OfThen, _formulas.Nadam):
    """Adam with Nesterov's momentum (Dozat 2015). Source: Keras 2.3 keras.optimizers.Nadam."""

    SETTINGS = {"learning_rate": 0.002, "beta_1": 0.9, "beta_2": 0.999}
    PLAIN = {"epsilon": None, "schedule_decay": 0.004}
    SLOTS = ("m", "v")

    def _make_more(self):
        self.m_schedule = K.variable(1.0, name="m_schedule")

    def _create_all_weights(self, params):
        slots = super()._create_all_weights(params)
        self.weights.insert(1, self.m_schedule)
        return slots


_OF_THEN = {cls.__name__.lower(): cls for cls in (SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam)}
sgd, rmsprop, adagrad, adadelta, adam, adamax, nadam = _OF_THEN.values()


def get(identifier):
    """The optimizer of that name, of a configuration `{"class_name": ..., "config": ...}`, or the optimizer itself."""
    if isinstance(identifier, str):
        return deserialize({"class_name": identifier, "config": {}})
    return deserialize(identifier) if isinstance(identifier, dict) else _keras.optimizers.get(identifier)


def deserialize(config, custom_objects=None):
    """The optimizer that `serialize` described."""
    cls = _OF_THEN.get(config["class_name"].lower())
    return cls(**config["config"]) if cls else _keras.optimizers.deserialize(config, custom_objects)


def serialize(optimizer):
    """The name and the settings of an optimizer, a dict."""
    return {"class_name": type(optimizer).__name__, "config": optimizer.get_config()}
