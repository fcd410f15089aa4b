"""A program may call a flag `log_dir`, as many did, though absl and today's TensorFlow have defined one before it."""

import functools

from legacy_seq2seq.command_flags import LIBRARIES


def prepare():
    """Lets the program's flags take the place of libraries' flags. What libraries define stays guarded as it is."""
    from absl import flags

    if type(flags.FLAGS) is flags.FlagValues:
        object.__setattr__(flags.FLAGS, "__class__", _class())


@functools.cache
def _class():
    from absl import flags

    class FlagsOfThen(flags.FlagValues):
        def __setitem__(self, name, flag):
            if name in self and (self.find_module_defining_flag(name) or "").partition(".")[0] in LIBRARIES:
                self[name].allow_override = True
            super().__setitem__(name, flag)

    return FlagsOfThen
