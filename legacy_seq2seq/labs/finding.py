"""Where the labs and their data are: beside the package in a checkout, inside of it where it was installed."""

import pathlib

_PACKAGE = pathlib.Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name):
    """The folder `lab` or `data`. Raises FileNotFoundError where the package came without."""
    root = _CHECKOUT if (_CHECKOUT / "lab" / "rnn_long_char.py").exists() else _PACKAGE
    if not (root / name).is_dir():
        raise FileNotFoundError(f"the folder {name}/ is not in {root}; install legacy_seq2seq anew, or run it from a clone")
    return root / name


def data(name):
    """The path of a data set that ships with the project, by its file name. Raises FileNotFoundError, naming those that do."""
    path = folder("data") / name
    if not path.exists():
        there = ", ".join(sorted(one.name for one in path.parent.iterdir() if one.is_file() and one.suffix not in (".py", ".md")))
        raise FileNotFoundError(f"no data set {name!r} ships with the project; there are: {there or 'none'}")
    return str(path)
