"""The base class of all cells before TF 1.2: a cell is a function of inputs, state and the variable scope around it.

It keeps no variables: what makes two calls share weights is the scope, not the object. So one object in several
layers of a MultiRNNCell has weights in each, which is the idiom `MultiRNNCell([cell] * n)` of then.
"""

import contextlib

from legacy_seq2seq import earlier
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn import core_rnn_cell


class RNNCell:
    """An abstract cell: `output, new_state = cell(inputs, state)`, inputs and output `[batch, depth]`.

    A subclass gives the properties `state_size` and `output_size`, and `__call__(self, inputs, state, scope=None)`.
    Source: TF 0.12 tf.nn.rnn_cell.RNNCell, TF 1.0 tf.contrib.rnn.RNNCell.
    """

    def __call__(self, inputs, state, scope=None):
        raise NotImplementedError(f"{type(self).__name__}: a cell needs __call__(self, inputs, state, scope=None).")

    @property
    def state_size(self):
        raise NotImplementedError(f"{type(self).__name__}: a cell needs the property state_size.")

    @property
    def output_size(self):
        raise NotImplementedError(f"{type(self).__name__}: a cell needs the property output_size.")

    def zero_state(self, batch_size, dtype):
        """Zeros in the structure of `state_size`, each `[batch_size, size]`."""
        return zeros_like_sizes(self.state_size, batch_size, dtype)


def zeros_like_sizes(sizes, batch_size, dtype):
    """A nest of zeros `[batch_size, *size]`, with the static shapes that are known."""
    def zeros(size):
        dims = tf.TensorShape(size).as_list() if not isinstance(size, int) else [size]
        made = tf.zeros(tf.stack([batch_size, *dims]), dtype)
        made.set_shape([tf.get_static_value(tf.convert_to_tensor(batch_size)), *dims])
        return made

    def walk(nest):
        if isinstance(nest, tuple) and hasattr(nest, "_fields"):
            return type(nest)(*map(walk, nest))
        if isinstance(nest, (list, tuple)):
            return type(nest)(map(walk, nest))
        return zeros(nest)

    return walk(sizes)


class NamedCell(RNNCell):
    """A cell of ours; `names` are its era's."""

    names = None
    _reuse = None

    @contextlib.contextmanager
    def scope(self, scope, **options):
        """The variable scope of one call, `scope` or the cell's own. Raises ValueError where TF 1.1 refuses to share weights."""
        ours = next(cls.__name__ for cls in type(self).__mro__ if cls.__module__.startswith("legacy_seq2seq."))
        with tf.variable_scope(scope or self.names.scope_of(type(self).__name__, ours), **options) as entered:
            if self.names.remembers:
                _keep_to(self, entered, self._reuse, ours)
            yield entered


@contextlib.contextmanager
def checked_scope(cell, scope, reuse=None, **options):
    """The variable scope `scope` for a call of `cell`, which must be where it was called first; `options` are tf.variable_scope's.

    Raises ValueError for another scope, and without `reuse` for one with another cell's weights. Source: TF 1.1 core_rnn_cell_impl.
    """
    with tf.variable_scope(scope, **options) as entered:
        _keep_to(cell, entered, reuse, type(cell).__name__)
        yield entered


def _keep_to(cell, entered, reuse, kind):
    """Notes the scope that a cell was first called in; with `reuse` its variables are there already."""
    first = cell.__dict__.get("_scope")
    if first is None:
        if not reuse and _has_weights(entered):
            raise earlier.mark_own_weights(ValueError(
                f"{kind}: the scope {entered.name!r} has the weights of another cell already. To share them, make this cell with "
                f"{kind}(..., reuse=True); for weights of its own, call it in another scope: with tf.variable_scope(...)."))
        cell._scope = entered.name
    elif first != entered.name:
        raise earlier.mark_own_weights(ValueError(
            f"{kind}: this cell was used in the scope {first!r} before, and now in {entered.name!r}; in TF 1.1 one cell has one set "
            f"of weights. Make a cell for each place: MultiRNNCell([{kind}(...) for _ in range(n)]) in place of "
            f"[cell] * n. TF 1.0 gave each place weights of its own: run the program with --era 1.0."))
    if reuse:
        entered.reuse_variables()


def _has_weights(entered):
    with tf.variable_scope(entered, reuse=True):
        try:
            tf.get_variable("weights")
        except ValueError:
            return False
    return True


def linear(names, args, output_size, bias, bias_start=0.0, scope=None):
    """`[args_0, args_1, ...] · weights + biases`, `[batch, output_size]`, with the era's variables in the current scope.

    args: a tensor `[batch, depth]` or a list of them. bias: whether biases are added; they start at `bias_start`.
    Raises ValueError for no arguments, for one that is not of rank 2, and for one of unknown depth.
    """
    parts = core_rnn_cell._as_list(args)
    depth = sum(core_rnn_cell._depth(part, number) for number, part in enumerate(parts))
    dtype = parts[0].dtype.base_dtype
    with tf.variable_scope(scope or names.linear or tf.get_variable_scope()) as entered:
        weights = tf.get_variable(names.weights, [depth, output_size], dtype)
        product = tf.matmul(parts[0] if len(parts) == 1 else tf.concat(parts, 1), weights)
        if not bias:
            return product
        with tf.variable_scope(entered) as unsharded:
            unsharded.set_partitioner(None)
            biases = tf.get_variable(names.biases, [output_size], dtype, tf.constant_initializer(bias_start, dtype=dtype))
        return product + biases


def require_cell(owner, cell):
    """Raises TypeError where `cell` is no cell: of this era, or of TF 1.15 (most of tf.contrib.rnn)."""
    if isinstance(cell, type) or not callable(cell) or not all(hasattr(cell, name) for name in ("state_size", "output_size", "zero_state")):
        raise TypeError(f"{owner}: `cell` is {cell!r}, which is no RNNCell. Pass one as an object, GRUCell(128) for instance: not its "
                        "class, and not its size.")


def warn_of_input_size(owner, input_size):
    if input_size is not None:
        tf.logging.warning(f"{owner}: input_size is ignored: the inputs tell their depth. Leave it out.")
