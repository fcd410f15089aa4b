"""Flags as programs of 2016 and 2017 used them.

`FLAGS._parse_flags()` and the values in `FLAGS.__flags` were there until TensorFlow 1.4. And a program could call a flag
`log_dir`, which absl and today's TensorFlow have defined before it.
"""

import functools
import sys

_LIBRARIES = ("absl", "tensorflow", "tf_keras", "keras")


def prepare():
    """Gives the process's flags these manners. What libraries see of them stays as it is."""
    from absl import flags

    if type(flags.FLAGS) is flags.FlagValues:
        object.__setattr__(flags.FLAGS, "__class__", _class())


@functools.cache
def _class():
    from absl import flags

    class FlagsOfThen(flags.FlagValues):
        def __setitem__(self, name, flag):
            if name in self and (self.find_module_defining_flag(name) or "").partition(".")[0] in _LIBRARIES:
                self[name].allow_override = True
            super().__setitem__(name, flag)

        def _parse_flags(self, args=None):
            """Reads the command line, or `args`, and returns what is no flag. From then on `__flags` holds values."""
            self.__dict__["_holds_values"] = True
            if args is None and self.is_parsed():
                return []
            return self(sys.argv[:1] + list(args) if args is not None else sys.argv, known_only=True)[1:]

    def held(self):
        if not self.__dict__.get("_holds_values"):
            return self.__dict__["__flags"]
        return {flag.name: flag.value for module, own in self.flags_by_module_dict().items() for flag in own
                if module.partition(".")[0] not in _LIBRARIES}

    # Under the name itself, which a class body would change to `_FlagsOfThen__flags`; absl reads its own from `__dict__`.
    setattr(FlagsOfThen, "__flags", property(held))
    return FlagsOfThen
