"""A program's settings, typed and named. Source: TF1 tf.contrib.training.HParams."""

import json
import numbers

from legacy_seq2seq.contrib.training.hparam_text import parse_values


class HParams:
    """Settings as attributes: each keeps the type, and the single or list form, that it was added with.

    HParams(rate=0.1, layers=[64, 32]) has `.rate` and `.layers`; both can be read from a command line
    (`parse`), from JSON (`parse_json`) or from a dict (`override_from_dict`). An int fits a float; nothing
    else is converted, and a bool is not a number. A setting added as None takes any single value.

    Source: TF1 tf.contrib.training.HParams. TF1's protocol buffer for settings is gone: `hparam_def`,
    `to_proto` and `from_proto` raise, naming `to_json` and `parse_json` instead.

        settings = HParams(rate=0.1, layers=[64, 32])
        settings.parse("rate=0.01,layers=[128]").values()   # {"rate": 0.01, "layers": [128]}
    """

    _HAS_DYNAMIC_ATTRIBUTES = True  # type checkers ask for it

    def __init__(self, hparam_def=None, model_structure=None, **kwargs):
        self._hparam_types = {}  # name: (type of the value or of its items, whether it is a list)
        self._model_structure = model_structure
        if hparam_def is not None:
            # TF 1.15 raises AssertionError for whatever is not its HParamDef, which no longer exists.
            raise AssertionError("HParams: `hparam_def` needs TF1's HParamDef protocol buffer, which is gone. "
                                 "Write settings with to_json and read them with parse_json.")
        for name, value in kwargs.items():
            self.add_hparam(name, value)

    def add_hparam(self, name, value):
        """Adds the setting `name`. Raises ValueError for a name in use and for an empty list."""
        if getattr(self, name, None) is not None:
            raise ValueError(f"HParams: `{name}` is taken, by another setting or by a method of HParams. "
                             "Choose another name, or change a setting with set_hparam.")
        if isinstance(value, (list, tuple)):
            if not value:
                raise ValueError(f"HParams: `{name}` got an empty list, from which no type follows. Give at least one item.")
            self._hparam_types[name] = (type(value[0]), True)
        else:
            self._hparam_types[name] = (type(value), False)
        setattr(self, name, value)

    def set_hparam(self, name, value):
        """Changes the setting `name`. Raises KeyError for an unknown name, ValueError for a value of another type."""
        wanted, is_list = self._hparam_types[name]
        if isinstance(value, list) != is_list:
            expected = f"a list of {wanted.__name__}" if is_list else f"one {wanted.__name__}, not a list"
            raise ValueError(f"HParams: `{name}` got {value!r}; expected {expected}, as it was added.")
        setattr(self, name, [_fit(name, wanted, item) for item in value] if is_list else _fit(name, wanted, value))

    def del_hparam(self, name):
        """Removes the setting `name`; does nothing where there is none."""
        if hasattr(self, name):
            delattr(self, name)
            del self._hparam_types[name]

    def parse(self, values):
        """Changes the settings written as text, "rate=0.1,layers=[64,32]" (see `parse_values`). Returns self."""
        types = {name: kind for name, (kind, _) in self._hparam_types.items()}
        return self.override_from_dict(parse_values(values, types))

    def parse_json(self, values_json):
        """Changes the settings in the JSON object `values_json`. Returns self."""
        return self.override_from_dict(json.loads(values_json))

    def override_from_dict(self, values_dict):
        """Changes the settings in `values_dict`, each by `set_hparam`. Returns self."""
        for name, value in values_dict.items():
            self.set_hparam(name, value)
        return self

    set_from_map = override_from_dict  # its name until TF 1.4

    def to_json(self, indent=None, separators=None, sort_keys=False):
        """The settings as a JSON object; the options are json.dumps'."""
        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)

    def values(self):
        """The settings as a dict, in the order in which they were added."""
        return {name: getattr(self, name) for name in self._hparam_types}

    def get(self, key, default=None):
        """The setting `key`, or `default` where there is none. Raises ValueError if `default` is of another type."""
        if key not in self._hparam_types:
            return default
        if default is not None:
            self._check_default(key, default)
        return getattr(self, key)

    def _check_default(self, key, default):
        wanted, is_list = self._hparam_types[key]
        expected = f"a list of {wanted.__name__}" if is_list else wanted.__name__
        problem = f"HParams: get(`{key}`) got default={default!r}; the setting is {expected}. Give a default of that type, or none."
        if isinstance(default, list) != is_list:
            raise ValueError(problem)
        try:
            for item in default if is_list else [default]:
                _fit(key, wanted, item)
        except ValueError as error:
            raise ValueError(problem) from error

    def get_model_structure(self):
        """The object that `set_model_structure` was given."""
        return self._model_structure

    def set_model_structure(self, model_structure):
        """Keeps any object beside the settings."""
        self._model_structure = model_structure

    def to_proto(self, export_scope=None):
        """Raises NotImplementedError: TF1's HParamDef is gone. Use `to_json`."""
        raise NotImplementedError("HParams.to_proto: TF1's HParamDef protocol buffer is gone. Use to_json().")

    @staticmethod
    def from_proto(hparam_def, import_scope=None):
        """Raises NotImplementedError: TF1's HParamDef is gone. Use `parse_json`."""
        raise NotImplementedError("HParams.from_proto: TF1's HParamDef protocol buffer is gone. Use HParams(...).parse_json(text).")

    def __contains__(self, key):
        return key in self._hparam_types

    def __str__(self):
        return ",".join(f"{name}={value}" for name, value in self.values().items())

    def __repr__(self):
        return f"HParams({sorted(self.values().items())})"


def _fit(name, wanted, value):
    """`value` as the type `wanted`, or ValueError where that would change what it is."""
    if issubclass(wanted, type(None)):
        return value
    fits = True
    if issubclass(wanted, (str, bytes)):
        fits = isinstance(value, (str, bytes))
    elif issubclass(wanted, bool) or isinstance(value, bool):
        fits = issubclass(wanted, bool) and isinstance(value, bool)
    elif issubclass(wanted, numbers.Integral):
        fits = isinstance(value, numbers.Integral)
    elif issubclass(wanted, numbers.Number):
        fits = isinstance(value, numbers.Number)
    if not fits:
        raise ValueError(f"HParams: `{name}` got {value!r} of type {type(value).__name__}; it was added as {wanted.__name__}. "
                         "Convert the value, or add the setting with the type that it needs.")
    return wanted(value)
