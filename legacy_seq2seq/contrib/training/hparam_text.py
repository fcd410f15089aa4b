"""Settings written as text, "rate=0.1,layers=[64,32]", read into typed values. Source: TF1 tf.contrib.training.parse_values."""

import re

# One assignment: its name, an optional [index], then either a [list] or a plain value up to the next comma.
_TARGET = re.compile(r"([a-zA-Z][\w.]*)(?:\[\s*(\d+)\s*\])?\s*=\s*")
_LIST = re.compile(r"\[([^\]]*)\](?:,\s*|$)")
_PLAIN = re.compile(r"([^,\[]*)(?:,\s*|$)")
_SEPARATORS = re.compile(r"[ ,]+")


def parse_values(values, type_map, ignore_unknown=False):
    """The assignments in the text `values`, as a dict from names to typed values.

    values: "name=value" assignments between commas. A value in brackets is a list, whose items stand between
        commas or spaces. "name[2]=value" assigns one item and gives `{2: value}` under its name.
    type_map: the type of each name (of its items, for a list). A bool is true, True, false, False or an integer.
    ignore_unknown: leave out names that `type_map` lacks.

    Raises ValueError for text that is not an assignment, an unknown name, a name assigned twice, and a value
    that is not of its type. Source: TF1 tf.contrib.training.parse_values.

        parse_values("rate=0.1,layers=[64,32]", {"rate": float, "layers": int})  # {"rate": 0.1, "layers": [64, 32]}
    """
    results = {}
    for name, index, items in _assignments(values):
        if name not in type_map:
            if ignore_unknown:
                continue
            raise ValueError(f"HParams: `{name}` in `{values}` is unknown; known are {', '.join(sorted(type_map)) or 'none'}. "
                             "Correct the name, or add it with add_hparam before.")
        _store(results, name, index, _typed(name, items, type_map[name], values), values)
    return results


def _assignments(text):
    """Yields (name, index or None, value): a str for a plain value, a list of str for one in brackets."""
    position = 0
    while position < len(text):
        target = _TARGET.match(text, position)
        value = target and (_LIST.match(text, target.end()) or _PLAIN.match(text, target.end()))
        if not value:
            raise ValueError(f"HParams: cannot read `{text[position:]}`; expected name=value, name[index]=value or "
                             "name=[value,value]. A text value holds neither commas nor `[`: set it with set_hparam.")
        name, index = target.group(1), target.group(2)
        in_brackets = value.re is _LIST
        yield name, index and int(index), _SEPARATORS.split(value.group(1)) if in_brackets else value.group(1)
        position = value.end()


def _typed(name, raw, wanted, text):
    convert = _bool if wanted is bool else wanted
    try:
        if isinstance(raw, list):
            return [convert(item) for item in raw if item.strip()]
        return convert(raw)
    except ValueError:
        raise ValueError(f"HParams: `{name}` got `{raw}` in `{text}`; expected {_called(wanted)}.") from None


def _called(wanted):
    return "true, false, or an integer" if wanted is bool else f"a value of type {wanted.__name__}"


def _bool(text):
    if text.strip().lower() in ("true", "false") and text.strip() in ("true", "True", "false", "False"):
        return text.strip().lower() == "true"
    return bool(int(text))


def _store(results, name, index, value, text):
    if index is None:
        if name in results:
            raise ValueError(_twice(name, text))
        results[name] = value
        return
    if isinstance(value, list):
        raise ValueError(f"HParams: `{name}[{index}]` in `{text}` got a list; an item takes one value.")
    items = results.setdefault(name, {})
    if not isinstance(items, dict) or index in items:
        raise ValueError(_twice(name, text))
    items[index] = value


def _twice(name, text):
    return f"HParams: `{name}` is assigned twice in `{text}`. Keep one of the two."
