"""`python -m legacy_seq2seq` is the `legacy-seq2seq` command."""

import os
import sys

# Python has put the current folder first; a program's `token.py` or `random.py` in it is no module of ours.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from legacy_seq2seq.cli import main  # noqa: E402

sys.exit(main())
