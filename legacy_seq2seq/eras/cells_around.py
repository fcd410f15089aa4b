"""Layers and wrappers before TF 1.2. A wrapper's scope ends before its cell's begins, so that names do not nest."""

import hashlib
import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.eras.cells_base import NamedCell, linear, require_cell, warn_of_input_size, zeros_like_sizes


class MultiRNNCell(NamedCell):
    """Cells on top of each other: the output `[batch, depth]` of each is the input of the next.

    The state is a tuple with one state for each cell, with `state_is_tuple=False` their concatenation. One cell object in
    several layers has weights of its own in each (TF 1.1 refuses it). Raises ValueError for no cells, and where a cell's
    state is a tuple and `state_is_tuple` is False.
    """

    def __init__(self, cells, state_is_tuple=True):
        if not cells:
            raise ValueError("MultiRNNCell: `cells` is empty; give one cell for each layer.")
        if not state_is_tuple and any(isinstance(cell.state_size, (list, tuple)) for cell in cells):
            raise ValueError(f"MultiRNNCell: state_is_tuple=False, but some cells have tuples as states: {[c.state_size for c in cells]}. "
                             "Pass state_is_tuple=False to those cells too, or leave it out here.")
        self._cells = cells
        self._state_is_tuple = state_is_tuple

    @property
    def state_size(self):
        sizes = tuple(cell.state_size for cell in self._cells)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self):
        return self._cells[-1].output_size

    def zero_state(self, batch_size, dtype):
        if not self._state_is_tuple:
            return zeros_like_sizes(self.state_size, batch_size, dtype)
        return tuple(cell.zero_state(batch_size, dtype) for cell in self._cells)

    def __call__(self, inputs, state, scope=None):
        if self._state_is_tuple:
            if not isinstance(state, (list, tuple)) or len(state) != len(self._cells):
                raise ValueError(f"MultiRNNCell: `state` is {state!r}; expected one state for each of the {len(self._cells)} layers, "
                                 "such as cell.zero_state(batch_size, tf.float32).")
            states = state
        else:
            states = tf.split(state, [cell.state_size for cell in self._cells], axis=1)
        new_states = []
        with self.scope(scope):
            for number, (cell, old) in enumerate(zip(self._cells, states)):
                with tf.variable_scope(self.names.layer % number):
                    inputs, new = cell(inputs, old)
                new_states.append(new)
        return inputs, (tuple(new_states) if self._state_is_tuple else tf.concat(new_states, 1))


class _Around(NamedCell):
    """A wrapper around one cell, which keeps the cell's state."""

    def __init__(self, cell):
        require_cell(type(self).__name__, cell)
        self._cell = cell

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        return self._cell.zero_state(batch_size, dtype)


class InputProjectionWrapper(_Around):
    """Maps a cell's inputs linearly to `num_proj` before it sees them."""

    def __init__(self, cell, num_proj, input_size=None):
        super().__init__(cell)
        warn_of_input_size(type(self).__name__, input_size)
        self._num_proj = num_proj

    def __call__(self, inputs, state, scope=None):
        with self.scope(scope):
            projected = linear(self.names, inputs, self._num_proj, True)
        return self._cell(projected, state)


class OutputProjectionWrapper(_Around):
    """Maps a cell's output linearly to `output_size`. The state stays the cell's. Raises ValueError where it is not positive."""

    def __init__(self, cell, output_size, reuse=None):
        super().__init__(cell)
        if output_size < 1:
            raise ValueError(f"OutputProjectionWrapper: output_size is {output_size}; it must be positive, the size of the vocabulary.")
        self._output_size = output_size
        self._reuse = reuse

    @property
    def output_size(self):
        return self._output_size

    def __call__(self, inputs, state, scope=None):
        output, new_state = self._cell(inputs, state)
        with self.scope(scope):
            return linear(self.names, output, self._output_size, True), new_state


class EmbeddingWrapper(_Around):
    """Gives a cell the embeddings of its inputs, which are ids: `[batch]` or `[batch, 1]` int."""

    def __init__(self, cell, embedding_classes, embedding_size, initializer=None, reuse=None):
        super().__init__(cell)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(f"EmbeddingWrapper: embedding_classes is {embedding_classes} and embedding_size {embedding_size}; "
                             "both must be positive.")
        self._embedding_classes = embedding_classes
        self._embedding_size = embedding_size
        self._initializer = initializer
        self._reuse = reuse

    def __call__(self, inputs, state, scope=None):
        with self.scope(scope) as entered, tf.device("/cpu:0"):
            half_width = math.sqrt(3)  # uniform over [-a, a] has variance a² / 3
            initializer = self._initializer or entered.initializer or tf.random_uniform_initializer(-half_width, half_width)
            embedding = tf.get_variable("embedding", [self._embedding_classes, self._embedding_size], tf.nest.flatten(state)[0].dtype,
                                        initializer)
            embedded = tf.nn.embedding_lookup(embedding, tf.reshape(inputs, [-1]))
        return self._cell(embedded, state)


class DropoutWrapper(_Around):
    """Dropout on a cell's inputs and outputs. The keep probabilities are numbers or tensors."""

    def __init__(self, cell, input_keep_prob=1.0, output_keep_prob=1.0, seed=None):
        super().__init__(cell)
        _check_probability("input_keep_prob", input_keep_prob)
        _check_probability("output_keep_prob", output_keep_prob)
        self._input_keep_prob = input_keep_prob
        self._output_keep_prob = output_keep_prob
        self._seed = seed

    def __call__(self, inputs, state, scope=None):
        output, new_state = self._cell(_dropped(inputs, self._input_keep_prob, self._seed), state, scope)
        return _dropped(output, self._output_keep_prob, self._seed), new_state


class DropoutWrapperWithState(_Around):
    """TF 1.1's DropoutWrapper: drops parts of the state too, with `variational_recurrent` the same ones at all steps.

    variational_recurrent: needs `dtype`, and `input_size` where inputs are dropped (Gal & Ghahramani 2015).
    """

    def __init__(self, cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0, variational_recurrent=False,
                 input_size=None, dtype=None, seed=None):
        super().__init__(cell)
        for name, value in (("input_keep_prob", input_keep_prob), ("output_keep_prob", output_keep_prob),
                            ("state_keep_prob", state_keep_prob)):
            _check_probability(name, value)
        self._input_keep_prob = input_keep_prob
        self._output_keep_prob = output_keep_prob
        self._state_keep_prob = state_keep_prob
        self._variational_recurrent = variational_recurrent
        self._seed = seed
        self._masks = {}
        if variational_recurrent:
            self._make_masks(input_size, dtype)

    def _make_masks(self, input_size, dtype):
        if dtype is None:
            raise ValueError("DropoutWrapper: variational_recurrent=True needs `dtype`, tf.float32 for instance.")
        if _drops(self._input_keep_prob):
            if input_size is None:
                raise ValueError("DropoutWrapper: variational_recurrent=True with input_keep_prob needs `input_size`, the inputs' depth.")
            self._masks["input"] = self._noise("input", input_size, dtype)
        self._masks["state"] = self._noise("state", self._cell.state_size, dtype)
        self._masks["output"] = self._noise("output", self._cell.output_size, dtype)

    def _noise(self, what, sizes, dtype):
        def noise(number, size):
            return tf.random_uniform([1, *tf.TensorShape(size).as_list()], seed=self._salted(what, number), dtype=dtype)
        flat = [noise(number, size) for number, size in enumerate(tf.nest.flatten(sizes))]
        return flat

    def _salted(self, what, number):
        if self._seed is None:
            return None
        return int(hashlib.md5(f"{self._seed}{what}_{number}".encode()).hexdigest()[:8], 16) & 0x7FFFFFFF

    def _drop(self, what, nest, keep):
        if not _drops(keep):
            return nest
        flat = []
        for number, value in enumerate(tf.nest.flatten(nest)):
            if self._variational_recurrent:
                kept = tf.floor(keep + self._masks[what][number])
                dropped = tf.divide(value, keep) * kept
                dropped.set_shape(value.shape)
            else:
                dropped = _dropped(value, keep, self._salted(what, number))
            flat.append(dropped)
        return tf.nest.pack_sequence_as(nest, flat)

    def __call__(self, inputs, state, scope=None):
        output, new_state = self._cell(self._drop("input", inputs, self._input_keep_prob), state, scope)
        return self._drop("output", output, self._output_keep_prob), self._drop("state", new_state, self._state_keep_prob)


def _check_probability(name, value):
    if isinstance(value, float) and not 0.0 <= value <= 1.0:
        raise ValueError(f"DropoutWrapper: `{name}` is {value}; it is a probability, between 0 and 1.")


def _drops(keep):
    return not isinstance(keep, (int, float)) or keep < 1


def _dropped(value, keep, seed):
    return tf.nn.dropout(value, keep, seed=seed) if _drops(keep) else value


class ResidualWrapper(_Around):
    """Adds the inputs to the outputs. Raises ValueError where their shapes differ."""

    def __call__(self, inputs, state, scope=None):
        output, new_state = self._cell(inputs, state, scope=scope)
        for one, other in zip(tf.nest.flatten(inputs), tf.nest.flatten(output)):
            one.shape.assert_is_compatible_with(other.shape)
        return tf.nest.map_structure(lambda one, other: one + other, inputs, output), new_state


class DeviceWrapper(_Around):
    """Runs a cell on a device, "/cpu:0" for instance."""

    def __init__(self, cell, device):
        super().__init__(cell)
        self._device = device

    def zero_state(self, batch_size, dtype):
        with tf.device(self._device):
            return self._cell.zero_state(batch_size, dtype)

    def __call__(self, inputs, state, scope=None):
        with tf.device(self._device):
            return self._cell(inputs, state, scope)
