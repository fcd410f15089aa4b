"""The recursions of a linear chain, one time step each, as cells for tf.nn.dynamic_rnn."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


class _OverTags(RNNCell):
    """A cell whose state and output have one entry for each tag; `transition_params` is `[tags, tags]`, from row to column."""

    def __init__(self, transition_params):
        super().__init__()
        transition_params = tf.convert_to_tensor(transition_params)
        shape = transition_params.shape
        if shape.ndims == 0:  # the type that TF 1.15 raises
            raise IndexError(f"{type(self).__name__}: `transition_params` is a scalar; expected [tags, tags], the score of going from "
                             "the row's tag to the column's.")
        self._num_tags = None if shape.ndims is None else tf.dimension_value(shape[0])
        self._transition_params = tf.expand_dims(transition_params, 0)  # [1, tags, tags]

    @property
    def state_size(self):
        return self._num_tags

    @property
    def output_size(self):
        return self._num_tags

    def _scores(self, state):
        """The score of each step from tag to tag: `[batch, tags, tags]`."""
        return tf.expand_dims(state, 2) + self._transition_params


class CrfForwardRnnCell(_OverTags):
    """One step of the forward algorithm, in logarithms.

    transition_params: `[tags, tags]`. Inputs: the unary scores `[batch, tags]`; state: the log of the summed weight of
    all paths that end in each tag, `[batch, tags]`. The output is the new state. It has no variables.
    Source: TF1 tf.contrib.crf.CrfForwardRnnCell.
    """

    def __call__(self, inputs, state, scope=None):
        new_state = inputs + tf.reduce_logsumexp(self._scores(state), axis=1)
        return new_state, new_state


class CrfDecodeForwardRnnCell(_OverTags):
    """One step of the Viterbi algorithm.

    transition_params: `[tags, tags]`. Inputs: the unary scores `[batch, tags]`; state: the score of the best path that
    ends in each tag, `[batch, tags]`. The output points back to the tag before on that path: `[batch, tags]` int32.
    Source: TF1 tf.contrib.crf.CrfDecodeForwardRnnCell.
    """

    def __call__(self, inputs, state, scope=None):
        scores = self._scores(state)
        pointers = tf.argmax(scores, axis=1, output_type=tf.int32)
        return pointers, inputs + tf.reduce_max(scores, axis=1)


class CrfDecodeBackwardRnnCell(RNNCell):
    """One step back along the pointers of `CrfDecodeForwardRnnCell`.

    Inputs: pointers `[batch, tags]` int; state: the tag after, `[batch, 1]` int. Output and new state: the tag pointed
    to, `[batch, 1]`. Source: TF1 tf.contrib.crf.CrfDecodeBackwardRnnCell.
    """

    def __init__(self, num_tags):
        super().__init__()
        self._num_tags = num_tags

    @property
    def state_size(self):
        return 1

    @property
    def output_size(self):
        return 1

    def __call__(self, inputs, state, scope=None):
        tags = tf.gather(inputs, state, axis=1, batch_dims=1)  # [batch, 1]
        return tags, tags
