"""What the cases of eras share: where the cells are, inputs, and models around an unrolled cell."""

import importlib

import numpy as np

from tests.parity.casebook import Model, values

BATCH, TIME, DEPTH = 3, 4, 3
LENGTHS = [4, 2, 3]


def cells(tf):
    """The module with the core cells: tf.contrib.rnn, and tf.nn.rnn_cell before TF 1.0."""
    return tf.nn.rnn_cell if hasattr(tf.nn, "seq2seq") else tf.contrib.rnn


def static_rnn(tf):
    return tf.nn.rnn if hasattr(tf.nn, "seq2seq") else tf.contrib.rnn.static_rnn


def inner(tf, path):
    """The module that a program imports as `tensorflow.<path>`."""
    return importlib.import_module(tf.__name__ + "." + path)


def flat(state):
    """The tensors of a nested state, in order."""
    return [part for item in state for part in flat(item)] if isinstance(state, (tuple, list)) else [state]


def sequence(tf, depth=DEPTH):
    """Inputs `[batch, time, depth]` that do not depend on a feed; the batch is unknown.

    (Where it is known, today's dynamic_rnn knows it in the last state too, which TensorFlow of then did not.)
    """
    return tf.placeholder_with_default(values("inputs", [BATCH, TIME, depth]), [None, TIME, depth])


def steps(tf, depth=DEPTH):
    """Inputs as a list of `[batch, depth]`."""
    return [tf.constant(values("step %d" % i, [BATCH, depth])) for i in range(TIME)]


def model(tf, feed=None, **named):
    """A model of the named tensors, or nests of them; its loss reaches each."""
    outputs, terms = {}, []
    for name, nest in sorted(named.items()):
        for i, part in enumerate(flat(nest)):
            outputs["%s_%d" % (name, i)] = part
            if part.dtype.base_dtype.is_floating:
                terms.append(tf.reduce_sum(tf.cos(part * (i + 1))))
    return Model(feed=feed or {}, outputs=outputs, loss=tf.add_n(terms) if terms else None)


def unrolled(tf, cell, depth=DEPTH, **kwargs):
    """A model that runs `cell` over sequences of unequal length."""
    inputs = tf.placeholder(tf.float32, [None, TIME, depth])
    lengths = tf.placeholder(tf.int32, [None])
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, sequence_length=lengths, dtype=tf.float32, **kwargs)
    return model(tf, {inputs: values("inputs", [BATCH, TIME, depth]), lengths: np.array(LENGTHS)}, outputs=outputs, state=state)
