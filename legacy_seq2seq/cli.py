"""The `legacy-seq2seq` command. Imports TensorFlow for no more than the command at hand needs."""

import argparse
import json
import sys

from legacy_seq2seq import __version__


def _doctor(options):
    from legacy_seq2seq import doctor

    report = doctor.examine()
    if options.json:
        print(json.dumps([finding._asdict() for finding in report], indent=2))
    else:
        doctor.show(report)
    return 0 if doctor.is_fit(report) else 1


def _parser():
    parser = argparse.ArgumentParser(prog="legacy-seq2seq", description="TensorFlow 1's sequence code on today's TensorFlow.")
    parser.add_argument("--version", action="version", version=f"legacy_seq2seq {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    doctor = commands.add_parser(
        "doctor", help="what is installed, what works on it, what does not, and the remedy",
        description="Looks at the installed packages and tries what TF1 programs need. Exit status: 0 fit, 1 not fit.")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    doctor.set_defaults(run=_doctor)
    return parser


def main(arguments=None):
    """Runs the command line `arguments` (by default the process's own) and returns the exit status."""
    options = _parser().parse_args(arguments)
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
