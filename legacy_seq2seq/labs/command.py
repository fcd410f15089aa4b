"""`legacy-seq2seq lab`: lists the labs, runs one, or runs them all and writes their results."""

import difflib
import os
import runpy
import sys

_DESCRIPTION = """Without a name: lists the labs with their time and result. With one: runs it, with the arguments behind its name.
`legacy-seq2seq lab addition --help` tells a lab's own options."""


def add_to(commands):
    """Adds the command to the subparsers of the command line."""
    lab = commands.add_parser("lab", usage="legacy-seq2seq lab [-h] [--all [--seeds N] [--only LABS] | LAB [ARGUMENTS ...]]",
                              help="list the labs, or run one", description=_DESCRIPTION)
    lab.add_argument("lab", nargs="?", metavar="LAB", help="the lab to run")
    lab.add_argument("--all", action="store_true", help="run every lab, and write lab/RESULTS.md with results, times and pictures")
    lab.add_argument("--seeds", type=int, default=1, metavar="N", help="with --all: run each with the seeds 0 to N-1 (default 1)")
    lab.add_argument("--only", metavar="LABS", help="with --all: these alone, by comma; the other results stay")
    lab.set_defaults(run=main)


def main(options):
    """Runs the command line; returns the exit status."""
    from legacy_seq2seq.labs import catalog

    if options.all:
        return _run_all(options, catalog.labs())
    if options.lab is None:
        _list(catalog.labs())
        return 0
    paths = catalog.paths()
    name = _named(options.lab, paths)
    if name is None:
        return 2
    path = paths[name]
    sys.argv = [str(path), *options.arguments]
    sys.path.insert(0, str(path.parent))
    runpy.run_path(str(path), run_name="__main__")
    return 0


def split(arguments):
    """The command's own arguments, and those behind the lab's name, which are the lab's."""
    for i, argument in enumerate(arguments[1:], start=1):
        if not argument.startswith("-") and arguments[i - 1] not in ("--seeds", "--only"):
            return arguments[:i + 1], arguments[i + 1:]
    return arguments, []


def _named(name, labs):
    """The lab that is meant by "addition", "addition.py" or "lab/addition.py"; None, and a line of help on stderr, where there is none."""
    plain = os.path.basename(name)
    plain = plain[:-3] if plain.endswith(".py") else plain
    if plain in labs:
        return plain
    near = difflib.get_close_matches(plain, labs, 1)
    print(f"legacy-seq2seq lab: there is no lab {name!r}; " + (f"did you mean {near[0]}?" if near else f"there are: {', '.join(labs)}"),
          file=sys.stderr)
    return None


def _list(labs):
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    table.add_column("Lab", no_wrap=True)
    table.add_column("What it teaches, the result to expect, and the time it takes")
    for lab in labs.values():
        table.add_row(lab.name, Text.assemble(f"{lab.title}\n", (f"{_sentence(lab.result)} {_sentence(lab.time)}", "dim")))
    console = Console()
    console.print(table)
    console.print("Run one: legacy-seq2seq lab NAME [--help]", highlight=False)


def _sentence(text):
    return text[:1].upper() + text[1:]


def _run_all(options, labs):
    from legacy_seq2seq.labs import results

    chosen = list(labs)
    if options.only:
        chosen = [_named(name.strip(), labs) for name in options.only.split(",")]
        if None in chosen:
            return 2
    if options.seeds < 1:
        print(f"legacy-seq2seq lab: --seeds is {options.seeds}; give 1 or more", file=sys.stderr)
        return 2
    return results.run([labs[name] for name in chosen], range(options.seeds), list(labs.values()))
