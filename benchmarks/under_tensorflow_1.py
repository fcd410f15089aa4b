"""Runs a program of ours, unchanged, with the real TensorFlow 1.15 in the place of `legacy_seq2seq.tf1`.

    python3.7 benchmarks/under_tensorflow_1.py PROGRAM [ARGUMENTS ...]
"""

import os
import runpy
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
warnings.simplefilter("ignore")

import tensorflow as tf  # noqa: E402

import legacy_seq2seq  # noqa: E402

tf.logging.set_verbosity(tf.logging.ERROR)
legacy_seq2seq.tf1 = sys.modules["legacy_seq2seq.tf1"] = tf

if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
