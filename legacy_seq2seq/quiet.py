"""Keeps TensorFlow's chatter away from the user: start-up lines, deprecation and retirement notices, errors that are told otherwise.

What is dropped is named here, line by line; everything else, a real warning or error, comes through.
Only `stack` imports this module, and only when TensorFlow is loaded; others say `stack.quiet`.
"""

import contextlib
import faulthandler
import os
import re
import sys
import tempfile
import warnings

# What the native library writes while it loads on a healthy machine. Its own log-level variable cannot
# hide these: they are written before it is read (TF 2.16+), or at level E (TF 2.15: tensorflow#62075).
_STARTUP_NOISE = re.compile(
    rb"All log messages before absl::InitializeLog"
    rb"|oneDNN custom operations are on"
    rb"|Could not find cuda drivers"
    rb"|Unable to register cu(DNN|FFT|BLAS) factory"
    rb"|computation placer already registered"
    rb"|This TensorFlow binary is optimized"
    rb"|^To enable the following instructions"
    rb"|Could not find TensorRT"
    rb"|failed call to cuInit"
    rb"|MLIR V1 optimization pass is not enabled"
)


# The native log's line beside an exception that a run raises as well.
_FAILED_OPERATION = re.compile(rb"OP_REQUIRES failed at")


def startup():
    """While TensorFlow is loaded: its known chatter is dropped."""
    return _without(_STARTUP_NOISE)


def failed_operations():
    """While operations are tried whose errors are caught: the native log's lines about these are dropped."""
    return _without(_FAILED_OPERATION)


@contextlib.contextmanager
def _without(noise):
    """Holds back what is written to the process's stderr inside, and replays all but the lines with `noise`.

    TensorFlow's native code writes to file descriptor 2 itself, out of Python's reach. Should the
    process crash meanwhile, `faulthandler` still says where, on the real stderr.
    """
    try:
        sys.stderr.flush()
        real = os.dup(2)
    except (AttributeError, OSError, ValueError):  # no stderr at all: nothing to keep quiet
        yield
        return
    crash_log = os.fdopen(os.dup(real), "wb", buffering=0)
    had_faulthandler = faulthandler.is_enabled()
    with tempfile.TemporaryFile() as held:
        if not had_faulthandler:
            faulthandler.enable(crash_log)
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(real, 2)
            os.close(real)
            if not had_faulthandler:
                faulthandler.disable()
            crash_log.close()
            held.seek(0)
            for line in held:
                if not noise.search(line):
                    os.write(2, line)


def native_log_level(level):
    """Sets the native library's log level (0 all, 1 warnings, 2 errors), unless the user has set one."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", str(level))


def deprecations(deprecation_module, module_wrapper):
    """Turns off TensorFlow's «X is deprecated» log lines. Takes its two private modules that write them.

    A TF1 program is deprecated from its first line to its last; its user knows.
    """
    deprecation_module._PRINT_DEPRECATION_WARNINGS = False
    module_wrapper._PER_MODULE_WARNING_LIMIT = 0


class _WithoutRetirement:
    """Stands in for `warnings` or a logger inside one library module, dropping its retirement notices."""

    def __init__(self, speaker):
        self._speaker = speaker

    def __getattr__(self, name):
        return getattr(self._speaker, name)

    def warn(self, message, category=None, stacklevel=1, **kwargs):
        if "deprecated" not in str(message):
            self._speaker.warn(message, category, stacklevel + 1, **kwargs)

    def warning(self, message, *args, **kwargs):
        if "deprecated" not in str(message):
            self._speaker.warning(message, *args, **kwargs)


def retirement_notices(module):
    """Drops what `module` says about the retirement of its own functions, by `warnings` or its log.

    A warnings filter would not last: programs, notebooks and test runners reset the filters.
    """
    for name in ("warnings", "logging"):
        speaker = getattr(module, name, None)
        if speaker is not None and not isinstance(speaker, _WithoutRetirement):
            setattr(module, name, _WithoutRetirement(speaker))


@contextlib.contextmanager
def addons_import():
    """Hides TensorFlow Addons' end-of-life notice and its complaint about TensorFlow's version."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"[\s\S]*(TensorFlow Addons|TFA)")
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        yield
