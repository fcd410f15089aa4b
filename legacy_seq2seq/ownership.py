"""Whose a source file is: the user's own, or a library's."""

import os
import pathlib
import sysconfig

PACKAGE = str(pathlib.Path(__file__).resolve().parent)
_LIBRARY_FOLDERS = {"site-packages", "dist-packages"}
_STANDARD_LIBRARY = tuple(os.path.realpath(sysconfig.get_path(name)) + os.sep for name in ("stdlib", "platstdlib"))


def is_installed():
    """Whether this package stands where every process of this Python finds it."""
    return bool(_LIBRARY_FOLDERS.intersection(pathlib.PurePath(PACKAGE).parts))


def is_users(path):
    """Whether the file `path` is the user's: not Python's own, not an installed package's, not ours."""
    real = os.path.realpath(path)
    if real.startswith((PACKAGE + os.sep, *_STANDARD_LIBRARY)):
        return False
    return not _LIBRARY_FOLDERS.intersection(pathlib.PurePath(real).parts)


def is_ours(path):
    """Whether the file `path` belongs to this package."""
    return os.path.realpath(path).startswith(PACKAGE + os.sep)
