"""Places the boxes of a diagram in layers, so that arrows go down and seldom cross (Sugiyama et al., 1981, in short)."""

import collections

Way = collections.namedtuple("Way", "arrow points")
Way.__doc__ = """An arrow and the columns and layers it passes: [(x, layer), ...], the first its source's, the last its target's."""

_SWEEPS = 12


def place(keys, arrows):
    """({key: (x, layer)}, [Way]): x in box widths, layers counted from the top. Sources stand right above what uses them."""
    layers = _layers(keys, arrows)
    nodes, links, chains = _with_joints(layers, arrows)
    rows = collections.defaultdict(list)
    for node in nodes:
        rows[nodes[node]].append(node)
    above, below = collections.defaultdict(list), collections.defaultdict(list)
    for a, b in links:
        above[b].append(a)
        below[a].append(b)
    _order(rows, above, below)
    x = _columns(rows, above, below)
    ways = [Way(arrow, [(x[node], nodes[node]) for node in chain]) for arrow, chain in zip(arrows, chains)]
    return {key: (x[key], layers[key]) for key in keys}, ways


def _layers(keys, arrows):
    """{key: its layer}: below all that it uses; what has no more sources than users right above its first user."""
    sources, users = collections.defaultdict(list), collections.defaultdict(list)
    for arrow in arrows:
        sources[arrow.target].append(arrow.source)
        users[arrow.source].append(arrow.target)
    layers = {}
    for key in keys:  # a source comes before what uses it
        layers[key] = max((layers[one] + 1 for one in sources[key] if one in layers), default=0)
    for key in reversed(keys):
        if users[key] and len(sources[key]) <= len(users[key]):
            layers[key] = min(layers[one] for one in users[key]) - 1
    return layers


def _with_joints(layers, arrows):
    """Adds a joint to every layer that a long arrow passes. Returns ({node: layer}, [(node, node)], [chain of each arrow])."""
    nodes, links, chains = dict(layers), [], []
    for arrow in arrows:
        chain = [arrow.source]
        for layer in range(layers[arrow.source] + 1, layers[arrow.target]):
            joint = (arrow.source, arrow.target, layer)
            nodes[joint] = layer
            chain.append(joint)
        chain.append(arrow.target)
        links += zip(chain, chain[1:])
        chains.append(chain)
    return nodes, links, chains


def _order(rows, above, below):
    """Sorts each layer by the middle of its neighbours, down and up in turn, and keeps the order in which the fewest arrows cross."""
    best = None
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        neighbours = above if down else below
        for layer in sorted(rows, reverse=not down):
            at = {node: i for other in (layer - 1, layer + 1) for i, node in enumerate(rows.get(other, ()))}
            own = {node: i for i, node in enumerate(rows[layer])}
            middle = {node: _mean([at[one] for one in neighbours[node] if one in at], own[node]) for node in rows[layer]}
            rows[layer].sort(key=lambda node: middle[node])
        _swap(rows, above, below)
        crossings = sum(_crossings(rows[layer], rows.get(layer + 1, ()), below) for layer in rows)
        if best is None or crossings < best[0]:
            best = crossings, {layer: list(row) for layer, row in rows.items()}
    rows.update(best[1] if best else {})


def _swap(rows, above, below):
    """Swaps neighbours in a layer wherever fewer arrows cross then."""
    for layer in sorted(rows):
        row = rows[layer]
        around = [(rows[other], links) for other, links in ((layer - 1, above), (layer + 1, below)) if other in rows]
        for i in range(len(row) - 1):
            pair, swapped = row[i : i + 2], row[i : i + 2][::-1]
            if sum(_crossings(swapped, other, links) - _crossings(pair, other, links) for other, links in around) < 0:
                row[i : i + 2] = swapped


def _crossings(row, other, links):
    """How many arrows from a layer to the other cross each other."""
    at = {node: i for i, node in enumerate(other)}
    ends = [sorted(at[one] for one in links[node] if one in at) for node in row]
    return sum(a > b for i, left in enumerate(ends) for right in ends[i + 1 :] for a in left for b in right)


def _columns(rows, above, below):
    """{node: x}: near its neighbours, boxes a width apart, joints less."""
    x = {node: float(i) for row in rows.values() for i, node in enumerate(row)}
    for _ in range(40):
        for layer in sorted(rows):
            row = rows[layer]
            wanted = [_mean([x[one] for one in above[node] + below[node]], x[node]) for node in row]
            for node, value in zip(row, _apart(row, wanted)):
                x[node] = value
    least = min(x.values(), default=0)
    return {node: value - least for node, value in x.items()}


def _apart(row, wanted):
    """Positions as near to those wanted as the gaps allow: pushed right, then left, and the mean of both."""
    gaps = [1.0 - 0.2 * (isinstance(a, tuple) + isinstance(b, tuple)) for a, b in zip(row, row[1:])]
    right, left = list(wanted), list(wanted)
    for i, gap in enumerate(gaps):
        right[i + 1] = max(right[i + 1], right[i] + gap)
    for i in reversed(range(len(gaps))):
        left[i] = min(left[i], left[i + 1] - gaps[i])
    return [(a + b) / 2 for a, b in zip(right, left)]


def _mean(numbers, otherwise):
    return sum(numbers) / len(numbers) if numbers else otherwise
