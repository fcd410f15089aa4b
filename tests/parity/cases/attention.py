"""Attention mechanisms of tf.contrib.seq2seq, asked step by step within a wrapped cell that dynamic_rnn unrolls."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values

BATCH, MEMORY_TIME, MEMORY_DEPTH, UNITS, STEPS, DEPTH = 3, 5, 4, 6, 4, 2
MEMORY_LENGTHS = [5, 1, 3]
LENGTHS = [4, 0, 2]


def memory_of(tf, name="memory", shape=(BATCH, MEMORY_TIME, MEMORY_DEPTH), static=None):
    """A placeholder for the memory, and what it is fed."""
    placeholder = tf.placeholder(tf.float32, static or shape)
    return placeholder, {placeholder: values(name, shape)}


def flat(state):
    """The tensors of a nested state, in order."""
    return [part for item in state for part in flat(item)] if isinstance(state, (tuple, list)) else [state]


def attending(tf, mechanism, feed, cell=None, **options):
    """A model in which a GRU attends with `mechanism`, unrolled over sequences of unequal length."""
    wrapper = tf.contrib.seq2seq.AttentionWrapper(cell or tf.nn.rnn_cell.GRUCell(UNITS), mechanism, **options)
    return unrolled(tf, wrapper, feed)


def unrolled(tf, cell, feed, dtype=None, initial_state=None, **options):
    """A model that runs `cell` over a fixed batch, with a loss that reaches all outputs and states."""
    dtype = dtype or tf.float32
    inputs = tf.cast(tf.constant(values("inputs", [BATCH, STEPS, DEPTH])), dtype)
    outputs, state = tf.nn.dynamic_rnn(
        cell, inputs, sequence_length=LENGTHS, initial_state=initial_state, dtype=dtype, **options)
    return measured(tf, outputs, state, feed)


def measured(tf, outputs, state, feed):
    """A model of what came out, with a loss on every part of it."""
    weights = tf.cast(tf.constant(values("loss weights", [BATCH, STEPS, outputs.shape.as_list()[-1]])), outputs.dtype)
    loss = tf.reduce_sum(outputs * weights)
    named = {"outputs": outputs}
    for number, part in enumerate(flat(state)):
        named["state_%d" % number] = part
        if part.dtype.is_floating:
            loss += tf.reduce_sum(part ** 2)
    return Model(feed=feed, outputs=named, loss=loss)


@case
def attention_bahdanau(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory, MEMORY_LENGTHS), feed)


@case
def attention_bahdanau_without_lengths(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory), feed)


@case
def attention_bahdanau_normalized(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory, MEMORY_LENGTHS, normalize=True, name="mine"), feed)


@case
def attention_bahdanau_of_unknown_batch_and_time(tf):
    memory, feed = memory_of(tf, static=[None, None, MEMORY_DEPTH])
    lengths = tf.placeholder(tf.int32, [None])
    feed[lengths] = np.array(MEMORY_LENGTHS)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory, lengths), feed, attention_layer_size=5)


@case
def attention_bahdanau_masked_by_another_value(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(
        7, memory, np.array(MEMORY_LENGTHS, np.int64), score_mask_value=-1.5), feed)


@case
def attention_bahdanau_with_another_probability(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(
        7, memory, probability_fn=lambda score: tf.sigmoid(score) / tf.reduce_sum(tf.sigmoid(score), 1, keepdims=True)), feed)


@case
def attention_bahdanau_with_keys_and_values_of_ones_own(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(
        7, memory, MEMORY_LENGTHS, custom_key_value_fn=lambda keys, values: (tf.tanh(keys), values[:, :, :3])), feed)


@case
def attention_bahdanau_double(tf):
    memory = tf.constant(values("memory", [BATCH, MEMORY_TIME, MEMORY_DEPTH]).astype(np.float64))
    mechanism = tf.contrib.seq2seq.BahdanauAttention(7, memory, MEMORY_LENGTHS, normalize=True, dtype=tf.float64)
    wrapper = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(UNITS, dtype=tf.float64), mechanism, attention_layer_size=3, dtype=tf.float64)
    return unrolled(tf, wrapper, {}, dtype=tf.float64)


@case
def attention_luong(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.LuongAttention(UNITS, memory, MEMORY_LENGTHS), feed)


@case
def attention_luong_scaled(tf):
    memory, feed = memory_of(tf, static=[None, None, MEMORY_DEPTH])
    return attending(tf, tf.contrib.seq2seq.LuongAttention(UNITS, memory, MEMORY_LENGTHS, scale=True), feed)


@case
def attention_luong_hardmax(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.LuongAttention(
        UNITS, memory, MEMORY_LENGTHS, probability_fn=tf.contrib.seq2seq.hardmax), feed)


@case
def attention_luong_double(tf):
    memory = tf.constant(values("memory", [BATCH, MEMORY_TIME, MEMORY_DEPTH]).astype(np.float64))
    mechanism = tf.contrib.seq2seq.LuongAttention(UNITS, memory, MEMORY_LENGTHS, scale=True, dtype=tf.float64)
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS, dtype=tf.float64), mechanism, dtype=tf.float64)
    return unrolled(tf, wrapper, {}, dtype=tf.float64)


@case
def attention_bahdanau_monotonic(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauMonotonicAttention(7, memory, MEMORY_LENGTHS, score_bias_init=-1.0), feed)


@case
def attention_bahdanau_monotonic_recursive_normalized(tf):
    memory, feed = memory_of(tf, static=[None, None, MEMORY_DEPTH])
    return attending(tf, tf.contrib.seq2seq.BahdanauMonotonicAttention(
        7, memory, MEMORY_LENGTHS, normalize=True, mode="recursive"), feed)


@case
def attention_bahdanau_monotonic_hard(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauMonotonicAttention(7, memory, MEMORY_LENGTHS, mode="hard"), feed)


def asked_twice(tf, mechanism, feed):
    """A model without a loop: in one, random numbers that depend on nothing in it come in any order."""
    state = mechanism.initial_state(BATCH, tf.float32)
    named = {}
    for step in range(2):
        with tf.variable_scope("step_%d" % step):
            named["alignments_%d" % step], state = mechanism(tf.constant(values("query %d" % step, [BATCH, UNITS])), state)
    return Model(feed=feed, outputs=named, loss=tf.reduce_sum(named["alignments_0"] ** 2 + named["alignments_1"] ** 3))


@case
def attention_bahdanau_monotonic_noisy(tf):
    memory, feed = memory_of(tf)
    return asked_twice(tf, tf.contrib.seq2seq.BahdanauMonotonicAttention(
        7, memory, MEMORY_LENGTHS, sigmoid_noise=0.7, sigmoid_noise_seed=5), feed)


@case
def attention_luong_monotonic(tf):
    memory, feed = memory_of(tf, static=[None, None, MEMORY_DEPTH])
    return attending(tf, tf.contrib.seq2seq.LuongMonotonicAttention(UNITS, memory, MEMORY_LENGTHS, score_mask_value=-8.0), feed)


@case
def attention_luong_monotonic_recursive(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.LuongMonotonicAttention(UNITS, memory, mode="recursive"), feed)


@case
def attention_luong_monotonic_hard_noisy(tf):
    memory, feed = memory_of(tf)
    return asked_twice(tf, tf.contrib.seq2seq.LuongMonotonicAttention(
        UNITS, memory, MEMORY_LENGTHS, scale=True, sigmoid_noise=1.0, sigmoid_noise_seed=2, mode="hard"), feed)


@case
def attention_called_alone(tf):
    memory, feed = memory_of(tf, static=[None, None, MEMORY_DEPTH])
    mechanism = tf.contrib.seq2seq.BahdanauAttention(7, memory, MEMORY_LENGTHS)
    query = tf.placeholder(tf.float32, [None, UNITS])
    feed[query] = values("query", [BATCH, UNITS])
    state = mechanism.initial_state(tf.shape(query)[0], tf.float32)
    alignments, next_state = mechanism(query, state)
    return Model(feed=feed, loss=tf.reduce_sum(alignments ** 2), outputs={
        "alignments": alignments, "next_state": next_state, "state": state, "keys": mechanism.keys, "values": mechanism.values,
        "alignments_size": tf.convert_to_tensor(mechanism.alignments_size), "state_size": tf.convert_to_tensor(mechanism.state_size),
        "batch_size": tf.convert_to_tensor(mechanism.batch_size),
        "initial_alignments": mechanism.initial_alignments(BATCH, tf.float64)})


@case
def attention_monotonic_initial_alignments(tf):
    mechanism = tf.contrib.seq2seq.LuongMonotonicAttention(UNITS, tf.constant(values("memory", [BATCH, MEMORY_TIME, MEMORY_DEPTH])))
    batch = tf.placeholder(tf.int32, [])
    return Model(feed={batch: 2}, outputs={
        "alignments": mechanism.initial_alignments(BATCH, tf.float32), "state": mechanism.initial_state(batch, tf.float64),
        "size": tf.constant(mechanism.state_size)})


@case
def attention_first_values_of_variables(tf):
    memory = tf.constant(values("memory", [BATCH, MEMORY_TIME, MEMORY_DEPTH]))
    query = tf.constant(values("query", [BATCH, UNITS]))
    attention = tf.contrib.seq2seq
    first = {}
    for name, mechanism in (("a", attention.BahdanauMonotonicAttention(7, memory, normalize=True, score_bias_init=-2.5)),
                            ("b", attention.LuongMonotonicAttention(UNITS, memory, scale=True, score_bias_init=0.5))):
        with tf.variable_scope(name):
            mechanism(query, mechanism.initial_state(BATCH, tf.float32))
    for variable in tf.global_variables():
        if "/attention_" in variable.op.name and not variable.op.name.endswith("attention_v"):
            first[variable.op.name] = variable.initial_value
    return Model(outputs=first)


@case
def attention_of_ones_own(tf):
    """As the location-sensitive attention of speech synthesis is written: it looks at the sum of its alignments."""
    memory, feed = memory_of(tf)

    class LocationSensitive(tf.contrib.seq2seq.BahdanauAttention):
        def __init__(self, num_units, memory, lengths):
            super(LocationSensitive, self).__init__(num_units, memory, lengths, name="Location")
            self.convolution = tf.layers.Conv1D(2, 3, padding="same", use_bias=True, name="location_convolution")
            self.location_layer = tf.layers.Dense(num_units, use_bias=False, name="location_layer")

        def __call__(self, query, state):
            with tf.variable_scope(None, "Location_Sensitive_Attention", [query]):
                processed_query = tf.expand_dims(self.query_layer(query) if self.query_layer else query, 1)
                location = self.location_layer(self.convolution(tf.expand_dims(state, axis=2)))
                v = tf.get_variable("attention_variable", [self._num_units], dtype=query.dtype)
                score = tf.reduce_sum(v * tf.tanh(self.keys + processed_query + location), [2])
            alignments = self._probability_fn(score, state)
            return alignments, alignments + state

    return attending(tf, LocationSensitive(7, memory, MEMORY_LENGTHS), feed)


@case
def attention_of_ones_own_with_a_larger_state(tf):
    memory, feed = memory_of(tf)

    class Counting(tf.contrib.seq2seq.LuongAttention):
        state_size = property(lambda self: MEMORY_TIME + 1)

        def initial_state(self, batch_size, dtype):
            return tf.zeros([batch_size, MEMORY_TIME + 1], dtype)

        def __call__(self, query, state):
            alignments, _ = super(Counting, self).__call__(query, state[:, :-1])
            return alignments, state + tf.pad(alignments, [[0, 0], [0, 1]], constant_values=1.0)

    return attending(tf, Counting(UNITS, memory, MEMORY_LENGTHS), feed)


@mistake
def attention_with_memory_of_unknown_depth(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.placeholder(tf.float32, [None, None, None]))


@mistake
def attention_with_memory_of_unknown_rank(tf):
    tf.contrib.seq2seq.BahdanauAttention(UNITS, tf.placeholder(tf.float32))


@mistake
def attention_with_memory_of_rank_one(tf):
    tf.contrib.seq2seq.BahdanauAttention(UNITS, tf.zeros([3]))


@mistake
def attention_with_memory_of_rank_four(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.zeros([BATCH, 4, 2, 2]))(tf.zeros([BATCH, UNITS]), tf.zeros([BATCH, 4]))


@mistake
def attention_with_a_list_as_memory(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, [tf.zeros([BATCH, 4])] * 5)


@mistake
def attention_with_double_memory(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.zeros([BATCH, 4, 2], tf.float64))


@mistake
def attention_with_integer_memory(tf):
    tf.contrib.seq2seq.BahdanauAttention(UNITS, tf.zeros([BATCH, 4, 2], tf.int32))


@mistake
def attention_with_double_query(tf):
    tf.contrib.seq2seq.BahdanauAttention(UNITS, tf.zeros([BATCH, 4, 2]))(tf.zeros([BATCH, UNITS], tf.float64), None)


@mistake
def attention_with_luong_query_of_another_depth(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.zeros([BATCH, 4, 2]))(tf.zeros([BATCH, UNITS + 1]), None)


@mistake
def attention_with_query_of_another_batch(tf):
    tf.contrib.seq2seq.BahdanauAttention(UNITS, tf.zeros([BATCH, 4, 2]))(tf.zeros([BATCH + 1, UNITS]), None)


@mistake
def attention_with_lengths_of_another_batch(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.zeros([BATCH, 4, 2]), [1, 2])


@mistake
def attention_with_lengths_of_rank_two(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.zeros([BATCH, 4, 2]), [[1], [2], [3]])(tf.zeros([BATCH, UNITS]), None)


@mistake
def attention_with_one_length_for_all(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.zeros([BATCH, 4, 2]), 2)(tf.zeros([BATCH, UNITS]), None)


@mistake
def attention_with_a_length_of_zero(tf):
    tf.contrib.seq2seq.LuongAttention(UNITS, tf.zeros([BATCH, 4, 2]), [1, 0, 3])(tf.zeros([BATCH, UNITS]), None)


@mistake
def attention_with_a_length_of_zero_at_run_time(tf):
    lengths = tf.placeholder(tf.int32, [None])
    alignments, _ = tf.contrib.seq2seq.LuongAttention(2, tf.zeros([2, 4, 2]), lengths)(tf.zeros([2, 2]), None)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(alignments, {lengths: [1, 0]})


@mistake
def attention_of_an_unknown_mode(tf):
    tf.contrib.seq2seq.LuongMonotonicAttention(2, tf.zeros([2, 4, 2]), mode="soft")(tf.zeros([2, 2]), tf.zeros([2, 4]))


@mistake
def attention_without_its_size(tf):
    return tf.contrib.seq2seq.AttentionMechanism().alignments_size


@mistake
def attention_with_a_probability_that_is_no_function(tf):
    tf.contrib.seq2seq.LuongAttention(2, tf.zeros([2, 4, 2]), probability_fn=5)(tf.zeros([2, 2]), tf.zeros([2, 4]))
