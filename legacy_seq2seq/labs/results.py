"""`make labs`: runs every lab with its seeds, and writes what came of it to lab/RESULTS.md.

The figures are kept in lab/results.json, a run each; RESULTS.md is written from them, so one lab can be run anew alone.
"""

import collections
import json
import os
import platform
import re
import subprocess
import sys
import tempfile

from legacy_seq2seq.labs import finding

Run = collections.namedtuple("Run", "lab arguments seed seconds status sentence reached numbers stack")
Run.__doc__ = "One run of a lab. stack: «Python 3.11.9, TensorFlow 2.15.1». status: the exit status. seconds: of the processor, or None."


def run(labs, seeds, every_lab):
    """Runs `labs` with each of the seeds, writing the results after each one. Returns 0 where all reached what they promise, else 1."""
    folder = finding.folder("lab")
    kept = _load(folder)
    runs = []
    for lab in labs:
        for arguments in lab.runs:
            for seed in seeds:
                one = _run_one(lab, arguments, seed, folder)
                runs.append(one)
                kept[_key(one)] = one
                _save(folder, kept, every_lab)
    missed = [one for one in runs if one.status or one.reached is False]
    print(f"{len(runs)} runs, {len(missed)} without the result that the lab promises. Written: {folder / 'RESULTS.md'}")
    return 1 if missed else 0


def _run_one(lab, arguments, seed, folder):
    with tempfile.TemporaryDirectory() as scratch:
        result = f"{scratch}/result.json"
        given = [*arguments, "--seed", str(seed)]
        print("$", " ".join(["python", f"lab/{lab.path.name}", *given]), flush=True)
        if lab.picture and seed == 0:
            given += ["--plot", str(folder / "pictures" / picture_of(lab, arguments))]
        command = [sys.executable, str(lab.path), *given, "--json", result]
        before = _processor_seconds()
        status = subprocess.run(command, check=False).returncode
        seconds = _processor_seconds() - before
        try:
            with open(result, encoding="utf-8") as file:
                told = json.load(file)
        except FileNotFoundError:
            told = {"sentence": f"ended with status {status}", "reached": False, "numbers": {}, "python": platform.python_version(),
                    "tensorflow": "?"}
    return Run(lab.name, arguments, seed, round(seconds, 1), status, told["sentence"], told["reached"], told["numbers"],
               f"Python {told['python']}, TensorFlow {told['tensorflow']}")


def _processor_seconds():
    """What the runs that have ended took of the processor."""
    times = os.times()
    return times.children_user + times.children_system


def picture_of(lab, arguments):
    """The file name of the picture that a run draws."""
    return "_".join([lab.name, *(argument.strip("-").replace("-", "_") for argument in arguments)]) + ".png"


def _key(one):
    return one.lab, tuple(one.arguments), _stack_name(one), one.seed


def _stack_name(one):
    """The stack by its TensorFlow: "2.15" of «Python 3.11.9, TensorFlow 2.15.1»."""
    return ".".join(one.stack.rpartition(" ")[2].split(".")[:2])


def _load(folder):
    path = folder / "results.json"
    if not path.exists():
        return {}
    return {_key(one): one for one in (Run(**told) for told in json.loads(path.read_text("utf-8")))}


def _save(folder, kept, labs):
    order = {lab.name: i for i, lab in enumerate(labs)}
    runs = sorted((one for one in kept.values() if one.lab in order), key=lambda one: (order[one.lab], _key(one)))
    lines = ",\n".join(json.dumps(one._asdict(), ensure_ascii=False) for one in runs)
    (folder / "results.json").write_text(f"[\n{lines}\n]\n", "utf-8")
    (folder / "RESULTS.md").write_text(page(labs, runs), "utf-8")


def page(labs, runs):
    """RESULTS.md: each lab with what it promises, its runs and pictures."""
    parts = ["# What the labs reached\n",
             "Written by `make labs`; each line is a run. A run's command is `legacy-seq2seq lab NAME ARGUMENTS --seed SEED`. Its time is "
             "that of the processor, all cores together: other programs do not lengthen it.\n", _overview(labs, runs)]
    for lab in labs:
        mine = [one for one in runs if one.lab == lab.name]
        parts.append(f"## {lab.name}\n\n{lab.title}\n\nPromised: {lab.result}\n")
        if not mine:
            parts.append("Not run yet.\n")
            continue
        parts.append("| arguments | seed | result | processor | on |\n|---|---|---|---|---|\n" + "".join(_row(one) for one in mine))
        for arguments in dict.fromkeys(tuple(one.arguments) for one in mine):
            if lab.picture and any(one.seed == 0 and not one.status and tuple(one.arguments) == arguments for one in mine):
                parts.append(f"![{lab.picture}](pictures/{picture_of(lab, arguments)})\n")
    return "\n".join(parts)


def _overview(labs, runs):
    """A table: of how many runs of each lab, on each TensorFlow, how many reached what is promised."""
    stacks = sorted({_stack_name(one) for one in runs}, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])
    lines = ["| lab | " + " | ".join(f"TensorFlow {stack}" for stack in stacks) + " |", "|---" * (len(stacks) + 1) + "|"]
    for lab in labs:
        counts = []
        for stack in stacks:
            mine = [one for one in runs if one.lab == lab.name and _stack_name(one) == stack]
            counts.append(f"{sum(bool(one.reached) for one in mine)} of {len(mine)}" if mine else "not run")
        lines.append(f"| [{lab.name}](#{lab.name}) | " + " | ".join(counts) + " |")
    return "How many runs reached what the lab promises:\n\n" + "\n".join(lines) + "\n"


def _row(one):
    sentence = one.sentence.replace("|", "\\|") + ("" if one.reached is not False else " **Missed.**")
    arguments = f"`{' '.join(one.arguments)}`" if one.arguments else "none"
    return f"| {arguments} | {one.seed} | {sentence} | {_duration(one.seconds)} | {one.stack} |\n"


def _duration(seconds):
    if seconds is None:
        return "not measured"
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.1f} min"
