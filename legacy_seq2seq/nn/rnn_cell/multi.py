"""Stacked layers, and what `MultiRNNCell([cell] * n)` means."""

from legacy_seq2seq import earlier, stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.nn.rnn_cell.base import RNNCell, fresh_copy

_LegacyMultiRNNCell = stack.legacy_rnn_cell().MultiRNNCell


class MultiRNNCell(_LegacyMultiRNNCell, RNNCell):
    """Cells on top of each other: the output `[batch, depth]` of each is the input of the next.

    The state is a tuple with one state for each cell (with `state_is_tuple=False` their
    concatenation). Variables stand in the scopes `cell_0`, `cell_1`, …

    One cell object in several layers, as in `MultiRNNCell([cell] * n)`, shares its weights among them
    as in TF 1.15, where it fits them all. Where it does not (the inputs' depth is another than the
    cell's output size), TF 1.15 fails; here each layer then gets weights of its own, which is what
    TF 1.0 and the lectures of its time mean by the idiom (a program under `legacy-seq2seq run` is run
    as of that era from the start, where it may be). A log line says which.

    Raises TypeError where `cells` is no list or tuple; ValueError where it is empty, or where a cell's
    state is a tuple and `state_is_tuple` is False. Source: TF1 tf.nn.rnn_cell.MultiRNNCell.
    """

    def __init__(self, cells, state_is_tuple=True):
        # Past the legacy constructor, which always says that the class is deprecated.
        super(_LegacyMultiRNNCell, self).__init__()
        if not isinstance(cells, (list, tuple)):
            raise TypeError(f"MultiRNNCell: `cells` is {cells!r}; expected a list or tuple of cells, one for each layer.")
        if not cells:
            raise ValueError("MultiRNNCell: `cells` is empty; give one cell for each layer.")
        state_sizes = [cell.state_size for cell in cells]
        if not state_is_tuple and any(tf.nest.is_nested(size) for size in state_sizes):
            raise ValueError(
                f"MultiRNNCell: state_is_tuple=False, but some cells have tuples as states: {state_sizes}. Pass "
                "state_is_tuple=False to those cells too, or leave it out here.")
        self._cells = list(cells)
        self._state_is_tuple = state_is_tuple
        self._repetition_settled = False
        for number, cell in enumerate(cells):
            if isinstance(cell, tf.Module):
                self._track_trackable(cell, name=f"cell-{number}")

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        if not self._repetition_settled:
            self._repetition_settled = True
            self._settle_repeated_cells(tf.compat.dimension_value(inputs.shape[-1]))
        return super().call(inputs, state)

    def _settle_repeated_cells(self, depth):
        """Shares or copies the cells that stand in several layers, given the inputs' depth."""
        input_depths = [depth] + [cell.output_size for cell in self._cells[:-1]]
        depth_of_part = {}  # id of a cell: the input depth at the first layer that it stands in
        fits = all(
            depth_of_part.setdefault(id(part), input_depth) == input_depth
            for cell, input_depth in zip(self._cells, input_depths) for part in _with_inner_cells(cell) if not _names_by_scope(part))
        layers = len(self._cells)
        plainly = f"MultiRNNCell([{type(self._cells[0]).__name__}(...) for _ in range({layers})])"
        if not fits and earlier.may_give_own_weights():
            raise earlier.mark_own_weights(ValueError(
                f"MultiRNNCell: one cell stands in several of the {layers} layers and does not fit them all (their input depths are "
                f"{input_depths})"))
        if not fits:
            self._give_each_layer_its_own()
            tf.logging.warning(
                f"MultiRNNCell: one cell stands in several of the {layers} layers and does not fit them all (their input depths are "
                f"{input_depths}): each layer gets weights of its own, as in TF 1.0. Plainly: {plainly}")
        elif len({id(cell) for cell in self._cells}) < layers:
            tf.logging.warning(
                f"MultiRNNCell: one cell stands in several of the {layers} layers: they share its weights, as in TF 1.15. "
                f"For weights of their own: {plainly}")

    def _give_each_layer_its_own(self):
        seen = set()
        for number, cell in enumerate(self._cells):
            parts = {id(part) for part in _with_inner_cells(cell)}
            if parts & seen:
                self._cells[number] = fresh_copy(cell) or cell
                self._track_trackable(self._cells[number], name=f"cell-{number}", overwrite=True)
            seen |= parts


def _with_inner_cells(cell):
    """The cell and those inside it, through wrappers."""
    while cell is not None:
        yield cell
        cell = getattr(cell, "cell", None)


def _names_by_scope(cell):
    """Whether it is a class of the user's with a `__call__` of its own: its variables stand in the scope of each call."""
    owner = next(base for base in type(cell).__mro__ if "__call__" in vars(base))
    return issubclass(owner, RNNCell) and not owner.__module__.startswith("legacy_seq2seq")
