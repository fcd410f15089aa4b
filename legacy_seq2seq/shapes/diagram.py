"""Draws a model: boxes for its inputs, layers, cells, decoders and losses, and the shapes on the arrows between them."""

import collections

from legacy_seq2seq.shapes import boxes, layout

_COLOURS = {"input": "#dcebfa", "layer": "#fde9c9", "loss": "#f9d9d9", "op": "#f2f2f2"}
_WIDTH, _HEIGHT = 2.5, 0.74  # inches of a box
_ACROSS, _DOWN = 2.75, 1.3  # inches from box to box
_MOST_LETTERS, _MOST_LETTERS_OF_A_TITLE = 42, 26  # that fit a box in their full size


def draw(table, path, names=None):
    """Draws the model of a `Table` of a whole graph into an SVG or PNG file. names: {tensor name: what to call it}.

    Raises ValueError where the file's name ends in neither, or the table has no model; ImportError without matplotlib.
    """
    path = str(path)
    if not path.lower().endswith((".svg", ".png")):
        raise ValueError(f"diagram: {path} is no .svg or .png; give a name that ends in one of them")
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ImportError("a diagram needs matplotlib: pip install matplotlib") from error
    drawn, arrows = boxes.of_table(table, names)
    if not drawn:
        raise ValueError("diagram: the table has no layers to draw; make it of a whole graph: shapes.table(session, feed_dict)")
    places, ways = layout.place([box.key for box in drawn], arrows)
    columns = 1 + max(x for x, _ in places.values())
    columns = max(columns, 1 + max((x for way in ways for x, _ in way.points), default=0))
    lowest, highest = min(layer for _, layer in places.values()), max(layer for _, layer in places.values())
    depths = _depths(ways, lowest, highest)
    width, height = columns * _ACROSS + 0.2, depths[highest] + _DOWN / 2 + 0.1
    figure = Figure(figsize=(width, height), dpi=110)
    FigureCanvasAgg(figure)
    axes = figure.add_axes([0, 0, 1, 1])
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    spots = {key: _spot(point, depths) for key, point in places.items()}
    labels = [(*spot, _WIDTH, _HEIGHT) for spot in spots.values()]  # what a label must not cover
    for way in ways:
        _draw_arrow(axes, way, depths, labels)
    for box in drawn:
        _draw_box(axes, box, spots[box.key], len({one.file for one in drawn if one.file}) == 1)
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "legacy_seq2seq"}):
        figure.savefig(path, facecolor="white", **({"metadata": {"Date": None}} if path.lower().endswith(".svg") else {}))


def _depths(ways, lowest, highest):
    """{layer: how far down it is}: there is more room above a layer at which many arrows, and so their labels, end."""
    ends = collections.Counter(way.points[-1][1] for way in ways)
    found = {lowest: _DOWN / 2 + 0.1}
    for layer in range(lowest + 1, highest + 1):
        found[layer] = found[layer - 1] + _DOWN + 0.09 * min(max(ends[layer] - 4, 0), 6)
    return found


def _spot(point, depths):
    x, layer = point
    return (x + 0.5) * _ACROSS + 0.1, depths[layer]


def _draw_box(axes, box, spot, is_one_file):
    from matplotlib.patches import FancyBboxPatch

    x, y = spot
    axes.add_patch(
        FancyBboxPatch(
            (x - _WIDTH / 2 + 0.06, y - _HEIGHT / 2 + 0.06),
            _WIDTH - 0.12,
            _HEIGHT - 0.12,
            boxstyle="round,pad=0.06",
            facecolor=_COLOURS[box.kind],
            edgecolor="#555555",
            linewidth=0.8,
            zorder=3,
        )
    )
    size = f"{box.parameters:,} parameters" if box.parameters else ""
    where = f"{'line' if is_one_file else box.file + ':'} {box.line}" if box.line else ""
    fitting = min(10, 10 * _MOST_LETTERS_OF_A_TITLE / max(len(box.title), 1))
    axes.text(x, y - 0.2, box.title, ha="center", va="center", fontsize=fitting, fontweight="bold", zorder=4)
    for down, text in ((0.03, box.made), (0.21, ",  ".join(part for part in (size, where) if part))):
        fitting = min(7.5, 7.5 * _MOST_LETTERS / max(len(text), 1))
        axes.text(x, y + down, text, ha="center", va="center", fontsize=fitting, color="#333333", zorder=4)


def _draw_arrow(axes, way, depths, labels):
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    points = [_spot(point, depths) for point in way.points]
    points[0] = _at_the_edge(points[0], points[1], 1)
    points[-1] = _at_the_edge(points[-1], points[-2], -1)
    vertices, codes = [points[0]], [Path.MOVETO]
    leaning = [_tangent(points, i) for i in range(len(points))]
    for (x0, y0), (x1, y1), (u0, v0), (u1, v1) in zip(points, points[1:], leaning, leaning[1:]):
        vertices += [(x0 + u0 / 3, y0 + v0 / 3), (x1 - u1 / 3, y1 - v1 / 3), (x1, y1)]
        codes += [Path.CURVE4] * 3
    patch = FancyArrowPatch(path=Path(vertices, codes), arrowstyle="-|>", mutation_scale=9, color="#777777", linewidth=0.9, zorder=1)
    axes.add_patch(patch)
    x, y = _free_place(vertices, way.arrow.label, labels)
    axes.text(
        x,
        y,
        way.arrow.label,
        ha="center",
        va="center",
        fontsize=7.5,
        zorder=2,
        family="monospace",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )


def _tangent(points, i):
    """The direction of an arrow at one of its points: straight down, so that it goes sideways between the layers of boxes."""
    return 0, _DOWN if i in (0, len(points) - 1) else 1.5 * _DOWN


def _at_the_edge(point, other, side):
    """Where an arrow leaves (side 1) or reaches (-1) a box: off its middle, towards where it comes from."""
    lean = max(-0.36, min(0.36, (other[0] - point[0]) / (4 * _ACROSS)))
    return point[0] + lean * _WIDTH, point[1] + side * _HEIGHT / 2


def _free_place(vertices, label, labels):
    """A place on an arrow, near its end, where its label covers no other's and no box."""
    width, height = 0.072 * max(map(len, label.splitlines() or [""])) + 0.06, 0.13 * (label.count("\n") + 1)
    best = None
    for start in range(len(vertices) - 4, -1, -3):
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82):
            x, y = _on_curve(vertices[start : start + 4], share)
            crowd = sum(max(0, (width + w) / 2 - abs(x - a)) * max(0, (height + h) / 2 - abs(y - b)) for a, b, w, h in labels)
            if best is None or crowd < best[0] - 1e-9:
                best = (crowd, x, y)
    labels.append((best[1], best[2], width, height))
    return best[1:]


def _on_curve(corners, share):
    """The point of a Bézier curve at a share of its way."""
    weights = (1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3
    return sum(w * x for w, (x, _) in zip(weights, corners)), sum(w * y for w, (_, y) in zip(weights, corners))
