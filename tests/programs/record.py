"""Records what the programs here do under the TensorFlow of their time.

    PYTHONPATH=. python tests/programs/record.py --python 0.12=python2.7 --python 1.15=.venv/oracle-1.15.5/bin/python [NAME ...]

A program's folder names its era: `era_1_0/counting.py`. One that no old TensorFlow can run here has no golden file. Of a notebook, the
old TensorFlow runs the cells as a program, without what IPython alone understands.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

from legacy_seq2seq.runner import cells

HERE = pathlib.Path(__file__).resolve().parent


def programs():
    """{"era_1_0/counting": its file}; of a folder within an era's, its `main.py` or `train.py`."""
    found = {}
    for era in sorted(HERE.glob("era_*")):
        for path in sorted(era.iterdir()):
            entry = next((path / name for name in ("main.py", "train.py") if (path / name).exists()), None) if path.is_dir() else path
            if entry is not None and entry.suffix in (".py", ".ipynb"):
                found[f"{era.name}/{path.stem}"] = entry
    return found


def era_of(name):
    """The era that a program's folder names: "1.0"."""
    return name.partition("/")[0][len("era_"):].replace("_", ".")


def golden_of(name):
    """The file that keeps what a program did."""
    return HERE / "golden" / (name.replace("/", "-") + ".json")


def _as_program(notebook, program):
    texts, _ = cells.of_notebook(notebook)
    program.write_text("# coding: utf-8\n" + "\n".join(filter(None, texts)) + "\n", "utf-8")
    return program


def main():
    parser = argparse.ArgumentParser(description="Record programs under real old TensorFlows.")
    parser.add_argument("--python", action="append", default=[], metavar="ERA=PYTHON", help="the Python that has an era's TensorFlow")
    parser.add_argument("names", nargs="*", metavar="NAME", help="the programs; all by default")
    options = parser.parse_args()
    pythons = dict(given.split("=", 1) for given in options.python)
    (HERE / "golden").mkdir(exist_ok=True)
    failed = 0
    for name, path in programs().items():
        python = pythons.get(era_of(name))
        if python is None or options.names and name not in options.names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            if path.suffix == ".ipynb":
                path = _as_program(path, pathlib.Path(folder, path.stem + ".py"))
            done = subprocess.run([os.path.abspath(python), str(HERE / "trace.py"), str(golden_of(name)), str(path)], cwd=folder,
                                  capture_output=True, text=True)
        print(f"{name}: {'recorded' if done.returncode == 0 else 'FAILED'}")
        if done.returncode:
            failed += 1
            print(done.stderr[-3000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
