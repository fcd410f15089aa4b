"""What becomes of each variable of a checkpoint that is converted: its new name and layout, its slots with it."""

import collections
import difflib
import re

from legacy_seq2seq.training.checkpoints import fitting, layouts, likeness, packing, reading, renaming, sides, slots
from legacy_seq2seq.training.checkpoints.parts import Part

AVERAGE = "/ExponentialMovingAverage"  # whose values are a variable's, not an optimizer's


class Entry(collections.namedtuple("Entry", "new olds shape dtype slot_of said part")):
    """A variable of the new checkpoint.

    new: its name. olds: the names of the variables of the old one that it is made of. shape, a tuple, and dtype, its name. slot_of: as in
    `Variable`, of the old checkpoint. said: what becomes of the values where they are laid out otherwise, else "". part: the `Part`.
    """

    __slots__ = ()

    def value(self, read):
        """The array, of `read`, a function of an old name."""
        is_slot = bool(self.slot_of) and not self.olds[0].endswith(AVERAGE)
        return self.part.value(read, dict(zip(self.part.olds, self.olds)), is_slot)


class Plan:
    """A conversion: `entries`, an `Entry` each; `doubtful`, scopes whose variables may be a cell's of then and were left as they are;
    `missing`, names of the target for which nothing was found; `unused`, variables that the target does not have; `notes`, sentences."""

    def __init__(self, entries, doubtful=(), missing=(), unused=(), notes=()):
        self.entries = sorted(entries, key=lambda one: one.new)
        self.doubtful, self.missing, self.unused, self.notes = list(doubtful), list(missing), list(unused), list(notes)

    @property
    def renamed(self):
        """The entries whose names change."""
        return [one for one in self.entries if one.olds != (one.new,)]

    @property
    def changed(self):
        """The entries whose names or layouts change."""
        return [one for one in self.entries if one.olds != (one.new,) or one.said]


def plan(checkpoint, target=None, renames=(), cudnn=None, forget_bias=1.0):
    """The `Plan` of converting an open `Checkpoint` to the names of TF 1.15, or to names and layouts of `target`, {name: `Side`}.

    renames: (regular expression of whole old names, new name with its groups) pairs; they come before what is known. Of a target's cells
    they may also be (scope, scope). cudnn: {name of a flat buffer: `Cudnn`}. forget_bias: of TF1's LSTM cells, or a pair, of the old
    program's and of the new one's. Raises ValueError for a rename that fits no variable, for two variables of one new name, for buffers of
    other sizes, and where it cannot be told which variable is which of the target.
    """
    variables = {one.name: one for one in reading.variables_of(checkpoint)}
    model = [name for name, one in variables.items() if one.slot_of is None]
    forget_biases = tuple(forget_bias) if isinstance(forget_bias, (list, tuple)) else (forget_bias, forget_bias)
    scopes, renames = _scopes_among(renames, variables, target)
    chosen = _by_request(variables, renames)
    pairs = _named(model, chosen, variables)
    _refuse_two_of_one_name(pairs)
    named = dict(pairs)
    buffers = packing.Buffers(named, target, cudnn or {})
    held = buffers.unpacked(named)
    made, notes = held, []
    if target is not None or buffers.packed:
        made, notes = _as_in(target, buffers, held, forget_biases, scopes)
    elif forget_biases[0] != forget_biases[1]:
        made = _with_another_bias(held, forget_biases)
    entries = [_entry(new, part, variables) for new, part in made.items()] + list(_slots(made, variables, chosen))
    _refuse_two_of_one_name([(one.new, one) for one in entries])
    news = {one.new for one in entries}
    missing = [] if target is None else sorted(set(target) - news)
    unused = [] if target is None else sorted(set(made) - set(target))
    doubtful = _doubtful_among(model, made) if target is None else []
    return Plan(entries, doubtful, missing, unused, notes)


def _named(model, chosen, variables):
    """(new name, `Part`) pairs of the model's variables, as they are called in TF 1.15 or as the user says."""
    pairs = {(name,): name for name in model}
    for one in renaming.to_1_15(name for name in model if name not in chosen):
        for old in one.olds:
            pairs.pop((old,))
        pairs[one.olds] = one.new
    pairs.update({(old,): new for old, new in chosen.items() if variables[old].slot_of is None})
    return [(new, Part.of(olds, variables)) for olds, new in pairs.items()]


def _doubtful_among(model, made):
    return [scope for scope in renaming.doubtful(model) for name in [f"{scope}/weights"] if name in made and made[name].olds == (name,)]


def _scopes_among(renames, variables, target):
    """({scope of a cell: scope of the target's}, the other renames)."""
    theirs = {cell.scope for cell in layouts.find(target or {})}
    scopes = {old: new for old, new in renames if new in theirs and old not in variables}
    return scopes, [(old, new) for old, new in renames if scopes.get(old) != new]


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


def _entry(new, part, variables):
    return Entry(new, part.olds, part.shape, part.dtype, variables[part.olds[0]].slot_of, part.said, part)


def _slots(made, variables, chosen):
    """The entries of optimizers' slots and moving averages: named below their variable's new name as they were below its old one."""
    ends = collections.defaultdict(dict)  # {variable: {(leading scopes, last part): slot}}
    for name, one in variables.items():
        if one.slot_of is None:
            continue
        if name in chosen or not one.slot_of:
            yield _entry(chosen.get(name, name), Part.of((name,), variables), variables)
            continue
        start = name.rindex(one.slot_of + "/")
        ends[one.slot_of][name[:start], name[start + len(one.slot_of):]] = name
    for new, part in made.items():
        for lead, end in ends[part.olds[0]]:
            own = tuple(ends[old].get((lead, end)) for old in part.olds)
            if None not in own:
                of = variables[own[0]]
                yield Entry(f"{lead}{new}{end}", own, part.shape, of.dtype, of.slot_of, part.said, part)


def _as_in(target, buffers, held, forget_biases, scopes):
    """({new name: `Part`}, notes) with the names and layouts of a target, and of the cells of its buffers."""
    owners = slots.owners({name: side.shape for name, side in (target or {}).items()})
    wanted = {name: side for name, side in (target or {}).items() if name not in owners and name not in buffers.packed}
    wanted.update(buffers.cells_wanted)
    laid_out = fitting.fit(held, wanted, forget_biases, scopes)
    gone = {name for names, _ in laid_out.values() for name in names}
    made = {name: part for name, (_, part) in laid_out.items()}
    rest = {name: part for name, part in held.items() if name not in gone}
    if target is not None:
        rest = _by_likeness(rest, {name: side for name, side in wanted.items() if name not in made})
    _refuse_two_of_one_name([*made.items(), *rest.items()])
    return buffers.packed_into({**made, **rest}), fitting.notes(held, wanted, laid_out)


def _by_likeness(held, wanted):
    """{new name: `Part`} of what no cell was known by."""
    sources = {name: sides.Side(part.shape, part.dtype) for name, part in held.items()}
    found, still_open = likeness.match(sources, wanted, fitting.may_be(held, wanted))
    if still_open:
        lines = [f"  {name} {_text(wanted[name])}: {', '.join(best)}" for name, best in sorted(still_open.items())]
        raise ValueError("It cannot be told from names and shapes which variable is which of the target's:\n" + "\n".join(lines)
                         + "\n  Say it: --rename 'OLD=NEW', once for each.")
    back = {source: name for name, source in found.items()}
    return {back.get(name, name): part for name, part in held.items()}


def _text(side):
    return f"{list(side.shape)} {side.dtype}"


def _with_another_bias(held, forget_biases):
    """TF1's LSTM cells for programs with another forget bias."""
    same = {name: sides.Side(part.shape, part.dtype) for name, part in held.items()}
    return {**held, **{name: part for name, (_, part) in fitting.fit(held, same, forget_biases, {}).items()}}


def _refuse_two_of_one_name(pairs):
    by_new = collections.defaultdict(list)
    for new, part in pairs:
        by_new[new].append(" and ".join(part.olds))
    for new, olds in sorted(by_new.items()):
        if len(olds) > 1:
            raise ValueError(f"Two variables would be called {new}: {' and '.join(sorted(olds))}. Give one of them another name: "
                             f"--rename '{sorted(olds)[0]}=NAME'.")
