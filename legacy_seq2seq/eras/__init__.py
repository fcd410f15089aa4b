"""TensorFlow before 1.15, as programs of its time know it: one root module for each era.

    from legacy_seq2seq.eras import tf0_12 as tf      # reports 0.12.1; tf1_0 reports 1.0.1, tf1_1 1.1.0

Each root is TF 1.15's API (`legacy_seq2seq.tf1`) with what that TensorFlow did differently. Importing
this package does not import TensorFlow; importing a root does.
"""

import collections

# By era, the oldest first. 1.15 is the default and stands for all of 1.2 to 1.15.
ERAS = collections.OrderedDict([
    ("0.12", "legacy_seq2seq.eras.tf0_12"),
    ("1.0", "legacy_seq2seq.eras.tf1_0"),
    ("1.1", "legacy_seq2seq.eras.tf1_1"),
    ("1.15", "legacy_seq2seq.tf1"),
])


def root_of(era):
    """The name of the root module of an era ("1.0"). Raises ValueError for one that does not exist."""
    if era not in ERAS:
        raise ValueError(f"era {era!r} does not exist; expected one of {', '.join(ERAS)}. "
                         "For TensorFlow 1.2 to 1.15 take 1.15; before 0.12, 0.12.")
    return ERAS[era]
