"""`tf.saved_model.Builder` and `tf.saved_model.simple_save`, whose models a TensorFlow without Addons can load."""

import os

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import addons_operations

_v1 = stack.compat_v1()


class SavedModelBuilder(_v1.saved_model.Builder):
    """Collects graphs and values, and writes them into `export_dir`. Source: TF1 tf.saved_model.builder.SavedModelBuilder.

    Operations of Addons are replaced by our own when it is saved.
    """

    def save(self, as_text=False):
        """Writes the SavedModel; returns its path. as_text: whether as text, which is larger."""
        path = super().save(as_text)
        _replace_addons_operations(tf.compat.as_text(path))
        return path


def simple_save(session, export_dir, inputs, outputs, legacy_init_op=None):
    """Writes the session's graph and values into the folder `export_dir`, with the signature "serving_default".

    inputs, outputs: {name: tensor}. legacy_init_op: an operation to run when it has been loaded.
    `training.export` writes no more than the outputs need, and names what stands in the way. Source: TF1 tf.saved_model.simple_save.
    """
    _v1.saved_model.simple_save(session, export_dir, inputs, outputs, legacy_init_op)
    _replace_addons_operations(os.path.join(tf.compat.as_text(export_dir), tf.saved_model.constants.SAVED_MODEL_FILENAME_PB))


def _replace_addons_operations(path):
    """Rewrites the file of a SavedModel where it has operations of Addons."""
    with tf.gfile.Open(path, "rb") as file:
        written = file.read()
    if b"Addons>" not in written:
        return
    from google.protobuf import text_format

    saved = stack.protocol_buffers().protobuf.saved_model_pb2.SavedModel()
    is_text = path.endswith(".pbtxt")
    text_format.Parse(written, saved) if is_text else saved.ParseFromString(written)
    for meta_graph in saved.meta_graphs:
        addons_operations.replace(meta_graph.graph_def.node, meta_graph.graph_def.library)
    with tf.gfile.Open(path, "wb") as file:
        file.write(text_format.MessageToString(saved).encode() if is_text else saved.SerializeToString())
