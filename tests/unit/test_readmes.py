"""README.md and README.ko.md say the same: what can be compared without reading Korean is compared here.

Whoever changes one changes the other: the same headings, paragraphs, tables and lists in the same order, the same code, names,
figures and links. Comments inside code are in each README's language, and small numbers may be words in one of them.
"""

import collections
import re

import pytest

from tests.conftest import ROOT

ENGLISH, KOREAN = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.ko.md"))
SMALL = {str(number) for number in range(11)}  # «ten seconds» there are 10초 here

Block = collections.namedtuple("Block", "kind text")
Block.__doc__ = """kind: "paragraph", "code", "picture", "comment", "heading 2", "list of 3", "table of 4 x 2". text: its lines."""


def blocks(text):
    """The blocks of a Markdown text, in order."""
    found = []
    for code, comment, rest in re.findall(r"^(```.*?^```$)|^(<!--.*?-->)|((?:^(?!```|<!--)[^\n]+\n?)+)", text, re.S | re.M):
        found.append(Block("code", code) if code else Block("comment", comment) if comment else Block(_kind(rest), rest))
    return found


def _kind(text):
    lines = text.rstrip("\n").split("\n")
    if heading := re.match("#+ ", text):
        assert len(lines) == 1, f"an empty line is missing below {lines[0]}"
        return f"heading {len(heading[0]) - 1}"
    if text.startswith("|"):
        return f"table of {len(lines)} x {lines[1].count('---')}"
    if text.startswith("- "):
        return f"list of {sum(line.startswith('- ') for line in lines)}"
    return "picture" if text.startswith("![") else "paragraph"


def sections(text):
    """[(heading, its blocks)], the headings of all levels."""
    found = []
    for block in blocks(text):
        if block.kind.startswith("heading"):
            found.append((block.text.strip(), []))
        found[-1][1].append(block)
    return found


def without_comments(code):
    """Code without what follows a `#`, but for the values that code is said to give."""
    return [line if re.match(r"# \[", line) else re.sub(r"(^|\s+)# .*", "", line) for line in code.split("\n")]


def code_in(part):
    return [without_comments(block.text) for block in part if block.kind == "code"]


def prose(part):
    return "\n\n".join(block.text for block in part if block.kind != "code")


def names_in(part):
    """What stands in backquotes outside of code blocks."""
    return {" ".join(name.split()) for name in re.findall("`([^`]+)`", prose(part))}


def figures_in(part):
    """The numbers; those in words of a large unit, too: 9.3 million and 930만 are 9300000."""
    found = set()
    for number, unit in re.findall(r"(\d+(?:[.,]\d+)*)((?<=\d\d)만| million\b)?", "\n".join(block.text for block in part)):
        found.add(str(round(float(number) * {"만": 10_000, " million": 1_000_000}[unit])) if unit else number)
    return found


def links_in(part):
    """All links but those to the READMEs themselves."""
    return [link for link in re.findall(r"\]\(([^)]+)\)", prose(part)) if not link.rpartition("/")[2].startswith("README")]


def differences(english, korean):
    """[(what, heading, what there is in one alone)]"""
    english, korean = sections(english), sections(korean)
    everywhere = names_in([block for _, part in english for block in part]) | {
        word for _, part in english for block in part for word in re.findall(r"[\w.]+", block.text)}
    found = []
    for (heading, ours), (_, theirs) in zip(english, korean):
        kinds = [[block.kind for block in part] for part in (ours, theirs)]
        if kinds[0] != kinds[1]:
            found.append(("blocks", heading, kinds))
        found += [("code", heading, pair) for pair in zip(code_in(ours), code_in(theirs)) if pair[0] != pair[1]]
        found += [("names", heading, name) for name in names_in(ours) - names_in(theirs) | names_in(theirs) - names_in(ours) - everywhere]
        found += [("figures", heading, number) for number in figures_in(ours) ^ figures_in(theirs)
                  if number in figures_in(ours) or number not in SMALL]
        if links_in(ours) != links_in(theirs):
            found.append(("links", heading, [links_in(ours), links_in(theirs)]))
    if len(english) != len(korean):
        found.append(("blocks", "", [len(english), len(korean)]))
    return found


def test_both_readmes_say_the_same():
    assert differences(ENGLISH, KOREAN) == []


@pytest.mark.parametrize("what, old, new", [
    ("blocks", "\n### ", "\n## "),
    ("blocks", "\n| `nn.rnn_cell` |", "\n| `nn.cell` | 1 | 1 | 1 | 0 |\n| `nn.rnn_cell` |"),
    ("code", "loss 0.2290 8.43 ms", "loss 0.2290 8.44 ms"),
    ("names", "`--dry-run`", "`--dry`"),
    ("figures", "623", "624"),
    ("links", "attention_chatbot.svg", "attention_chatbot.png"),
])
@pytest.mark.parametrize("changed", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_a_change_of_one_alone_is_noticed(what, old, new, changed):
    assert old in changed
    other = changed.replace(old, new)
    found = differences(other, KOREAN) if changed is ENGLISH else differences(ENGLISH, other)
    assert what in {kind for kind, _, _ in found}


@pytest.mark.parametrize("text, other", [(ENGLISH, "[한국어](README.ko.md)"), (KOREAN, "[English](README.md)")], ids=["English", "Korean"])
def test_a_readme_names_the_other_at_its_top_and_pictures_that_exist(text, other):
    assert text.split("\n")[2] == other
    links = links_in(blocks(text))
    assert any(link.endswith(".svg") for link in links)
    for link in links:
        assert "://" in link or (ROOT / link.partition("#")[0]).exists(), link


def test_korean_has_no_mark_that_markdown_takes_otherwise():
    """`1.1~1.5` is struck out where a second `~` follows, and `**` between a parenthesis and a letter does not end bold type."""
    for line in re.sub("`[^`]+`", "", prose(blocks(KOREAN))).split("\n"):
        assert "~" not in line
        assert not re.search(r"[^\w\s]\*\*\w", line), line
