"""Layers that take a whole sequence at once, made from cells and turned around in time."""

import abc

from legacy_seq2seq import tf1 as tf


class FusedRNNCell(abc.ABC):
    """The abstract base: `outputs, state = fused(inputs, initial_state, dtype, sequence_length, scope)`.

    inputs `[time, batch, depth]`, or a list of `[batch, depth]`; outputs in the same form.
    Source: TF1 tf.contrib.rnn.FusedRNNCell.
    """

    @abc.abstractmethod
    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        """Runs over a sequence. Returns `(outputs, final state)`."""


class FusedRNNCellAdaptor(FusedRNNCell):
    """Makes a fused layer of an ordinary cell: unrolled by `static_rnn`, or by `dynamic_rnn` if asked.

    Source: TF1 tf.contrib.rnn.FusedRNNCellAdaptor.
    """

    def __init__(self, cell, use_dynamic_rnn=False):
        self._cell = cell
        self._use_dynamic_rnn = use_dynamic_rnn

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        unroll = self._dynamic if self._use_dynamic_rnn else self._static
        return unroll(inputs, initial_state=initial_state, dtype=dtype, sequence_length=sequence_length, scope=scope)

    def _dynamic(self, inputs, **options):
        if not isinstance(inputs, list):
            return tf.nn.dynamic_rnn(self._cell, inputs, time_major=True, **options)
        outputs, state = tf.nn.dynamic_rnn(self._cell, tf.stack(inputs), time_major=True, **options)
        return tf.unstack(outputs, num=len(inputs)), state

    def _static(self, inputs, **options):
        if isinstance(inputs, list):
            return tf.nn.static_rnn(self._cell, inputs, **options)
        outputs, state = tf.nn.static_rnn(self._cell, tf.unstack(inputs), **options)
        return tf.stack(outputs), state


class TimeReversedFusedRNN(FusedRNNCell):
    """Runs a fused layer backwards in time; the outputs stand in the order of the inputs again.

    With `sequence_length` each sequence is turned within its own length (a list as a whole, as in TF
    1.15). The state is that after the first step of the inputs. Source: TF1
    tf.contrib.rnn.TimeReversedFusedRNN.

        forward = LSTMBlockFusedCell(64, name="forward")
        backward = TimeReversedFusedRNN(LSTMBlockFusedCell(64, name="backward"))
        both = tf.concat([layer(inputs, dtype=tf.float32)[0] for layer in (forward, backward)], 2)   # [time, batch, 128]
    """

    def __init__(self, cell):
        self._cell = cell

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        outputs, state = self._cell(
            _reversed(inputs, sequence_length), initial_state=initial_state, dtype=dtype, sequence_length=sequence_length, scope=scope)
        return _reversed(outputs, sequence_length), state


def _reversed(sequence, lengths):
    if isinstance(sequence, list):
        return sequence[::-1]
    if lengths is None:
        return tf.reverse(sequence, [0])
    return tf.reverse_sequence(sequence, lengths, seq_axis=0, batch_axis=1)
