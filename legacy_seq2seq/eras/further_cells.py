"""Further cells of tf.contrib.rnn before TF 1.2: TF 1.15's computation, with the variable names and the scopes of then.

At each call the cell of TF 1.15 is made anew inside the variable scope, so that the scope decides what is shared; a
getter gives its variables their names of then.
"""

import functools

from legacy_seq2seq.contrib.rnn import gru_ops, lstm_ops
from legacy_seq2seq.contrib.rnn import rnn_cell as contrib_cells
from legacy_seq2seq.eras.cells_base import NamedCell
from legacy_seq2seq.eras.names import V1_1


class _OfLater(NamedCell):
    """A cell of TF 1.15 behind the scopes of then."""

    later = None  # the class
    renamed = ()  # ((end of the variable's name in TF 1.15, of then), ...)
    own_scope = None  # where it is not the class's name

    def __init__(self, *args, **kwargs):
        self._make = functools.partial(self.later, *args, **kwargs)
        self._sizes = self._make()

    @property
    def state_size(self):
        return self._sizes.state_size

    @property
    def output_size(self):
        return self._sizes.output_size

    def __call__(self, inputs, state, scope=None):
        early = {}  # what then was made before its turn in TF 1.15
        with self.scope(scope or self.own_scope, custom_getter=functools.partial(self._get, early)) as entered:
            return self._make()(inputs, state, scope=entered)

    def _get(self, early, getter, name, *args, **kwargs):
        name = self._name_of_then(name)
        if name in early:
            return early.pop(name)
        if name.endswith(("/w_f_diag", "/wcf")):
            output_gate = name.replace("w_f_diag", "w_o_diag").replace("wcf", "wco")
            early[output_gate] = getter(output_gate, *args, **kwargs)
        return getter(name, *args, **kwargs)

    def _name_of_then(self, name):
        for later, then in self.renamed:
            if name.endswith("/" + later):
                return name[:len(name) - len(later)] + then
        return name


class _FusedOfLater(_OfLater):
    """A layer over a whole sequence behind the scopes of then."""

    def __init__(self, *args, **kwargs):
        self._make = functools.partial(self.later, *args, **kwargs)

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        with self.scope(scope or self.own_scope, custom_getter=functools.partial(self._get, {})) as entered:
            layer = self._make()
            return layer(inputs, initial_state=initial_state, dtype=dtype, sequence_length=sequence_length, scope=entered)


def family(names, module):
    """{name: class} of an era."""
    old = names.linear is not None  # 0.12
    linear = (("kernel", "weights"), ("bias", "biases"))
    blocks = (("kernel", "W"), ("bias", "b"), ("w_i_diag", "wci"), ("w_o_diag", "wco"), ("w_f_diag", "wcf")) if old else linear
    attending = (("attn_output_projection/kernel", "AttnOutputProjection/Linear/Matrix"),
                 ("attn_output_projection/bias", "AttnOutputProjection/Linear/Bias"), ("attention/attn_w", "Attention/AttnW"),
                 ("attention/attn_v", "Attention/AttnV"), ("attention/kernel", "Attention/Linear/Matrix"),
                 ("attention/bias", "Attention/Linear/Bias"), ("kernel", "Linear/Matrix"), ("bias", "Linear/Bias")) if old else linear
    made = {
        "AttentionCellWrapper": (_attending, attending, None),
        "LayerNormBasicLSTMCell": (
            contrib_cells.LayerNormBasicLSTMCell, (("kernel", "linear/weights"), ("bias", "linear/b")) if old else linear, None),
        "LSTMBlockCell": (lstm_ops.LSTMBlockCell, blocks, None if old else "lstm_cell"),
        "GRUBlockCell": (_gru_block, (("gates/kernel", "w_ru"), ("gates/bias", "b_ru"), ("candidate/kernel", "w_c"),
                                      ("candidate/bias", "b_c")), "GRUBlockCell"),
    }
    made.update({name: (_of_one_state(name, place), (), None) for name, place in _OF_ONE_STATE.items()})
    if old:  # only the scope was another then: the class's name
        made.update({name: (getattr(contrib_cells, name), (), None) for name in ("BidirectionalGridLSTMCell", "TimeFreqLSTMCell")})
    else:
        made["LSTMBlockFusedCell"] = (lstm_ops.LSTMBlockFusedCell, linear, "lstm_block_wrapper")
    if names is V1_1:
        made["NASCell"] = (contrib_cells.NASCell, (("recurrent_kernel", "recurrent_weights"), *linear), "nas_rnn")
    return {name: _class(name, {"names": names, "later": staticmethod(later), "renamed": renamed, "own_scope": scope, "__module__": module,
                                "__doc__": later.__doc__})
            for name, (later, renamed, scope) in made.items()}


def _class(name, attributes):
    return type(name, (_FusedOfLater if "Fused" in name else _OfLater,), attributes)


# {cell: the place of state_is_tuple among its arguments}
_OF_ONE_STATE = {"CoupledInputForgetGateLSTMCell": 8, "GridLSTMCell": 13}


def _of_one_state(name, place):
    """The cell, whose state was one tensor unless told otherwise."""
    later = getattr(contrib_cells, name)

    @functools.wraps(later, updated=())
    def make(*args, **kwargs):
        return later(*args, **kwargs) if len(args) > place else later(*args, **{"state_is_tuple": False, **kwargs})

    return make


def _gru_block(cell_size):
    """The GRU computed by one op; the argument's name is of then."""
    return gru_ops.GRUBlockCell(cell_size)


def _attending(cell, attn_length, attn_size=None, attn_vec_size=None, input_size=None, state_is_tuple=False):
    """A cell that looks at its own last outputs; then the state was one tensor unless told otherwise."""
    return contrib_cells.AttentionCellWrapper(cell, attn_length, attn_size, attn_vec_size, input_size, state_is_tuple)
