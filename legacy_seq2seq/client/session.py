"""`tf.Session` and `tf.InteractiveSession`, which take a feed for any tensor as TF 1.15's do.

Today's graph optimiser cancels two operations that undo each other (a transpose of a transpose) even where the tensor
between them is fed: the run then asks for the placeholder before it. The pass that does so, arithmetic optimisation, is
therefore off, unless the program's own `config` says what it wants.
"""

from legacy_seq2seq import stack

_v1 = stack.compat_v1()


def without(config, *passes):
    """A copy of a ConfigProto, or a new one, with these passes of the graph optimiser off where it says nothing of them."""
    own = _v1.ConfigProto()
    if config is not None:
        own.CopyFrom(config)
    rewriting = own.graph_options.rewrite_options
    for name in passes:
        if getattr(rewriting, name) == rewriting.DEFAULT:
            setattr(rewriting, name, rewriting.OFF)
    return own


class Session(_v1.Session):
    """Runs the operations of a graph. Source: TF1 tf.Session.

    target: the execution engine, "" for this process. graph: the graph, by default the default one. config: a
    tf.ConfigProto, which is not changed.
    """

    def __init__(self, target="", graph=None, config=None):
        super().__init__(target, graph, without(config, "arithmetic_optimization"))


class InteractiveSession(_v1.InteractiveSession):
    """A session that makes itself the default one. Source: TF1 tf.InteractiveSession."""

    def __init__(self, target="", graph=None, config=None):
        super().__init__(target, graph, without(config, "arithmetic_optimization"))
