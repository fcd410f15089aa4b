"""Records golden results with the TensorFlow of the Python that runs it: `make golden`.

    python tests/parity/record.py [--out FOLDER] [CASE ...]
"""

import argparse
import os
import platform
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))


def main():
    parser = argparse.ArgumentParser(description="Record golden results from a real old TensorFlow.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help="the cases to record; all of them by default")
    parser.add_argument("--out", default=os.path.join(HERE, "golden"), metavar="FOLDER")
    options = parser.parse_args()

    import numpy as np
    import tensorflow as tf

    from tests.parity import casebook, cases, cases_of_eras

    recorded = cases_of_eras.cases_of(tf.VERSION)
    if not recorded:
        cases.load_all()
        recorded = casebook.CASES
    tf.logging.set_verbosity(tf.logging.ERROR)
    folder = os.path.join(options.out, "tensorflow-" + tf.VERSION)
    if not os.path.isdir(folder):
        os.makedirs(folder)
    provenance = {
        "tensorflow": tf.VERSION, "numpy": np.__version__, "python": platform.python_version(),
        "recorded_by": "tests/parity/record.py",
    }
    for name in options.cases or recorded:
        used = set()
        result = casebook.measure(casebook.Traced(tf, used), recorded[name])
        names = sorted(name for name in used if name.startswith(("contrib.", "nn.rnn_cell.", "nn.seq2seq.")))
        casebook.save(os.path.join(folder, name + ".npz"), result, dict(provenance, uses=names))
        print("%-45s %s" % (name, result.get("error", "%d variables" % len(result.get("variables", [])))))


if __name__ == "__main__":
    main()
