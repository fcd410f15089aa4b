"""Lets shapes flow through the loops of a graph's definition, where TensorFlow's import stops at every way back.

A loop's variable keeps the shape it comes in with unless its body says otherwise: the way back is cut, and put in again, as a
looser shape, where the body's result differs. A TensorArray's elements have the shape of what is written into it.
"""

from legacy_seq2seq import stack
from legacy_seq2seq.shapes import values

_WRITES = {
    "TensorArrayWriteV3": (2, 0),
    "TensorArrayScatterV3": (2, 1),
    "TensorArrayUnpackV3": (2, 1),
}  # input, axes that are not the element's
_READS = {"TensorArrayReadV3": "", "TensorArrayGatherV3": "element_shape", "TensorArrayConcatV3": ""}


def cut(definition):
    """Takes the way back out of every loop. Returns {merging node: the node that came back}, to be asked for later."""
    came_back = {}
    kinds = {node.name: node.op for node in definition.node}
    for node in definition.node:
        if node.op in ("Enter", "RefEnter"):
            node.attr["is_constant"].b = True  # for others TensorFlow forgets the shape, since it may change on the way
        if node.op in ("Merge", "RefMerge"):
            back = [one for one in node.input if kinds.get(_node(one)) in ("NextIteration", "RefNextIteration")]
            if back and len(back) < len(node.input):
                came_back[node.name] = back[0]
                kept = [one for one in node.input if one not in back]
                del node.input[:]
                node.input.extend(kept)
                node.attr["N"].i = len(kept)
    return came_back


def loosen(definition, copy, came_back):
    """Makes the shapes of loop variables as loose as their bodies' results. Returns whether any had to be."""
    changed = False
    by_name = {node.name: node for node in definition.node}
    for merge, back in list(came_back.items()):
        inside, returned = _shape_in(copy, f"{merge}:0"), _shape_in(copy, back)
        if inside == "gone" or returned == "gone" or merge not in by_name:
            continue
        joined = _joined(inside, returned)
        if joined != inside:
            node = by_name[merge]
            tensor = copy.get_tensor_by_name(f"{merge}:0")
            node.op = "PlaceholderWithDefault"  # one output is enough: nothing here asks which way was taken
            del node.input[1:]
            node.ClearField("attr")
            node.attr["dtype"].type = tensor.dtype.as_datatype_enum
            _set_shape(node.attr["shape"].shape, joined)
            changed = True
    return changed


def fill_arrays(definition, copy):
    """Gives TensorArrays the shapes of what is written into them, and their sizes where these are known. Returns whether any is new."""
    arrays = {node.name: node for node in definition.node if node.op == "TensorArrayV3"}
    if not arrays:
        return False
    by_name = {node.name: node for node in definition.node}
    elements = {}
    for node in definition.node:
        if node.op in _WRITES:
            position, leading = _WRITES[node.op]
            array = _array_of(node, by_name)
            shape = _shape_in(copy, node.input[position])
            if array in arrays and shape not in (None, "gone") and len(shape) >= leading:
                shape = shape[leading:]
                elements[array] = shape if array not in elements else _joined(elements[array], shape)
    changed = False
    for node in definition.node:
        array = node.name if node.op == "TensorArrayV3" else _array_of(node, by_name) if node.op in (*_READS, "TensorArraySizeV3") else None
        if node.op == "TensorArraySizeV3" and array in arrays:
            changed |= _fix_size(node, arrays[array], copy)
        elif node.op in ("TensorArrayV3", "TensorArrayGatherV3") and elements.get(array) is not None:
            changed |= _refine(node.attr["element_shape"].shape, elements[array])
    return changed


def _fix_size(node, array, copy):
    """Makes the size of an array that cannot grow a constant, where the graph can tell it."""
    size = _tensor(copy, array.input[0])
    number = None if size is None else stack.inner_module("framework.tensor_util").constant_value(size)
    if number is None or array.attr["dynamic_size"].b:
        return False
    node.op = "Const"
    node.ClearField("input")
    node.ClearField("attr")
    proto = stack.inner_module("framework.tensor_util").make_tensor_proto(int(number), stack.compat_v1().int32)
    node.attr["dtype"].type = proto.dtype
    node.attr["value"].tensor.CopyFrom(proto)
    return True


def _refine(proto, shape):
    """Fills in what a shape in a definition leaves open. Returns whether there was anything."""
    if proto.unknown_rank or (not proto.dim and shape):
        if not proto.unknown_rank:
            return False
        proto.unknown_rank = False
        _set_shape(proto, shape)
        return True
    if len(proto.dim) != len(shape):
        return False
    changed = False
    for dimension, size in zip(proto.dim, shape):
        if dimension.size < 0 and size is not None:
            dimension.size, changed = size, True
    return changed


def _array_of(node, by_name):
    """The name of the TensorArray that a node works on: its handle may have come into a loop or through a switch."""
    current = by_name.get(_node(node.input[0])) if node.input else None
    for _ in range(50):
        if current is None or current.op in ("TensorArrayV3", "TensorArrayGradV3") or not current.input:
            break
        current = by_name.get(_node(current.input[0]))
    return None if current is None else current.name


def _joined(a, b):
    """The loosest of two shapes: what both have in common."""
    if a is None or b is None or len(a) != len(b):
        return None
    return tuple(x if x == y else None for x, y in zip(a, b))


def _shape_in(copy, name):
    tensor = _tensor(copy, name)
    return "gone" if tensor is None else values.of_tensor_shape(tensor.shape)


def _tensor(copy, name):
    try:
        return copy.get_tensor_by_name(name if ":" in name else f"{name}:0")
    except (KeyError, ValueError):
        return None


def _node(name):
    return name.lstrip("^").partition(":")[0]


def _set_shape(proto, shape):
    proto.Clear()
    if shape is None:
        proto.unknown_rank = True
        return
    for size in shape:
        proto.dim.add().size = -1 if size is None else size
