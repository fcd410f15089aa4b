"""`legacy-seq2seq checkpoint show PATH`: a checkpoint's variables as a table, JSON or values, and what of it is damaged."""

import difflib
import json
import os
import sys

from legacy_seq2seq.training.checkpoints import damaged, finding, reading, recognising
from legacy_seq2seq.training.reasons import OF_READING, reason_of


def main(options):
    """Shows what the command line names. Returns the exit status: 0 whole, 1 damaged, 2 not found."""
    from legacy_seq2seq import tf1 as tf

    try:
        checkpoint = reading.Checkpoint(options.path)
    except FileNotFoundError as error:
        return _say(str(error), 2)
    except tf.errors.DataLossError as error:
        return _say("\n".join([error.message, *_others_beside(options.path)]), 1)
    if options.values:
        return _show_values(checkpoint, options.values)
    lost = {one.name: one.reason for one in damaged.damage_of(checkpoint)}
    found = reading.variables_of(checkpoint)
    step = global_step(checkpoint, found, lost)
    if options.json:
        print(json.dumps(_as_json(checkpoint, found, lost, step), indent=2))
    else:
        _print(checkpoint, found, lost, step, options.all)
    return 1 if lost else 0


def global_step(checkpoint, variables, lost=()):
    """The number of steps that a checkpoint was saved after; None where it holds none that can be read."""
    for one in variables:
        if one.name.rpartition("/")[2] == "global_step" and one.shape == () and one.dtype.startswith("int") and one.name not in lost:
            return int(checkpoint.value(one.name))
    return None


def _say(message, status):
    print(f"legacy-seq2seq: {message}", file=sys.stderr)
    return status


def _others_beside(path):
    """A line that names the other checkpoints in the folder of one that cannot be read."""
    prefix = finding.prefix_of(path)
    folder = os.path.dirname(prefix) or "."
    others = [os.path.basename(one) for one in finding.prefixes_in(folder) if os.path.abspath(one) != os.path.abspath(prefix)]
    return [f"  Beside it: {', '.join(others[-5:])}"] if others else []


def _show_values(checkpoint, names):
    import numpy as np

    status = 0
    for name in names:
        try:
            value = checkpoint.value(name)
        except KeyError:
            near = difflib.get_close_matches(name, checkpoint.names, n=3, cutoff=0.4)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            status = _say(f"--values {name}: no variable of this name in {checkpoint.prefix}.{hint}", 2)
            continue
        except reading.unreadable() as error:
            status = max(status, _say(f"{name} cannot be read: {reason_of(error, OF_READING)}", 1))
            continue
        print(f"{name} {list(checkpoint.shape(name))} {checkpoint.dtype(name).name}")
        print(np.array2string(np.asarray(value), threshold=200, edgeitems=3))
    return status


def _as_json(checkpoint, variables, lost, step):
    own = [one for one in variables if one.slot_of is None]
    return {
        "checkpoint": checkpoint.prefix,
        "format": 1 if finding.is_first_format(checkpoint.prefix) else 2,
        "global_step": step,
        "parameters": sum(one.parameters for one in own),
        "cells": [{"scope": one.scope, "layout": one.layout.said, "depth": one.size.depth, "units": one.size.units}
                  for one in recognising.cells(variables)],
        "cudnn_buffers": [{"name": name, "sizes": str(sizes) if sizes else None} for name, sizes in recognising.buffers(variables)],
        "variables": [dict(one._asdict(), shape=list(one.shape), damage=lost.get(one.name)) for one in variables],
    }


# The table

def _print(checkpoint, variables, lost, step, with_slots):
    from rich.console import Console
    from rich.text import Text

    from legacy_seq2seq.shapes import terminal

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else terminal.WIDTH, highlight=False)
    shown = [one for one in variables if with_slots or one.slot_of is None or one.name in lost]
    console.print(_table(shown, lost, _title(checkpoint, step)))
    console.print(Text("  " + totals(variables) + ("" if with_slots or len(shown) == len(variables) else " (--all shows them)")))
    for line in recognising.lines(variables):
        console.print(Text("  " + line), soft_wrap=True)
    for line in _damage_lines(variables, lost):
        console.print(Text(line, style="red"))


def _title(checkpoint, step):
    kind = ", in the format of TensorFlow 0.x" if finding.is_first_format(checkpoint.prefix) else ""
    return os.path.basename(checkpoint.prefix) + kind + ("" if step is None else f", global step {step:,}")


def _table(variables, lost, title):
    from rich.markup import escape

    from legacy_seq2seq.shapes.row import bytes_text, shape_text
    from legacy_seq2seq.shapes.terminal import table_of_variables

    rows = []
    for one in variables:
        kind = one.dtype + ("" if one.slot_of is None else ", the optimizer's" if one.slot_of == "" else f", of {one.slot_of}")
        kind += ", DAMAGED" if one.name in lost else ""
        rows.append((one.name, shape_text(one.shape), f"{one.parameters:,}", bytes_text(one.bytes), kind))
    return table_of_variables(rows, escape(title))


def totals(variables):
    """As in "4 variables, 5,225 parameters, 20.4 KiB; 9 more of the optimizer, 40.8 KiB"."""
    from legacy_seq2seq.shapes.row import bytes_text

    own = [one for one in variables if one.slot_of is None]
    averages = [one for one in variables if one.slot_of is not None and one.name.endswith("/ExponentialMovingAverage")]
    slots = [one for one in variables if one.slot_of is not None and one not in averages]
    said = f"{len(own)} variable{'s' * (len(own) != 1)}, {sum(one.parameters for one in own):,} parameters, {bytes_text(_bytes(own))}"
    if slots:
        said += f"; {len(slots)} more of the optimizer, {bytes_text(_bytes(slots))}"
    if averages:
        said += f"; {len(averages)} moving average{'s' * (len(averages) != 1)}, {bytes_text(_bytes(averages))}"
    return said


def _bytes(variables):
    return sum(one.bytes or 0 for one in variables)


def _damage_lines(variables, lost):
    if not lost:
        return
    yield f"  Damaged: {len(lost)} of {len(variables)} variables cannot be read; the others can."
    by_reason = {}
    for name, reason in lost.items():
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        more = f" … and {len(names) - 8} more" if len(names) > 8 else ""
        yield f"    {', '.join(names[:8])}{more}: {reason}"
    yield "  Restore an earlier checkpoint, or what can be read: tf.train.Saver([variables that are whole]).restore(sess, …)."
