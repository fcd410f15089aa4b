"""What TensorBoard's projector reads: which variables are embeddings, and the words that label their rows.

The messages are made here, so that TensorBoard need not be installed; their fields and numbers are its format.
"""

import os

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format

from legacy_seq2seq import tf1 as tf

__all__ = ["EmbeddingInfo", "EmbeddingMetadata", "ProjectorConfig", "SpriteMetadata", "visualize_embeddings"]

_PACKAGE = "legacy_seq2seq.projector"
_STRING, _UINT32, _MESSAGE = 9, 13, 11
_ONE, _MANY = 1, 3
# {message: [(field, number, label, type, message of the field)]}
_MESSAGES = {
    "SpriteMetadata": [("image_path", 1, _ONE, _STRING, None), ("single_image_dim", 2, _MANY, _UINT32, None)],
    "EmbeddingInfo": [
        ("tensor_name", 1, _ONE, _STRING, None), ("metadata_path", 2, _ONE, _STRING, None), ("bookmarks_path", 3, _ONE, _STRING, None),
        ("tensor_shape", 4, _MANY, _UINT32, None), ("sprite", 5, _ONE, _MESSAGE, "SpriteMetadata"),
        ("tensor_path", 6, _ONE, _STRING, None)],
    "EmbeddingMetadata": [("embeddings", 1, _MANY, _MESSAGE, "EmbeddingInfo")],
    "ProjectorConfig": [
        ("model_checkpoint_path", 1, _ONE, _STRING, None), ("embeddings", 2, _MANY, _MESSAGE, "EmbeddingInfo"),
        ("model_checkpoint_dir", 3, _ONE, _STRING, None)],
}


def _make_messages():
    file = descriptor_pb2.FileDescriptorProto(name="legacy_seq2seq/projector.proto", package=_PACKAGE, syntax="proto3")
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, label, kind, of in fields:
            message.field.add(name=field, number=number, label=label, type=kind, type_name=f".{_PACKAGE}.{of}" if of else None)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file) if not hasattr(pool, "AddSerializedFile") else pool.AddSerializedFile(file.SerializeToString())
    return [message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.{name}")) for name in _MESSAGES]


SpriteMetadata, EmbeddingInfo, EmbeddingMetadata, ProjectorConfig = _make_messages()


def visualize_embeddings(summary_writer, config):
    """Writes `config`, a ProjectorConfig, into the writer's folder as `projector_config.pbtxt`.

    Raises ValueError where the writer is None or writes to no folder.
    Source: TF1 tf.contrib.tensorboard.plugins.projector.visualize_embeddings.
    """
    folder = summary_writer.get_logdir() if summary_writer is not None else None
    if not folder:
        raise ValueError(f"visualize_embeddings: `summary_writer` is {summary_writer!r}, which has no folder; "
                         "expected a tf.summary.FileWriter(logdir).")
    if isinstance(folder, bytes):
        folder = folder.decode("utf-8")
    with tf.gfile.Open(os.path.join(folder, "projector_config.pbtxt"), "w") as file:
        file.write(text_format.MessageToString(config))
