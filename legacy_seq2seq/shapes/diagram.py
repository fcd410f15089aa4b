"""Draws a model: boxes for its inputs, layers, cells, decoders and losses, and the shapes on the arrows between them."""

from legacy_seq2seq.shapes import boxes, layout

_COLOURS = {"input": "#dcebfa", "layer": "#fde9c9", "loss": "#f9d9d9", "op": "#f2f2f2"}
_WIDTH, _HEIGHT = 2.5, 0.74  # inches of a box
_ACROSS, _DOWN = 2.75, 1.22  # inches from box to box


def draw(table, path):
    """Draws the model of a `Table` of a whole graph into an SVG or PNG file.

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
    drawn, arrows = boxes.of_table(table)
    if not drawn:
        raise ValueError("diagram: the table has no layers to draw; make it of a whole graph: shapes.table(session, feed_dict)")
    places, ways = layout.place([box.key for box in drawn], arrows)
    columns = 1 + max(x for x, _ in places.values())
    columns = max(columns, 1 + max((x for way in ways for x, _ in way.points), default=0))
    lowest, highest = min(layer for _, layer in places.values()), max(layer for _, layer in places.values())
    width, height = columns * _ACROSS + 0.2, (highest - lowest + 1) * _DOWN + 0.2
    figure = Figure(figsize=(width, height), dpi=110)
    FigureCanvasAgg(figure)
    axes = figure.add_axes([0, 0, 1, 1])
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    spots = {key: _spot(point, lowest) for key, point in places.items()}
    labels = []
    for way in ways:
        _draw_arrow(axes, way, lowest, labels)
    for box in drawn:
        _draw_box(axes, box, spots[box.key])
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "legacy_seq2seq"}):
        figure.savefig(path, facecolor="white", **({"metadata": {"Date": None}} if path.lower().endswith(".svg") else {}))


def _spot(point, lowest):
    x, layer = point
    return (x + 0.5) * _ACROSS + 0.1, (layer - lowest + 0.5) * _DOWN + 0.1


def _draw_box(axes, box, spot):
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
    lines = box.subtitle.count("\n") + 1
    axes.text(x, y - 0.11 * lines, box.title, ha="center", va="center", fontsize=10, fontweight="bold", zorder=4)
    axes.text(x, y + 0.13 if lines == 1 else y + 0.11, box.subtitle, ha="center", va="center", fontsize=7.5, color="#333333", zorder=4)


def _draw_arrow(axes, way, lowest, labels):
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    points = [_spot(point, lowest) for point in way.points]
    points[0] = _at_the_edge(points[0], points[1], 1)
    points[-1] = _at_the_edge(points[-1], points[-2], -1)
    vertices, codes = [points[0]], [Path.MOVETO]
    leaning = [_tangent(points, i) for i in range(len(points))]
    for (x0, y0), (x1, y1), (u0, v0), (u1, v1) in zip(points, points[1:], leaning, leaning[1:]):
        vertices += [(x0 + u0 / 3, y0 + v0 / 3), (x1 - u1 / 3, y1 - v1 / 3), (x1, y1)]
        codes += [Path.CURVE4] * 3
    patch = FancyArrowPatch(path=Path(vertices, codes), arrowstyle="-|>", mutation_scale=9, color="#777777", linewidth=0.9, zorder=1)
    axes.add_patch(patch)
    x, y = _free_place(points, way.arrow.label, labels)
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
    """The direction of an arrow at one of its points: straight down at its ends, smooth between."""
    if i in (0, len(points) - 1):
        return 0, _DOWN
    (x0, y0), (x1, y1) = points[i - 1], points[i + 1]
    return (x1 - x0) / 2, (y1 - y0) / 2


def _at_the_edge(point, other, side):
    """Where an arrow leaves (side 1) or reaches (-1) a box: off its middle, towards where it comes from."""
    lean = max(-0.36, min(0.36, (other[0] - point[0]) / (4 * _ACROSS)))
    return point[0] + lean * _WIDTH, point[1] + side * _HEIGHT / 2


def _free_place(points, label, labels):
    """A place on an arrow where its label covers no other's."""
    width, height = 0.072 * max(map(len, label.splitlines() or [""])) + 0.1, 0.14 * (label.count("\n") + 1) + 0.04
    best = None
    segments = list(zip(points, points[1:]))
    for (x0, y0), (x1, y1) in segments[::-1]:
        for share in (0.5, 0.38, 0.62, 0.28, 0.72):
            curve = 3 * share**2 - 2 * share**3
            x, y = x0 + (x1 - x0) * curve, y0 + (y1 - y0) * (share if len(segments) == 1 else share)
            crowd = sum(abs(x - a) < (width + w) / 2 and abs(y - b) < (height + h) / 2 for a, b, w, h in labels)
            if best is None or crowd < best[0]:
                best = (crowd, x, y)
            if crowd == 0:
                break
        if best[0] == 0:
            break
    labels.append((best[1], best[2], width, height))
    return best[1:]
