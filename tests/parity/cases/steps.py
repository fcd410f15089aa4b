"""A cell called step by step, from a state that is not zero. Far quicker to build and to differentiate than a loop."""

from tests.parity.casebook import Model, values
from tests.parity.cases.core_cells import flat

BATCH, DEPTH = 2, 4


def filled(tf, size, dtype, name="state"):
    """A state of the given sizes `[batch, size]`."""
    if isinstance(size, (tuple, list)):
        parts = [filled(tf, part, dtype, "%s %d" % (name, i)) for i, part in enumerate(size)]
        return type(size)(*parts) if hasattr(size, "_fields") else tuple(parts)
    return tf.constant(values(name, [BATCH, size]), dtype)


def stepped(tf, cell, depth=DEPTH, dtype=None, steps=2, scope="steps"):
    """A model of `cell` over some steps, the last output and state weighted in the loss."""
    dtype = dtype or tf.float32
    state = filled(tf, cell.state_size, dtype)
    for step in range(steps):
        with tf.variable_scope(scope, reuse=step > 0):
            output, state = cell(tf.constant(values("step %d" % step, [BATCH, depth]), dtype), state)
    return model(tf, output, state)


def model(tf, outputs, state, feed=None):
    outputs, parts = flat(outputs), flat(state)
    named = {"output_%d" % i: output for i, output in enumerate(outputs)}
    named.update(("state_%d" % i, part) for i, part in enumerate(parts))
    loss = tf.add_n([tf.reduce_sum(tensor * tf.constant(values("weight %d" % i, [tensor.shape.as_list()[-1]]), tensor.dtype))
                     for i, tensor in enumerate(outputs + parts)])
    return Model(feed=feed, outputs=named, loss=loss)
