"""A program for a TensorFlow without this package: loads exported models, calls their signatures, saves what they return.

    python plain_tensorflow.py FOLDER

FOLDER/calls.json is a list of {"model": folder, "signature": name, "call": name}; FOLDER/CALL.in.npz holds the inputs of each call.
The outputs go to FOLDER/CALL.out.npz, a sparse or ragged one as its parts; an error to FOLDER/CALL.error.
"""

import json
import os
import sys
import warnings

sys.modules["legacy_seq2seq"] = sys.modules["tensorflow_addons"] = None  # neither can be imported
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.simplefilter("ignore")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402


def parts(name, value):
    if isinstance(value, (tf.SparseTensor, getattr(tf, "RaggedTensor", ()))):
        names = ("indices", "values", "dense_shape") if isinstance(value, tf.SparseTensor) else ("values", "row_splits")
        return {"%s.%s" % (name, part): getattr(value, part).numpy() for part in names}
    return {name: value.numpy()}


def call(signature, inputs):
    outputs = signature(**{name: tf.constant(value) for name, value in inputs.items()})
    return {part: value for name, output in outputs.items() for part, value in parts(name, output).items()}


def main(folder):
    models = {}
    with open(os.path.join(folder, "calls.json")) as file:
        calls = json.load(file)
    for one in calls:
        path = os.path.join(folder, one["call"])
        inputs = dict(np.load(path + ".in.npz", allow_pickle=True))
        inputs = {name: value.astype(str) if value.dtype == object else value for name, value in inputs.items()}
        try:
            if one["model"] not in models:
                models[one["model"]] = tf.saved_model.load(one["model"])
            np.savez(path + ".out.npz", **call(models[one["model"]].signatures[one["signature"]], inputs))
        except Exception as error:  # the test tells it
            with open(path + ".error", "w") as file:
                file.write("%s: %s" % (type(error).__name__, error))


main(sys.argv[1])
