"""`tf.app.flags.FLAGS`: absl's flags, with what TensorFlow's own had until 1.4 and programs still use.

Until TF 1.4 `FLAGS._parse_flags()` read the command line, `FLAGS.__flags` was then a dict from names to
values, and a name could be set that no DEFINE had made. TF 1.15 refuses the first and the last.
"""

import sys

LIBRARIES = {"absl", "keras", "tensorflow", "tf_keras"}


class Flags:
    """Passes all on to `flags`, TF 1.15's own; the command line is read at the first use, as there."""

    def __init__(self, flags):
        object.__setattr__(self, "_state", {"flags": flags, "set": {}, "of_then": False})

    def __getattr__(self, name):
        state = object.__getattribute__(self, "_state")
        if name == "_parse_flags":
            return self._parse_as_then
        if name == "__flags":
            return self._values() if state["of_then"] else state["flags"]._flags()
        if name == "__parsed":
            return state["flags"].is_parsed()
        if name in state["set"]:
            return state["set"][name]
        return getattr(state["flags"], name)

    def __setattr__(self, name, value):
        state = object.__getattribute__(self, "_state")
        if name in state["flags"]:
            setattr(state["flags"], name, value)
        else:
            state["set"][name] = value

    def __delattr__(self, name):
        state = object.__getattribute__(self, "_state")
        if name in state["set"]:
            del state["set"][name]
        else:
            delattr(state["flags"], name)

    def _parse_as_then(self, args=None):
        """Reads the command line; what it does not know it leaves alone. Returns that."""
        state = object.__getattribute__(self, "_state")
        state["of_then"] = True
        given = sys.argv[1:] if args is None else list(args)
        return state["flags"]([sys.argv[0], *given], known_only=True)[1:]

    def _values(self):
        """The values of the program's flags, without those that libraries define."""
        state = object.__getattribute__(self, "_state")
        defined = {flag.name: None for module, own in state["flags"].flags_by_module_dict().items()
                   if module.partition(".")[0] not in LIBRARIES for flag in own}
        return {**{name: getattr(state["flags"], name) for name in defined}, **state["set"]}

    @property
    def __dict__(self):
        return {"__flags": getattr(self, "__flags"), "__parsed": getattr(self, "__parsed")}

    def _forget(self):
        """Forgets what the program defined, set and read, for it to start anew."""
        state = object.__getattribute__(self, "_state")
        for module, own in state["flags"].flags_by_module_dict().items():
            if module.partition(".")[0] not in LIBRARIES:
                for name in {name for flag in own for name in (flag.name, flag.short_name)} & set(state["flags"]):
                    delattr(state["flags"], name)
        state["flags"].unparse_flags()
        state.update(set={}, of_then=False)

    def __call__(self, *arguments, **options):
        return object.__getattribute__(self, "_state")["flags"](*arguments, **options)

    def __contains__(self, name):
        state = object.__getattribute__(self, "_state")
        return name in state["set"] or name in state["flags"]

    def __getitem__(self, name):
        return object.__getattribute__(self, "_state")["flags"][name]

    def __iter__(self):
        return iter(object.__getattribute__(self, "_state")["flags"])

    def __len__(self):
        return len(object.__getattribute__(self, "_state")["flags"])

    def __dir__(self):
        state = object.__getattribute__(self, "_state")
        return sorted({*dir(state["flags"]), *state["set"]})

    def __str__(self):
        return str(object.__getattribute__(self, "_state")["flags"])

    __repr__ = __str__
