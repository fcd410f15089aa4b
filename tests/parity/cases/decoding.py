"""tf.contrib.seq2seq without attention and beams: helpers, BasicDecoder, dynamic_decode."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, TIME, DEPTH, UNITS, VOCAB = 3, 5, 4, 6, 7
LENGTHS = [5, 0, 3]
START, END = 1, 0


def truth(tf, shape=None):
    """The true inputs `[batch, time, depth]`, through a placeholder of a partial shape where one is given."""
    inputs = values("decoder inputs", [BATCH, TIME, DEPTH])
    return tf.constant(inputs) if shape is None else tf.placeholder_with_default(inputs, shape)


def table(tf, depth=DEPTH):
    return tf.get_variable("embedding", [VOCAB, depth])


def first_state(size=UNITS, name="state"):
    return values(name, [BATCH, size])


def decoded(tf, helper, cell=None, state=None, output_layer=None, vocab=VOCAB, **kwargs):
    """A model that decodes with a cell and an output layer, with a loss that reaches every output and state."""
    cell = tf.nn.rnn_cell.GRUCell(UNITS) if cell is None else cell
    state = tf.constant(first_state()) if state is None else state
    layer = tf.layers.Dense(vocab, name="projection") if output_layer is None else output_layer
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, state, layer or None)
    return model_of(tf, tf.contrib.seq2seq.dynamic_decode(decoder, **kwargs))


def model_of(tf, results, feed=None):
    (rnn_output, sample_id), state, lengths = results
    parts = flat(state)
    outputs = {"rnn_output": rnn_output, "sample_id": sample_id, "lengths": lengths}
    outputs.update(("state_%d" % i, part) for i, part in enumerate(parts))
    loss = tf.reduce_sum(rnn_output ** 2) + tf.add_n([tf.reduce_sum(part ** 2) for part in parts])
    return Model(feed=feed, outputs=outputs, loss=loss)


def flat(state):
    return [part for item in state for part in flat(item)] if isinstance(state, (tuple, list)) else [state]


# TrainingHelper

@case
def decoding_training(tf):
    return decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS))


@case
def decoding_training_imputed(tf):
    return decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), impute_finished=True)


@case
def decoding_training_of_unknown_batch_and_time(tf):
    lengths = tf.placeholder(tf.int32, [None])
    state = tf.placeholder(tf.float32, [None, UNITS])
    helper = tf.contrib.seq2seq.TrainingHelper(truth(tf, [None, None, DEPTH]), lengths)
    return decoded(tf, helper, state=state)._replace(feed={lengths: LENGTHS, state: first_state()})


@case
def decoding_training_of_unknown_batch_imputed_and_limited(tf):
    lengths = tf.placeholder(tf.int32, [None])
    state = tf.placeholder(tf.float32, [None, UNITS])
    helper = tf.contrib.seq2seq.TrainingHelper(truth(tf, [None, None, DEPTH]), lengths)
    model = decoded(tf, helper, state=state, impute_finished=True, maximum_iterations=tf.reduce_max(lengths) - 1)
    return model._replace(feed={lengths: LENGTHS, state: first_state()})


@case
def decoding_training_of_unknown_lengths_alone(tf):
    lengths = tf.placeholder(tf.int32, [None])
    return decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), lengths), output_layer=False)._replace(feed={lengths: LENGTHS})


@case
def decoding_training_time_major(tf):
    helper = tf.contrib.seq2seq.TrainingHelper(tf.transpose(truth(tf), [1, 0, 2]), LENGTHS, time_major=True)
    return decoded(tf, helper, output_time_major=True, impute_finished=True)


@case
def decoding_training_of_nothing(tf):
    return decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), [0, 0, 0]), impute_finished=True)


@case
def decoding_training_limited_to_no_step(tf):
    return decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), maximum_iterations=0)


@case
def decoding_training_lstm_layers_without_output_layer(tf):
    cells = tf.nn.rnn_cell
    cell = cells.MultiRNNCell([cells.BasicLSTMCell(UNITS), cells.GRUCell(3)])
    state = (cells.LSTMStateTuple(tf.constant(first_state(name="c")), tf.constant(first_state(name="h"))), tf.constant(first_state(3)))
    helper = tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS)
    return decoded(tf, helper, cell, state, output_layer=False, impute_finished=True)


@case
def decoding_training_float64(tf):
    helper = tf.contrib.seq2seq.TrainingHelper(tf.cast(truth(tf), tf.float64), LENGTHS)
    return decoded(tf, helper, tf.nn.rnn_cell.GRUCell(UNITS, dtype=tf.float64), tf.cast(first_state(), tf.float64), impute_finished=True)


@case
def decoding_training_in_a_scope(tf):
    helper = tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS)
    with tf.variable_scope("model"):
        return decoded(tf, helper, tf.nn.rnn_cell.BasicLSTMCell(UNITS),
                       tf.nn.rnn_cell.LSTMStateTuple(tf.constant(first_state(name="c")), tf.constant(first_state())), scope="words")


@case
def decoding_training_then_inference_with_reuse(tf):
    """The classic: one cell and one layer, a training and an inference decoder in the same scope."""
    embedding = table(tf)
    cell = tf.nn.rnn_cell.GRUCell(UNITS)
    layer = tf.layers.Dense(VOCAB, use_bias=False)
    seq2seq = tf.contrib.seq2seq
    results = []
    for step, helper in enumerate((
            seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, ids("words", [BATCH, TIME], VOCAB)), [5, 2, 3]),
            seq2seq.GreedyEmbeddingHelper(embedding, [START] * BATCH, END))):
        with tf.variable_scope("decode", reuse=step > 0):
            decoder = seq2seq.BasicDecoder(cell, helper, tf.constant(first_state()), layer)
            results.append(seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=6))
    model = model_of(tf, results[0])
    model.outputs["inferred"] = results[1][0].sample_id
    return model


@case
def decoding_training_of_numbers_in_lists(tf):
    helper = tf.contrib.seq2seq.TrainingHelper(values("decoder inputs", [BATCH, TIME, DEPTH]).tolist(), np.array(LENGTHS, np.int32))
    return decoded(tf, helper)


@mistake
def decoding_training_of_two_inputs(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper((truth(tf), tf.zeros([BATCH, TIME])), LENGTHS))


@case
def decoding_training_properties(tf):
    seq2seq = tf.contrib.seq2seq
    helper = seq2seq.TrainingHelper(truth(tf, [None, TIME, DEPTH]), LENGTHS)
    decoder = seq2seq.BasicDecoder(tf.nn.rnn_cell.GRUCell(UNITS), helper, tf.constant(first_state()), tf.layers.Dense(VOCAB))
    finished, first, state = decoder.initialize()
    outputs, next_state, next_inputs, next_finished = decoder.step(tf.constant(2), first, state)
    assert decoder.output_size == seq2seq.BasicDecoderOutput(tf.TensorShape([VOCAB]), tf.TensorShape([]))
    assert decoder.output_dtype == seq2seq.BasicDecoderOutput(tf.float32, tf.int32)
    assert not decoder.tracks_own_finished
    return Model(outputs={
        "batch": decoder.batch_size, "inputs": helper.inputs, "lengths": helper.sequence_length, "finished": finished, "first": first,
        "sample": outputs.sample_id, "next_state": next_state, "next_inputs": next_inputs, "next_finished": next_finished})


@mistake
def decoding_training_lengths_of_rank_two(tf):
    tf.contrib.seq2seq.TrainingHelper(truth(tf), [LENGTHS])


@mistake
def decoding_training_inputs_of_unknown_rank(tf):
    tf.contrib.seq2seq.TrainingHelper(tf.placeholder(tf.float32), LENGTHS)


@mistake
def decoding_training_inputs_of_rank_one(tf):
    tf.contrib.seq2seq.TrainingHelper(tf.zeros([BATCH]), LENGTHS)


@mistake
def decoding_training_lengths_of_int64(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), tf.constant(LENGTHS, tf.int64)))


# GreedyEmbeddingHelper, SampleEmbeddingHelper

@case
def decoding_greedy(tf):
    return decoded(tf, tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), [START] * BATCH, END), maximum_iterations=4)


@case
def decoding_greedy_until_all_say_end(tf):
    """The output layer adds a bias to the end that grows with the state's sum: sequences end at different steps."""
    class Ending(tf.layers.Layer):
        def call(self, inputs):
            return tf.concat([3 * tf.reduce_sum(inputs, -1, keepdims=True), inputs], -1)

        def compute_output_shape(self, shape):
            return tf.TensorShape(shape[:-1]).concatenate(UNITS + 1)

    helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), [3, 5, 2], END)
    return decoded(tf, helper, output_layer=Ending(), impute_finished=True, maximum_iterations=20)


@case
def decoding_greedy_with_function_of_unknown_batch(tf):
    start = tf.placeholder(tf.int32, [None])
    state = tf.placeholder(tf.float32, [None, UNITS])
    helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(lambda tokens: tf.one_hot(tokens, VOCAB), start, tf.placeholder_with_default(END, []))
    model = decoded(tf, helper, state=state, maximum_iterations=5, impute_finished=True, swap_memory=True, parallel_iterations=1)
    return model._replace(feed={start: [START, 2, END], state: first_state()})


@case
def decoding_sampled(tf):
    return decoded(tf, tf.contrib.seq2seq.SampleEmbeddingHelper(table(tf), [START] * BATCH, END, seed=5), maximum_iterations=6)


@case
def decoding_sampled_at_temperature(tf):
    helper = tf.contrib.seq2seq.SampleEmbeddingHelper(table(tf), [START] * BATCH, END, softmax_temperature=0.2, seed=11)
    return decoded(tf, helper, maximum_iterations=8, impute_finished=True)


@mistake
def decoding_greedy_start_of_rank_zero(tf):
    tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), START, END)


@mistake
def decoding_greedy_end_of_rank_one(tf):
    tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), [START], [END])


@mistake
def decoding_greedy_start_of_floats(tf):
    tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), [1.0], END)


@mistake
def decoding_greedy_state_of_another_batch(tf):
    decoded(tf, tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), [START, 2], END), maximum_iterations=3)


@mistake
def decoding_greedy_outputs_are_a_tuple(tf):
    tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), [START], END).sample(0, (tf.zeros([1, 2]), tf.zeros([1, 2])), None)


@mistake
def decoding_sampled_outputs_are_a_tuple(tf):
    tf.contrib.seq2seq.SampleEmbeddingHelper(table(tf), [START], END).sample(0, (tf.zeros([1, 2]), tf.zeros([1, 2])), None)


# Scheduled sampling. With parallel iterations the steps race for their random numbers, in TF 1.15 too:
# each case runs them one by one.

@case
def decoding_scheduled_embedding(tf):
    helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(truth(tf), [5, 2, 3], table(tf), 0.5, seed=5, scheduling_seed=3)
    return decoded(tf, helper, parallel_iterations=1)


@case
def decoding_scheduled_embedding_of_unknown_batch(tf):
    lengths = tf.placeholder(tf.int32, [None])
    state = tf.placeholder(tf.float32, [None, UNITS])
    rate = tf.placeholder(tf.float32, [])
    embedding = table(tf)
    helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(
        tf.transpose(truth(tf, [None, None, DEPTH]), [1, 0, 2]), lengths, lambda tokens: tf.nn.embedding_lookup(embedding, tokens), rate,
        time_major=True, seed=9, scheduling_seed=8)
    model = decoded(tf, helper, state=state, impute_finished=True, parallel_iterations=1)
    return model._replace(feed={lengths: [4, 5, 0], state: first_state(), rate: 0.7})


@case
def decoding_scheduled_embedding_never(tf):
    return decoded(tf, tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(truth(tf), LENGTHS, table(tf), 0.0, seed=1, scheduling_seed=2))


@case
def decoding_scheduled_embedding_always(tf):
    return decoded(tf, tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(truth(tf), LENGTHS, table(tf), 1.0, seed=1, scheduling_seed=2))


@case
def decoding_scheduled_output(tf):
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(truth(tf), [5, 2, 3], 0.5, seed=5)
    return decoded(tf, helper, vocab=DEPTH, parallel_iterations=1)


@case
def decoding_scheduled_output_imputed(tf):
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(truth(tf), LENGTHS, tf.constant(0.6), seed=6)
    return decoded(tf, helper, vocab=DEPTH, impute_finished=True, parallel_iterations=1)


@case
def decoding_scheduled_output_with_function_and_auxiliary(tf):
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(
        truth(tf), [5, 4, 3], 0.5, seed=7, next_inputs_fn=lambda outputs: tf.tanh(outputs[:, :DEPTH]) * 2,
        auxiliary_inputs=tf.constant(values("auxiliary", [BATCH, TIME, 2])))
    return decoded(tf, helper, parallel_iterations=1)


@case
def decoding_scheduled_output_with_auxiliary_time_major(tf):
    lengths = tf.placeholder(tf.int32, [None])
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(
        tf.transpose(truth(tf), [1, 0, 2]), lengths, 0.5, time_major=True, seed=7,
        auxiliary_inputs=tf.constant(values("auxiliary", [TIME, BATCH, 2])))
    return decoded(tf, helper, vocab=DEPTH, output_time_major=True, parallel_iterations=1)._replace(feed={lengths: [5, 4, 3]})


@mistake
def decoding_scheduled_embedding_rate_of_rank_two(tf):
    tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(truth(tf), LENGTHS, table(tf), [[0.5]])


@mistake
def decoding_scheduled_embedding_rate_for_each_sequence(tf):
    decoded(tf, tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(truth(tf), LENGTHS, table(tf), [0.5, 0.2, 0.1]))


@mistake
def decoding_scheduled_embedding_of_another_depth(tf):
    decoded(tf, tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(truth(tf), LENGTHS, table(tf, DEPTH + 1), 0.5))


@mistake
def decoding_scheduled_output_rate_of_rank_two(tf):
    tf.contrib.seq2seq.ScheduledOutputTrainingHelper(truth(tf), LENGTHS, [[0.5]])


@mistake
def decoding_scheduled_output_of_another_depth(tf):
    decoded(tf, tf.contrib.seq2seq.ScheduledOutputTrainingHelper(truth(tf), LENGTHS, 0.5))


# CustomHelper, InferenceHelper

@case
def decoding_custom(tf):
    limits = tf.constant([4, 1, 3])
    helper = tf.contrib.seq2seq.CustomHelper(
        initialize_fn=lambda: (tf.equal(limits, 0), tf.zeros([BATCH, VOCAB])),
        sample_fn=lambda time, outputs, state: outputs * 2,
        next_inputs_fn=lambda time, outputs, state, sample_ids: (time + 1 >= limits, sample_ids + tf.cast(time, tf.float32), state * 0.5),
        sample_ids_shape=[VOCAB], sample_ids_dtype=tf.float32)
    return decoded(tf, helper)


@case
def decoding_custom_of_ids_imputed(tf):
    limits = tf.placeholder(tf.int32, [None])
    helper = tf.contrib.seq2seq.CustomHelper(
        initialize_fn=lambda: (tf.equal(limits, 0), tf.zeros([BATCH, VOCAB])),
        sample_fn=lambda time, outputs, state: tf.argmin(outputs, -1, output_type=tf.int32),
        next_inputs_fn=lambda time, outputs, state, sample_ids: (time + 1 >= limits, tf.one_hot(sample_ids, VOCAB), state))
    return decoded(tf, helper, impute_finished=True)._replace(feed={limits: [4, 0, 3]})


@mistake
def decoding_custom_batch_before_initialize(tf):
    return tf.contrib.seq2seq.CustomHelper(lambda: None, None, None).batch_size


@case
def decoding_inference(tf):
    helper = tf.contrib.seq2seq.InferenceHelper(
        sample_fn=lambda outputs: tf.tanh(outputs), sample_shape=[VOCAB], sample_dtype=tf.float32,
        start_inputs=tf.constant(values("start", [BATCH, VOCAB])), end_fn=lambda samples: samples[:, 0] > 0.2)
    return decoded(tf, helper, maximum_iterations=5)


@case
def decoding_inference_with_next_inputs(tf):
    state = tf.placeholder(tf.float32, [None, UNITS])
    helper = tf.contrib.seq2seq.InferenceHelper(
        sample_fn=lambda outputs: tf.cast(outputs > 0.1, tf.int32), sample_shape=[VOCAB], sample_dtype=tf.int32,
        start_inputs=tf.placeholder_with_default(values("start", [BATCH, 2]), [None, 2]),
        end_fn=lambda samples: tf.reduce_sum(samples, 1) > 5, next_inputs_fn=lambda samples: tf.cast(samples[:, :2], tf.float32))
    return decoded(tf, helper, state=state, maximum_iterations=5, impute_finished=True)._replace(feed={state: first_state()})


@mistake
def decoding_inference_start_of_rank_zero(tf):
    tf.contrib.seq2seq.InferenceHelper(None, [4], tf.float32, tf.ones([]), None)


# BasicDecoder, dynamic_decode

@case
def decoding_with_a_decoder_of_the_users_own(tf):
    class Countdown(tf.contrib.seq2seq.Decoder):
        """Outputs of a nested structure; a scalar and a TensorArray in the state."""

        batch_size = property(lambda self: tf.constant(2))
        output_size = property(lambda self: {"half": tf.TensorShape([3]), "count": tf.TensorShape([])})
        output_dtype = property(lambda self: {"half": tf.float32, "count": tf.int32})

        def initialize(self, name=None):
            array = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
            return tf.constant([False, False]), tf.constant([[3.0], [5.0]]), (tf.constant(0), tf.ones([2, 3]), array)

        def step(self, time, inputs, state, name=None):
            steps, vector, array = state
            vector = vector / 2
            outputs = {"half": vector, "count": tf.cast(inputs[:, 0], tf.int32)}
            return outputs, (steps + 1, vector, array.write(time, inputs[0, 0])), inputs - 1, inputs[:, 0] <= 1

        def finalize(self, outputs, final_state, sequence_lengths):
            outputs["count"] = outputs["count"] + 100 * sequence_lengths[None, :]
            return outputs, final_state

    outputs, (steps, vector, array), lengths = tf.contrib.seq2seq.dynamic_decode(Countdown(), impute_finished=True)
    return Model(outputs={
        "half": outputs["half"], "count": outputs["count"], "steps": steps, "vector": vector, "array": array.stack(), "lengths": lengths})


@case
def decoding_with_a_layer_of_the_users_own(tf):
    class Twice(tf.layers.Layer):
        def call(self, inputs):
            return tf.concat([inputs, inputs], -1)

        def compute_output_shape(self, shape):
            return tf.TensorShape(shape[:-1]).concatenate(2 * UNITS)

    return decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), output_layer=Twice())


@mistake
def decoding_layer_is_a_function(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), output_layer=lambda x: x)


@mistake
def decoding_layer_is_of_keras(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), output_layer=tf.keras.layers.Dense(3))


@mistake
def decoding_helper_is_none(tf):
    tf.contrib.seq2seq.BasicDecoder(tf.nn.rnn_cell.GRUCell(UNITS), None, tf.zeros([2, UNITS]))


@mistake
def decoding_cell_is_a_number(tf):
    tf.contrib.seq2seq.BasicDecoder(3, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), tf.zeros([2, UNITS]))


@mistake
def decoding_decoder_is_a_cell(tf):
    tf.contrib.seq2seq.dynamic_decode(tf.nn.rnn_cell.GRUCell(UNITS))


@mistake
def decoding_limit_is_a_vector(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), maximum_iterations=[3])


@mistake
def decoding_limit_is_a_fraction(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), maximum_iterations=2.5)


@mistake
def decoding_limit_of_int64(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), maximum_iterations=tf.constant(3, tf.int64))


@mistake
def decoding_state_of_another_depth(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), state=tf.zeros([BATCH, UNITS + 1]))


@mistake
def decoding_state_of_another_dtype(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), state=tf.zeros([BATCH, UNITS], tf.float64))


@mistake
def decoding_state_of_another_structure(tf):
    decoded(tf, tf.contrib.seq2seq.TrainingHelper(truth(tf), LENGTHS), state=(tf.zeros([BATCH, UNITS]), tf.zeros([BATCH, UNITS])))


@mistake
def decoding_helper_is_abstract(tf):
    tf.contrib.seq2seq.Helper()


@mistake
def decoding_decoder_is_abstract(tf):
    tf.contrib.seq2seq.Decoder()


@case
def decoding_trained_with_sequence_loss(tf):
    """A training loop: the losses of five steps of gradient descent."""
    embedding = table(tf)
    words = np.array([[1, 2, 3, 4, 0], [1, 5, 0, 0, 0], [1, 6, 2, 0, 0]], np.int32)
    targets = tf.constant([[2, 3, 4, 0], [5, 0, 0, 0], [6, 2, 0, 0]])
    lengths = tf.placeholder(tf.int32, [None])
    helper = tf.contrib.seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, words), lengths)
    model = decoded(tf, helper, impute_finished=True)
    loss = tf.contrib.seq2seq.sequence_loss(model.outputs["rnn_output"], targets, tf.sequence_mask(lengths, 4, dtype=tf.float32))
    return model._replace(feed={lengths: [4, 2, 3]}, loss=loss, train=tf.train.GradientDescentOptimizer(0.5).minimize(loss), steps=5)
