"""How recurrent cells lay out their weights in variables: which cells a checkpoint has, and the same weights in another layout.

| layout                        | variables                                            | gates    | forget bias        |
| TF1's LSTM cells              | kernel [depth + units, 4 units], bias                | i c f o  | added by the cell  |
| CudnnCompatibleLSTMCell       | the same                                             | i c f o  | in the bias        |
| Keras LSTM                    | kernel, recurrent_kernel, bias [4 units]             | i f c o  | in the bias        |
| GRUCell, the block cells      | gates/…, candidate/…; or w_ru, b_ru, w_c, b_c        | r u, c   |                    |
| CudnnCompatibleGRUCell        | gates/…, candidate/input_projection/…, …/hidden_…    | r u, c   |                    |
| Keras GRU                     | kernel, recurrent_kernel, bias; two with reset_after | z r h    |                    |
| BasicRNNCell, Keras SimpleRNN | as the LSTMs                                         | one      |                    |

"TF1's LSTM cells" are BasicLSTMCell, LSTMCell, LSTMBlockCell and LSTMBlockFusedCell: measured in TensorFlow 1.0.1, 1.1.0 and 1.15.5, the
weights of one give the same outputs in each other; so do those of the three GRU cells. Keras's CuDNNLSTM and CuDNNGRU have two biases each.
"""

import collections
import re

import numpy as np

LSTM, GRU, GRU_RESET_AFTER, RNN = "LSTM", "GRU", "GRU that resets after", "RNN"
_GATES = {LSTM: 4, GRU: 3, GRU_RESET_AFTER: 3, RNN: 1}

Size = collections.namedtuple("Size", "family depth units state peepholes dtype")
Size.__doc__ = """What two cells must share: family, depths of inputs, gates and state (a projection's), whether there are peepholes."""

Weights = collections.namedtuple("Weights", "on_inputs on_state bias state_bias peepholes projection", defaults=(None, None, None))
Weights.__doc__ = """A cell's weights in one form: on_inputs [depth, gates, units], on_state [state, gates, units], bias [gates, units].

Gates: i c f o of an LSTM, r u c of a GRU. state_bias [units]: the candidate's on the state, of a GRU that resets after. peepholes: {name:
[units]}. projection: [units, state]. The forget gate's bias is all that is added to it.
"""


class Cell(collections.namedtuple("Cell", "layout scope names size")):
    """A cell found among variables. layout: one of this module's. names: {role: variable}. size: a `Size`."""

    __slots__ = ()


def find(sides):
    """The `Cell`s among {name: `Side`}."""
    found, taken = [], set()
    for layout in LAYOUTS:
        for scope, names in layout.candidates(sides):
            if taken.isdisjoint(names.values()) and len({sides[name].dtype for name in names.values()}) == 1:
                size = layout.size({role: sides[name].shape for role, name in names.items()}, sides[names[layout.first]].dtype)
                if size:
                    found.append(Cell(layout, scope, names, size))
                    taken.update(names.values())
    return sorted(found, key=lambda cell: cell.scope)


class _Layout:
    """`leaves` {role: how the variable ends}; `optional` ones may be missing. said, gates: what it and its order are to a user."""

    first = "kernel"
    leaves, optional, scopes = {}, (), re.compile("")
    said, gates, has_forget_bias = "", "", False

    def candidates(self, sides):
        """(scope, {role: name}) of each scope that has all of the leaves."""
        for name in sorted(sides):
            scope, end = self._cut(name, self.leaves[self.first])
            if end is None or not self.scopes.search(scope):
                continue
            names = {role: f"{scope}/{leaf}{end}".lstrip("/") for role, leaf in self.leaves.items()}
            names = {role: one for role, one in names.items() if one in sides}
            if set(self.leaves) - set(self.optional) <= set(names):
                yield scope, names

    def _cut(self, name, leaf):
        if name == leaf or name.endswith("/" + leaf):
            return name[:-len(leaf)].rstrip("/"), ""
        return "", None


def _kernel_and_bias(weights):
    """[depth + state, gates * units] and [gates * units]."""
    kernel = np.concatenate([weights.on_inputs, weights.on_state])
    return kernel.reshape(len(kernel), -1), weights.bias.reshape(-1)


def _split(kernel, gates, depth):
    parts = kernel.reshape(len(kernel), gates, -1)
    return parts[:depth], parts[depth:]


class _Fused(_Layout):
    """`kernel` [depth + state, gates * units] and `bias`."""

    leaves = {"kernel": "kernel", "bias": "bias"}

    def __init__(self, family, said, gates, scopes, has_forget_bias=False):
        self.family, self.said, self.gates, self.has_forget_bias = family, said, gates, has_forget_bias
        self.scopes = re.compile(rf"(^|/)({scopes})(_\d+)?$")
        if has_forget_bias:
            self.leaves = {**self.leaves, "w_i_diag": "w_i_diag", "w_f_diag": "w_f_diag", "w_o_diag": "w_o_diag",
                           "projection": "projection/kernel"}
            self.optional = ("w_i_diag", "w_f_diag", "w_o_diag", "projection")

    def size(self, shapes, dtype):
        rows, columns = shapes["kernel"] if len(shapes["kernel"]) == 2 else (0, 0)
        units, rest = divmod(columns, _GATES[self.family])
        state = shapes["projection"][-1] if "projection" in shapes else units
        if rest or not units or shapes["bias"] != (columns,) or rows < state:
            return None
        return Size(self.family, rows - state, units, state, "w_i_diag" in shapes, dtype)

    def read(self, parts, size, is_slot):
        on_inputs, on_state = _split(parts["kernel"], _GATES[self.family], size.depth)
        peepholes = {role: part for role, part in parts.items() if role.endswith("_diag")}
        return Weights(on_inputs, on_state, parts["bias"].reshape(-1, size.units), None, peepholes, parts.get("projection"))

    def write(self, weights, is_slot):
        kernel, bias = _kernel_and_bias(weights)
        return {"kernel": kernel, "bias": bias, "projection": weights.projection, **(weights.peepholes or {})}


class _Gru(_Layout):
    """Gates and candidate apart: [depth + units, 2 units], [2 units], [depth + units, units], [units]."""

    family, first, gates = GRU, "gates", "r u, c"

    def __init__(self, said, *leaves):
        self.said, self.leaves = said, dict(zip(("gates", "gates_bias", "candidate", "candidate_bias"), leaves))

    def size(self, shapes, dtype):
        rows, columns = shapes["gates"] if len(shapes["gates"]) == 2 else (0, 0)
        units = columns // 2
        if not units or shapes["candidate"] != (rows, units) or rows < units:
            return None
        return Size(GRU, rows - units, units, units, False, dtype)

    def read(self, parts, size, is_slot):
        gates, candidate = _split(parts["gates"], 2, size.depth), _split(parts["candidate"], 1, size.depth)
        bias = np.concatenate([parts["gates_bias"], parts["candidate_bias"]]).reshape(3, -1)
        return Weights(*(np.concatenate(pair, 1) for pair in zip(gates, candidate)), bias)

    def write(self, weights, is_slot):
        kernel = np.concatenate([weights.on_inputs, weights.on_state])
        return {"gates": kernel[:, :2].reshape(len(kernel), -1), "gates_bias": weights.bias[:2].reshape(-1),
                "candidate": kernel[:, 2], "candidate_bias": weights.bias[2]}


class _GruResetAfter(_Layout):
    """As CudnnCompatibleGRUCell has it."""

    family, first, said, gates = GRU_RESET_AFTER, "gates", "CudnnCompatibleGRUCell", "r u, c"
    leaves = {"gates": "gates/kernel", "gates_bias": "gates/bias", "inputs": "candidate/input_projection/kernel",
              "inputs_bias": "candidate/input_projection/bias", "state": "candidate/hidden_projection/kernel",
              "state_bias": "candidate/hidden_projection/bias"}

    def size(self, shapes, dtype):
        depth, units = shapes["inputs"] if len(shapes["inputs"]) == 2 else (0, 0)
        fits = units and shapes["gates"] == (depth + units, 2 * units) and shapes["state"] == (units, units)
        return Size(self.family, depth, units, units, False, dtype) if fits else None

    def read(self, parts, size, is_slot):
        of_inputs, of_state = _split(parts["gates"], 2, size.depth)
        bias = np.concatenate([parts["gates_bias"], parts["inputs_bias"]]).reshape(3, -1)
        return Weights(np.concatenate([of_inputs, parts["inputs"][:, None]], 1), np.concatenate([of_state, parts["state"][:, None]], 1),
                       bias, parts["state_bias"])

    def write(self, weights, is_slot):
        gates = np.concatenate([weights.on_inputs[:, :2], weights.on_state[:, :2]])
        return {"gates": gates.reshape(len(gates), -1), "gates_bias": weights.bias[:2].reshape(-1), "inputs": weights.on_inputs[:, 2],
                "inputs_bias": weights.bias[2], "state": weights.on_state[:, 2], "state_bias": weights.state_bias}


class _Keras(_Layout):
    """`kernel` [depth, gates * units], `recurrent_kernel` [units, gates * units], and `bias`: one, two rows, or two in one vector."""

    leaves = {"kernel": "kernel", "recurrent": "recurrent_kernel", "bias": "bias"}
    optional = ("bias",)

    def __init__(self, family, said, order, biases):
        self.family, self.said = family, said
        self.order = order  # the gates of `Weights`, by Keras's numbers; each its own inverse
        self.gates = {LSTM: "i f c o", RNN: ""}.get(family, "z r h")
        self.biases = biases  # a function of (gates * units): the bias's shape, None without

    def _cut(self, name, leaf):
        """Cells of one stack are `kernel`, `kernel_1`, …; checkpoints by object have an end of their own."""
        found = re.fullmatch(rf"(?:(.*)/)?{leaf}((?:_\d+)?(?:/\.ATTRIBUTES/VARIABLE_VALUE)?)", name)
        return (found.group(1) or "", found.group(2)) if found else ("", None)

    def candidates(self, sides):
        for scope, names in super().candidates(sides):
            number = re.search(r"kernel(_\d+)", names["kernel"][len(scope):])
            yield f"{scope}/kernel{number.group(1)}" if number else scope, names

    def size(self, shapes, dtype):
        if len(shapes["kernel"]) != 2 or len(shapes["recurrent"]) != 2:
            return None
        (depth, columns), (units, same) = shapes["kernel"], shapes["recurrent"]
        if not units or columns != same or columns != _GATES[self.family] * units or shapes.get("bias") != self.biases(columns):
            return None
        return Size(self.family, depth, units, units, False, dtype)

    def read(self, parts, size, is_slot):
        on_inputs, on_state = (self._gates(parts[role])[:, self.order] for role in ("kernel", "recurrent"))
        bias = parts.get("bias", np.zeros([len(self.order) * size.units], on_inputs.dtype)).reshape(-1, len(self.order), size.units)
        bias = bias[:, self.order]
        if self.family == GRU_RESET_AFTER:
            candidates = bias[0, 2:], bias[1, 2]
            return Weights(on_inputs, on_state, np.concatenate([_one_of(bias[:, :2], is_slot), candidates[0]]), candidates[1])
        return Weights(on_inputs, on_state, _one_of(bias, is_slot))

    def write(self, weights, is_slot):
        kernel, recurrent = (self._kernel(part[:, self.order]) for part in (weights.on_inputs, weights.on_state))
        bias = weights.bias
        shape = self.biases(bias.size)
        if shape is not None and np.prod(shape) == 2 * bias.size:
            both = bias if is_slot else bias / 2
            bias = np.stack([both, both])
            if self.family == GRU_RESET_AFTER:
                bias[:, 2] = weights.bias[2], weights.state_bias
        bias = bias.reshape(-1, len(self.order), bias.shape[-1])[:, self.order]
        return {"kernel": kernel, "recurrent": recurrent, "bias": bias.reshape(shape) if shape is not None else None}

    def _gates(self, kernel):
        """[rows, gates, units], of [rows, gates * units]."""
        return kernel.reshape(len(kernel), len(self.order), -1)

    def _kernel(self, gates):
        return gates.reshape(len(gates), -1)


class _KerasCudnn(_Keras):
    """The same by Cudnn, with two biases in one vector; the numbers of each gate [depth, units] are those of its transpose, by rows."""

    def _gates(self, kernel):
        each = np.split(kernel, len(self.order), axis=1)
        return np.stack([gate.reshape(gate.shape[::-1]).T for gate in each], 1)

    def _kernel(self, gates):
        each = (gates[:, number] for number in range(len(self.order)))
        return np.concatenate([gate.T.reshape(gate.shape) for gate in each], 1)


def _one_of(biases, is_slot):
    """One bias of two that are added. Both have the gradient of the sum, and so its slots."""
    return biases.mean(0) if is_slot else biases.sum(0)


def _keras(family, name, order, *forms):
    return [_Keras(family, said.format(name), order, biases) for said, biases in forms]


def _one_vector(columns):
    return (columns,)


def _two_rows(columns):
    return (2, columns)


def _two_in_a_vector(columns):
    return (2 * columns,)


def _none(columns):
    return None


TF1_LSTM = _Fused(LSTM, "TF1's LSTM cells", "i c f o", "basic_lstm_cell|lstm_cell|lstm_fused_cell|lstm_block_wrapper", has_forget_bias=True)
CUDNN_LSTM = _Fused(LSTM, "CudnnCompatibleLSTMCell", "i c f o", "cudnn_compatible_lstm_cell")
_SIMPLE = [("Keras {}", _one_vector), ("Keras {} without bias", _none)]
LAYOUTS = [
    *_keras(LSTM, "LSTM", [0, 2, 1, 3], *_SIMPLE),
    _KerasCudnn(LSTM, "Keras CuDNNLSTM", [0, 2, 1, 3], _two_in_a_vector),
    *_keras(GRU, "GRU", [1, 0, 2], *_SIMPLE),
    *_keras(GRU_RESET_AFTER, "GRU(reset_after=True)", [1, 0, 2], ("Keras {}", _two_rows)),
    _KerasCudnn(GRU_RESET_AFTER, "Keras CuDNNGRU", [1, 0, 2], _two_in_a_vector),
    *_keras(RNN, "SimpleRNN", [0], *_SIMPLE),
    _GruResetAfter(),
    _Gru("GRUCell", "gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias"),
    _Gru("GRUBlockCell", "w_ru", "b_ru", "w_c", "b_c"),
    TF1_LSTM, CUDNN_LSTM,
    _Fused(RNN, "BasicRNNCell", "", "basic_rnn_cell"),
]


def is_keras(layout):
    """Whether a layout is of Keras's layers."""
    return isinstance(layout, _Keras)


def converted(source, target, parts, is_slot, forget_biases=(1.0, 1.0)):
    """{role: array} of the cell `target` with the weights of the cell `source`, of its `parts`, {role: array}.

    is_slot: whether they are an optimizer's slots, to which no forget bias is added. forget_biases: what `source` and `target` are
    added to the forget gate by, where they are TF1's LSTM cells.
    """
    weights = source.layout.read(parts, source.size, is_slot)
    more = 0.0 if is_slot else forget_bias_moved(source, target, forget_biases)
    if more:
        weights = weights._replace(bias=weights.bias + np.asarray([[0], [0], [more], [0]], weights.bias.dtype))
    return target.layout.write(weights, is_slot)


def forget_bias_moved(source, target, forget_biases=(1.0, 1.0)):
    """What the forget gate's bias becomes larger by."""
    if source.size.family != LSTM:
        return 0.0
    own, others = (bias if cell.layout.has_forget_bias else 0.0 for cell, bias in zip((source, target), forget_biases))
    return own - others
