"""`python -m legacy_seq2seq` is the `legacy-seq2seq` command."""

import sys

from legacy_seq2seq.cli import main

sys.exit(main())
