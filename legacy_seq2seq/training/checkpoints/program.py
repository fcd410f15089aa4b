"""The variables that a TF1 program builds, found by running it up to its first step in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile

from legacy_seq2seq.training.checkpoints.sides import Side

_STDERR = 2  # not sys.stderr, which is no file in a notebook


class ProgramError(ValueError):
    """A program that ended before it built variables."""


def is_program(path):
    """Whether a path on the command line means a program, not a checkpoint."""
    return str(path).endswith(".py") and os.path.isfile(path)


def sides_of(path, arguments=(), era=None):
    """{name: `Side`} of the variables that a program builds. Raises ProgramError where it builds none.

    The program runs, unmodified, until it saves, restores or takes its first step, none of which is done; what it prints goes to stderr.
    """
    folder = tempfile.mkdtemp(prefix="legacy-seq2seq-")
    out = os.path.join(folder, "variables.json")
    try:
        command = [sys.executable, "-m", __name__, out, era or "", str(path), *arguments]
        status = subprocess.run(command, stdout=_STDERR, check=False).returncode
        if not os.path.exists(out):
            raise ProgramError(f"{path} ended with status {status} before it built variables; see above. Does it need arguments? "
                               "They go after --")
        with open(out, encoding="utf-8") as file:
            found = json.load(file)
    finally:
        if os.path.exists(out):
            os.remove(out)
        os.rmdir(folder)
    if not found:
        raise ProgramError(f"{path} built no variables up to its first step")
    return {name: Side(None if shape is None else tuple(shape), dtype) for name, (shape, dtype) in found.items()}


# In the process of the program's own

def _run(out, era, path, arguments):
    import argparse

    from legacy_seq2seq import runner, stack
    from legacy_seq2seq.runner import steps

    session = stack.inner_module("client.session").BaseSession
    saver = stack.inner_module("training.saver").Saver
    run = session.run

    def stop(graph):
        _write(out, graph)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)  # the program's own `finally` must not save what was no training

    def watched(self, fetches, feed_dict=None, options=None, run_metadata=None):
        ops = steps.operations(self.graph, fetches)
        if steps.saves_or_restores(ops) or (steps.computes(ops) if feed_dict else steps.takes_data(ops)):
            stop(self.graph)
        return run(self, fetches, feed_dict, options, run_metadata)

    session.run = watched
    saver.restore = saver.save = lambda self, sess, *args, **kwargs: stop(sess.graph)
    options = argparse.Namespace(program=path, module=None, code=None, output=None, era=era or None, arguments=arguments)
    try:
        status = runner.main(options)
    except SystemExit as end:
        status = end.code
    graph = steps.largest_graph()
    if not status and graph is not None:
        _write(out, graph)
    return status


def _write(out, graph):
    from legacy_seq2seq.training.checkpoints import sides

    with open(out, "w", encoding="utf-8") as file:
        json.dump(sides.of_graph(graph)[0], file)


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
