"""Names in a graph, as programs of the early eras got them: until TF 1.4, `mean` was free where there was a `Mean`."""

import functools

from legacy_seq2seq import eras, stack

_USED = "_legacy_seq2seq_names_used"  # {name: the number to try next}, kept by each graph


def prepare(root):
    """Lets graphs number their names as the era did whose root module is `root`, from now on."""
    graph, todays = _todays()
    is_early = root != eras.root_of("1.15") and root in eras.ERAS.values()
    graph.unique_name = unique_name if is_early else todays


def unique_name(graph, name, mark_as_used=True):
    """`tf.Graph.unique_name` that tells names by their case, as TF 0.12, 1.0 and 1.1 did."""
    if not hasattr(graph, _USED):
        setattr(graph, _USED, {})
    used = getattr(graph, _USED)
    wanted = f"{graph._name_stack}/{name}" if graph._name_stack else name
    found, number = wanted, max(used.get(wanted, 0), _is_there(graph, wanted))
    while number and (found == wanted or found in used or _is_there(graph, found)):
        found, number = f"{wanted}_{number}", number + 1
    if mark_as_used:
        used[wanted] = max(number, 1)
        used.setdefault(found, 1)
    return found


def _is_there(graph, name):
    """1 where the graph has an operation of that name, asked for or imported, else 0."""
    try:
        graph._get_operation_by_name(name)
    except KeyError:
        return 0
    return 1


@functools.cache
def _todays():
    graph = stack.inner_module("framework.ops").Graph
    return graph, graph.unique_name
