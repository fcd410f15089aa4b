"""What an era calls the variables and scopes of its cells and unrolling functions."""

import collections

Names = collections.namedtuple(
    "Names", "weights biases linear gates candidate layer scope_of unrolled both forward backward peephole sharded remembers")
Names.__doc__ = """The words of one era.

weights, biases: the variables of a linear map; linear: the scope around them, or None. gates, candidate: the scopes in a
GRU. layer: of the layers in MultiRNNCell. scope_of: a cell's own scope, from the cell's class and the name of the class of
ours that it is or inherits from. unrolled, both, forward, backward: the scopes of unrolling functions. peephole: of "f",
"i", "o". sharded: whether an LSTMCell names its variables by shard (W_0, B). remembers: whether a cell keeps to the scope
of its first use.
"""


def snake_case(name):
    """ "BasicLSTMCell" as "basic_lstm_cell"."""
    words = []
    for position, letter in enumerate(name):
        after_small = position > 0 and name[position - 1].islower()
        before_small = position > 0 and name[position - 1].isupper() and name[position + 1:position + 2].islower() and letter.isupper()
        words.append(("_" if after_small and letter.isupper() or before_small else "") + letter.lower())
    return "".join(words)


V0_12 = Names("Matrix", "Bias", "Linear", "Gates", "Candidate", "Cell%d", lambda own, ours: own, "RNN", "BiRNN", "FW", "BW",
              lambda gate: f"W_{gate.upper()}_diag", True, False)
V1_0 = Names("weights", "biases", None, "gates", "candidate", "cell_%d", lambda own, ours: snake_case(ours), "rnn", "bidirectional_rnn",
             "fw", "bw", lambda gate: f"w_{gate}_diag", False, False)
V1_1 = V1_0._replace(remembers=True)
