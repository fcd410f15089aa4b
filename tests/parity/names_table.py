"""The READMEs' table of contrib's names, made from the list of TF 1.15.5's names and the golden files.

    python -m tests.parity.names_table        prints it; `make names` writes it into README.md and README.ko.md
"""

import collections
import json
import pathlib
import re

from legacy_seq2seq import absent
from tests.parity import casebook

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "parity" / "golden" / "tensorflow-1.15.5"
# By-catch of the list: imports that TF 1.15's own modules leave visible.
NOT_NAMES = {"absolute_import", "division", "print_function", "namedtuple", "deprecated"}
SAME_OBJECTS = {"contrib.rnn": "nn.rnn_cell"}  # the names of the second stand in the first too

Language = collections.namedtuple("Language", "readme header absent entry phrases")
Language.__doc__ = """How one README says it. entry: a line of the absent names; phrases: {reason or use: what it is called there}."""

ENGLISH = Language(
    ROOT / "README.md", "| module | names in 1.15.5 | there | of these in golden cases | absent |", "Absent:",
    "- {names}: {reason}. Instead: {use}.", {})
_COLUMN = "tf.feature_column."
KOREAN = Language(
    ROOT / "README.ko.md", "| 모듈 | 1.15.5의 이름 | 여기에 있는 이름 | 그중 기록한 사례에 나오는 이름 | 없는 이름 |", "없는 이름:",
    "- {names}: {reason}. 대신 쓸 것: {use}.", {
        "TensorFlow's summary database was removed": "TensorFlow의 요약 데이터베이스가 없어졌습니다",
        "contrib's feature columns are outside this project": "contrib의 특성 열은 이 프로젝트에서 다루지 않습니다",
        "contrib's target columns served contrib.learn's estimators, which are outside this project":
            "contrib의 타깃 열은 contrib.learn의 에스티메이터를 위한 것이었고, 이는 이 프로젝트에서 다루지 않습니다",
        "it served estimators": "에스티메이터를 위한 것이었습니다",
        f"nothing: {_COLUMN[:-1]} checks columns when it uses them": f"없음({_COLUMN[:-1]}이 열을 쓸 때 검사합니다)",
        "tf.contrib.data.make_saveable_from_iterator with tf.train.Saver": "tf.contrib.data.make_saveable_from_iterator와 tf.train.Saver",
        f"{_COLUMN}embedding_column of a {_COLUMN}categorical_column_with_hash_bucket":
            f"{_COLUMN}categorical_column_with_hash_bucket에 {_COLUMN}embedding_column을 쓴 것",
        f"{_COLUMN}input_layer, which transforms as it reads": f"{_COLUMN}input_layer(읽으면서 변환합니다)",
        f"{_COLUMN}numeric_column, one for each feature": f"{_COLUMN}numeric_column(특성마다 하나씩)",
        f"tf.keras.experimental.SequenceFeatures with {_COLUMN}sequence_numeric_column and its siblings":
            f"tf.keras.experimental.SequenceFeatures와 {_COLUMN}sequence_numeric_column 및 같은 계열의 함수",
        "tf.losses.sparse_softmax_cross_entropy (two classes: tf.losses.sigmoid_cross_entropy)":
            "tf.losses.sparse_softmax_cross_entropy(클래스가 둘이면 tf.losses.sigmoid_cross_entropy)",
        f"tf.parse_example with {_COLUMN}make_parse_example_spec": f"tf.parse_example과 {_COLUMN}make_parse_example_spec",
        f"tf.parse_single_sequence_example with {_COLUMN}make_parse_example_spec":
            f"tf.parse_single_sequence_example과 {_COLUMN}make_parse_example_spec",
        f"tf.placeholder, one for each entry of {_COLUMN}make_parse_example_spec":
            f"tf.placeholder({_COLUMN}make_parse_example_spec의 항목마다 하나씩)",
    })

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


def table(language=ENGLISH):
    """The table as Markdown, and below it the absent names by reason."""
    used = covered()
    lines = [language.header, "|---|---|---|---|---|"]
    reasons = {}
    for module, names in sorted(modules().items()):
        gone = [name for name in names if absent.entry_for(f"tf.{module}.{name}")]
        for name in gone:
            reasons.setdefault(absent.entry_for(f"tf.{module}.{name}"), []).append(f"{module}.{name}")
        golden = [name for name in names if f"{module}.{name}" in used and name not in gone]
        lines.append(f"| `{module}` | {len(names)} | {len(names) - len(gone)} | {len(golden)} | {len(gone)} |")
    if reasons:
        lines += ["", language.absent, ""]
        for entry, names in reasons.items():
            reason, use = (language.phrases.get(words, words) for words in entry)
            lines.append(language.entry.format(names=", ".join(f"`{name}`" for name in names), reason=reason, use=use))
    return "\n".join(lines) + "\n"


def in_readme(language=ENGLISH):
    """The table as a README has it."""
    return re.search(re.escape(_BEGIN) + "(.*?)" + re.escape(_END), language.readme.read_text("utf-8"), re.S).group(1)


def write():
    """Writes the table into the READMEs."""
    for language in (ENGLISH, KOREAN):
        text = language.readme.read_text("utf-8")
        head, _, rest = text.partition(_BEGIN)
        language.readme.write_text(head + _BEGIN + table(language) + _END + rest.partition(_END)[2], "utf-8")


if __name__ == "__main__":
    print(table())
