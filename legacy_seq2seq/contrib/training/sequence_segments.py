"""How a sequence becomes segments in a barrier: the inside of `SequenceQueueingStateSaver`."""

import collections

from legacy_seq2seq import tf1 as tf

Inputs = collections.namedtuple("Inputs", "length key sequences context states")
Inputs.__doc__ = """One sequence: int32 and string scalars, and three dicts of tensors, ordered by name."""

_FIELDS = (("length", tf.int32), ("total_length", tf.int32), ("next_key", tf.string), ("sequence", tf.int32), ("sequence_count", tf.int32))


def checked_inputs(num_unroll, input_length, input_key, input_sequences, input_context, initial_states):
    """The `Inputs`, or TypeError and ValueError for what cannot be cut into segments."""
    if num_unroll < 1:
        raise ValueError(f"SequenceQueueingStateSaver: num_unroll={num_unroll}; expected at least one step.")
    length = _scalar("input_length", input_length, tf.int32)
    key = _scalar("input_key", input_key, tf.string)
    sequences, context, states = (_tensors(argument, given) for argument, given in (
        ("input_sequences", input_sequences), ("input_context", input_context), ("initial_states", initial_states)))
    for argument, tensors in (("input_sequences", sequences), ("initial_states", states)):
        if not tensors:
            raise ValueError(f"SequenceQueueingStateSaver: `{argument}` is empty; expected at least one tensor.")
    _require_known_shapes("input_sequences", sequences, skip=1)
    _require_known_shapes("input_context", context)
    _require_known_shapes("initial_states", states)
    return Inputs(length, key, sequences, context, states)


class Segments:
    """The segments of one sequence, and the barrier that holds those of many.

    barrier: its components are the fields of a segment, then its sequences, context and states; a segment is ready when
    all of them are inserted. checks: the assertions about the sequence's time.
    """

    def __init__(self, inputs, num_unroll):
        self._inputs, self._num_unroll = inputs, num_unroll
        times = {name: tf.shape(tensor)[0] for name, tensor in inputs.sequences.items()}
        padded = next(iter(times.values()))
        self.checks = self._assertions(padded, times)
        with tf.control_dependencies(self.checks):
            self._count = padded // num_unroll
        sequences = [(tensor.dtype, [num_unroll] + tensor.shape.as_list()[1:]) for tensor in inputs.sequences.values()]
        others = [(tensor.dtype, tensor.shape.as_list()) for tensor in (*inputs.context.values(), *inputs.states.values())]
        kinds = [(dtype, []) for _, dtype in _FIELDS] + sequences + others
        self.barrier = tf.python.ops.data_flow_ops.Barrier([dtype for dtype, _ in kinds], [shape for _, shape in kinds], name="barrier")

    def state_component(self, name):
        """The number of the barrier's component that holds the state `name`."""
        return len(_FIELDS) + len(self._inputs.sequences) + len(self._inputs.context) + list(self._inputs.states).index(name)

    def insertions(self):
        """The ops that put the sequence's segments into the barrier; the first of them is ready then."""
        number = tf.range(self._count)
        keys = self._keys(number)
        insert = self.barrier.insert_many
        values = [*self._field_values(number, keys), *map(self._cut, self._inputs.sequences.values()),
                  *map(self._repeated, self._inputs.context.values())]
        inserted = [insert(component, keys, value) for component, value in enumerate(values)]
        # The barrier numbers its keys by the insertion that brings them first: the states know the first key alone, so they follow.
        with tf.control_dependencies(inserted[:1]):
            return inserted + [insert(self.state_component(name), keys[:1], tf.expand_dims(state, 0))
                               for name, state in self._inputs.states.items()]

    def unpack(self, values):
        """The components `values` of a batch by their names: {field: tensor, "sequences": {...}, "context": {...}, "states": {...}}."""
        values = iter(values)
        fields = {name: next(values) for name, _ in _FIELDS}
        for part in ("sequences", "context", "states"):
            fields[part] = collections.OrderedDict((name, next(values)) for name in getattr(self._inputs, part))
        return fields

    def _keys(self, number):
        """«00001_of_00003:key» for each segment."""
        count = tf.as_string(self._count, width=5, fill="0")
        return tf.string_join([tf.as_string(number, width=5, fill="0"), "_of_", count, ":", self._inputs.key])

    def _field_values(self, number, keys):
        """One tensor `[segments]` for each of _FIELDS."""
        whole = tf.fill([self._count], self._inputs.length)
        own = tf.clip_by_value(whole - number * self._num_unroll, 0, self._num_unroll)
        following = tf.concat([keys[1:], [tf.string_join(["STOP:", self._inputs.key])]], axis=0)
        return own, whole, following, number, tf.fill([self._count], self._count)

    def _cut(self, tensor):
        return tf.reshape(tensor, tf.concat([[self._count, self._num_unroll], tf.shape(tensor)[1:]], axis=0))

    def _repeated(self, tensor):
        return tf.tile(tf.expand_dims(tensor, 0), tf.concat([[self._count], tf.ones([tensor.shape.ndims], tf.int32)], axis=0))

    def _assertions(self, padded, times):
        advice = "SequenceQueueingStateSaver: "
        checks = [
            tf.Assert(tf.equal(padded % self._num_unroll, 0), [
                f"{advice}a sequence's time must be a multiple of num_unroll={self._num_unroll}, but it is", padded,
                "Pad it; batch_sequences_with_states does with pad=True."]),
            tf.Assert(self._inputs.length <= padded, [f"{advice}`input_length` exceeds the sequence's time:", self._inputs.length, padded]),
        ]
        return checks + [tf.Assert(tf.equal(time, padded), [
            f"{advice}`input_sequences` differ in time; {name} has", time, "expected", padded]) for name, time in times.items()]


def padded_to_multiple(sequences, multiple):
    """The sequences `[time, ...]` with zeros (or "") behind, to the next multiple of steps."""
    padded = {}
    for name, tensor in sequences.items():
        _refuse_sparse("input_sequences", name, tensor)
        tensor = tf.convert_to_tensor(tensor)
        missing = -tf.shape(tensor)[0] % multiple
        filling = tf.fill(tf.concat([[missing], tf.shape(tensor)[1:]], axis=0), tf.zeros([], tensor.dtype))
        padded[name] = tf.concat([tensor, filling], axis=0)
        time = tf.dimension_value(tensor.shape[0])
        padded[name].set_shape([None if time is None else -(-time // multiple) * multiple] + tensor.shape.as_list()[1:])
    return padded


def _scalar(argument, value, dtype):
    value = tf.convert_to_tensor(value, name=argument)
    if value.dtype.base_dtype != dtype:
        raise TypeError(f"SequenceQueueingStateSaver: `{argument}` is {value.dtype.name}; expected a scalar of {dtype.name}.")
    if value.shape.ndims not in (None, 0):
        raise ValueError(f"SequenceQueueingStateSaver: `{argument}` has shape {value.shape}; expected a scalar: one sequence comes at a "
                         "time.")
    return value


def _tensors(argument, given):
    for name, tensor in given.items():
        if not isinstance(name, str):
            raise TypeError(f"SequenceQueueingStateSaver: `{argument}` has the key {name!r}; expected names, str.")
        _refuse_sparse(argument, name, tensor)
    return collections.OrderedDict((name, tf.convert_to_tensor(given[name])) for name in sorted(given))


def _refuse_sparse(argument, name, tensor):
    if isinstance(tensor, tf.SparseTensor):
        raise TypeError(f"SequenceQueueingStateSaver: `{argument}` has the SparseTensor {name!r}, which is not provided here. "
                        "Give it dense: tf.sparse.to_dense(tensor).")


def _require_known_shapes(argument, tensors, skip=0):
    for name, tensor in tensors.items():
        if tensor.shape.ndims is None or tensor.shape.ndims < skip or not tensor.shape[skip:].is_fully_defined():
            what = "all of its static shape but the time" if skip else "a full static shape"
            raise ValueError(f"SequenceQueueingStateSaver: `{argument}` has {name!r} of shape {tensor.shape}; it needs {what}. "
                             "Give it with set_shape.")
