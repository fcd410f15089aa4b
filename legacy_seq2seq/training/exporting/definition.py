"""A graph as it is being written: TensorFlow's own notation of operations (NodeDef), by name."""

from legacy_seq2seq import tf1 as tf


class Definition:
    """nodes: {name: NodeDef}. taken: names that new nodes must not have. renamed: {tensor name: its name in the export}."""

    def __init__(self, versions, functions):
        self.nodes, self.taken, self.renamed, self._renamed_ops = {}, set(), {}, {}
        self.versions, self.functions = versions, functions

    def add(self, node):
        copied = tf.NodeDef()
        copied.CopyFrom(node)
        self.nodes[node.name] = copied
        self.taken.add(node.name)
        return copied

    def new(self, name, kind, inputs=()):
        """A new node of the operation `kind`; its name may get a number."""
        name = unique(name, self.taken)
        return self.add(tf.NodeDef(name=name, op=kind, input=inputs))

    def stand_in(self, tensor_name, kind, is_alone):
        """A new node in the place of a tensor; under the same name where it is the only result of what made it."""
        op, _, index = tensor_name.rpartition(":")
        node = self.add(tf.NodeDef(name=op, op=kind)) if is_alone else self.new(f"{op}_{index}", kind)
        self.renamed[tensor_name] = f"{node.name}:0"
        return node

    def rewire(self):
        """Has all nodes take the stand-ins, and wait for nothing that is not there."""
        for node in self.nodes.values():
            kept = []
            for one in node.input:
                if one.startswith("^"):
                    kept += [one] if one[1:] in self.nodes else []
                else:
                    kept.append(edge(self.renamed.get(tensor_name(one), tensor_name(one))))
            node.input[:] = kept

    def rename(self, old, new):
        """Gives a node another name, wherever it is mentioned; the new one may get a number."""
        node = self.nodes.pop(old)
        node.name = unique(new, self.taken)
        self.taken.add(node.name)
        self.nodes[node.name] = node
        for one in self.nodes.values():
            one.input[:] = [_with_op(value, old, node.name) for value in one.input]
        self.renamed = {key: _with_op(value, old, node.name) for key, value in self.renamed.items()}
        self._renamed_ops[old] = node.name

    def graph_def(self):
        return tf.GraphDef(node=self.nodes.values(), versions=self.versions, library=self.functions)

    def name_of(self, tensor_name):
        """The name in the export of a tensor of the session's graph."""
        op, _, index = tensor_name.rpartition(":")
        return self.renamed.get(tensor_name, f"{self._renamed_ops.get(op, op)}:{index}")


def unique(name, taken):
    number, found = 0, name
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def _with_op(value, old, new):
    """An input of a node, or a tensor's name, where the operation `old` is named `new`."""
    mark = "^" * value.startswith("^")
    op, colon, index = value[len(mark):].partition(":")
    return f"{mark}{new}{colon}{index}" if op == old else value


def tensor_name(edge):
    """"op:0" of an input as a NodeDef writes it."""
    return edge if ":" in edge else f"{edge}:0"


def edge(tensor_name):
    """A tensor's name as an input of a NodeDef."""
    return tensor_name[:-2] if tensor_name.endswith(":0") else tensor_name
