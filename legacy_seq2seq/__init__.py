"""TensorFlow 1's sequence code on today's TensorFlow.

    from legacy_seq2seq import tf1 as tf

Importing this package imports nothing else and changes nothing; importing `tf1` loads TensorFlow
and puts the process into TF1's graph mode.
"""

__version__ = "0.1.0.dev0"
