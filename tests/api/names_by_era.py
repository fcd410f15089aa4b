"""Writes `legacy_seq2seq/runner/names.txt`, each TF1 name with the eras that have it: `make names`."""

import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "legacy_seq2seq" / "runner" / "names.txt"
VERSIONS = {"0.12": "0.12.1", "1.0": "1.0.1", "1.1": "1.1.0", "1.15": "1.15.5"}
# Imports that old TensorFlows' own modules leave visible.
BY_CATCH = {"absolute_import", "division", "print_function", "namedtuple", "deprecated", "tf_decorator", "self_check"}


def names_of(version):
    """The names of one version: by `list_names.py`, and by the list of the sequence modules where there is one."""
    names = set(json.loads((HERE / f"names-{version}.json").read_text("utf-8"))["names"])
    signatures = HERE / f"tensorflow-{version}.json"
    if signatures.exists():
        listed = json.loads(signatures.read_text("utf-8"))
        names |= set(listed["names"]) | {f"tf.{module}.{name}" for module, members in listed["modules"].items() for name in members}
    names |= {name.rpartition(".")[0] for name in names}
    return {name for name in names if name.startswith("tf.") and not BY_CATCH.intersection(name.split("."))}


def text():
    """The file's text: a line a name, "tf.pack 0.12"."""
    by_era = {era: names_of(version) for era, version in VERSIONS.items()}
    lines = [f"{name} {' '.join(era for era in by_era if name in by_era[era])}" for name in sorted(set().union(*by_era.values()))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
