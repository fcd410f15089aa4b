"""A cell that attends to its own last outputs."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import columns, dense, known_depth
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


class AttentionCellWrapper(RNNCell):
    """A cell with attention over its last `attn_length` outputs (Bahdanau et al. 2015, additive scores).

    Each step: 1. the inputs and the last context are projected to `input_size`; 2. the cell takes them;
    3. the new cell state is the query to the window of past outputs, which gives a new context
    `[batch, attn_size]`; 4. the cell's output and the context are projected to the output `[batch,
    attn_size]`; 5. the output enters the window and the oldest leaves it.

    cell: any cell. attn_length: size of the window, at least 1. attn_size: depth of the outputs, the
    cell's own by default. attn_vec_size: depth of the scores, `attn_size` by default. input_size: depth
    after step 1, that of the inputs by default.
    State: `(cell state, context [batch, attn_size], window [batch, attn_length * attn_size])`, with
    `state_is_tuple=False` their concatenation.
    Variables: `kernel`, `bias` (step 1); the cell's; `attention/attn_w` `[1, 1, attn_size,
    attn_vec_size]`, `attention/attn_v`, `attention/kernel`, `attention/bias` (step 3);
    `attn_output_projection/kernel`, `/bias` (step 4).

    Raises TypeError where `cell` is no cell; ValueError where `attn_length` is below 1, or where the
    cell's state is a tuple and `state_is_tuple` is False. Source: TF1 tf.contrib.rnn.AttentionCellWrapper.

        cell = AttentionCellWrapper(BasicLSTMCell(128), attn_length=40)   # a melody that remembers 40 notes
    """

    def __init__(self, cell, attn_length, attn_size=None, attn_vec_size=None, input_size=None, state_is_tuple=True, reuse=None):
        super().__init__(_reuse=reuse)
        if not (hasattr(cell, "state_size") and hasattr(cell, "output_size") and callable(cell)):
            raise TypeError(f"AttentionCellWrapper: `cell` is {cell!r}; expected a cell, such as BasicLSTMCell(128).")
        if not state_is_tuple and tf.nest.is_nested(cell.state_size):
            raise ValueError(
                f"AttentionCellWrapper: state_is_tuple=False, but the cell's state is a tuple: {cell.state_size}. Pass state_is_tuple=False "
                "to the cell too, or leave it out here.")
        if attn_length <= 0:
            raise ValueError(f"AttentionCellWrapper: `attn_length` is {attn_length}; expected the number of past outputs, at least 1.")
        self._cell = cell
        self._attn_length = attn_length
        self._attn_size = cell.output_size if attn_size is None else attn_size
        self._attn_vec_size = self._attn_size if attn_vec_size is None else attn_vec_size
        self._input_size = input_size
        self._state_is_tuple = state_is_tuple

    @property
    def state_size(self):
        sizes = (self._cell.state_size, self._attn_size, self._attn_size * self._attn_length)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self):
        return self._attn_size

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        cell_state, context, window = state if self._state_is_tuple else self._cut(state)
        window = tf.reshape(window, [-1, self._attn_length, self._attn_size])  # [batch, attn_length, attn_size]
        input_size = known_depth(self, inputs) if self._input_size is None else self._input_size
        projected = dense([inputs, context], input_size)  # [batch, input_size]
        cell_output, new_cell_state = self._cell(projected, cell_state)
        parts = tf.nest.flatten(new_cell_state)
        query = tf.concat(parts, 1) if len(parts) > 1 else parts[0]
        context = self._attend(query, window)  # [batch, attn_size]
        with tf.variable_scope("attn_output_projection"):
            output = dense([cell_output, context], self._attn_size)
        window = tf.concat([window[:, 1:], tf.expand_dims(output, 1)], 1)
        new_state = (new_cell_state, context, tf.reshape(window, [-1, self._attn_length * self._attn_size]))
        return output, new_state if self._state_is_tuple else tf.concat(new_state, 1)

    def _cut(self, state):
        """The three parts of a concatenated state."""
        depth, size = self._cell.state_size, self._attn_size
        return (columns(state, 0, depth), columns(state, depth, size), columns(state, depth + size, size * self._attn_length))

    def _attend(self, query, window):
        """The window's mean `[batch, attn_size]`, weighted by `softmax(v · tanh(W memory + U query + b))`."""
        size, depth = self._attn_size, self._attn_vec_size
        with tf.variable_scope("attention"):
            # Shaped as the filter of a 1x1 convolution, for old checkpoints' sake; it is a matrix.
            memory_kernel = tf.reshape(tf.get_variable("attn_w", [1, 1, size, depth], window.dtype), [size, depth])
            score_vector = tf.get_variable("attn_v", [depth], window.dtype)
            keys = tf.reshape(tf.matmul(tf.reshape(window, [-1, size]), memory_kernel), [-1, self._attn_length, depth])
            hidden = tf.tanh(keys + tf.expand_dims(dense([query], depth), 1))  # [batch, attn_length, attn_vec_size]
            alignments = tf.nn.softmax(tf.reduce_sum(score_vector * hidden, 2))  # [batch, attn_length]
            return tf.reduce_sum(tf.expand_dims(alignments, 2) * window, 1)
