"""How a lab ends: its result in a sentence, and for `make labs` in a file."""

import json
import os
import platform
import sys


def report(options, sentence, reached=None, **numbers):
    """Prints the lab's result, and writes it where `--json` asks for it.

        labs.report(options, f"{share:.1%} of the sums exact (the book: above 95 %).", reached=share > 0.95, exact=share)

    sentence: the result beside what the lecture or book says. reached: whether it is what the lab promises; None where it was not to be,
    as after a training cut short by `--steps`. numbers: the figures behind the sentence.
    """
    print(f"Result: {sentence}")
    if options.json:
        told = {"sentence": sentence, "reached": None if reached is None else bool(reached),
                "numbers": {name: float(number) for name, number in numbers.items()}, "seed": options.seed,
                "python": platform.python_version(), "tensorflow": _tensorflow_version()}
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=2)


def _tensorflow_version():
    from importlib import metadata

    return metadata.version("tensorflow")


def run(main):
    """Runs a lab's `main` as a program: its status is the process's, Ctrl-C before the first step ends with one line.

        if __name__ == "__main__":
            labs.run(main)
    """
    try:
        status = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nStopped by Ctrl-C before the first step.", file=sys.stderr)
        status = 130
    except BrokenPipeError:  # `python lab/x.py | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)


def shorten(text, width):
    """One line of at most `width` characters."""
    one_line = text.replace("\n", "⏎")
    return one_line if len(one_line) <= width else one_line[:width - 1] + "…"
