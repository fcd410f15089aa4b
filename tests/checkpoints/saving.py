"""Saves and restores the models of the parity cases. Runs under every TensorFlow, old (Python 3.6) and new."""

import importlib
import os
import tempfile
import zipfile

import numpy as np

from tests.parity import casebook, cases_of_eras

# Where the cells, decoders and helpers of TF 1.15 are; their neighbours (losses, metrics, lookup, …) hold no models.
MODULES = (
    "attention", "attention_wrapper", "attentive_decoding", "beam_search", "contrib_grid_rnn", "contrib_rnn_attention_cell",
    "contrib_rnn_blocks", "contrib_rnn_cells", "contrib_rnn_conv_lstm", "contrib_rnn_dtypes", "contrib_rnn_grids", "contrib_rnn_stacks",
    "contrib_rnn_wrappers", "core_cells", "cudnn_rnn", "decoding", "keras_recurrent", "legacy_seq2seq", "rnn_long_char", "unrolling",
)

OUTPUTS = "outputs.npz"
MOST_PARAMETERS = 10000  # of a model whose checkpoint is kept


def models(version):
    """{name: build} of the models of a TensorFlow `version`, "1.0.1", "1.1.0" or "1.15.5"."""
    builds = cases_of_eras.cases_of(version)
    if not builds:
        names = set()
        for module in MODULES:
            names.update(vars(importlib.import_module("tests.parity.cases." + module)))
        builds = {name: build for name, build in casebook.CASES.items() if name in names}
    return {name: build for name, build in builds.items() if name not in casebook.RAISING}


def save(tf, build, prefix):
    """Builds a model, gives its variables values, saves them and returns its outputs; None without variables, or with too many."""
    with tf.Graph().as_default():
        model, session = started(tf, build)
        with session:
            variables = [v for v in tf.global_variables() if v.dtype.base_dtype.is_floating]
            if not variables or sum(v.get_shape().num_elements() for v in variables) > MOST_PARAMETERS:
                return None
            drawn = {v: casebook.values("saved " + v.op.name, v.get_shape().as_list()) for v in variables}
            fed = {v.initializer.inputs[1]: drawn[v].astype(v.dtype.base_dtype.as_numpy_dtype) for v in variables}
            session.run([v.initializer for v in variables], fed)
            tf.train.Saver().save(session, prefix, write_meta_graph=False)
            return outputs_of(session, model)


def restore(tf, build, prefix):
    """Builds a model, restores its variables from a checkpoint and returns its outputs."""
    with tf.Graph().as_default():
        model, session = started(tf, build)
        with session:
            tf.train.Saver().restore(session, prefix)
            return outputs_of(session, model)


def started(tf, build):
    tf.set_random_seed(7)
    model = build(tf)
    session = tf.Session()
    tables = tf.tables_initializer if hasattr(tf, "tables_initializer") else tf.initialize_all_tables  # its name until 0.12
    with session.as_default():
        session.run([tf.global_variables_initializer(), tf.local_variables_initializer(), tables()])
    return model, session


def outputs_of(session, model):
    keys = sorted(model.outputs)
    values = session.run([model.outputs[key] for key in keys], model.feed or {})
    return {"output:" + key: np.asarray(value) for key, value in zip(keys, values)}


def pack(path, folder):
    """Puts the files of a folder into one archive, the same bytes for the same files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(os.listdir(folder)):
            if name != "checkpoint":
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                with open(os.path.join(folder, name), "rb") as file:
                    archive.writestr(entry, file.read())


def save_all(tf, builds, folder, provenance, say=None):
    """Saves each model into a folder as NAME.index and its data, and the outputs of all as outputs.npz. Returns how many there are."""
    everything, kinds = {}, {}
    for name in sorted(builds):
        outputs = save(tf, builds[name], os.path.join(folder, name))
        if outputs is not None:
            everything.update((name + " " + key, value) for key, value in outputs.items())
            kinds[name] = _kind(tf, os.path.join(folder, name))
            if say:
                say(name)
    casebook.save(os.path.join(folder, OUTPUTS), everything, dict(provenance, kinds=kinds))
    return len(kinds)


def _kind(tf, prefix):
    """What models with the same cells share: the ends of their variables' names."""
    names = tf.train.NewCheckpointReader(prefix).get_variable_to_shape_map()
    return " ".join(sorted(set("/".join(name.split("/")[-2:]) for name in names)))


def outputs_in(file):
    """({name: its outputs}, provenance with {name: its kind}) that `save_all` wrote."""
    everything, provenance = casebook.load(file)
    models = {}
    for key, value in everything.items():
        name, _, output = key.partition(" ")
        models.setdefault(name, {})[output] = value
    return models, provenance


def temporary_folder():
    return tempfile.mkdtemp(prefix="checkpoints-")
