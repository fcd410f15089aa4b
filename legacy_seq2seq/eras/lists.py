"""tf.contrib.legacy_seq2seq (tf.nn.seq2seq in 0.12) over an era's cells: the same models, loaded anew, with then's names."""

import functools
import importlib
import inspect
import types

from legacy_seq2seq.eras import cells_base
from legacy_seq2seq.eras.rebound import Rebound
from legacy_seq2seq.eras.root import EraNamespace

_CONTRIB = "legacy_seq2seq.contrib."


def rebound(label, cells, unrolled):
    """The `Rebound` of an era, by its module of cells; `unrolled`: overrides for what it calls to unroll them."""
    tf1 = importlib.import_module("legacy_seq2seq.tf1")
    inside = EraNamespace("tf", tf1, {"tf.nn.rnn_cell": lambda: cells, **unrolled}, f"legacy_seq2seq.eras.inside_{label}")
    replaced = {
        "legacy_seq2seq.tf1": lambda: inside,
        "legacy_seq2seq.nn.rnn_cell": lambda: cells,
        _CONTRIB + "rnn.core_rnn_cell": lambda: _core_rnn_cell(cells),
    }
    if not cells.NAMES.remembers:
        # A cell is used in two scopes there, and has weights in each.
        replaced[_CONTRIB + "legacy_seq2seq.copying"] = lambda: types.SimpleNamespace(copy_for_encoder=lambda cell: cell)
    return Rebound(label, (_CONTRIB + "legacy_seq2seq",), replaced)


@functools.cache
def _core_rnn_cell(cells):
    """What stands for contrib.rnn.core_rnn_cell in the copies."""
    class _Linear:
        """`linear` in two steps; the variables are made in the second."""

        def __init__(self, args, output_size, build_bias, bias_initializer=None, kernel_initializer=None):
            self._arguments = output_size, build_bias

        def __call__(self, args):
            return cells_base.linear(cells.NAMES, args, *self._arguments)

    return types.SimpleNamespace(_Linear=_Linear, _require_cell=cells_base.require_cell, EmbeddingWrapper=cells.EmbeddingWrapper,
                                 OutputProjectionWrapper=cells.OutputProjectionWrapper)


def functions(label, cells, unrolled, by_position):
    """{name: function} of the era. by_position: makes a `softmax_loss_function` of then one that takes labels= and logits=."""
    loader = rebound(label, cells, unrolled)
    ours = loader.load(_CONTRIB + "legacy_seq2seq.seq2seq")
    found = {name: getattr(ours, name) for name in ours.__all__ if name != "Linear"}
    for name in ("sequence_loss_by_example", "sequence_loss", "model_with_buckets"):
        found[name] = with_loss_of_then(found[name], by_position)
    found["linear"] = cells._linear
    found["one2many_rnn_seq2seq"] = _with_one_cell(found["one2many_rnn_seq2seq"])
    return found


def with_loss_of_then(function, by_position):
    """The function with a `softmax_loss_function` of then, made into one of today by `by_position`."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def with_loss(*args, **kwargs):
        given = signature.bind(*args, **kwargs)
        user = given.arguments.get("softmax_loss_function")
        if user is not None:
            given.arguments["softmax_loss_function"] = by_position(user)
        return function(*given.args, **given.kwargs)

    return with_loss


def _with_one_cell(function):
    @functools.wraps(function)
    def one2many_rnn_seq2seq(encoder_inputs, decoder_inputs_dict, cell, num_encoder_symbols, num_decoder_symbols_dict, embedding_size,
                             feed_previous=False, dtype=None, scope=None):
        return function(encoder_inputs, decoder_inputs_dict, cell, dict.fromkeys(decoder_inputs_dict, cell), num_encoder_symbols,
                        num_decoder_symbols_dict, embedding_size, feed_previous, dtype, scope)

    one2many_rnn_seq2seq.of_1_15 = function
    del one2many_rnn_seq2seq.__wrapped__  # its signature is its own
    return one2many_rnn_seq2seq
