"""Lab 12-4 against itself under the real TensorFlow 1.15.5: `make oracle bench`.

Two figures: the whole lab as a process (start-up, 500 steps, the end), and one training step. The two
TensorFlows take turns, so that the machine's moods hit both alike; what counts is the ratio.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAB = ROOT / "lab" / "rnn_long_char.py"
STEP = ROOT / "benchmarks" / "training_step.py"
UNDER_1 = ROOT / "benchmarks" / "under_tensorflow_1.py"


def run(command):
    """Runs a command; returns its wall seconds and what it printed."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    started = time.perf_counter()
    done = subprocess.run(list(map(str, command)), env=environment, capture_output=True, text=True, check=True)
    return time.perf_counter() - started, done.stdout


def seconds_of_the_lab(prefix):
    return run([*prefix, LAB])[0]


def milliseconds_of_a_step(prefix):
    return float(run([*prefix, STEP])[1])


def take_turns(measure, ours, theirs, rounds):
    """Measures both in turn: the figures of each, theirs empty where there is no oracle."""
    figures = ([], [])
    for _ in range(rounds):
        figures[0].append(measure(ours))
        if theirs:
            figures[1].append(measure(theirs))
    return figures


def describe(values, unit):
    return f"{statistics.median(values):.2f} {unit} ({min(values):.2f}-{max(values):.2f})"


def main():
    parser = argparse.ArgumentParser(description="Time Lab 12-4, beside TensorFlow 1.15.5 where it is there.")
    parser.add_argument("--oracle", type=pathlib.Path, help="the Python that has TensorFlow 1.15.5")
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each (default 5)")
    options = parser.parse_args()

    from rich.console import Console
    from rich.table import Table

    from legacy_seq2seq import stack

    ours = [sys.executable]
    theirs = [options.oracle, UNDER_1] if options.oracle and options.oracle.exists() else None
    table = Table("figure", "here", "TensorFlow 1.15.5", "ratio (below 1: faster here)",
                  title=f"Lab 12-4, TensorFlow {stack.installed().tensorflow}, median (min-max) of {options.rounds}", title_justify="left")
    for name, measure, unit in (("the lab as a process", seconds_of_the_lab, "s"), ("one training step", milliseconds_of_a_step, "ms")):
        here, there = take_turns(measure, ours, theirs, options.rounds)
        ratios = [a / b for a, b in zip(here, there)]
        table.add_row(name, describe(here, unit), describe(there, unit) if there else "no oracle: make oracle",
                      describe(ratios, "") if ratios else "")
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
