"""Runs unmodified TF1 programs: `legacy-seq2seq run program.py [args...]`.

The program, and the user's own modules beside it, are given TF1 where they say `tensorflow`, and the
Python and NumPy of their time; libraries in the same process keep the real TensorFlow.
"""

import sys


def main(options):
    """`legacy-seq2seq run`: runs what the command line names and returns the exit status."""
    from legacy_seq2seq.runner import program, view

    root = "legacy_seq2seq.tf1"
    seen = view.View(root)
    try:
        if options.program is not None and options.program.endswith(".ipynb"):
            return _run_notebook(options, root)
        if options.module is not None:
            return program.run_module(options.module, options.arguments, seen)
        if options.code is not None:
            return program.run_code(options.code, options.arguments, seen)
        return program.run_file(options.program, options.arguments, seen)
    except OSError as error:
        print(f"legacy-seq2seq: {error.filename or options.program} cannot be read: {error.strerror}", file=sys.stderr)
        return 2


def _run_notebook(options, root):
    from legacy_seq2seq.runner import notebook

    try:
        return notebook.run(options.program, options.output, root)
    except (ImportError, ValueError) as error:
        print(f"legacy-seq2seq: {error}", file=sys.stderr)
        return 2
