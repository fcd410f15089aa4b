"""`lambda total, (key, value): ...`: parameters of a lambda that are tuples. fissix unpacks them where there is one parameter alone."""

from fissix.fixer_util import Name
from fissix.fixes import fix_tuple_params
from fissix.pygram import python_symbols


def without_tuples(tree):
    """Gives each such parameter a name, and in the lambda's body takes its parts by their place. Changes the tree."""
    for node in list(tree.pre_order()):
        if node.type == python_symbols.lambdef:
            within = [one for child in node.children[1:-2] for one in (child, *child.children)]
            for parameter in [one for one in within if one.type == python_symbols.vfpdef]:
                _unpack(parameter, node.children[-1])


def _unpack(parameter, body):
    parts = fix_tuple_params.find_params(fix_tuple_params.simplify_args(parameter.children[1]))
    whole = fix_tuple_params.tuple_name(parts)
    places = fix_tuple_params.map_to_index(parts)
    for name in list(body.leaves()):
        is_attribute = name.prev_sibling is not None and str(name.prev_sibling) == "."
        if name.value in places and not is_attribute:
            name.value = whole + "".join(str(part) for part in places[name.value])
    parameter.replace(Name(whole, prefix=parameter.prefix))
