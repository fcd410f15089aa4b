"""The options that every lab takes, and the looking over of what came, before anything slow begins."""

import argparse
import os
import sys
import tempfile


def give_up(message):
    """Ends the program with one line about what the user gave, and exit status 2."""
    print(f"{os.path.splitext(os.path.basename(sys.argv[0]))[0]}: {message}", file=sys.stderr)
    raise SystemExit(2)


class Parser(argparse.ArgumentParser):
    """The options of a lab: `--seed --logdir --shapes --diagram --json`, and those that the lab adds.

        parser = labs.Parser("Learn to add.", epochs=25, plot="the learning curve")
        parser.add_argument("--reverse", action="store_true", help="read the sum from its end")
        parser.add_number("--hidden", 128, 1, "LSTM units", "UNITS")
        options = parser.parse_args(arguments)

    description: one sentence for `--help`. steps: the default of `--steps`. epochs: the default of `--epochs`, beside which `--steps` ends
    the training early. plot: what `--plot PNG` draws, None for a lab without a picture.
    Wrong input ends the program with one line and exit status 2.
    """

    def __init__(self, description, steps=None, epochs=None, plot=None):
        super().__init__(description=description)
        self._numbers = []
        if epochs is not None:
            self.add_number("--epochs", epochs, 0, "passes over the training data")
        self.add_number("--steps", steps, 0, "training steps" if epochs is None else "end after so many training steps")
        self.add_number("--seed", 0, 0, "seed of the initial weights and of the data's order")
        self.add_argument("--logdir", metavar="FOLDER", help="save the training there, go on with the one that is there already, "
                                                             "and write its loss for TensorBoard")
        self.add_argument("--shapes", nargs="?", const="", metavar="SVG",
                          help="print the shape of each tensor, static and at run time, and stop; into a picture too, where named")
        self.add_argument("--diagram", metavar="FILE", help="draw the model into this .svg or .png, and stop")
        if plot:
            self.add_argument("--plot", metavar="PNG", help=f"draw {plot} into this file")
        self.add_argument("--json", metavar="FILE", help="write the result into this file, too")

    def add_number(self, option, default, least, about, metavar="N", why=None):
        """Adds an option that is a whole number, `least` or more. why: what is wrong with a smaller one, `about` by default."""
        shown = "" if default is None else f" (default {default})"
        self.add_argument(option, type=int, default=default, metavar=metavar, help=about + shown)
        self._numbers.append((option, least, why or about))

    def parse_args(self, arguments=None, namespace=None):
        options = super().parse_args(arguments, namespace)
        for option, least, why in self._numbers:
            value = getattr(options, option.lstrip("-").replace("-", "_"))
            if value is not None and value < least:
                give_up(f"{option} is {value}; give {least} or more ({why})")
        _check_outputs(options)
        return options

    def error(self, message):
        give_up(f"{message}; see --help")


def steps(options, steps_per_epoch):
    """How many steps to train: `--epochs` times `steps_per_epoch`, or `--steps` where that is fewer."""
    whole = options.epochs * steps_per_epoch
    return whole if options.steps is None else min(options.steps, whole)


def _check_outputs(options):
    """Finds out before training, not after it, that a result could not be written."""
    if options.logdir:
        try:
            os.makedirs(options.logdir, exist_ok=True)
        except OSError as error:
            give_up(f"--logdir {options.logdir} cannot be made: {error.strerror}")
        _check_writable("--logdir", options.logdir, options.logdir)
    export = getattr(options, "export", None)
    if export:
        if os.path.isfile(export) or os.path.isdir(export) and os.listdir(export):
            give_up(f"--export {export} is there already and not empty; name a new folder")
        _check_writable("--export", export, _existing_part(export))
    if options.diagram and not options.diagram.lower().endswith((".svg", ".png")):
        give_up(f"--diagram {options.diagram}: give a name that ends in .svg or .png")
    plot = getattr(options, "plot", None)
    for option, path in (("--plot", plot), ("--shapes", options.shapes), ("--diagram", options.diagram), ("--json", options.json)):
        if path:
            _check_writable(option, path, os.path.dirname(os.path.abspath(path)))
    for option, path in (("--plot", plot), ("--diagram", options.diagram)):
        if path:
            _check_matplotlib(option)


def _check_matplotlib(option):
    import importlib.util

    if importlib.util.find_spec("matplotlib") is None:
        give_up(f"{option} needs matplotlib: pip install matplotlib")


def _check_writable(option, path, folder):
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        give_up(f"{option} {path} cannot be written: {error.strerror}; name another folder")


def _existing_part(path):
    """The innermost folder of the path that is there by now."""
    path = os.path.abspath(path)
    while not os.path.isdir(path):
        path = os.path.dirname(path)
    return path
