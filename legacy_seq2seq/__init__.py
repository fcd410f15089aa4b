"""TensorFlow 1's sequence code on today's TensorFlow.

    from legacy_seq2seq import tf1 as tf

Importing this package imports nothing else and changes nothing; importing `tf1` loads TensorFlow
and puts the process into TF1's graph mode.
"""

__version__ = "0.1.0.dev0"


def load_ipython_extension(shell):
    """`%load_ext legacy_seq2seq`: the notebook's `import tensorflow as tf` is TF1 from then on."""
    from legacy_seq2seq.runner import interactive

    interactive.load(shell)


def unload_ipython_extension(shell):
    """`%unload_ext legacy_seq2seq`."""
    from legacy_seq2seq.runner import interactive

    interactive.unload(shell)
