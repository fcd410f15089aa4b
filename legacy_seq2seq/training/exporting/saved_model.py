"""`training.export`: a session's graph and values as a SavedModel that plain TensorFlow 2 loads and calls."""

import collections
import sys

from legacy_seq2seq.shapes import naming, tables
from legacy_seq2seq.training.exporting import cutting, folders, library, references, signing, state, telling, writing

Signature = collections.namedtuple("Signature", "inputs outputs method_name", defaults=(None,))
Signature.__doc__ = """One way to call an exported model.

inputs: {name: tensor}, what the caller gives; a name is a Python identifier, as it becomes a keyword. outputs: {name: tensor}.
Either may hold nests (an LSTMStateTuple, a BeamSearchDecoderOutput, lists, dicts): each tensor in them gets a name of its own,
`state_c` and `state_h`, `cells_0_c`, … method_name: TensorFlow Serving's name of the kind of call, by default
"tensorflow/serving/predict".
"""


def export(sess, folder, inputs=None, outputs=None, signatures=None, feed_dict=None, overwrite=False):
    """Writes what some outputs need of the session's graph, with the session's values, as a SavedModel. Returns its folder.

    Plain TensorFlow 2 loads and calls it without this package, and TensorFlow 1 does, too:

        training.export(sess, "exported", inputs={"ids": ids}, outputs={"logits": logits})
        # later, elsewhere: tf.saved_model.load("exported").signatures["serving_default"](ids=tf.constant([[3, 1]]))["logits"]

    sess: a tf.Session, a tf.train.MonitoredSession or a `training.session`. Its graph may be finalized, and is so again afterwards; what
        is in it stays as it is. Added to it, below "export", are operations that read: the contents of tables that a session changes
        (MutableHashTable and its like), and resource variables that nothing else reads.
    inputs, outputs: {name: tensor} or nests of tensors, as `Signature` tells; they make the signature "serving_default".
        An input may be any tensor outside of a loop: a placeholder, or what a tf.data iterator yields (the data are then
        left out). A placeholder that has a default may be left out; the default is exported. (As an input it must be given in
        TensorFlow 2, which knows no optional ones; TensorFlow 1 takes the default.) SparseTensors may be inputs, given as
        `name_indices`, `name_values` and `name_dense_shape`; SparseTensors and RaggedTensors may be outputs.
    signatures: {name: `Signature` (or (inputs, outputs))} in their place, for several ways to call one model.
    feed_dict: {tensor: value}, values that are fixed in the export: {keep_prob: 1.0}.
    overwrite: whether an earlier export in `folder` is replaced. The new one is written beside it and takes its place when
        it is whole; a crash leaves the old one.

    Exported are: the operations that the outputs need, and no others; their variables, as resource variables, in the values
    that the session has; lookup tables with their vocabulary files (in `assets`), ready when the model is loaded. Devices are
    left out. Operations of TensorFlow Addons are replaced by our own.

    Raises FileExistsError for a folder that is not empty; TypeError for what is no tensor; ValueError where an output needs
    a placeholder that is not among the inputs, where an input feeds no output, where an operation cannot leave this process
    (tf.py_func, queues, iterators, operations that TensorFlow itself lacks); tf.errors.FailedPreconditionError for variables
    that are not initialised.
    """
    graph = _graph(sess)
    tell = telling.Telling(graph, naming.Names(graph, tables.callers_frames(sys._getframe(1))))
    target = folders.Target(folder, overwrite)
    signed = signing.sign(_signatures(inputs, outputs, signatures), tell)
    cut = cutting.cut(signed, signing.fixed(feed_dict, tell), tell)
    values = state.State(state.Reader(sess, graph), cut, tell)
    definition = cutting.definition(cut)
    rewriting = references.replace(definition, cut)
    library.make_plain(definition)
    signature_defs = writing.signature_defs(signed, definition, rewriting)
    with target as unfinished:
        writing.write(unfinished, definition, signature_defs, values)
    return target.folder


def _graph(sess):
    graph = getattr(sess, "graph", None)
    if hasattr(sess, "run_step_fn") and graph is None:
        raise RuntimeError("export: the session is closed. Export while the session is open, inside of its `with` statement.")
    if not hasattr(sess, "run") or not hasattr(graph, "as_graph_def"):
        raise TypeError(f"export: `sess` is a {type(sess).__name__}; expected the session that holds the trained values "
                        "(tf.Session, tf.train.MonitoredSession, training.session).")
    return graph


def _signatures(inputs, outputs, signatures):
    """{name: Signature} of either form of the arguments."""
    if signatures is None:
        if not outputs:
            raise ValueError("export: `outputs` is empty; give the tensors that the model is asked for: outputs={'logits': logits}.")
        return {"serving_default": Signature(inputs or {}, outputs)}
    if inputs is not None or outputs is not None:
        raise ValueError("export: `signatures` and `inputs` or `outputs` are given; put the latter into a signature: "
                         "signatures={'serving_default': training.Signature(inputs, outputs), …}.")
    if not isinstance(signatures, dict) or not signatures:
        raise TypeError("export: `signatures` must be a dict {name: training.Signature(inputs, outputs)} with one entry or more; "
                        f"got {signatures!r}.")
    for name, one in signatures.items():
        if not isinstance(one, tuple) or len(one) not in (2, 3):
            raise TypeError(f"export: signature {name!r} is {one!r}; expected training.Signature(inputs, outputs).")
    return {name: Signature(*one) for name, one in signatures.items()}
