# For editors and type checkers: TF1's names are those of tensorflow.compat.v1, and contrib.
from typing import Any

from tensorflow.compat.v1 import *  # noqa: F403

from legacy_seq2seq import contrib as contrib

__version__: str

def __getattr__(name: str) -> Any: ...
