"""Saves a checkpoint of every model of the parity cases, with the TensorFlow of the Python that runs it: `make golden`.

    python tests/checkpoints/record.py                        # into golden/tensorflow-VERSION.zip
    python tests/checkpoints/record.py --cells                # the models of cells.py, trained, into golden/cells-VERSION.zip
    python tests/checkpoints/record.py --restore FOLDER OUT   # restores those of a folder and writes the models' outputs
"""

import argparse
import os
import platform
import shutil
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))


def main():
    parser = argparse.ArgumentParser(description="Save checkpoints with a real old TensorFlow, or restore them.")
    parser.add_argument("--restore", nargs=2, metavar=("FOLDER", "OUT"))
    parser.add_argument("--cells", action="store_true")
    options = parser.parse_args()

    import tensorflow as tf

    from tests.checkpoints import saving

    tf.logging.set_verbosity(tf.logging.ERROR)
    if options.restore:
        restore(tf, saving.models(tf.VERSION), *options.restore)
        return
    provenance = {"tensorflow": tf.VERSION, "python": platform.python_version(), "recorded_by": "tests/checkpoints/record.py"}
    if options.cells:
        from tests.checkpoints import cells

        path = os.path.join(HERE, "golden", "cells-%s.zip" % tf.VERSION)
        shutil.rmtree(cells.archive(tf, provenance, path))
        print("%d bytes: %s" % (os.path.getsize(path), path))
        return
    folder = saving.temporary_folder()
    count = saving.save_all(tf, saving.models(tf.VERSION), folder, provenance, say=print)
    path = os.path.join(HERE, "golden", "tensorflow-%s.zip" % tf.VERSION)
    saving.pack(path, folder)
    shutil.rmtree(folder)
    print("%d checkpoints, %d bytes: %s" % (count, os.path.getsize(path), path))


def restore(tf, builds, folder, out):
    """Restores each model that has a checkpoint in the folder, and writes what each gives, or {"NAME error": …}, to the file `out`."""
    from tests.checkpoints import saving
    from tests.parity import casebook

    everything = {}
    for name in sorted(builds):
        if os.path.exists(os.path.join(folder, name + ".index")):
            try:
                outputs = saving.restore(tf, builds[name], os.path.join(folder, name))
            except Exception as error:
                outputs = {"error": "%s: %s" % (type(error).__name__, error)}
            everything.update((name + " " + key, value) for key, value in outputs.items())
    casebook.save(out, everything, {"tensorflow": tf.VERSION})


if __name__ == "__main__":
    main()
