"""Which labs there are, and what each says of itself: read from its docstring, without running it."""

import ast
import collections
import re

from legacy_seq2seq.labs import finding

Lab = collections.namedtuple("Lab", "name title title_ko result time follows shows picture runs path")
Lab.__doc__ = """A lab, as the head of its file tells it: title in English and Korean, the result to expect, how long it takes, the lecture,
book or paper it follows, the TF1 idioms it shows, what its picture shows (None without one), and the arguments of its runs in
`make labs`, a list of lists."""

_FIELDS = ("Result", "Time", "Follows", "Shows", "Picture", "Runs")


def labs():
    """All labs by name, in the order of a course."""
    return {name: read(path) for name, path in paths().items()}


def paths():
    """{name: path} of all labs, in the order of a course. No file is read."""
    order = {name: place for place, name in enumerate(_COURSE)}
    found = sorted(finding.folder("lab").glob("*.py"), key=lambda path: (order.get(path.stem, len(order)), path.stem))
    return {path.stem: path for path in found}


# From one cell to whole systems. A lab that is not named here comes last.
_COURSE = ("hello_rnn", "char_seq_rnn", "char_seq_softmax", "rnn_long_char", "char_rnn", "word_rnn", "language_model", "input_pipeline",
           "seq2seq_training_helper", "addition", "algorithm", "date_attention", "translate", "headline", "chatbot", "image_caption")


def read(path):
    """The `Lab` of a file. Raises ValueError where its docstring does not open as a lab's does."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    lines = docstring.splitlines()
    fields = _fields(docstring)
    missing = [name for name in ("Result", "Time", "Follows", "Shows") if name not in fields]
    if len(lines) < 2 or not lines[0] or not lines[1] or missing:
        raise ValueError(f"{path}: a lab's docstring opens with a line of English title and one of Korean title, and has paragraphs "
                         f"`Result: …`, `Time: …`, `Follows: …`, `Shows: …`; missing: {', '.join(missing) or 'the titles'}")
    runs = [run.split() for run in fields.get("Runs", "").split(";")]
    runs = [[word for word in run if word != "(none)"] for run in runs]
    return Lab(path.stem, lines[0].rstrip("."), lines[1].rstrip("."), fields["Result"], fields["Time"], fields["Follows"], fields["Shows"],
               fields.get("Picture"), runs, path)


def _fields(docstring):
    """{"Result": text, …}: each goes on to the next one or to an empty line."""
    found = {}
    for paragraph in re.split(r"\n\s*\n", docstring):
        for part in re.split(rf"^(?=(?:{'|'.join(_FIELDS)}): )", paragraph, flags=re.M):
            name, colon, text = part.partition(": ")
            if colon and name in _FIELDS:
                found[name] = " ".join(text.split())
    return found
