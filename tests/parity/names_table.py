"""The README's table of contrib's names, made from the list of TF 1.15.5's names and the golden files.

    python -m tests.parity.names_table        prints it; `make names` writes it into the README
"""

import json
import pathlib
import re

from legacy_seq2seq import absent
from tests.parity import casebook

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
GOLDEN = ROOT / "tests" / "parity" / "golden" / "tensorflow-1.15.5"
# By-catch of the list: imports that TF 1.15's own modules leave visible.
NOT_NAMES = {"absolute_import", "division", "print_function", "namedtuple", "deprecated"}
SAME_OBJECTS = {"contrib.rnn": "nn.rnn_cell"}  # the names of the second stand in the first too

_BEGIN, _END = "<!-- names: made by `make names` -->\n", "<!-- end of names -->"


def modules():
    """{module: its names}, of contrib and tf.nn.rnn_cell."""
    listed = json.loads((ROOT / "tests" / "api" / "tensorflow-1.15.5.json").read_text("utf-8"))["modules"]
    return {module: [name for name in names if name not in NOT_NAMES] for module, names in listed.items() if module != "layers"}


def covered():
    """The names that golden cases use: "contrib.rnn.GRUCell"."""
    used = set()
    for path in GOLDEN.glob("*.npz"):
        used.update(casebook.load(path)[1].get("uses", ()))
    for module, twin in SAME_OBJECTS.items():
        used |= {f"{module}.{name.rpartition('.')[2]}" for name in used if name.startswith(twin + ".")}
        used |= {f"{twin}.{name.rpartition('.')[2]}" for name in used if name.startswith(module + ".")}
    return used


def table():
    """The table as Markdown, and below it the absent names by reason."""
    used = covered()
    lines = ["| module | names in 1.15.5 | there | of these in golden cases | absent |", "|---|---|---|---|---|"]
    reasons = {}
    for module, names in sorted(modules().items()):
        gone = [name for name in names if absent.entry_for(f"tf.{module}.{name}")]
        for name in gone:
            reasons.setdefault(absent.entry_for(f"tf.{module}.{name}"), []).append(f"{module}.{name}")
        golden = [name for name in names if f"{module}.{name}" in used and name not in gone]
        lines.append(f"| `{module}` | {len(names)} | {len(names) - len(gone)} | {len(golden)} | {len(gone)} |")
    if reasons:
        lines += ["", "Absent:", ""]
        lines += [f"- {', '.join(f'`{name}`' for name in names)}: {entry.reason}. Instead: {entry.use}."
                  for entry, names in reasons.items()]
    return "\n".join(lines) + "\n"


def in_readme():
    """The table as the README has it."""
    return re.search(re.escape(_BEGIN) + "(.*?)" + re.escape(_END), README.read_text("utf-8"), re.S).group(1)


def write():
    """Writes the table into the README."""
    text = README.read_text("utf-8")
    head, _, rest = text.partition(_BEGIN)
    README.write_text(head + _BEGIN + table() + _END + rest.partition(_END)[2], "utf-8")


if __name__ == "__main__":
    print(table())
