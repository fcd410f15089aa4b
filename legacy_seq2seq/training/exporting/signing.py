"""What a user names as inputs, outputs and fixed values: checked, and flattened to tensors with names."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.shapes import bindings
from legacy_seq2seq.training.exporting import references

Signed = collections.namedtuple("Signed", "name inputs outputs method_name")
Signed.__doc__ = """A signature whose nests are flat: inputs and outputs are {name: tf.Tensor, tf.SparseTensor or tf.RaggedTensor}."""


def sign(signatures, tell):
    """[Signed] of {name: training.Signature}. Raises TypeError and ValueError for what cannot be an input or output."""
    return [_signed(name, one, tell) for name, one in signatures.items()]


def _signed(name, signature, tell):
    if not isinstance(name, str) or not name:
        raise TypeError(f"export: a signature's name is {name!r}; expected text, such as 'serving_default'.")
    inputs = {key: _input(key, leaf, tell) for key, leaf in _flat("inputs", name, signature.inputs)}
    outputs = {key: _output(key, leaf, tell) for key, leaf in _flat("outputs", name, signature.outputs)}
    if not outputs:
        raise ValueError(f"export: signature {name!r} has no outputs; give the tensors that the model is asked for.")
    for key in inputs:
        if not key.isidentifier():
            raise ValueError(f"export: an input of signature {name!r} is named {key!r}; expected a Python identifier, such as 'ids': "
                             "callers give it as a keyword.")
    fed = collections.Counter(tensor.name for leaf in inputs.values() for tensor in parts(leaf))
    for key, leaf in inputs.items():
        for tensor in parts(leaf):
            if fed[tensor.name] > 1:
                raise ValueError(f"export: two inputs of signature {name!r} are the same tensor, {tell.tensor(tensor)}; leave out {key!r} "
                                 "or the other one.")
    return Signed(name, inputs, outputs, signature.method_name or tf.saved_model.signature_constants.PREDICT_METHOD_NAME)


def parts(leaf):
    """The tensors that a tensor, sparse or ragged tensor consists of."""
    return [leaf] if isinstance(leaf, tf.Tensor) else tf.nest.flatten(leaf, expand_composites=True)


def fixed(feed_dict, tell):
    """{tensor name: array} of the values that the export fixes."""
    found = {}
    for given, value in (feed_dict or {}).items():
        tensor = _fed("feed_dict", given, tell)
        if not isinstance(tensor, tf.Tensor):
            raise TypeError(f"export: `feed_dict` has a {type(tensor).__name__} as key; fix its tensors one by one "
                            "(indices, values, dense_shape).")
        try:
            array = tf.make_ndarray(tf.make_tensor_proto(value, dtype=tensor.dtype.base_dtype))
        except (TypeError, ValueError) as error:
            raise type(error)(f"export: the value for {tell.tensor(tensor)} in `feed_dict` does not fit: {error}") from None
        if not tensor.shape.is_compatible_with(array.shape):
            raise ValueError(f"export: the value for {tell.tensor(tensor)} in `feed_dict` has shape {list(array.shape)}; expected "
                             f"{tensor.shape.as_list()}.")
        found[tensor.name] = array
    return found


def _flat(argument, signature, named):
    """(name, leaf) of {name: tensor or nest}. Raises ValueError where two have one name."""
    if not isinstance(named, dict):
        raise TypeError(f"export: `{argument}` of signature {signature!r} is a {type(named).__name__}; expected a dict {{name: tensor}}: "
                        f"{argument}={{'{'ids' if argument == 'inputs' else 'logits'}': …}}.")
    found = {}
    for name, value in named.items():
        if not isinstance(name, str):
            raise TypeError(f"export: `{argument}` of signature {signature!r} has the key {name!r}; expected a name, as text.")
        for key, leaf in _leaves(name, value):
            if key in found:
                raise ValueError(f"export: two {argument} of signature {signature!r} come to the name {key!r}; rename the one under "
                                 f"{name!r}.")
            found[key] = leaf
    return found.items()


def _leaves(name, value):
    if isinstance(value, dict):
        children = [(str(key), value[key]) for key in sorted(value, key=str)]
    elif hasattr(value, "_fields") and isinstance(value, tuple):
        children = list(zip(value._fields, value))
    elif isinstance(value, (list, tuple)):
        children = [(str(position), one) for position, one in enumerate(value)]
    else:
        return [] if value is None else [(name, value)]
    return [leaf for key, child in children for leaf in _leaves(f"{name}_{key}", child)]


def _element(argument, key, value, tell):
    """The tensor of this graph that a leaf is; of a sparse or ragged one the leaf itself."""
    if isinstance(value, tf.TensorArray):
        raise TypeError(f"export: {key!r} of `{argument}` is a TensorArray; give its tensor in its place, .stack(). "
                        "For attention: state.clone(alignment_history=state.alignment_history.stack()).")
    if isinstance(value, (tf.SparseTensor, tf.RaggedTensor)):
        for part in parts(value):
            _element(argument, key, part, tell)
        return value
    try:
        return tell.graph.as_graph_element(value, allow_operation=False)
    except TypeError:
        what = "an operation, which has no value" if isinstance(value, tf.Operation) else f"a {type(value).__name__}"
        raise TypeError(f"export: {key!r} of `{argument}` is {what}; expected a tensor of the session's graph.") from None
    except (ValueError, KeyError) as error:
        raise ValueError(f"export: {key!r} of `{argument}` is not in the session's graph: {error}") from None


def _input(key, value, tell):
    return _fed("inputs", value, tell, key)


def _fed(argument, value, tell, key=None):
    leaf = _element(argument, key or getattr(value, "name", value), value, tell)
    if isinstance(leaf, tf.RaggedTensor):
        raise TypeError(f"export: input {key!r} is a RaggedTensor, which TensorFlow 2 does not take in a loaded signature; give its parts "
                        f"as inputs: {{'{key}_values': ….flat_values, '{key}_row_splits': ….row_splits}}.")
    if not isinstance(leaf, tf.Tensor):
        return leaf
    leaf = bindings.fed_for(leaf)
    if references.is_reference(leaf):
        raise ValueError(f"export: {tell.tensor(leaf)} of `{argument}` is a variable; give a tensor that is computed from it.")
    if not tell.graph.is_feedable(leaf) or leaf.op._get_control_flow_context() is not None:
        raise ValueError(f"export: {tell.tensor(leaf)} of `{argument}` cannot be fed: it is made inside a loop or a branch. Give a tensor "
                         "that goes into the loop.")
    return leaf


def _output(key, value, tell):
    leaf = _element("outputs", key, value, tell)
    for tensor in parts(leaf):
        if not tell.graph.is_fetchable(tensor):
            raise ValueError(f"export: output {key!r}, {tell.tensor(tensor)}, is made inside a loop or a branch. Give what comes out.")
    return leaf
