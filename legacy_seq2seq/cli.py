"""The `legacy-seq2seq` command. Imports TensorFlow for no more than the command at hand needs."""

import argparse
import json
import sys

from legacy_seq2seq import __version__
from legacy_seq2seq.labs import command as labs_command
from legacy_seq2seq.training.checkpoints import command as checkpoint_command


def _doctor(options):
    from legacy_seq2seq import doctor

    report = doctor.examine()
    if options.json:
        print(json.dumps([finding._asdict() for finding in report], indent=2))
    else:
        doctor.show(report)
    return 0 if doctor.is_fit(report) else 1


def _run(options):
    from legacy_seq2seq import runner
    from legacy_seq2seq.runner import clustered

    return clustered.main(options, runner.main)


def _shapes(options):
    from legacy_seq2seq.runner import showing

    return showing.main(options)


def _check(options):
    from legacy_seq2seq.runner import check

    return check.main(options)


def _upgrade(options):
    from legacy_seq2seq.runner import upgrade

    return upgrade.main(options)


def _parser():
    parser = argparse.ArgumentParser(prog="legacy-seq2seq", description="TensorFlow 1's sequence code on today's TensorFlow.")
    parser.add_argument("--version", action="version", version=f"legacy_seq2seq {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    doctor = commands.add_parser(
        "doctor", help="what is installed, what works on it, what does not, and the remedy",
        description="Looks at the installed packages and tries what TF1 programs need. Exit status: 0 fit, 1 not fit.")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    doctor.set_defaults(run=_doctor)
    run = commands.add_parser(
        "run", help="run a TF1 program or notebook, unmodified",
        usage="legacy-seq2seq run [-h] [--era ERA] [--output NOTEBOOK] [--cluster FILE --job JOB --task N | --local-cluster PS,WORKERS]\n"
              "                          (PROGRAM | -m MODULE | -c CODE) [ARGUMENTS ...]",
        description="Runs a TF1 program as `python PROGRAM ARGUMENTS` would have then: it and the modules beside it are given TF1.")
    run.add_argument("--output", metavar="NOTEBOOK", help="where a notebook's executed copy goes (default: beside it, NAME.executed.ipynb)")
    run.add_argument("--cluster", metavar="FILE", help='a JSON file {"ps": ["host:port", ...], "worker": [...]}: train on several machines')
    run.add_argument("--job", metavar="JOB", help="which of the cluster's jobs this process is: ps, worker or chief")
    run.add_argument("--task", type=int, metavar="N", help="which task of the job, from 0; worker 0 is the chief, where there is no other")
    run.add_argument("--local-cluster", metavar="PS,WORKERS", help="run so many parameter servers and workers on this machine, for trying")
    _add_program(run, "the file to run; a notebook where it ends in .ipynb")
    run.set_defaults(run=_run)
    _add_shapes(commands)
    check = commands.add_parser(
        "check", help="which TF1 names a program uses, and whether each is provided; runs nothing",
        description="Reads programs without running them, and lists each TF1 name they use: where, of which eras, by what it is provided, "
                    "and what to do where it is not. Exit status: 0 all provided, 1 some not, 2 a file cannot be read.")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a program (with the modules beside it that it imports), or a folder")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.set_defaults(run=_check)
    upgrade = commands.add_parser(
        "upgrade", help="write a program's imports as `from legacy_seq2seq import tf1 as tf`",
        description="Rewrites a program's imports of TensorFlow, and nothing else. Shows the difference first.")
    upgrade.add_argument("path", metavar="PATH", help="the program or notebook")
    upgrade.add_argument("--yes", action="store_true", help="write without asking")
    upgrade.set_defaults(run=_upgrade)
    labs_command.add_to(commands)
    checkpoint_command.add_to(commands)
    return parser


def _add_program(command, about_the_file):
    """What `run` and `shapes` take: a program in one of three ways, and its era."""
    command.add_argument("--era", metavar="ERA",
                         help="the TensorFlow it was written for: 0.12, 1.0, 1.1 or 1.15 (default: as its names tell)")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("program", nargs="?", metavar="PROGRAM", help=about_the_file)
    which.add_argument("-m", dest="module", metavar="MODULE", help="run a module, as `python -m` does")
    which.add_argument("-c", dest="code", metavar="CODE", help="run this text")


def _add_shapes(commands):
    shapes = commands.add_parser(
        "shapes", help="show the shape of every tensor in a program's first step, and stop",
        usage="legacy-seq2seq shapes [-h] [OPTIONS] (PROGRAM | -m MODULE | -c CODE) [ARGUMENTS ...]",
        description="Runs a TF1 program, unmodified, up to its first step that is fed, and shows what that step computes: each tensor "
                    "with its Python name, line, static and run-time shape. Tensors that one line made are folded into its results.")
    shapes.add_argument("--step", type=int, default=1, metavar="N", help="the N-th step that is fed (default: the first)")
    shapes.add_argument("--name", metavar="NAME", help='only this Python name; "*" stands for anything')
    shapes.add_argument("--scope", metavar="SCOPE", help="only this name scope: rnn/while")
    shapes.add_argument("--line", metavar="LINE", help="only what these lines made: 12, 12-20, train.py:12")
    shapes.add_argument("--rank", type=int, metavar="RANK", help="only tensors of so many axes")
    shapes.add_argument("--unfold", action="append", metavar="WHAT",
                        help='show every tensor of a Python name, scope or line, loops by iteration; "all" for all (may be repeated)')
    shapes.add_argument("--json", action="store_true", help="print the table as JSON")
    shapes.add_argument("--html", metavar="FILE", help="write the table as a page, too")
    shapes.add_argument("--diagram", metavar="FILE", help="draw the model, too: an .svg or .png")
    _add_program(shapes, "the file to run")
    shapes.set_defaults(run=_shapes, output=None)


def main(arguments=None):
    """Runs the command line `arguments` (by default the process's own) and returns the exit status."""
    arguments, rest = _split(sys.argv[1:] if arguments is None else list(arguments))
    options = _parser().parse_args(arguments)
    options.arguments = rest
    return options.run(options)


_WITH_A_VALUE = {"--output", "--era", "--step", "--name", "--scope", "--line", "--rank", "--unfold", "--html", "--diagram",
                 "--cluster", "--job", "--task", "--local-cluster"}


def _split(arguments):
    """Our own arguments, and those of the program that `run` or `shapes` names, which are the program's alone."""
    if arguments[:1] == ["checkpoint"] and "--" in arguments:
        end = arguments.index("--")
        return arguments[:end], arguments[end + 1:]
    if arguments[:1] == ["lab"]:
        return labs_command.split(arguments)
    if arguments[:1] not in (["run"], ["shapes"]):
        return arguments, []
    i = 1
    while i < len(arguments):
        if arguments[i] in _WITH_A_VALUE:
            i += 2
        elif arguments[i] in ("-m", "-c"):
            return arguments[:i + 2], arguments[i + 2:]
        elif arguments[i].startswith("-") and arguments[i] != "-":
            i += 1
        else:
            return arguments[:i + 1], arguments[i + 1:]
    return arguments, []


if __name__ == "__main__":
    sys.exit(main())
