"""What TensorFlow 0.12, 1.0 and 1.1 called the variables that 1.2 to 1.15 call otherwise.

The scope of a layer made by `tf.contrib.layers` holds `weights` and `biases` in every version, that of a cell did so until 1.1 and
holds `kernel` and `bias` since: so names change only where a cell is known by its scope, or by its other variables.
"""

import collections
import re

Renamed = collections.namedtuple("Renamed", "new olds")
Renamed.__doc__ = """A variable of TF 1.15's name, and the name it had, or the names of the parts it is joined of (along the first axis)."""

# The scopes of TF 0.12, which were the classes' names.
_CELLS_0_12 = {
    "AttentionCellWrapper": "attention_cell_wrapper", "BasicLSTMCell": "basic_lstm_cell", "BasicRNNCell": "basic_rnn_cell",
    "BidirectionalGridLSTMCell": "bidirectional_grid_lstm_cell", "CoupledInputForgetGateLSTMCell": "coupled_input_forget_gate_lstm_cell",
    "EmbeddingWrapper": "embedding_wrapper", "GRUBlockCell": "gru_cell", "GRUCell": "gru_cell", "GridLSTMCell": "grid_lstm_cell",
    "InputProjectionWrapper": "input_projection_wrapper", "LSTMBlockCell": "lstm_cell", "LSTMCell": "lstm_cell",
    "LayerNormBasicLSTMCell": "layer_norm_basic_lstm_cell", "MultiRNNCell": "multi_rnn_cell",
    "OutputProjectionWrapper": "output_projection_wrapper", "TimeFreqLSTMCell": "time_freq_lstm_cell",
}
_SCOPES_0_12 = {"RNN": "rnn", "StackRNN": "stack_bidirectional_rnn", "BiRNN": "bidirectional_rnn", "FW": "fw", "BW": "bw",
                "Gates": "gates", "Candidate": "candidate"}
_LOOKING_BACK_0_12 = {"Attention": "attention", "AttnW": "attn_w", "AttnV": "attn_v", "AttnOutputProjection": "attn_output_projection"}
_LEAVES_0_12 = {  # by the cell's class
    "LSTMCell": {"B": "bias", "W_F_diag": "w_f_diag", "W_I_diag": "w_i_diag", "W_O_diag": "w_o_diag"},
    "LSTMBlockCell": {"W": "kernel", "b": "bias", "wci": "w_i_diag", "wcf": "w_f_diag", "wco": "w_o_diag"},
    "LayerNormBasicLSTMCell": {"linear/weights": "kernel", "linear/b": "bias"},
}
_SHARD_0_12 = re.compile(r"(?:^|/)LSTMCell/(W|W_P)_(\d+)$")

# The scopes of TF 1.0 and 1.1 that are called otherwise since, and those whose `weights` and `biases` are.
_SCOPES_1_1 = {"GRUBlockCell": "gru_cell", "lstm_block_wrapper": "lstm_fused_cell", "nas_rnn": "nas_cell"}
_LEAVES_1_1 = {"weights": "kernel", "biases": "bias", "recurrent_weights": "recurrent_kernel"}
_OF_A_CELL = re.compile(
    r"(^|/)(basic_rnn_cell|basic_lstm_cell|lstm_cell|lstm_cell/projection|gru_cell/gates|gru_cell/candidate|layer_norm_basic_lstm_cell|"
    r"lstm_block_wrapper|nas_rnn|(in|out)put_projection_wrapper|attention_cell_wrapper(/attention|/attn_output_projection)?|"
    r"Attention_\d+|AttnOutputProjection)$")

_WRAPPERS = ("embedding_wrapper", "input_projection_wrapper", "output_projection_wrapper")  # inside which the cell is, since 1.2
_CELL_SCOPES = frozenset(_CELLS_0_12.values()) - frozenset(_WRAPPERS) | {"nas_cell"}


def to_1_15(names):
    """A `Renamed` for each of the variables that TF 1.2 to 1.15 call otherwise; names: those of a checkpoint's model, without slots."""
    names = set(names)
    is_0_12 = any(_is_of_0_12(name) for name in names)
    found, shards = {}, collections.defaultdict(list)
    for name in sorted(names):
        shard = _SHARD_0_12.search(name)
        if shard:
            kind = "kernel" if shard.group(1) == "W" else "projection/kernel"
            scope = _scope_of_0_12(name[:shard.start(1) - 1])
            shards[f"{scope}/{kind}"].append((int(shard.group(2)), name))
        else:
            new = _of_0_12(name) if is_0_12 else _of_1_1(name, names)
            if new != name:
                found[name] = new
    inside = _inside_wrappers({**{name: name for name in names}, **found}, set(found))
    renamed = [Renamed(inside(new), (old,)) for old, new in found.items()]
    renamed += [Renamed(inside(new), tuple(old for _, old in sorted(parts))) for new, parts in shards.items()]
    return sorted(one for one in renamed if (one.new,) != one.olds)


def doubtful(names):
    """The scopes whose `weights` may be a cell's of TF 1.0 or 1.1, or a layer's of tf.contrib.layers, of any version."""
    names = set(names)
    if not any(_of_1_1(name, names) != name for name in names):
        return []
    scopes = (name.rpartition("/")[0] for name in names if re.search(r"(^|/)weights$", name) and _of_1_1(name, names) == name)
    return sorted(scope for scope in scopes if scope and not re.search(r"(^|/)(fully_connected|Conv|conv)[^/]*$", scope))


# TF 0.12

def _is_of_0_12(name):
    parts = name.split("/")
    known = any(part in _CELLS_0_12 and part != "GRUBlockCell" for part in parts[:-1])  # so called in 1.0, too
    return known or name.endswith(("Linear/Matrix", "Linear/Bias")) or "RNN/GRUBlockCell/" in name


def _of_0_12(name):
    for end, leaf in (("Linear/Matrix", "kernel"), ("Linear/Bias", "bias")):
        if name.endswith("/" + end):
            return _scope_of_0_12(name[:-len(end) - 1]) + "/" + leaf
    parts = name.split("/")
    for depth in range(len(parts) - 1):
        leaf = _LEAVES_0_12.get(parts[depth], {}).get("/".join(parts[depth + 1:]))
        if leaf:
            return _scope_of_0_12("/".join(parts[:depth + 1])) + "/" + leaf
    return _scope_of_0_12(name)


def _scope_of_0_12(scope):
    parts, looks_back = [], False
    for part in re.sub(r"(^|/)(StackRNN/Layer\d+)/BiRNN(/|$)", r"\1\2\3", scope).split("/"):
        layer = re.fullmatch(r"(?:Cell|Layer)(\d+)", part)
        looks_back = looks_back or part == "AttentionCellWrapper"
        known = _CELLS_0_12.get(part) or _SCOPES_0_12.get(part) or (_LOOKING_BACK_0_12.get(part) if looks_back else None)
        parts.append(f"cell_{layer.group(1)}" if layer else known or part)
    return "/".join(parts)


# TF 1.0 and 1.1

def _of_1_1(name, names):
    scope, _, leaf = name.rpartition("/")
    if leaf in _LEAVES_1_1 and _is_a_cells(scope, names):
        leaf = _LEAVES_1_1[leaf]
    parts = [_SCOPES_1_1.get(part, part) for part in scope.split("/")]
    return "/".join([*parts, leaf]) if scope else name


def _is_a_cells(scope, names):
    """Whether the `weights` in a scope are a cell's: by its own name, or by what is beside them."""
    if _OF_A_CELL.search(scope):
        return True
    parent, _, last = scope.rpartition("/")
    if last in ("gates", "candidate"):  # of a GRU whose scope the user named
        return all(f"{parent}/{part}/weights" in names for part in ("gates", "candidate"))
    return any(re.match(re.escape(scope) + r"/(AttnV_0|AttnW_0|Attention_0/)", name) for name in names)


# Wrappers

def _inside_wrappers(names, renamed):
    """A function that puts a cell's new name below the wrapper that stands beside the cell, where TF 1.2 moved it.

    names: {old: new}. renamed: the old names of those that an earlier version wrote.
    """
    wrapped = {}
    for old in renamed:
        parts = names[old].split("/")
        for wrapper in _WRAPPERS:
            if wrapper in parts[:-1] and parts.index(wrapper) == len(parts) - 2:
                wrapped["/".join(parts[:-2])] = wrapper
    for new in names.values():  # the embedding is called as ever
        if new.endswith("embedding_wrapper/embedding") and renamed:
            wrapped.setdefault(new[:-len("embedding_wrapper/embedding")].rstrip("/"), "embedding_wrapper")

    def inside(name):
        parts = name.split("/")
        for depth, part in enumerate(parts[:-1]):
            parent = "/".join(parts[:depth])
            if part in _CELL_SCOPES and parent in wrapped:
                return "/".join([*parts[:depth], wrapped[parent], *parts[depth:]])
            if part in _CELL_SCOPES or part in _WRAPPERS:
                return name
        return name

    return inside
