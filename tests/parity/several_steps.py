"""For cases that need a session of their own: metrics over several batches, optimisers over several steps, event files.

What the session saw becomes constants, under keys that also hold names and static shapes; `casebook.measure` compares both.
"""

import numpy as np

from tests.parity.casebook import Model, values


def flat(prefix, structure):
    """The leaves of nested tuples, lists and dicts, as {key: leaf}."""
    if isinstance(structure, dict):
        items = sorted(structure.items())
    elif hasattr(structure, "_asdict"):
        items = list(structure._asdict().items())
    elif isinstance(structure, (list, tuple)):
        items = list(enumerate(structure))
    else:
        return {prefix: structure}
    leaves = {}
    for key, value in items:
        leaves.update(flat("%s.%s" % (prefix, key), value))
    return leaves


def described(name, tensor):
    """A key that says name, dtype and static shape of a tensor or variable."""
    shape = tensor.shape.as_list() if tensor.shape.ndims is not None else "unknown"
    return "%s %s %s" % (name, tensor.dtype.base_dtype.name, shape)


def streamed(tf, metrics, feeds, variables=(), **more):
    """The Model of streaming metrics `{name: (value, update)}` over the batches `feeds`: value and update of each, and their variables.

    variables: further ones, besides the local variables. more: constants to compare.
    """
    fetches_value, fetches_update = {}, {}
    for name, (value, update) in metrics.items():
        for key, leaf in flat(name, value).items():
            fetches_value[described(key, leaf)] = leaf
        for key, leaf in flat(name, update).items():
            if isinstance(leaf, tf.Operation):
                leaf = with_result(tf, leaf)
            fetches_update[described(key, leaf)] = leaf
    outputs = {}
    with tf.Session() as sess:
        variables = tf.local_variables() + list(variables)
        sess.run([tf.global_variables_initializer(), tf.variables_initializer(variables)])
        for step, feed in enumerate(feeds):
            note(tf, outputs, "%d update " % step, sess.run(fetches_update, feed))
            note(tf, outputs, "%d value " % step, sess.run(fetches_value, feed))
        for variable in variables:
            kind = "metric " if variable in tf.get_collection(tf.GraphKeys.METRIC_VARIABLES) else "local "
            note(tf, outputs, kind, {described(variable.op.name, variable): sess.run(variable)})
    outputs.update({key: tf.constant(value) for key, value in more.items()})
    return Model(outputs=outputs)


def with_result(tf, operation):
    with tf.control_dependencies([operation]):
        return tf.constant(0)


def note(tf, outputs, prefix, results):
    for key, value in results.items():
        outputs[prefix + key] = tf.constant(np.asarray(value))


def trained(tf, train, feeds=({}, {}, {}), also=None, steps=None):
    """The Model of an optimiser: every global variable after each of the runs of `train`, starting from weights set by name.

    also: tensors {name: tensor} to fetch after each run. steps: a list of other ops, run in turn in place of `train`.
    """
    outputs = {}
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        for variable in tf.trainable_variables():
            variable.load(values(variable.op.name, variable.shape.as_list()).astype(variable.dtype.base_dtype.as_numpy_dtype), sess)
        for step, feed in enumerate(feeds):
            sess.run(steps[step] if steps else train, feed)
            variables = {v.op.name: v for v in tf.global_variables()}
            note(tf, outputs, "step %d " % (step + 1), sess.run(variables))
            if also:
                note(tf, outputs, "step %d tensor " % (step + 1), sess.run(also, feed))
    return Model(outputs=outputs)
