"""The position of a graph's random operations, as variables that a checkpoint can hold.

A random operation of TF1 keeps its position inside its kernel, out of a checkpoint's reach: after a resume it draws its first
numbers again. Here each is led to an operation that draws the same numbers from a position in a variable. The numbers, bit for
bit those of the seeds, come from the counter-based generator Philox (Salmon et al. 2011): the seeds are its key and the upper
half of its counter, and each draw of n numbers moves the lower half on by 256 n, as TensorFlow's kernels do.
"""

import collections
import os
import struct

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.reach import with_all_before

Random = collections.namedtuple("Random", "states drawn replayed unknown")
Random.__doc__ = """What was found.

states: variables, the positions. drawn: {name of a random op's tensor: the tensor to fetch or feed in its place}. replayed: Replayed ops,
whose position is found by running them. unknown: ops whose position nothing keeps.
"""

Replayed = collections.namedtuple("Replayed", "op count")
Replayed.__doc__ = """An op that is run `count` times (a variable) to find its position again."""

_KEPT = "_random_operations_kept"  # an attribute of a graph: a collection would be written with it
_PHILOX = 1
_DRAWING = {
    "RandomUniform": "StatelessRandomUniformV2",
    "RandomStandardNormal": "StatelessRandomNormalV2",
    "TruncatedNormal": "StatelessTruncatedNormalV2",
    "RandomUniformInt": "StatelessRandomUniformIntV2",
}
_OTHERWISE_DRAWN = ("Multinomial", "RandomShuffle")
_SAMPLERS = ("LogUniformCandidateSampler", "UniformCandidateSampler", "FixedUnigramCandidateSampler")
_UNKNOWN = ("RandomGamma", "RandomPoissonV2", "ParameterizedTruncatedNormal", "LearnedUnigramCandidateSampler", "AllCandidateSampler")


def keep(graph):
    """Leads the graph's random operations to ones whose position is kept; returns `Random`. The graph must not be in a session yet.

    Operations that only initial values need are left alone: they run once. Loops with random operations in them go one iteration
    at a time from then on, so that their numbers come in the order of time. What an earlier call did to the graph stays as it is.
    """
    states, drawn, replayed, unknown = found = getattr(graph, _KEPT, Random([], {}, [], []))
    known = {*(graph.get_tensor_by_name(name).op for name in drawn), *(op for op, _ in replayed), *unknown}
    left_alone = known | _of_initial_values(graph)
    with graph.as_default(), graph.device(None), tf.name_scope("training/random/"), tf.control_dependencies(None):
        for op in [op for op in graph.get_operations() if op not in left_alone]:
            if op.type in _DRAWING or op.type in _OTHERWISE_DRAWN:
                state = _variable(op, "position", _first_position(op), tf.int64)
                states.append(state)
                drawn[op.outputs[0].name] = _in_its_place(op, state)
            elif op.type in _SAMPLERS and op._get_control_flow_context() is None:
                replayed.append(_counted(op))
            elif op.type in _SAMPLERS or op.type in _UNKNOWN:
                unknown.append(op)
    _one_iteration_at_a_time(graph, drawn.values())
    setattr(graph, _KEPT, found)
    return found


def replay(session, replayed):
    """Runs each op as often as its count says, in a session whose counts were restored."""
    for op, count in replayed:
        times = session.run(count)
        feed = {tensor: _any_value(tensor) for tensor in op.inputs}
        draw = session.make_callable(op, feed_list=list(feed))
        for _ in range(int(times)):
            draw(*feed.values())
        count.load(times, session)  # the runs above were counted, too


def _of_initial_values(graph):
    """The ops that the variables' initializers need."""
    return with_all_before([variable.initializer for variable in _variables(graph)])


def _variables(graph):
    names = (tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.LOCAL_VARIABLES)
    return [variable for name in names for variable in graph.get_collection(name)]


def _in_its_place(op, state):
    """Has the consumers of a random op take the numbers of one whose position is `state`; returns their tensor."""
    graph, context = op.graph, op._get_control_flow_context()
    graph._set_control_flow_context(context)
    try:
        drawn = _draw(op, state)
    finally:
        graph._set_control_flow_context(None)
    for consumer in op.outputs[0].consumers():
        for index, tensor in enumerate(consumer.inputs):
            if tensor is op.outputs[0]:
                consumer._update_input(index, drawn)
    return drawn


def _variable(op, name, value, dtype):
    return tf.Variable(tf.constant(value, dtype), trainable=False, collections=["training/states"], use_resource=True,
                       name=f"{op.name}/{name}")


def _first_position(op):
    """[counter's lower half, upper half, key]; fresh ones of the system's for an op without seeds, as its kernel would take."""
    seed, seed2 = op.get_attr("seed"), op.get_attr("seed2")
    if not seed and not seed2:
        seed, seed2 = struct.unpack("<qq", os.urandom(16))
    return [0, seed2, seed]


def _draw(op, state):
    raw = stack.tensorflow().raw_ops
    with tf.name_scope(f"{op.name}/"):
        numbers = raw.RngReadAndSkip(resource=state.handle, alg=_PHILOX, delta=tf.cast(_how_many(op), tf.uint64))
        if op.type == "Multinomial":
            return raw.StatelessMultinomial(logits=op.inputs[0], num_samples=op.inputs[1], seed=_pair(numbers),
                                            output_dtype=op.outputs[0].dtype)
        position = {"key": tf.bitcast(numbers[2:3], tf.uint64), "counter": tf.bitcast(numbers[:2], tf.uint64), "alg": _PHILOX}
        if op.type == "RandomShuffle":
            order = tf.argsort(raw.StatelessRandomUniformV2(shape=tf.shape(op.inputs[0])[:1], dtype=tf.float64, **position))
            drawn = tf.gather(op.inputs[0], order)
        elif op.type == "RandomUniformInt":
            drawn = raw.StatelessRandomUniformIntV2(shape=op.inputs[0], minval=op.inputs[1], maxval=op.inputs[2], **position)
        else:
            drawn = getattr(raw, _DRAWING[op.type])(shape=op.inputs[0], dtype=op.outputs[0].dtype, **position)
    drawn.set_shape(op.outputs[0].shape)
    return drawn


def _how_many(op):
    """How many numbers a run of the op draws, an int64 scalar."""
    if op.type == "Multinomial":  # two 32-bit numbers for each sample, in blocks of four
        return tf.cast(tf.shape(op.inputs[0])[0], tf.int64) * (tf.cast(op.inputs[1], tf.int64) + 3) // 4 * 8
    shape = tf.shape(op.inputs[0])[:1] if op.type == "RandomShuffle" else op.inputs[0]
    return tf.reduce_prod(tf.cast(shape, tf.int64))


def _pair(numbers):
    """A seed `[2]` for each position: which draw it is, and of which op."""
    return tf.stack([numbers[0], tf.bitwise.bitwise_xor(numbers[1], numbers[2])])


def _one_iteration_at_a_time(graph, tensors):
    """Keeps the iterations of the loops that `tensors` are in from overtaking each other."""
    frames = set()
    for tensor in tensors:
        context = tensor.op._get_control_flow_context()
        while context is not None:
            if context.IsWhileContext():
                frames.add(context.name)
            context = context.outer_context
    for op in graph.get_operations() if frames else ():
        if op.type in ("Enter", "RefEnter") and op.get_attr("frame_name").decode() in frames:
            op._set_attr("parallel_iterations", tf.AttrValue(i=1))


def _counted(op):
    """Has each run of an op counted."""
    count = _variable(op, "count", 0, tf.int64)
    op._add_control_input(count.assign_add(1, read_value=False))
    return Replayed(op, count)


def _any_value(tensor):
    """Some value that fits a tensor's shape; the numbers that a sampler draws do not depend on it."""
    import numpy

    return numpy.zeros([size or 1 for size in tensor.shape.as_list()], tensor.dtype.as_numpy_dtype)
