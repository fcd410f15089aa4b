"""A predictor from a SavedModel's folder."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.predictor.predictor import Predictor


def from_saved_model(export_dir, signature_def_key=None, signature_def=None, input_names=None, output_names=None, tags=None, graph=None,
                     config=None):
    """A `Predictor` of the model that was saved in the folder `export_dir`.

    Its names are those of the signature of that key ("serving_default" where none is given), or of
    `signature_def`, or `input_names` and `output_names`, dicts from a name to a tensor's name.
    Raises ValueError where several of these are given, or where the model has no such signature.
    Source: TF1 tf.contrib.predictor.from_saved_model.
    """
    given = [name for name, value in (("signature_def_key", signature_def_key), ("signature_def", signature_def),
                                      ("input_names and output_names", input_names or output_names)) if value]
    if len(given) > 1:
        raise ValueError(f"from_saved_model: {' and '.join(given)} are given; expected one of them.")
    graph = graph or tf.Graph()
    with graph.as_default():
        session = tf.Session(config=config)
        tags = tags.split(",") if isinstance(tags, str) else tags
        loaded = tf.saved_model.loader.load(session, tags or [tf.saved_model.tag_constants.SERVING], export_dir)
        if not (input_names or output_names):
            signature = signature_def or _signature(loaded, signature_def_key or "serving_default", export_dir)
            input_names = {name: info.name for name, info in signature.inputs.items()}
            output_names = {name: info.name for name, info in signature.outputs.items()}
        return Predictor(session, _tensors(graph, input_names), _tensors(graph, output_names))


def _signature(loaded, key, export_dir):
    if key not in loaded.signature_def:
        raise ValueError(f"from_saved_model: {export_dir} has no signature {key!r}; it has {sorted(loaded.signature_def)}. Give one as "
                         "signature_def_key.")
    return loaded.signature_def[key]


def _tensors(graph, names):
    return {key: graph.get_tensor_by_name(name) for key, name in names.items()}
