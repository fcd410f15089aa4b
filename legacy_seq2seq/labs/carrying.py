"""The state that a recurrent network carries from window to window."""

import numpy as np


class Carried:
    """A recurrent network's state between two windows of a text: truncated backpropagation sees a window, the state has seen all.

        carried = labs.Carried(initial_state)
        with training.session(options.logdir, …, state={"windows": windows, "carried": carried}) as sess:
            window = windows.next()
            _, carried.values = sess.run([train_op, final_state], {X: window.inputs, Y: window.targets, **carried.feed(window.first)})

    initial_state: the network's zero state, a tensor or any nest of tensors; it stands where nothing is fed.
    """

    def __init__(self, initial_state):
        self._initial_state = initial_state
        self.values = None

    def feed(self, first=False):
        """What to feed: nothing at the text's beginning, where the state is zero, else the state after the window before."""
        return {} if first or self.values is None else {self._initial_state: self.values}

    def get_state(self):
        """The numbers, flat, for a checkpoint."""
        from legacy_seq2seq import tf1 as tf

        return None if self.values is None else [value.tolist() for value in tf.nest.flatten(self.values)]

    def set_state(self, state):
        from legacy_seq2seq import tf1 as tf

        self.values = state and tf.nest.pack_sequence_as(self._initial_state, [np.array(value, np.float32) for value in state])
