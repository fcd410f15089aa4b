"""Which cell of a checkpoint is which of a target, by sizes, names and numbers; never by guess."""

import collections
import re

_DIRECTIONS = {"fw": "fw", "forward": "fw", "bw": "bw", "backward": "bw"}
_OF_ANY_CELL = frozenset((
    "rnn", "cell", "lstm", "gru", "basic", "multi", "block", "fused", "compatible", "cudnn", "bidirectional", "stack", "wrapper", "simple",
    "kernel", "cu", "dnnlstm", "dnngru", "with", "weights", "layer", "model", *_DIRECTIONS))


def match(sources, targets):
    """({scope of a target: scope of its source}, {scope of a target: those it cannot be told from}) of two {scope: size}.

    Of one size: one of the same scope; else the only one; else, in each direction, those whose names share most words, by their numbers.
    """
    found = {scope: scope for scope in targets if sources.get(scope) == targets[scope]}
    still_open = {}
    for size in set(targets.values()):
        ours = [scope for scope in sources if sources[scope] == size and scope not in found.values()]
        theirs = [scope for scope in targets if targets[scope] == size and scope not in found]
        if len(ours) == len(theirs) == 1:
            found[theirs[0]] = ours[0]
            continue
        found.update(_by_names(_rows(ours), _rows(theirs)))
        left = [scope for scope in ours if scope not in found.values()]
        if left:
            still_open.update({scope: left for scope in theirs if scope not in found})
    return found, still_open


def _rows(scopes):
    """{(direction, names without numbers): scopes by their numbers}."""
    rows = collections.defaultdict(list)
    for scope in scopes:
        parts = [re.fullmatch(r"(.*?)[_-]?(\d*)", part).groups() for part in scope.split("/")]
        rows[_direction(scope), tuple(name for name, _ in parts)].append((tuple(int(number or 0) for _, number in parts), scope))
    return {row: [scope for _, scope in sorted(found)] for row, found in rows.items()}


def _direction(scope):
    found = [_DIRECTIONS[word] for word in re.split(r"[/_]", scope.lower()) if word in _DIRECTIONS]
    return found[0] if found else None


def _by_names(ours, theirs):
    """Rows of one length and direction, each the other's only one, or the other's nearest."""
    for row, scopes in theirs.items():
        near = _nearest(row, [one for one in ours if one[0] == row[0] and len(ours[one]) == len(scopes)])
        if near is None or _nearest(near, [one for one in theirs if one[0] == row[0] and len(theirs[one]) == len(scopes)]) != row:
            continue
        yield from zip(scopes, ours[near])


def _nearest(row, others):
    """The one that shares most words; None where there are several, or none."""
    shared = {one: len(_words(row) & _words(one)) for one in others}
    best = [one for one in others if shared[one] == max(shared.values())]
    return best[0] if len(best) == 1 else None


def _words(row):
    return {word for name in row[1] for word in re.split("[_-]", name.lower())} - _OF_ANY_CELL
