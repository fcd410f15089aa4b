"""What `legacy-seq2seq checkpoint compare` and `convert` do and print."""

import json
import os
import sys

from legacy_seq2seq.training.checkpoints import comparing, converting, differing, opaque, planning, program, reading

_MOST_ROWS = 200


# compare

def compared(options):
    """Prints how the two differ; the exit status is 0 where they agree, else 1."""
    if options.values and any(map(program.is_program, (options.first, options.second))):
        raise ValueError("--values compares two checkpoints; a program's variables have no values before it is trained")
    first, second = (comparing.side_of(path, options.arguments, options.era) for path in (options.first, options.second))
    found = comparing.compare(first, second, options.values)
    if options.json:
        print(json.dumps([_as_json(row) for row in (found.rows if options.all else found.differing)], indent=2))
    else:
        _print_comparison(found, options)
    return 0 if found.agrees else 1


def _as_json(row):
    def side(one):
        return None if one is None else {"shape": one.shape, "dtype": one.dtype}

    return {"name": row.name, "a": side(row.first), "b": side(row.second), "called": row.called, "difference": row.difference}


def _print_comparison(found, options):
    console = _console()
    apart = {row.name for row in found.differing}
    shown = found.rows if options.all else [row for row in found.differing if row.slot_of not in apart]  # with their variables
    if shown:
        table = _table(f"A: {options.first}   B: {options.second}", "variable", "in A", "in B", "")
        for row in shown[:_MOST_ROWS]:
            table.add_row(*_texts(row.name, _side_text(row.first), _side_text(row.second), _what(row, found, options)))
        console.print(table)
        if len(shown) > _MOST_ROWS:
            console.print(f"  … and {len(shown) - _MOST_ROWS} more; --json has them all", markup=False)
    console.print("  " + _summary(found), markup=False)
    if found.renamed:
        old, new = (options.first, options.second) if found.first_is_older else (options.second, options.first)
        if not program.is_program(old):
            like = f" --like {new}" if len(found.renamed) < len(found.differing) else ""
            console.print(f"  Rename them: legacy-seq2seq checkpoint convert {old} NEW{like}", markup=False)


def _side_text(side):
    from legacy_seq2seq.shapes.row import shape_text

    return "" if side is None else f"{shape_text(side.shape)} {side.dtype}"


def _what(row, found, options):
    said = ["only in B"] if row.first is None else ["only in A"] if row.second is None else list(_differences(row))
    count = 0 if options.all else sum(one.slot_of == row.name for one in found.differing)
    if count:
        said.append(f"its {count} slot{'s' * (count != 1)} too")
    return ", ".join(said) or "equal"


def _differences(row):
    if row.called:
        yield f"in B {_end(row.name, row.called)}"
    if not differing.agree(row.first, row.second):
        if row.first.shape != row.second.shape:
            yield "shape differs"
        if row.first.dtype != row.second.dtype:
            yield "dtype differs"
    if row.difference:
        yield f"values differ by up to {row.difference:.3g}"


def _end(name, called):
    """What is another in the second name: "…/kernel"."""
    if name == called:
        return "as it was"
    common = os.path.commonprefix([name.split("/"), called.split("/")])
    return "/".join(["…", *called.split("/")[len(common):]]) if common else called


def _summary(found):
    equal = len(found.rows) - len(found.differing)
    said = [f"{equal} variable{'s' * (equal != 1)} equal in name, shape and dtype" + (" and value" if _have_values(found) else "")]
    others = [row for row in found.differing if not row.is_only_renamed]
    for count, what in ((len(found.renamed), "called otherwise since TF 1.2"),
                        (sum(row.second is None for row in others), "only in A"), (sum(row.first is None for row in others), "only in B"),
                        (sum(None not in (row.first, row.second) for row in others), "that differ")):
        if count:
            said.append(f"{count} {what}")
    return "; ".join(said)


def _have_values(found):
    return any(row.difference is not None for row in found.rows)


# convert

def converted(options):
    """Converts, or with --dry-run shows what would be done; the exit status is 0."""
    renames = [_rename(text) for text in options.rename]
    checkpoint = reading.Checkpoint(options.old)
    if options.new is None and not options.dry_run:
        raise ValueError("NEW is missing: where the converted checkpoint goes, a prefix or a folder. --dry-run writes nothing.")
    prefix = None if options.dry_run else converting.new_prefix(checkpoint, options.new, options.force)
    target = None if options.like is None else converting.target_of(comparing.side_of(options.like, options.arguments, options.era))
    made = planning.plan(checkpoint, target, renames, dict(map(opaque.parse, options.cudnn)), _forget_bias(options.forget_bias))
    if prefix is not None:
        converting.write(checkpoint, made, prefix)
    _print_plan(made, checkpoint, options)
    anew = sum(bool(one.said) for one in made.entries)
    anew = f", {anew} laid out anew" if anew else ""
    print(f"  Nothing was written: {len(made.renamed)} of {len(made.entries)} variables would be renamed{anew}." if prefix is None else
          f"  {len(made.entries)} variables, {len(made.renamed)} of them renamed{anew}: {prefix}")
    return 0


def _forget_bias(text):
    try:
        old, _, new = text.partition(",")
        return float(old), float(new or old)
    except ValueError:
        raise ValueError(f"--forget-bias {text}: expected a number, or two as in 0,1.0: OLD's program's, and NEW's") from None


def _rename(text):
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise ValueError(f"--rename {text}: expected OLD=NEW, as in --rename 'mine/weights=mine/kernel'")
    return old, new


def _print_plan(made, checkpoint, options):
    console = _console()
    shown = [one for one in made.changed if one.slot_of is None]
    if shown:
        table = _table(checkpoint.prefix, "name in OLD", "in NEW", "shape", "")
        for one in shown[:_MOST_ROWS]:
            said = ", ".join(filter(None, (one.said, _followers(one, made))))
            table.add_row(*_texts(" + ".join(one.olds), _end(one.olds[0], one.new), str(list(one.shape)), said))
        console.print(table)
    else:
        console.print("  No variable is called otherwise.")
    for note in made.notes:
        console.print(f"  {note}", markup=False)
    for scope in made.doubtful:
        console.print(f"  {scope}/weights was left as it is, as a layer's of tf.contrib.layers. If it is a cell's, say so: "
                      f"--like PROGRAM, or\n"
                      f"    --rename '{scope}/weights={scope}/kernel' --rename '{scope}/biases={scope}/bias'", markup=False)
    for names, what in ((made.missing, f"nothing in OLD fits these of {options.like}; a restore will fail on them"),
                        (made.unused, f"only in OLD, and kept as they are; {options.like} has none like them")):
        if names:
            console.print(f"  {what}: {', '.join(names)}", markup=False)


def _followers(entry, made):
    count = sum(one.slot_of is not None and one.part is entry.part and one is not entry for one in made.entries)
    return f"and {count} slot{'s' * (count != 1)}" if count else ""


# Both

def _console():
    from rich.console import Console

    from legacy_seq2seq.shapes import terminal

    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else terminal.WIDTH, highlight=False, soft_wrap=True)


def _table(title, *headers):
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(title), title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for header in headers:
        table.add_column(header, no_wrap="name" not in header, overflow="fold" if "name" in header else "ellipsis")
    return table


def _texts(*cells):
    from rich.text import Text

    return map(Text, cells)
