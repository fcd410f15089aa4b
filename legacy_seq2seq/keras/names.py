"""Names that layers and models without one are given."""

import re


def snake_case(name):
    """A class' name as TF 1.15's Keras and Keras 2.3 wrote it: digits stay with the capital before them, "conv_lst_m2d"."""
    words = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    words = re.sub("([a-z])([A-Z])", r"\1_\2", words).lower()
    return "private" + words if words.startswith("_") else words
