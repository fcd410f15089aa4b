"""What becomes of each variable of a checkpoint that is converted: its new name, its slots with it."""

import collections
import difflib
import re

from legacy_seq2seq.training.checkpoints import likeness, reading, renaming, sides

Entry = collections.namedtuple("Entry", "new olds shape dtype slot_of")
Entry.__doc__ = """A variable of the new checkpoint.

new: its name. olds: the names of the variables of the old one that it is made of, joined along the first axis where there are several.
shape, a tuple, and dtype, its name. slot_of: as in `Variable`, of the old checkpoint.
"""


class Plan:
    """A conversion: `entries`, an `Entry` each; `doubtful`, scopes whose variables may be a cell's of then and were left as they are;
    `missing`, names of the target for which nothing was found; `unused`, variables that the target does not have."""

    def __init__(self, entries, doubtful=(), missing=(), unused=()):
        self.entries, self.doubtful, self.missing, self.unused = list(entries), list(doubtful), list(missing), list(unused)

    @property
    def renamed(self):
        """The entries whose names change."""
        return [one for one in self.entries if one.olds != (one.new,)]


def plan(checkpoint, target=None, renames=()):
    """The `Plan` of converting an open `Checkpoint` to the names of TF 1.15, or of `target`, {name: `Side`}.

    renames: (regular expression of whole old names, new name with its groups) pairs; they come before what is known. Raises ValueError for
    one that fits no variable, for two variables of one new name, and where it cannot be told which variable is which of the target.
    """
    variables = {one.name: one for one in reading.variables_of(checkpoint)}
    model = [name for name, one in variables.items() if one.slot_of is None]
    news = {(name,): name for name in model}
    chosen = _by_request(variables, renames)
    for one in renaming.to_1_15(name for name in model if name not in chosen):
        for old in one.olds:
            news.pop((old,))
        news[one.olds] = one.new
    news.update({(old,): new for old, new in chosen.items()})
    missing = unused = ()
    if target is not None:
        news, missing, unused = _as_in(target, news, variables)
    entries = [_entry(new, olds, variables) for olds, new in news.items()]
    entries += _slots(news, variables, chosen)
    _refuse_two_of_one_name(entries)
    doubtful = [] if target is not None else _doubtful_among(model, news)
    return Plan(sorted(entries), doubtful, missing, unused)


def _doubtful_among(model, news):
    return [scope for scope in renaming.doubtful(model) if news.get((f"{scope}/weights",)) == f"{scope}/weights"]


def _by_request(variables, renames):
    """{old: new} of the user's own renames."""
    found = {}
    for pattern, new in renames:
        try:
            fitting = [name for name in variables if name == pattern or re.fullmatch(pattern, name)]
            found.update({name: new if name == pattern else re.sub(pattern, new, name, count=1) for name in fitting})
        except re.error as error:
            raise ValueError(f"--rename {pattern}={new}: {error}; expected OLD=NEW, OLD a name or a regular expression") from None
        if not fitting:
            near = difflib.get_close_matches(pattern, variables, n=3, cutoff=0.4)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise ValueError(f"--rename {pattern}={new}: no variable of the checkpoint is called so.{hint}")
    return found


def _entry(new, olds, variables):
    first = variables[olds[0]]
    rows = sum(variables[old].shape[0] for old in olds) if len(olds) > 1 else None
    shape = first.shape if rows is None else (rows, *first.shape[1:])
    return Entry(new, tuple(olds), shape, first.dtype, first.slot_of)


def _slots(news, variables, chosen):
    """The entries of optimizers' slots and moving averages: named below their variable's new name as they were below its old one."""
    by_end = collections.defaultdict(dict)  # {(olds, leading scopes, last part): {old: slot}}
    homes = {old: olds for olds in news for old in olds}
    for name, one in variables.items():
        if one.slot_of is None or (name,) in news:
            continue
        if not one.slot_of:
            yield _entry(chosen.get(name, name), (name,), variables)
            continue
        start = name.rindex(one.slot_of + "/")
        by_end[homes[one.slot_of], name[:start], name[start + len(one.slot_of):]][one.slot_of] = name
    for (olds, lead, end), slots in by_end.items():
        if all(old in slots for old in olds):
            yield _entry(f"{lead}{news[olds]}{end}", tuple(slots[old] for old in olds), variables)


def _as_in(target, news, variables):
    """(news, missing, unused) with the names of a target."""
    held = {new: sides.Side(*_entry(new, olds, variables)[2:4]) for olds, new in news.items()}
    wanted = {name: side for name, side in target.items() if name not in variables or variables[name].slot_of is None}
    found, still_open = likeness.match(held, wanted)
    if still_open:
        lines = [f"  {name} {_text(target[name])}: {', '.join(best)}" for name, best in sorted(still_open.items())]
        raise ValueError("It cannot be told from names and shapes which variable is which of the target's:\n" + "\n".join(lines)
                         + "\n  Say it: --rename 'OLD=NEW', once for each.")
    back = {source: name for name, source in found.items()}
    renamed = {olds: back.get(new, new) for olds, new in news.items()}
    missing = sorted(name for name in wanted if name not in found and name not in renamed.values())
    return renamed, missing, sorted(new for olds, new in renamed.items() if new not in target)


def _text(side):
    return f"{list(side.shape)} {side.dtype}"


def _refuse_two_of_one_name(entries):
    by_new = collections.defaultdict(list)
    for one in entries:
        by_new[one.new].append(" and ".join(one.olds))
    for new, olds in sorted(by_new.items()):
        if len(olds) > 1:
            raise ValueError(f"Two variables would be called {new}: {' and '.join(sorted(olds))}. Give one of them another name: "
                             f"--rename '{sorted(olds)[0]}=NAME'.")
