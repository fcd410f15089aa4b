"""Cells along the dimensions of a grid, which see each other's hidden values."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


class GridRNNCell(RNNCell):
    """A block of a grid of cells (Kalchbrenner, Danihelka & Graves 2015): one cell for each dimension.

    Every dimension has a hidden value `[batch, num_units]`, and with LSTMs a memory. One step:
    1. The inputs `[batch, depth]`, cut into equal parts if there are several input dimensions, are
       projected to take the place of those dimensions' hidden values and memories.
    2. Each dimension that has no priority: its cell sees the hidden values of all of them, side by side.
    3. Each priority dimension: the same, but it sees what step 2 made of the others.

    num_dims: number of dimensions. input_dims, output_dims, priority_dims, non_recurrent_dims: a number
    from 0 on, or a list of them. A non-recurrent dimension has no state and no cell but a dense layer with
    `non_recurrent_fn` (relu if not given); it must be an input dimension.
    tied: all dimensions share one cell's weights, and all non-recurrent ones one layer's.
    cell_fn: makes a cell, given num_units; LSTMCell by default. The cell's state is one tensor or a pair.
    Output: a tuple with `[batch, num_units]` for each output dimension, in ascending order; with
    `output_is_tuple=False` their concatenation. State: a tuple with a state for each recurrent dimension,
    with `state_is_tuple=False` the concatenation `[batch, c_0 + h_0 + c_1 + …]`.
    Variables, in a scope named after the class: `project_m_<dimension>` and with LSTMs `project_c_<dimension>`
    `[depth of the part, num_units]`; the cell's in `recurrent/cell_<dimension>`; `weights` and `biases` in
    `non_recurrent/cell_<dimension>/fully_connected`. Where tied, without `cell_<dimension>`.

    Raises ValueError for a dimension that is not in the grid, inputs that are not of rank 2 or do not
    divide into parts, and another number of states; TypeError for inputs of unknown depth.
    Source: TF1 tf.contrib.grid_rnn.GridRNNCell.

        grid = GridRNNCell(32, num_dims=2, input_dims=0, output_dims=0, priority_dims=0)
        (output,), states = grid(tf.zeros([8, 16]), grid.zero_state(8, tf.float32))   # output [8, 32]
    """

    _core = tf.nn.rnn_cell  # where the core cells are

    def __init__(self, num_units, num_dims=1, input_dims=None, output_dims=None, priority_dims=None, non_recurrent_dims=None, tied=False,
                 cell_fn=None, non_recurrent_fn=None, state_is_tuple=True, output_is_tuple=True):
        super().__init__()
        if num_dims < 1:
            raise ValueError(f"{type(self).__name__}: `num_dims` is {num_dims}; expected the number of dimensions of the grid, at least 1.")
        self._num_units = num_units
        self._num_dims = num_dims
        self._input_dims = self._checked("input_dims", input_dims)
        self._output_dims = self._checked("output_dims", output_dims)
        self._priority_dims = self._checked("priority_dims", priority_dims)
        self._non_recurrent_dims = self._checked("non_recurrent_dims", non_recurrent_dims)
        self._recurrent_dims = tuple(dim for dim in range(num_dims) if dim not in self._non_recurrent_dims)
        self._tied = tied
        self._non_recurrent_fn = non_recurrent_fn or tf.nn.relu
        self._state_is_tuple = state_is_tuple
        self._output_is_tuple = output_is_tuple
        make = cell_fn or self._core.LSTMCell
        self._cells = [make(num_units)] * num_dims if tied else [make(num_units) for _ in range(num_dims)]

    def _checked(self, argument, dims):
        """`dims` in ascending order, each once."""
        if dims is None:
            return ()
        dims = sorted({dims} if isinstance(dims, int) else set(dims))
        wrong = [dim for dim in dims if not 0 <= dim < self._num_dims]
        if wrong:
            raise ValueError(f"{type(self).__name__}: `{argument}` has {wrong}, in a grid of num_dims={self._num_dims}; expected "
                             f"numbers from 0 to {self._num_dims - 1}. Count from 0, or make the grid larger.")
        return tuple(dims)

    @property
    def state_size(self):
        sizes = tuple(self._cells[dim].state_size for dim in self._recurrent_dims)
        return sizes if self._state_is_tuple else sum(tf.nest.flatten(sizes))

    @property
    def output_size(self):
        sizes = tuple(self._cells[dim].output_size for dim in self._output_dims)
        return sizes if self._output_is_tuple else sum(sizes)

    # Not `call`: the scope is named after the class as it is written, not `grid_rnn_cell`.
    def __call__(self, inputs, state, scope=None):
        with tf.variable_scope(scope or type(self).__name__, custom_getter=self._rnn_get_variable):  # which lists them as the cell's
            memories, hidden = self._by_dimension(state)
            self._project(inputs, memories, hidden)
            outputs, states = self._step([dim for dim in range(self._num_dims) if dim not in self._priority_dims], memories, hidden, inputs)
            hidden = [outputs.get(dim, hidden[dim]) for dim in range(self._num_dims)]
            more_outputs, more_states = self._step(self._priority_dims, memories, hidden, inputs)
            outputs.update(more_outputs)
            states.update(more_states)
            return self._joined_output(outputs, inputs), self._joined_state(states)

    def _has_memory(self, dim):
        size = self._cells[dim].state_size
        if isinstance(size, tuple) and len(size) != 2:
            raise ValueError(f"{type(self).__name__}: the cell of dimension {dim} has the state sizes {size}; expected one, or a pair as "
                             "LSTMStateTuple(c, h). Give such a cell in `cell_fn`.")
        return isinstance(size, tuple)

    def _by_dimension(self, state):
        """Two lists with an entry for each dimension: the memories and the hidden values, None where there is none."""
        memories, hidden = [None] * self._num_dims, [None] * self._num_dims
        parts = self._counted(state) if self._state_is_tuple else self._cut(state)
        for dim, part in zip(self._recurrent_dims, parts):
            if self._has_memory(dim):
                memories[dim], hidden[dim] = self._pair(dim, part)
            else:
                hidden[dim] = self._single(dim, part)
        return memories, hidden

    def _counted(self, state):
        expected = len(self._recurrent_dims)
        if not isinstance(state, (list, tuple)):
            raise TypeError(f"{type(self).__name__}: `state` is {state!r}; expected a tuple of {expected} states, one for each recurrent "
                            "dimension. Start from cell.zero_state(batch_size, dtype), or pass state_is_tuple=False.")
        if len(state) != expected:
            raise ValueError(f"{type(self).__name__}: `state` has {len(state)} parts; expected {expected}, for the recurrent dimensions "
                             f"{list(self._recurrent_dims)}, as cell.zero_state gives.")
        return state

    def _cut(self, state):
        """The states of the recurrent dimensions, from their concatenation."""
        start, parts = 0, []
        for dim in self._recurrent_dims:
            sizes = tf.nest.flatten(self._cells[dim].state_size)
            starts = [start + sum(sizes[:number]) for number in range(len(sizes))]
            pieces = [tf.slice(state, [0, begin], [-1, size]) for begin, size in zip(starts, sizes)]
            parts.append(tf.nest.pack_sequence_as(self._cells[dim].state_size, pieces))
            start += sum(sizes)
        return parts

    def _pair(self, dim, part):
        if tf.is_tensor(part) or len(part) != 2:
            raise TypeError(f"{type(self).__name__}: the state of dimension {dim} is {part!r}; expected LSTMStateTuple(c, h), as "
                            "cell.zero_state gives.")
        return part

    def _single(self, dim, part):
        if isinstance(part, (list, tuple)):
            raise ValueError(f"{type(self).__name__}: the state of dimension {dim} has {len(part)} parts; expected one tensor [batch, "
                             f"{self._cells[dim].state_size}], as cell.zero_state gives.")
        return part

    def _project(self, inputs, memories, hidden):
        """Puts projected inputs into the lists, at the input dimensions."""
        parts = self._parts(inputs)
        for dim, part in zip(self._input_dims, parts):
            shape = [tf.dimension_value(part.shape[1]), self._num_units]
            hidden[dim] = tf.matmul(part, tf.get_variable(f"project_m_{dim}", shape, part.dtype))
            if self._has_memory(dim):
                memories[dim] = tf.matmul(part, tf.get_variable(f"project_c_{dim}", shape, part.dtype))

    def _parts(self, inputs):
        """The inputs of each input dimension `[batch, depth of the part]`; none where the depth is 0."""
        name, dims = type(self).__name__, self._input_dims
        if inputs is None:
            raise AttributeError(f"{name}: `inputs` is None; expected [batch, depth]. Without inputs pass tf.zeros([batch, 0]).")
        inputs = tf.convert_to_tensor(inputs)
        if inputs.shape.ndims != 2:
            raise ValueError(f"{name}: `inputs` has shape {inputs.shape}; expected [batch, depth].")
        depth = tf.dimension_value(inputs.shape[1])
        if depth is None:
            raise TypeError(f"{name}: the depth of `inputs` is unknown (shape {inputs.shape}); expected [batch, depth], the depth known. "
                            "Give it to the placeholder, or call inputs.set_shape([None, depth]).")
        if depth == 0 or not dims:
            return []
        if depth % len(dims):
            raise ValueError(f"{name}: `inputs` has depth {depth}, to be cut into {len(dims)} equal parts for input_dims={list(dims)}; "
                             f"expected a multiple of {len(dims)}. Pad it with zeros.")
        return tf.split(inputs, len(dims), axis=1) if len(dims) > 1 else [inputs]

    def _step(self, dims, memories, hidden, inputs):
        """The outputs and the new states of `dims`, by dimension, from the same `hidden`."""
        outputs, states = {}, {}
        for dim in dims:
            empty = [other for other in range(self._num_dims) if hidden[other] is None]
            if empty:
                raise ValueError(f"{type(self).__name__}: the non-recurrent dimensions {empty} get no inputs and have no state: nothing "
                                 f"for the others to see. Name them in `input_dims` and pass inputs of a depth above 0.")
            if dim in self._recurrent_dims:
                outputs[dim], states[dim] = self._run_cell(dim, memories[dim], hidden, inputs)
            else:
                outputs[dim] = self._run_layer(dim, hidden)
        return outputs, states

    def _run_cell(self, dim, memory, hidden, inputs):
        # All hidden values enter, in the order of dimensions: the last as the cell's own, the others as its inputs.
        *others, last = hidden
        seen = tf.concat(others, 1) if others else tf.zeros(tf.stack([tf.shape(inputs)[0], 0]), last.dtype)
        seen.set_shape([last.shape[0], sum(tf.dimension_value(other.shape[1]) for other in others)])
        state = last if memory is None else tf.nest.pack_sequence_as(self._cells[dim].state_size, [memory, last])
        with self._weights_scope("recurrent", dim):
            return self._cells[dim](seen, state)

    def _run_layer(self, dim, hidden):
        """A dense layer over all hidden values: `[batch, num_units]`."""
        seen = tf.concat(hidden, 1)
        with self._weights_scope("non_recurrent", dim), tf.variable_scope("fully_connected"):
            weights = tf.get_variable("weights", [tf.dimension_value(seen.shape[1]), self._num_units], seen.dtype)
            biases = tf.get_variable("biases", [self._num_units], seen.dtype, tf.zeros_initializer())
            return self._non_recurrent_fn(tf.nn.bias_add(tf.matmul(seen, weights), biases))

    def _weights_scope(self, kind, dim):
        if not self._tied:
            return tf.variable_scope(f"{kind}/cell_{dim}")
        # The dimensions after the first find the variables of the first.
        return tf.variable_scope(kind, reuse=tf.AUTO_REUSE)

    def _joined_output(self, outputs, inputs):
        chosen = tuple(outputs[dim] for dim in self._output_dims)
        if self._output_is_tuple:
            return chosen
        return tf.concat(chosen, 1) if chosen else tf.zeros([0, 0], inputs.dtype)

    def _joined_state(self, states):
        ordered = tuple(states[dim] for dim in self._recurrent_dims)
        return ordered if self._state_is_tuple else tf.concat(tf.nest.flatten(ordered), 1)
