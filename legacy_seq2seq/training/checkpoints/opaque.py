"""Cudnn's opaque buffers: all weights of a model in one flat vector, and the same as cells' variables."""

import collections
import re

import numpy as np

from legacy_seq2seq.training.checkpoints.sides import Side

_RNNS = ("lstm", "gru", "rnn_tanh", "rnn_relu")
_NUMBERS = ("layers", "units", "input")
_MOST_LAYERS, _MOST_TOLD = 8, 5
_CALLED = re.compile(r"(^|/)(opaque_kernel|(\w+_)?params)$|cudnn[^/]*$", re.IGNORECASE)


class Cudnn(collections.namedtuple("Cudnn", "rnn layers units input bidirectional")):
    """What a flat vector does not tell: rnn, "lstm", "gru", "rnn_tanh" or "rnn_relu"; layers; units; input, the depth of the inputs.

    Raises ValueError for another kind or size.
    """

    __slots__ = ()

    def __new__(cls, rnn, layers, units, input, bidirectional=False):
        if rnn not in _RNNS:
            raise ValueError(f"`rnn` of a Cudnn buffer is {rnn!r}; expected one of {', '.join(_RNNS)}")
        for name, value in zip(_NUMBERS, (layers, units, input)):
            if not isinstance(value, int) or value < 1:
                raise ValueError(f"`{name}` of a Cudnn buffer is {value!r}; expected a number from 1 on")
        return super().__new__(cls, rnn, layers, units, input, bool(bidirectional))

    def __str__(self):
        text = f"{self.rnn},layers={self.layers},units={self.units},input={self.input}"
        return text + ",bidirectional" * self.bidirectional

    @property
    def size(self):
        """The number of parameters."""
        return self._plan.size()

    @property
    def _plan(self):
        from legacy_seq2seq.contrib.cudnn_rnn import canonical

        direction = canonical.CUDNN_RNN_BIDIRECTION if self.bidirectional else canonical.CUDNN_RNN_UNIDIRECTION
        return canonical.Plan(self.rnn, self.layers, self.units, self.input, direction, canonical.CUDNN_INPUT_LINEAR_MODE, None)

    @property
    def _saveable(self):
        """The class that knows the cells' names, and the converter."""
        from legacy_seq2seq.contrib.cudnn_rnn import saveable

        return {"lstm": saveable.CudnnLSTMSaveable, "gru": saveable.CudnnGRUSaveable, "rnn_tanh": saveable.CudnnRNNTanhSaveable,
                "rnn_relu": saveable.CudnnRNNReluSaveable}[self.rnn]

    def names(self, name):
        """The cells' variables that belong to the buffer `name`, as TF 1.15 saves them: all weights, then all biases."""
        return self._saveable.names(self.layers, self._plan.direction, name.rpartition("/")[0])

    def cells(self, flat, is_slot=False):
        """The values of `names`, arrays, of a buffer's. is_slot: whether it is an optimizer's slot."""
        values = self._by_converter(lambda converter, given: sum(converter.opaque_to_tf_canonical(given[0]), []), [flat])
        # One bias of a cell is the sum of two of Cudnn's; both have the gradient of the sum, and so its slots.
        return [value / 2 if is_slot and self._is_of_two(name) else value for name, value in zip(self.names(""), values)]

    def flat(self, values, is_slot=False):
        """A buffer, of the values of `names`."""
        values = [value * 2 if is_slot and self._is_of_two(name) else value for name, value in zip(self.names(""), values)]
        return self._by_converter(lambda converter, given: [converter.tf_canonical_to_opaque(given)], values)[0]

    def _is_of_two(self, name):
        return name.endswith("/bias") and "_projection/" not in name

    def _by_converter(self, convert, values):
        from legacy_seq2seq import tf1 as tf

        converter = self._saveable._format_converter_cls(self.layers, self.units, self.input, direction=self._plan.direction)
        with tf.Graph().as_default(), tf.Session() as session:
            given = [tf.placeholder(value.dtype, value.shape) for value in values]
            return session.run(convert(converter, given), dict(zip(given, values)))

    def sides(self, name, dtype):
        """{name: `Side`} of the cells' variables."""
        weights, biases = [], []
        for layer in self._plan.cells():
            depth = self.input if layer == 0 else self._plan.num_dirs * self.units
            kernels = {"lstm": [(depth + self.units, 4)], "gru": [(depth + self.units, 2), (depth, 1), (self.units, 1)]}
            for rows, gates in kernels.get(self.rnn, [(depth + self.units, 1)]):
                weights.append((rows, gates * self.units))
                biases.append((gates * self.units,))
        return {one: Side(shape, dtype) for one, shape in zip(self.names(name), weights + biases)}


def example(name="NAME"):
    """How to tell the sizes of a buffer."""
    return f"--cudnn '{name}=lstm,layers=2,units=128,input=64', with ',bidirectional' where it is"


def parse(text):
    """(name of the buffer, `Cudnn`) of "NAME=lstm,layers=2,units=128,input=64,bidirectional". Raises ValueError."""
    name, equals, said = text.partition("=")
    rnn, *rest = said.split(",")
    given = dict.fromkeys(_NUMBERS)
    bidirectional = "bidirectional" in rest
    for part in rest:
        key, _, value = part.partition("=")
        if key in given and value.isdigit():
            given[key] = int(value)
        elif part != "bidirectional":
            raise ValueError(f"--cudnn {text}: {part!r} is not understood; expected {example()}")
    missing = [key for key, value in given.items() if value is None]
    if not name or not equals or rnn not in _RNNS or missing:
        what = f"{', '.join(missing)} missing" if rnn in _RNNS and missing else f"{rnn!r} is none of {', '.join(_RNNS)}"
        raise ValueError(f"--cudnn {text}: {what}; expected {example()}")
    return name, Cudnn(rnn, *given.values(), bidirectional)


def check(name, shape, cudnn):
    """Raises ValueError where a variable cannot be the buffer of a model of these sizes, naming sizes with which it could be."""
    if len(shape) == 1 and shape[0] == cudnn.size:
        return
    said = f"--cudnn {name}={cudnn}: a buffer of these sizes has {cudnn.size:,} numbers; {name} is {list(shape)}"
    if len(shape) != 1:
        raise ValueError(f"{said}, and a buffer is one flat vector.")
    near = fitting(shape[0], cudnn)
    if not near:
        raise ValueError(f"{said}. No {cudnn.rnn} of up to {_MOST_LAYERS} layers has as many: is it another variable?")
    lines = "\n".join(f"  --cudnn {name}={one}" for one in near)
    raise ValueError(f"{said}. With as many, and near to what you say:\n{lines}")


def fitting(size, like, most=_MOST_TOLD):
    """`Cudnn`s of a buffer of `size` numbers, nearest to `like` first."""
    found = []
    for rnn in _RNNS[:3]:
        rnn = like.rnn if {rnn, like.rnn} == set(_RNNS[2:]) else rnn
        gates = {"lstm": 4, "gru": 3}.get(rnn, 1)
        for layers in range(1, _MOST_LAYERS + 1):
            for directions in (1, 2):
                found += [Cudnn(rnn, layers, units, depth, directions == 2) for units, depth in _sizes(size, gates, layers, directions)]
    return sorted(found, key=lambda one: _distance(one, like))[:most]


def _sizes(size, gates, layers, directions):
    """(units, depth of the inputs) pairs of a model of `size` numbers."""
    units = 1
    while True:
        above = (layers - 1) * directions * gates * units * ((directions + 1) * units + 2)
        row = directions * gates * units
        depth, rest = divmod(size - above - row * (units + 2), row)
        if depth < 1:
            return
        if not rest:
            yield units, depth
        units += 1


def _distance(one, like):
    """Whether it is of another kind, how many of the other fields differ, and by how much."""
    ratio = sum(abs(np.log(a / b)) for a, b in zip(one[1:4], like[1:4]))
    return one.rnn != like.rnn, sum(a != b for a, b in zip(one, like)), ratio


def looks_like(name, shape):
    """Whether a variable looks like a buffer: a flat vector that is called so, as TF 1.15 does, or as programs before it did."""
    return len(shape) == 1 and bool(_CALLED.search(name)) and bool(fitting(shape[0], Cudnn("lstm", 1, 128, 128), most=1))


def of_cells(name, shape, sides):
    """The `Cudnn` of the buffer `name`, from the cells' variables that TF 1.15 saves beside it; None where there are none."""
    for rnn in _RNNS[:3]:
        for bidirectional in (False, True):
            layers = 0
            while Cudnn(rnn, layers + 1, 1, 1, bidirectional).names(name)[-1] in sides:
                layers += 1
            if layers:
                found = _measured(rnn, layers, bidirectional, name, sides)
                if found is not None and (found.size,) == tuple(shape):
                    return found
    return None


def _measured(rnn, layers, bidirectional, name, sides):
    first = sides[Cudnn(rnn, layers, 1, 1, bidirectional).names(name)[0]].shape
    gates = {"lstm": 4, "gru": 2}.get(rnn, 1)
    units = first[-1] // gates
    if len(first) != 2 or first[0] <= units or not units:
        return None
    return Cudnn(rnn, layers, units, first[0] - units, bidirectional)
