"""The pictures that labs draw, as PNG (or what else the file's name ends in), by matplotlib."""

import math
import os
import textwrap


def curve(path, steps, values, title, xlabel, ylabel, level=None, level_name=None, log=False):
    """One curve, its last value beside it. level: a dotted horizontal line, such as the loss of knowing nothing."""
    curves(path, {ylabel: (steps, values)}, title, xlabel, ylabel, level, level_name, log)


def curves(path, named, title, xlabel, ylabel, level=None, level_name=None, log=False, percent=False):
    """Several curves in one picture. named: {label: (steps, values)}. percent: the values are shares from 0 to 1."""
    pyplot = _pyplot()
    figure, axes = pyplot.subplots(figsize=(7, 4), dpi=120)
    for label, (steps, values) in named.items():
        line, = axes.plot(steps, values, label=label, marker="o" if len(values) <= 30 else None, markersize=3)
        if len(values):
            last = f"{values[-1]:.1%}" if percent else f"{values[-1]:.{4 if values[-1] > 0.1 else 2}g}"
            side = "top" if _is_just_below_another(values[-1], named) else "bottom"
            axes.annotate(last, (steps[-1], values[-1]), textcoords="offset points", xytext=(5, 0), va=side, color=line.get_color())
    axes.margins(x=0.15)  # room for these numbers, right of their curves
    if level is not None:
        axes.axhline(level, linestyle=":", color="gray", label=level_name)
    if log:
        _log_axis(axes, [value for _, values in named.values() for value in values])
    if percent:
        axes.yaxis.set_major_formatter("{x:.0%}")
        axes.set_ylim(-0.03, 1.08)
    axes.set(xlabel=xlabel, ylabel=ylabel, title=title)
    axes.grid(alpha=0.3)
    if level_name or len(named) > 1:
        axes.legend()
    _save(figure, path)


def _is_just_below_another(last, named):
    """Whether another curve ends so close above that the two numbers would overlap."""
    every = [value for _, values in named.values() for value in values]
    return any(0 < values[-1] - last < 0.1 * (max(every) - min(every)) for _, values in named.values() if len(values))


def _log_axis(axes, values):
    axes.set_yscale("log")
    marks = (0.00001, 0.0001, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20, 50)
    ticks = [mark for mark in marks if min(values) * 0.8 < mark < max(values) * 1.2]
    if len(ticks) > 9:  # more would overlap
        ticks = [mark for mark in ticks if math.log10(mark).is_integer()]
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()


def scatters(path, panels, title, xlabel, ylabel, columns=2):
    """Points, in panels with common axes. panels: {name: (x, y)}."""
    pyplot = _pyplot()
    rows = -(-len(panels) // columns)
    figure, all_axes = pyplot.subplots(rows, columns, dpi=120, squeeze=False, layout="constrained", sharex=True, sharey=True,
                                       figsize=(3.5 * columns, 0.6 + 2.6 * rows))
    for axes, (name, (x, y)) in zip(all_axes.flat, panels.items()):
        axes.plot(x, y, ".", markersize=1.5)
        axes.set_title(name, fontsize=10)
        axes.grid(alpha=0.3)
    for axes in all_axes.flat[len(panels):]:
        axes.set_visible(False)
    figure.suptitle(title)
    figure.supxlabel(xlabel)
    figure.supylabel(ylabel)
    _save(figure, path, tight=False)


def heat_maps(path, maps, title, columns=2):
    """Attention: where the decoder looked, a map for each sample.

    maps: a list of (alignments [target time, source time], source tokens, target tokens); each row of alignments sums to 1.
    """
    pyplot = _pyplot()
    rows = -(-len(maps) // columns)
    longest = max(len(source) for _, source, _ in maps)
    deepest = max(len(target) for _, _, target in maps)
    figure, all_axes = pyplot.subplots(rows, columns, dpi=120, squeeze=False, layout="constrained",
                                       figsize=(columns * (1 + 0.22 * longest), 0.6 + rows * (0.9 + 0.22 * deepest)))
    for axes, one in zip(all_axes.flat, maps):
        _heat_map(axes, *one)
    for axes in all_axes.flat[len(maps):]:
        axes.set_visible(False)
    figure.suptitle(title)
    _save(figure, path, tight=False)


def _heat_map(axes, alignments, source, target):
    axes.imshow(alignments, cmap="Greys", vmin=0, vmax=1, aspect="auto")
    long = max((len(token) for token in source), default=0) > 2
    axes.set_xticks(range(len(source)), [_visible(token) for token in source], rotation=90 if long else 0, fontsize=8)
    axes.set_yticks(range(len(target)), [_visible(token) for token in target], fontsize=8)
    axes.xaxis.tick_top()


def pictures(path, panels, title, columns=4):
    """Pictures with the words that belong to them below.

    panels: row by row, (picture [height, width, 3] of 0-255, its words, right), or None for an empty place. right: True, False for words in
    red, or None for no mark at all.
    """
    pyplot = _pyplot()
    rows = -(-len(panels) // columns)
    side = 2.2 if columns <= 5 else 1.3                         # inches
    panels = [panel and (panel[0], _wrapped(panel[1], round(12.5 * side)), panel[2]) for panel in panels]
    lines = max(panel[1].count("\n") + 1 for panel in panels if panel)
    figure, all_axes = pyplot.subplots(rows, columns, dpi=120, squeeze=False, layout="constrained",
                                       figsize=(columns * side, 0.6 + rows * (side + 0.16 * lines)))
    for axes in all_axes.flat:
        axes.set_visible(False)
    for axes, panel in zip(all_axes.flat, panels):
        if panel:
            _picture(axes, *panel)
    figure.suptitle(title)
    _save(figure, path, tight=False)


def _wrapped(words, width):
    return "\n".join(textwrap.fill(line, width) for line in words.split("\n"))


def _picture(axes, picture, words, right):
    axes.set_visible(True)
    axes.imshow(picture, interpolation="nearest")
    axes.set(xticks=[], yticks=[])
    axes.set_xlabel(words, fontsize=8, color="red" if right is False else "black")
    for spine in axes.spines.values():
        spine.set(color={True: "green", False: "red", None: "black"}[right], linewidth=1 if right is None else 2)


def _visible(token):
    return "␣" if token == " " else token


def _pyplot():
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    return pyplot


def _save(figure, path, tight=True):
    if tight:
        figure.tight_layout()
    figure.savefig(path)
    _pyplot().close(figure)
    print(f"The picture: {os.fspath(path)}")
