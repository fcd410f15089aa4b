"""What the labs share: their options, their result, their plots; and `legacy-seq2seq lab`, which lists and runs them.

Importing it imports neither TensorFlow nor matplotlib.
"""

from legacy_seq2seq import lazy

_PARTS = {
    "Carried": "carrying",
    "History": "history",
    "Parser": "options",
    "curve": "plots",
    "curves": "plots",
    "data": "finding",
    "draw": "drawing",
    "give_up": "options",
    "heat_maps": "plots",
    "only_shows": "showing",
    "pictures": "plots",
    "read_pairs": "inputs",
    "read_pictures": "inputs",
    "read_text": "inputs",
    "report": "reporting",
    "run": "reporting",
    "scatters": "plots",
    "shorten": "reporting",
    "steps": "options",
}
__all__ = sorted(_PARTS)
__getattr__ = lazy.loader(__name__, _PARTS)
