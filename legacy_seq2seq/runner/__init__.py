"""Runs unmodified TF1 programs: `legacy-seq2seq run program.py [args...]`.

The program, and the user's own modules beside it, are given TF1 where they say `tensorflow`, and the
Python and NumPy of their time; libraries in the same process keep the real TensorFlow.
"""

import sys


def main(options):
    """`legacy-seq2seq run`: runs what the command line names and returns the exit status."""
    from legacy_seq2seq.runner import program, view

    seen = view.View("legacy_seq2seq.tf1")
    try:
        if options.module is not None:
            return program.run_module(options.module, options.arguments, seen)
        if options.code is not None:
            return program.run_code(options.code, options.arguments, seen)
        return program.run_file(options.program, options.arguments, seen)
    except OSError as error:
        print(f"legacy-seq2seq: {options.program} cannot be read: {error.strerror}", file=sys.stderr)
        return 2
