"""Copies of a part of a graph, with other inputs."""

import contextlib

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.graph_editor.selecting import make_list_of_t, ops_of
from legacy_seq2seq.contrib.graph_editor.walking import get_walks_intersection_ops

_LOOPS = frozenset({"Enter", "RefEnter", "NextIteration", "RefNextIteration"})


class SubGraphView:
    """Some ops of a graph, with the tensors that come in and go out. Source: TF1 tf.contrib.graph_editor.SubGraphView."""

    def __init__(self, inside_ops=(), passthrough_ts=()):
        self.ops = list(dict.fromkeys(ops_of(inside_ops)))
        self.graph = self.ops[0].graph if self.ops else None
        inside, passing = set(self.ops), make_list_of_t(passthrough_ts)
        self.inputs = passing + _once(tensor for op in self.ops for tensor in op.inputs if tensor.op not in inside)
        self.outputs = passing + [tensor for op in self.ops for tensor in op.outputs
                                  if not tensor.consumers() or any(taker not in inside for taker in tensor.consumers())]

    def __len__(self):
        return len(self.ops)


class TransformerInfo:
    """What a copy made of each op and tensor: `transformed(one)`, and back, `original(one)`."""

    def __init__(self, ops):
        self._transformed_ops = ops
        self._transformed_ts = {_key(old): new for op, copy in ops.items() for old, new in zip(op.outputs, copy.outputs)}

    def transformed(self, original, missing_fn=None):
        """The copy of an op or tensor, or of each in a list or dict; where there is none, `missing_fn(original)`, or None."""
        if isinstance(original, dict):
            return {key: self.transformed(one, missing_fn) for key, one in original.items()}
        if isinstance(original, list | tuple):
            return type(original)(self.transformed(one, missing_fn) for one in original)
        found = (self._transformed_ops.get(original) if isinstance(original, tf.Operation) else self._transformed_ts.get(_key(original)))
        return found if found is not None or missing_fn is None else missing_fn(original)

    def original(self, transformed, missing_fn=None):
        """The op or tensor of which this one is the copy."""
        if isinstance(transformed, tf.Operation):
            back = {copy: op for op, copy in self._transformed_ops.items()}
            found = back.get(transformed)
        else:
            found = next((old for op, copy in self._transformed_ops.items() for old, new in zip(op.outputs, copy.outputs)
                          if new is transformed), None)
        return found if found is not None or missing_fn is None else missing_fn(transformed)


def make_view(*args, **kwargs):
    """A view of ops, tensors' ops, a graph's ops, or what another view holds. Source: TF1 tf.contrib.graph_editor.make_view."""
    if len(args) == 1 and isinstance(args[0], SubGraphView):
        return args[0]
    return SubGraphView([op for given in args for op in ops_of(given)])


sgv = make_view


def graph_replace(target_ts, replacement_ts, dst_scope="", src_scope="", reuse_dst_scope=False):
    """The targets as they would be if some tensors were others: what lies between is copied.

    target_ts: a tensor, or tensors in lists, tuples and dicts, returned in the same structure; one that does not depend on what is
    replaced stays. replacement_ts: {tensor: its replacement}. dst_scope: the copies' name scope.
    Raises ValueError where no target depends on what is replaced. Source: TF1 tf.contrib.graph_editor.graph_replace.
    """
    targets = tf.contrib.framework.nest.flatten(target_ts)
    old = list(_pairs(replacement_ts))
    between = get_walks_intersection_ops([tensor for tensor, _ in old], targets)
    if not between:
        raise ValueError("graph_replace: Targets and replacements are not connected! No target depends on a tensor that is replaced.")
    _, info = copy_with_input_replacements(make_view(between), replacement_ts, None, dst_scope, src_scope, reuse_dst_scope)
    news = {_key(tensor): new for tensor, new in old}
    found = [news[_key(target)] if _key(target) in news else info.transformed(target, lambda original: original) for target in targets]
    return tf.contrib.framework.nest.pack_sequence_as(target_ts, found)


def copy_with_input_replacements(sgv, replacement_ts, dst_graph=None, dst_scope="", src_scope="", reuse_dst_scope=False):
    """Copies the ops of a view within their graph; returns the copy's view and a `TransformerInfo`.

    replacement_ts: {tensor: what the copies take instead}. Other inputs from outside stay as they are.
    Raises NotImplementedError for another graph, and for loops of tf.while_loop, whose ops cannot be copied one by one.
    Source: TF1 tf.contrib.graph_editor.copy_with_input_replacements.
    """
    view = make_view(sgv)
    if dst_graph not in (None, view.graph):
        raise NotImplementedError("copy_with_input_replacements: `dst_graph` is another graph; use tf.import_graph_def with `input_map`.")
    loop = next((op for op in view.ops if op.type in _LOOPS), None)
    if loop is not None:
        raise NotImplementedError(f"copy_with_input_replacements: {loop.name} belongs to a tf.while_loop, which is not copied. "
                                  "Build the loop anew on the other input, by the function that made it.")
    news, copies = {_key(tensor): new for tensor, new in _pairs(replacement_ts)}, {}
    with view.graph.as_default() if view.graph is not None else contextlib.nullcontext(), _scope(view.graph, dst_scope, reuse_dst_scope):
        for op in _in_order(view.ops):
            copies[op] = _copy(op, news, copies, src_scope)
    return SubGraphView([copies[op] for op in view.ops]), TransformerInfo(copies)


def _copy(op, news, copies, src_scope):
    def input_of(tensor):
        if _key(tensor) in news:
            return tf.convert_to_tensor(news[_key(tensor)])
        return copies[tensor.op].outputs[tensor.value_index] if tensor.op in copies else tensor

    name = op.name[len(src_scope):].lstrip("/") if src_scope and op.name.startswith(src_scope) else op.name
    with tf.control_dependencies(None), tf.device(op.device or None):
        copy = op.graph.create_op(op.type, [input_of(tensor) for tensor in op.inputs], [tensor.dtype for tensor in op.outputs], name=name,
                                  attrs={key: op.node_def.attr[key] for key in op.node_def.attr}, op_def=op.op_def)
    waits = [copies.get(one, one) for one in op.control_inputs]
    if waits:
        copy._add_control_inputs(waits)
    return copy


def _in_order(ops):
    """The ops, each after those of them that it depends on: the order in which they were made."""
    inside = set(ops)
    return [op for op in ops[0].graph.get_operations() if op in inside] if ops else []


@contextlib.contextmanager
def _scope(graph, name, reuse):
    """The name scope of the copies, from the graph's root; a scope of that name that is there already is entered only if `reuse`."""
    if not name:
        with tf.name_scope(None):
            yield
        return
    with tf.name_scope(None), tf.name_scope(name + "/" if reuse and not name.endswith("/") else name):
        yield


def _pairs(replacements):
    return replacements.items() if hasattr(replacements, "items") else [(one, one) for one in replacements]


def _key(tensor):
    return tensor.op, tensor.value_index


def _once(tensors):
    return list({_key(tensor): tensor for tensor in tensors}.values())
