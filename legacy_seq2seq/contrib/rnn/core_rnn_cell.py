"""A learnt linear map, and the three cell wrappers that need one. Source: TF1 tf.contrib.rnn, core_rnn_cell.py."""

import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.nn.rnn_cell.base import RNNCell

_WEIGHTS_VARIABLE_NAME = "kernel"
_BIAS_VARIABLE_NAME = "bias"


class _Linear:
    """`[args_0, args_1, ...] · kernel + bias`, the arguments side by side.

    args: a tensor `[batch, depth]` or a list of them; their depths and the dtype of the first shape the
    variables, which are made here, in the current variable scope.
    Variables: `kernel` `[sum of the depths, output_size]`; with `build_bias` `bias` `[output_size]`, zeros
    unless `bias_initializer` says otherwise. Calling the object with tensors of these depths gives
    `[batch, output_size]`.

    Raises ValueError for no arguments, for one that is not of rank 2, and for one of unknown depth.
    Source: TF1 tensorflow.contrib.rnn.python.ops.core_rnn_cell._Linear.
    """

    def __init__(self, args, output_size, build_bias, bias_initializer=None, kernel_initializer=None):
        parts = _as_list(args)
        depth = sum(_depth(part, number) for number, part in enumerate(parts))
        dtype = parts[0].dtype.base_dtype
        self._build_bias = build_bias
        with tf.variable_scope(tf.get_variable_scope()) as scope:
            self._weights = tf.get_variable(_WEIGHTS_VARIABLE_NAME, [depth, output_size], dtype, kernel_initializer)
            if build_bias:
                scope.set_partitioner(None)  # a partitioned scope splits the kernel alone, and so do its checkpoints
                self._biases = tf.get_variable(_BIAS_VARIABLE_NAME, [output_size], dtype, bias_initializer or tf.zeros_initializer())

    def __call__(self, args):
        parts = _as_list(args)
        joined = parts[0] if len(parts) == 1 else tf.concat(parts, 1)  # [batch, sum of the depths]
        product = tf.matmul(joined, self._weights)
        return tf.nn.bias_add(product, self._biases) if self._build_bias else product


def _linear(args, output_size, bias, bias_initializer=None, kernel_initializer=None):
    """Makes a `_Linear` in the current variable scope and applies it: `[batch, output_size]`.

    Source: TF1 tensorflow.contrib.rnn.python.ops.core_rnn_cell._linear.
    """
    return _Linear(args, output_size, bias, bias_initializer, kernel_initializer)(args)


def _as_list(args):
    parts = list(args) if isinstance(args, (list, tuple)) else [args]
    if not parts or any(part is None for part in parts):
        raise ValueError(f"linear: `args` is {args!r}; expected a tensor [batch, depth] or a list of them.")
    return [tf.convert_to_tensor(part) for part in parts]


def _depth(part, number):
    if part.shape.ndims != 2:
        raise ValueError(f"linear: argument {number} has shape {part.shape}; expected [batch, depth]. "
                         "Bring it there with tf.reshape(x, [-1, depth]), or name its axes: x.set_shape([None, depth]).")
    depth = tf.dimension_value(part.shape[1])
    if depth is None:
        raise ValueError(f"linear: argument {number} has shape {part.shape}, its depth unknown; the kernel's size depends on it. "
                         "Tell it: x.set_shape([None, depth]).")
    return depth


class _Around(RNNCell):
    """A wrapper around one cell, which keeps the cell's state."""

    def __init__(self, cell, reuse=None):
        super().__init__(_reuse=reuse)
        _require_cell(type(self).__name__, cell)
        self._cell = cell

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)


class EmbeddingWrapper(_Around):
    """Gives a cell the embeddings of its inputs, which are ids: `[batch]` or `[batch, 1]` int.

    Variable: `embedding` `[embedding_classes, embedding_size]`, of the state's dtype, made by `initializer`,
    else by the scope's, else uniform of variance one.

    Raises TypeError where `cell` is no cell, and ValueError where a size is not positive.
    Source: TF1 tf.contrib.rnn.EmbeddingWrapper.

        cell = EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(8), embedding_classes=100, embedding_size=4)
        outputs, state = tf.nn.static_rnn(cell, [tf.zeros([2], tf.int32)] * 3, dtype=tf.float32)   # 3 x [2, 8], [2, 8]
    """

    def __init__(self, cell, embedding_classes, embedding_size, initializer=None, reuse=None):
        super().__init__(cell, reuse)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(f"EmbeddingWrapper: embedding_classes is {embedding_classes} and embedding_size {embedding_size}; "
                             "both must be positive: the size of the vocabulary, and the length of one vector.")
        self._embedding_classes = embedding_classes
        self._embedding_size = embedding_size
        self._initializer = initializer

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        with tf.device("/cpu:0"):
            embedding = tf.get_variable(
                "embedding", [self._embedding_classes, self._embedding_size], _dtype_of_state(state), self._chosen_initializer())
            embedded = tf.nn.embedding_lookup(embedding, tf.reshape(inputs, [-1]))  # [batch, embedding_size]
        return self._cell(embedded, state)

    def _chosen_initializer(self):
        half_width = math.sqrt(3)  # a uniform distribution over [-a, a] has variance a² / 3
        return self._initializer or tf.get_variable_scope().initializer or tf.random_uniform_initializer(-half_width, half_width)


def _dtype_of_state(state):
    # The first part's, where it is a tuple.
    return tf.nest.flatten(state)[0].dtype


class InputProjectionWrapper(_Around):
    """Maps a cell's inputs linearly to `num_proj` before it sees them.

    activation: applied to the projection. input_size: ignored, as in TF 1.15, which says so in the log.
    Variables: `kernel` `[depth, num_proj]`, `bias` `[num_proj]`, beside the cell's own.
    Raises TypeError where `cell` is no cell. Source: TF1 tf.contrib.rnn.InputProjectionWrapper.
    """

    def __init__(self, cell, num_proj, activation=None, input_size=None, reuse=None):
        super().__init__(cell, reuse)
        if input_size is not None:
            tf.logging.warning("InputProjectionWrapper: input_size is ignored: the inputs tell their depth. Leave it out.")
        self._num_proj = num_proj
        self._activation = activation
        self._linear = None

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        if self._linear is None:
            self._linear = _Linear(inputs, self._num_proj, True)
        projected = self._linear(inputs)  # [batch, num_proj]
        if self._activation:
            projected = self._activation(projected)
        return self._cell(projected, state)


class OutputProjectionWrapper(_Around):
    """Maps a cell's output linearly to `output_size`: `[batch, output_size]`. The state stays the cell's.

    Projecting at each step; cheaper is one tf.layers.dense over all outputs, where nothing is fed back.
    activation: applied to the projection.
    Variables: `kernel` `[cell.output_size, output_size]`, `bias` `[output_size]`, beside the cell's own.
    Raises TypeError where `cell` is no cell, and ValueError where `output_size` is not positive.
    Source: TF1 tf.contrib.rnn.OutputProjectionWrapper.
    """

    def __init__(self, cell, output_size, activation=None, reuse=None):
        super().__init__(cell, reuse)
        if output_size < 1:
            raise ValueError(f"OutputProjectionWrapper: output_size is {output_size}; it must be positive, the size of the vocabulary "
                             "for instance.")
        self._output_size = output_size
        self._activation = activation
        self._linear = None

    @property
    def output_size(self):
        return self._output_size

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        output, new_state = self._cell(inputs, state)
        if self._linear is None:
            self._linear = _Linear(output, self._output_size, True)
        projected = self._linear(output)  # [batch, output_size]
        if self._activation:
            projected = self._activation(projected)
        return projected, new_state


def _require_cell(owner, cell):
    missing = [name for name in ("output_size", "state_size") if not hasattr(cell, name)]
    if not (hasattr(cell, "zero_state") or hasattr(cell, "get_initial_state")):
        missing.append("zero_state")
    if missing or not callable(cell):
        lacks = ", ".join(missing) or "a call"
        raise TypeError(f"{owner}: `cell` is {cell!r}, which is no RNN cell (it lacks {lacks}). Pass one, tf.nn.rnn_cell.GRUCell(128) for "
                        "instance, as an object: not its class, and not its size.")
