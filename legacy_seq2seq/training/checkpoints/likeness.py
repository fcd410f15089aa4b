"""Which variable of a checkpoint is which of a target, where the names do not say it: by shape, and by what the names share."""

import difflib
import re

_SAME = (  # what one computation's variables are called by cells of several kinds
    (r"(^|/)w_ru$", r"\1gates/kernel"), (r"(^|/)b_ru$", r"\1gates/bias"), (r"(^|/)w_c$", r"\1candidate/kernel"),
    (r"(^|/)b_c$", r"\1candidate/bias"), (r"(^|/)weights$", r"\1kernel"), (r"(^|/)biases$", r"\1bias"),
    (r"(basic_lstm_cell|lstm_block_wrapper|lstm_fused_cell|cudnn_compatible_lstm_cell)(?=/|$)", "lstm_cell"),
    (r"(GRUBlockCell|cudnn_compatible_gru_cell)(?=/|$)", "gru_cell"),
)


def match(sources, targets, fits=lambda source, target: True):
    """({target: source}, {target: its equally good sources}) of two {name: `Side`}. fits: whether a source may be a target's at all.

    A target is given the source of its own name; else, of the sources of its shape and dtype, the one whose name is nearest to its own,
    where that one is nearer to no other target. What is equally near to several is left open, in the second dictionary.
    """
    found = {name: name for name in targets if name in sources and sources[name] == targets[name] and fits(name, name)}
    left, open_targets = set(sources) - set(found), {}
    while True:
        near = {target: _nearest(target, [one for one in left if sources[one] == side and fits(one, target)])
                for target, side in targets.items() if target not in found}
        near = {target: best for target, best in near.items() if best}
        sure = _sure(near, targets)
        if not sure:
            open_targets = {target: sorted(best) for target, best in near.items()}
            return found, open_targets
        found.update(sure)
        left -= set(sure.values())


def _nearest(target, candidates):
    """The candidates whose names are as near to the target's as any."""
    scores = {one: nearness(one, target) for one in candidates}
    best = max(scores.values(), default=None)
    return [one for one in candidates if scores[one] == best]


def _sure(near, targets):
    """{target: source} where a target has one nearest source, and no other target is as near to it."""
    sure = {}
    for target, best in near.items():
        if len(best) != 1:
            continue
        own = nearness(best[0], target)
        rivals = [one for one, others in near.items() if one != target and best[0] in others and nearness(best[0], one) >= own]
        if not rivals:
            sure[target] = best[0]
    return sure


def nearness(first, second):
    """How near two names are, larger for nearer: their last part first, then the scopes they share, then their letters."""
    a, b = _plain(first), _plain(second)
    return a[-1] == b[-1], difflib.SequenceMatcher(None, a, b).ratio(), difflib.SequenceMatcher(None, "/".join(a), "/".join(b)).ratio()


def _plain(name):
    for pattern, same in _SAME:
        name = re.sub(pattern, same, name)
    return name.lower().split("/")
