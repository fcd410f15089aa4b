"""For which TensorFlow was a program written? Told from the names it uses, and from how it calls those whose arguments moved."""

import ast
import collections

from legacy_seq2seq.runner import names

Choice = collections.namedtuple("Choice", "era use why earlier")
Choice.__doc__ = """An era, the `Use` that tells, and in words why; these two are None where nothing tells and 1.15 is taken.

`earlier`: the older eras that fit as well, the newest first, for where the run itself shows that it is not of this one.
"""

_LATEST = names.ERAS[-1]
_BEFORE_1_0 = frozenset({"0.12"})
_ALL = frozenset(names.ERAS)
_FROM_1_0 = _ALL - _BEFORE_1_0
# Since 1.0 these take keywords alone: two tensors in a row are of the time before.
_KEYWORD_LOSSES = {"tf.nn.softmax_cross_entropy_with_logits", "tf.nn.sparse_softmax_cross_entropy_with_logits",
                   "tf.nn.sigmoid_cross_entropy_with_logits"}


# Modules below `python` that programs imported and that later TensorFlows no longer have; the table of names holds the public ones.
_MODULES = {
    "tf.contrib.keras.python": {"1.1"},
    "tf.contrib.rnn.python.ops.core_rnn": {"1.0", "1.1"}, "tf.contrib.rnn.python.ops.core_rnn_cell_impl": {"1.0", "1.1"},
    "tf.contrib.seq2seq.python.ops.attention_decoder_fn": {"1.0"}, "tf.contrib.seq2seq.python.ops.decoder_fn": {"1.0"},
    "tf.contrib.seq2seq.python.ops.seq2seq": {"1.0"}, "tf.contrib.seq2seq.python.ops.dynamic_attention_wrapper": {"1.1"},
    "tf.models.rnn": {"0.12"}, "tf.python.ops.seq2seq": {"0.12"}, "tf.python.ops.rnn_cell": {"0.12", "1.15"},
}
_DYNAMIC_DECODE = {"tf.contrib.seq2seq.dynamic_decode", "tf.contrib.seq2seq.python.ops.decoder.dynamic_decode"}
# Arguments that a later TensorFlow no longer takes, by keyword.
_UNTIL_1_1 = _ALL - {_LATEST}
_UNTIL_1_0 = _UNTIL_1_1 - {"1.1"}
_CELL_CLASSES = ("BasicRNNCell", "GRUCell", "BasicLSTMCell", "LSTMCell")
_ARGUMENTS = {
    ("tf.concat", "concat_dim"): _BEFORE_1_0, ("tf.split", "split_dim"): _BEFORE_1_0, ("tf.split", "num_split"): _BEFORE_1_0,
    ("tf.reverse", "dims"): _BEFORE_1_0, ("tf.SparseTensor", "shape"): _BEFORE_1_0,
    ("tf.nn.sigmoid_cross_entropy_with_logits", "targets"): _BEFORE_1_0,
    ("tf.contrib.seq2seq.LuongAttention", "normalize"): {"1.1"},
    ("tf.contrib.seq2seq.LuongAttention", "attention_r_initializer"): {"1.1"},
    ("tf.contrib.seq2seq.BahdanauAttention", "attention_r_initializer"): {"1.1"},
    ("tf.contrib.seq2seq.ScheduledOutputTrainingHelper", "next_input_layer"): {"1.1"},
    **{(f"tf.contrib.losses.{loss}", argument): _BEFORE_1_0 for argument in ("weight", "targets", "target") for loss in (
        "absolute_difference", "compute_weighted_loss", "cosine_distance", "hinge_loss", "log_loss", "mean_pairwise_squared_error",
        "mean_squared_error", "sigmoid_cross_entropy", "softmax_cross_entropy", "sparse_softmax_cross_entropy")},
    **{(f"tf.contrib.distributions.{name}", argument): _UNTIL_1_0 for name, arguments in (
        ("Bernoulli", "p"), ("Beta", "a b"), ("Binomial", "n p"), ("Categorical", "p"), ("Exponential", "lam"), ("Gamma", "alpha beta"),
        ("MultivariateNormalDiag", "mu diag_stdev"), ("Normal", "mu sigma"), ("Poisson", "lam"), ("StudentT", "mu sigma"),
        ("Uniform", "a b"))
       for argument in arguments.split()},
    **{(f"{path}.{cell}", "input_size"): _UNTIL_1_1 for cell in _CELL_CLASSES
       for path in ("tf.contrib.rnn", "tf.nn.rnn_cell", "tf.python.ops.rnn_cell")},
}


def detect(uses):
    """The `Choice` for a program with these uses: the era that fits most of them, the latest of those that fit equally.

    The latest, because a program is likely to be meant for the newest TensorFlow that runs it.
    A use in a `try`, or in a branch that asks for the version, tells nothing.
    """
    evidence = [(use, *told) for use in uses if not use.guarded for told in [_told_by(use)] if told]
    fits = {era: sum(era in eras for _, eras, _ in evidence) for era in names.ERAS}
    best = [era for era in names.ERAS if fits[era] == max(fits.values())]
    era = best[-1]
    sharing = _sharing_of(uses)
    if era == "1.1" and "1.0" in best and sharing:
        era = "1.0"
        evidence.append((sharing, {"1.0"}, "one cell in several layers was several cells until 1.0"))
    telling = [(use, why) for use, eras, why in evidence if era in eras and _LATEST not in eras]
    if era == _LATEST or not telling:
        return Choice(_LATEST, None, None, _before(_LATEST, best))
    return Choice(era, *telling[0], _before(era, best))


def _before(era, eras):
    return tuple(one for one in reversed(names.ERAS[:names.ERAS.index(era)]) if one in eras)


def _sharing_of(uses):
    """The first use that puts one cell into several layers, `MultiRNNCell([cell] * n)`, or None.

    Until 1.0 each layer had weights of its own, 1.1 refused it, and since then the layers share weights, if their inputs are of
    one depth, which is seen in the run alone.
    """
    return next((use for use in uses if _repeats_a_cell(use)), None)


def _repeats_a_cell(use):
    if not isinstance(use.node, ast.Call) or not use.name.endswith(".MultiRNNCell"):
        return False
    given = [*use.node.args[:1], *(keyword.value for keyword in use.node.keywords if keyword.arg == "cells")]
    return any(isinstance(one, ast.BinOp) and isinstance(one.op, ast.Mult) and isinstance(one.left, ast.List) for one in given)


def _told_by(use):
    """The eras that a use fits, and why; None where it fits all or none."""
    shape = _told_by_call(use)
    if shape:
        return shape
    for path, eras in _MODULES.items():
        if use.name == path or use.name.startswith(path + "."):
            return eras, f"the module {path} was there in {_list(eras)} alone"
    name = names.known(use.name)
    if name is None or name != use.name and names.is_module(name):
        return None  # a name that no era has tells nothing
    eras = names.eras_of(name)
    return (eras, f"{name} was there in {_list(eras)} alone") if len(eras) < len(names.ERAS) else None


def _told_by_call(use):
    call = use.node
    if not isinstance(call, ast.Call):
        return None
    if use.name == "tf.concat" and len(call.args) == 2:
        if _is_number(call.args[0]) and not _is_number(call.args[1]):
            return _BEFORE_1_0, "tf.concat took the axis first until 0.12"
        if _is_number(call.args[1]) or isinstance(call.args[0], (ast.List, ast.Tuple)):
            return _FROM_1_0, "tf.concat takes the axis last since 1.0"
    for keyword in call.keywords:
        eras = _ARGUMENTS.get((use.name, keyword.arg))
        if eras:
            return frozenset(eras), f"{use.name} took `{keyword.arg}` in {_list(eras)} alone"
    if use.name == "tf.split" and len(call.args) == 3:
        if _is_number(call.args[0]) and not _is_number(call.args[2]):
            return _BEFORE_1_0, "tf.split took the axis first until 0.12"
        if _is_number(call.args[2]) and not _is_number(call.args[0]):
            return _FROM_1_0, "tf.split takes the axis last since 1.0"
    if use.name in _KEYWORD_LOSSES and len(call.args) > 1:
        return _BEFORE_1_0, f"{use.name} took its tensors without keywords until 0.12"
    if use.name in _DYNAMIC_DECODE and use.results == 2:
        return frozenset({"1.1"}), "dynamic_decode returned two values in 1.1"
    if use.name in _DYNAMIC_DECODE and use.results == 3:
        return frozenset({"1.15"}), "dynamic_decode returns three values since 1.2"
    return None


def _is_number(node):
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) and type(node.value) is int


def _list(eras):
    ordered = [era for era in names.ERAS if era in eras]
    return " and ".join(filter(None, [", ".join(ordered[:-1]), ordered[-1]]))
