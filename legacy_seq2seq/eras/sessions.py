"""Sessions as until TF 1.1, before the graph optimiser: what a program adds and subtracts is done in its own order.

Since then constants are moved together, also where that rounds: of 1 - p + 1e-12 remains (1 + 1e-12) - p, which is 0 for
p = 1, and a loss that takes its logarithm becomes infinite.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.client import session


class Session(session.Session):
    """Runs the operations of a graph. Source: TF1 tf.Session."""

    def __init__(self, target="", graph=None, config=None):
        super().__init__(target, graph, session.without(config, "constant_folding"))


class InteractiveSession(session.InteractiveSession):
    """A session that makes itself the default one. Source: TF1 tf.InteractiveSession."""

    def __init__(self, target="", graph=None, config=None):
        super().__init__(target, graph, session.without(config, "constant_folding"))


class Supervisor(tf.train.Supervisor):
    """Starts, saves and watches a session. Source: TF1 tf.train.Supervisor."""

    def prepare_or_wait_for_session(self, master="", config=None, wait_for_checkpoint=False, max_wait_secs=7200,
                                    start_standard_services=True):
        config = session.without(config, "arithmetic_optimization", "constant_folding")
        return super().prepare_or_wait_for_session(master, config, wait_for_checkpoint, max_wait_secs, start_standard_services)
