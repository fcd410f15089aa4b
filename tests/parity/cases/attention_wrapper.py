"""AttentionWrapper: options, scopes, states, unrolled by dynamic_rnn and called step by step."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.attention import (
    BATCH,
    DEPTH,
    LENGTHS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    STEPS,
    UNITS,
    attending,
    flat,
    measured,
    memory_of,
    unrolled,
)


def luong(tf, **options):
    memory = tf.constant(values("memory", [BATCH, MEMORY_TIME, MEMORY_DEPTH]))
    return tf.contrib.seq2seq.LuongAttention(UNITS, memory, MEMORY_LENGTHS, **options)


def two_mechanisms(tf):
    memory, feed = memory_of(tf)
    other, other_feed = memory_of(tf, "other memory", (BATCH, 3, 2), static=[None, None, 2])
    feed.update(other_feed)
    attention = tf.contrib.seq2seq
    return [attention.BahdanauAttention(7, memory, MEMORY_LENGTHS), attention.LuongAttention(UNITS, other, scale=True)], feed


def stepped(tf, wrapper, state, feed=None, steps=3):
    """A model that calls `wrapper` step by step."""
    outputs = []
    for step in range(steps):
        output, state = wrapper(tf.constant(values("step %d" % step, [BATCH, DEPTH])), state)
        outputs.append(output)
    named = {"output_%d" % step: output for step, output in enumerate(outputs)}
    named.update(parts_of(tf, state))
    return Model(feed=feed, outputs=named, loss=tf.reduce_sum(tf.add_n([output ** 2 for output in outputs])))


def parts_of(tf, state):
    """The tensors of a wrapper's state by field; the history stacked over time."""
    named = {}
    for field, value in zip(state._fields, state):
        for number, part in enumerate(flat(value)):
            named["%s_%d" % (field, number)] = part.stack() if hasattr(part, "stack") else part
    return named


@case
def attention_wrapper_layer_size(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory), feed, attention_layer_size=5)


@case
def attention_wrapper_layer(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory), feed,
                     attention_layer=tf.layers.Dense(5, activation=tf.tanh, name="bridge"))


@case
def attention_wrapper_outputs_of_the_cell(tf):
    memory, feed = memory_of(tf)
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory), feed, output_attention=False, attention_layer_size=5)


@case
def attention_wrapper_cell_inputs(tf):
    return attending(tf, luong(tf), {}, cell_input_fn=lambda inputs, attention: tf.concat([attention[:, :2] * inputs, inputs], 1))


@case
def attention_wrapper_attention_function(tf):
    def residual(mechanism, query, state, layer):
        alignments, state = mechanism(query, state)
        context = tf.squeeze(tf.matmul(tf.expand_dims(alignments, 1), mechanism.values), 1)
        return layer(context) + query[:, :5], alignments, state

    memory, feed = memory_of(tf)
    return stepped_with(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory), feed, attention_fn=residual,
                        attention_layer=tf.layers.Dense(MEMORY_DEPTH + 1))


def stepped_with(tf, mechanism, feed, cell=None, **options):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(cell or tf.nn.rnn_cell.GRUCell(UNITS), mechanism, **options)
    return stepped(tf, wrapper, wrapper.zero_state(BATCH, tf.float32), feed)


@case
def attention_wrapper_two_mechanisms(tf):
    mechanisms, feed = two_mechanisms(tf)
    return attending(tf, mechanisms, feed)


@case
def attention_wrapper_two_mechanisms_with_sizes(tf):
    mechanisms, feed = two_mechanisms(tf)
    return attending(tf, mechanisms, feed, attention_layer_size=[5, 2])


@case
def attention_wrapper_two_mechanisms_with_layers(tf):
    mechanisms, feed = two_mechanisms(tf)
    return attending(tf, tuple(mechanisms), feed, output_attention=False, attention_layer=[
        tf.layers.Dense(3, name="first", activation=tf.nn.relu), tf.layers.Dense(2, name="second", use_bias=False)])


@case
def attention_wrapper_two_mechanisms_with_history(tf):
    mechanisms, feed = two_mechanisms(tf)
    return stepped_with(tf, mechanisms, feed, attention_layer_size=(5, 2), alignment_history=True)


@case
def attention_wrapper_two_of_a_kind(tf):
    memory, feed = memory_of(tf)
    attention = tf.contrib.seq2seq
    return attending(tf, [attention.BahdanauAttention(3, memory), attention.BahdanauAttention(4, memory, normalize=True)], feed,
                     attention_layer_size=[2, 2])


@case
def attention_wrapper_list_of_one(tf):
    return stepped_with(tf, [luong(tf)], {}, attention_layer_size=[4], alignment_history=True)


@case
def attention_wrapper_history(tf):
    memory, feed = memory_of(tf, static=[None, None, MEMORY_DEPTH])
    return stepped_with(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory), feed, alignment_history=True)


@case
def attention_wrapper_history_in_a_loop(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), alignment_history=True)
    inputs = tf.constant(values("inputs", [BATCH, STEPS, DEPTH]))
    _, _, state = tf.while_loop(
        lambda step, *_: step < STEPS,
        lambda step, _, state: (step + 1,) + wrapper(inputs[:, step], state),
        (0, tf.zeros([BATCH, MEMORY_DEPTH]), wrapper.zero_state(BATCH, tf.float32)))
    named = parts_of(tf, state)
    return Model(outputs=named, loss=tf.reduce_sum(named["alignment_history_0"] ** 2))


@case
def attention_wrapper_history_in_dynamic_rnn(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), alignment_history=True)
    inputs = tf.constant(values("inputs", [BATCH, STEPS, DEPTH]))
    _, state = tf.nn.dynamic_rnn(wrapper, inputs, LENGTHS, dtype=tf.float32)
    return Model(outputs=parts_of(tf, state))


@case
def attention_wrapper_around_a_keras_cell(tf):
    return stepped_with(tf, luong(tf), {}, cell=tf.keras.layers.LSTMCell(UNITS), attention_layer=tf.keras.layers.Dense(5))


@case
def attention_wrapper_within_wrappers(tf):
    cells = tf.nn.rnn_cell
    wrapper = tf.contrib.seq2seq.AttentionWrapper(cells.GRUCell(DEPTH), tf.contrib.seq2seq.BahdanauAttention(
        7, tf.constant(values("memory", [BATCH, MEMORY_TIME, MEMORY_DEPTH]))), output_attention=False)
    return unrolled(tf, cells.DropoutWrapper(cells.ResidualWrapper(wrapper), output_keep_prob=1.0), {})


@case
def attention_wrapper_of_a_cell_with_shapes_as_sizes(tf):
    class Minimal(tf.contrib.rnn.RNNCell):
        state_size = output_size = property(lambda self: tf.TensorShape([UNITS]))

        def call(self, inputs, state):
            return inputs[:, :1] * state, state + 1

    return stepped_with(tf, luong(tf), {}, cell=Minimal(), attention_layer_size=5)


@case
def attention_wrapper_called_with_a_scope(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf, scale=True), attention_layer_size=5)
    output, _ = wrapper(tf.constant(values("inputs", [BATCH, DEPTH])), wrapper.zero_state(BATCH, tf.float32), scope="mine")
    return Model(outputs={"output": output})


@case
def attention_wrapper_regularized(tf):
    with tf.variable_scope("decoder", regularizer=lambda variable: tf.reduce_sum(variable ** 2)):
        output, _ = called(tf, attention_layer_size=5)
    losses = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    return Model(outputs={"output": output, "count": tf.constant(len(losses)), "losses": tf.add_n(losses)})


@case
def attention_wrapper_variables_it_knows(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(UNITS), tf.contrib.seq2seq.BahdanauAttention(7, tf.zeros([BATCH, 3, 2])), attention_layer_size=5)
    wrapper(tf.zeros([BATCH, DEPTH]), wrapper.zero_state(BATCH, tf.float32))
    everything = [variable.op.name for variable in tf.global_variables()]
    return Model(outputs={
        "trainable": tf.constant([everything.index(variable.op.name) for variable in wrapper.trainable_variables]),
        "weights": tf.constant([everything.index(variable.op.name) for variable in wrapper.weights])})


@case
def attention_wrapper_initial_cell_state_of_numpy(tf):
    return stepped_with(tf, luong(tf), {}, initial_cell_state=values("cell state", [BATCH, UNITS]))


@mistake
def attention_wrapper_with_a_missing_layer(tf):
    tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(UNITS), [luong(tf)] * 2, attention_layer=[tf.layers.Dense(2), None])


@mistake
def attention_wrapper_zero_state_of_a_long_batch(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf)).zero_state(np.int64(BATCH), tf.float32)


@case
def attention_wrapper_over_stacked_lstms(tf):
    memory, feed = memory_of(tf)
    cells = tf.nn.rnn_cell
    cell = cells.MultiRNNCell([cells.BasicLSTMCell(5), cells.DropoutWrapper(cells.LSTMCell(UNITS, num_proj=3), output_keep_prob=1.0)])
    return attending(tf, tf.contrib.seq2seq.LuongAttention(3, memory), feed, cell=cell, attention_layer_size=5)


@case
def attention_wrapper_at_the_bottom_of_a_stack(tf):
    memory, feed = memory_of(tf)
    cells = tf.nn.rnn_cell
    bottom = tf.contrib.seq2seq.AttentionWrapper(
        cells.BasicLSTMCell(UNITS), tf.contrib.seq2seq.BahdanauAttention(7, memory), output_attention=False, name="attention")
    return unrolled(tf, cells.MultiRNNCell([bottom, cells.GRUCell(3)]), feed)


@case
def attention_wrapper_around_a_wrapper(tf):
    inner = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), output_attention=False)
    memory, feed = memory_of(tf, "other memory")
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(3, memory), feed, cell=inner)


@case
def attention_wrapper_of_a_cell_of_ones_own(tf):
    class Minimal(tf.contrib.rnn.RNNCell):
        state_size = property(lambda self: (3, UNITS))
        output_size = property(lambda self: UNITS)

        def call(self, inputs, state):
            count, memory = state
            kernel = tf.get_variable("kernel", [inputs.shape.as_list()[1] + UNITS, UNITS])
            memory = tf.tanh(tf.matmul(tf.concat([inputs, memory], 1), kernel))
            return memory, (count + 1, memory)

    return attending(tf, luong(tf), {}, cell=Minimal())


@case
def attention_wrapper_named_in_a_scope(tf):
    with tf.variable_scope("decoder"):
        wrapper = tf.contrib.seq2seq.AttentionWrapper(
            tf.nn.rnn_cell.GRUCell(UNITS), luong(tf, scale=True), attention_layer_size=3, name="mine")
    return unrolled(tf, wrapper, {}, scope="unrolled")


@case
def attention_wrapper_made_outside_run_inside(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), attention_layer_size=3)
    with tf.variable_scope("decoder", initializer=tf.ones_initializer()):
        return unrolled(tf, wrapper, {}, scope="decoder")


@case
def attention_wrapper_time_major(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), attention_layer_size=3)
    inputs = tf.constant(values("inputs", [STEPS, BATCH, DEPTH]))
    outputs, state = tf.nn.dynamic_rnn(wrapper, inputs, sequence_length=[4, 1, 2], dtype=tf.float32, time_major=True)
    return measured(tf, tf.transpose(outputs, [1, 0, 2]), state, {})


@case
def attention_wrapper_static_rnn(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), attention_layer_size=3)
    inputs = [tf.constant(values("step %d" % step, [BATCH, DEPTH])) for step in range(STEPS)]
    outputs, state = tf.nn.static_rnn(wrapper, inputs, dtype=tf.float32)
    return measured(tf, tf.stack(outputs, 1), state, {})


@case
def attention_wrapper_training_and_inference_share(tf):
    """The decoder is built twice, the second time with reuse and a batch tiled for two beams."""
    def decode(memory, lengths, batch, inputs, reuse):
        with tf.variable_scope("decoder", reuse=reuse):
            mechanism = tf.contrib.seq2seq.BahdanauAttention(7, memory, lengths, normalize=True)
            wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.BasicLSTMCell(UNITS), mechanism, attention_layer_size=5)
            return wrapper(inputs, wrapper.zero_state(batch, tf.float32))[0]

    memory, feed = memory_of(tf)
    inputs = tf.constant(values("inputs", [BATCH, DEPTH]))
    training = decode(memory, MEMORY_LENGTHS, BATCH, inputs, None)
    inference = decode(tf.tile(memory, [2, 1, 1]), MEMORY_LENGTHS * 2, 2 * BATCH, tf.tile(inputs, [2, 1]), True)
    return Model(feed=feed, outputs={"training": training, "inference": inference}, loss=tf.reduce_sum(training ** 2))


@case
def attention_wrapper_reused_automatically(tf):
    mechanism = luong(tf, scale=True)
    outputs = {}
    for name in ("first", "second"):
        with tf.variable_scope("decoder", reuse=tf.AUTO_REUSE):
            wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), mechanism, attention_layer_size=3)
            outputs[name] = wrapper(tf.constant(values("inputs", [BATCH, DEPTH])), wrapper.zero_state(BATCH, tf.float32))[0]
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["second"] ** 2))


@mistake
def attention_wrapper_two_in_one_scope(tf):
    for _ in range(2):
        called(tf)


@case
def attention_wrapper_two_in_two_scopes(tf):
    outputs = {}
    for name in ("left", "right"):
        with tf.variable_scope(name):
            outputs[name] = called(tf, attention_layer_size=3)[0]
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["left"] * outputs["right"]))


@case
def attention_wrapper_clone_with_the_encoders_state(tf):
    inputs = tf.placeholder(tf.float32, [None, None, DEPTH])
    lengths = tf.placeholder(tf.int32, [None])
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(UNITS), inputs, lengths, dtype=tf.float32)
    batch = tf.shape(inputs)[0]
    with tf.variable_scope("decoder"):
        wrapper = tf.contrib.seq2seq.AttentionWrapper(
            tf.nn.rnn_cell.BasicLSTMCell(UNITS), tf.contrib.seq2seq.BahdanauAttention(7, encoder_outputs, lengths),
            attention_layer_size=5)
        first = wrapper.zero_state(batch, tf.float32).clone(cell_state=encoder_state)
        outputs, state = tf.nn.dynamic_rnn(wrapper, inputs, initial_state=first, dtype=tf.float32)
    named = parts_of(tf, state)
    named.update(("first_" + name, part) for name, part in parts_of(tf, first).items())
    named["outputs"] = outputs
    return Model(feed={inputs: values("inputs", [BATCH, STEPS, DEPTH]), lengths: [4, 1, 2]}, outputs=named,
                 loss=tf.reduce_sum(outputs ** 2))


@case
def attention_wrapper_clone_of_known_shape(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf))
    cell_state = tf.constant(values("cell state", [BATCH, UNITS]))
    state = wrapper.zero_state(BATCH, tf.float32).clone(cell_state=cell_state, time=tf.constant(2))
    return stepped(tf, wrapper, state)


@case
def attention_wrapper_clone_gives_a_static_shape(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf))
    unknown = tf.placeholder_with_default(values("cell state", [BATCH, UNITS]), None)
    return Model(outputs={"cell_state": wrapper.zero_state(BATCH, tf.float32).clone(cell_state=unknown).cell_state})


@case
def attention_wrapper_clone_of_numpy(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf))
    state = wrapper.zero_state(BATCH, tf.float32).clone(cell_state=values("cell state", [BATCH, UNITS]))
    return stepped(tf, wrapper, state)


@case
def attention_wrapper_initial_cell_state(tf):
    cell_state = tf.nn.rnn_cell.LSTMStateTuple(*(tf.constant(values(name, [BATCH, UNITS])) for name in "ch"))
    return stepped_with(tf, luong(tf), {}, cell=tf.nn.rnn_cell.BasicLSTMCell(UNITS), initial_cell_state=cell_state)


@case
def attention_wrapper_initial_cell_state_of_unknown_batch(tf):
    memory, feed = memory_of(tf, static=[None, MEMORY_TIME, MEMORY_DEPTH])
    cell_state = tf.placeholder(tf.float32, [None, UNITS])
    feed[cell_state] = values("cell state", [BATCH, UNITS])
    return attending(tf, tf.contrib.seq2seq.LuongAttention(UNITS, memory), feed, initial_cell_state=cell_state)


@case
def attention_wrapper_zero_state(tf):
    batch = tf.placeholder(tf.int32, [])
    memory, feed = memory_of(tf, static=[None, None, MEMORY_DEPTH])
    feed[batch] = BATCH
    attention = tf.contrib.seq2seq
    wrapper = attention.AttentionWrapper(
        tf.nn.rnn_cell.BasicLSTMCell(UNITS), [attention.LuongMonotonicAttention(UNITS, memory), attention.LuongAttention(UNITS, memory)],
        attention_layer_size=[3, 4])
    named = parts_of(tf, wrapper.zero_state(batch, tf.float32))
    named.update(("double_" + name, part) for name, part in parts_of(tf, wrapper.zero_state(BATCH, tf.float64)).items())
    return Model(feed=feed, outputs=named)


@case
def attention_wrapper_sizes(tf):
    attention = tf.contrib.seq2seq
    mechanisms = [luong(tf), luong(tf)]
    lstm = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
    wrappers = {
        "plain": attention.AttentionWrapper(lstm, mechanisms[0]),
        "sized": attention.AttentionWrapper(lstm, mechanisms[0], attention_layer_size=9, alignment_history=True),
        "two": attention.AttentionWrapper(lstm, mechanisms, attention_layer_size=[2, 3], alignment_history=True),
        "two_plain": attention.AttentionWrapper(lstm, mechanisms, output_attention=False)}
    sizes = {}
    for name, wrapper in wrappers.items():
        sizes[name + "_output"] = tf.constant(wrapper.output_size)
        sizes[name + "_state"] = tf.constant([size for size in flat_sizes(wrapper.state_size) if isinstance(size, int)])
    return Model(outputs=sizes)


def flat_sizes(sizes):
    return [size for item in sizes for size in flat_sizes(item)] if isinstance(sizes, tuple) else [sizes]


@case
def attention_wrapper_of_unknown_memory_time_in_states(tf):
    memory, feed = memory_of(tf, static=[BATCH, None, MEMORY_DEPTH])
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), tf.contrib.seq2seq.LuongAttention(UNITS, memory))
    inputs = tf.placeholder(tf.float32, [None, DEPTH])
    feed[inputs] = values("inputs", [BATCH, DEPTH])
    output, state = wrapper(inputs, wrapper.zero_state(tf.shape(inputs)[0], tf.float32))
    named = parts_of(tf, state)
    named["output"] = output
    return Model(feed=feed, outputs=named)


@case
def attention_wrapper_subclassed(tf):
    """Programs override `call` and use what the base class keeps."""
    from tests.parity.cases.alignments import private
    module = private(tf)

    class Mine(tf.contrib.seq2seq.AttentionWrapper):
        def call(self, inputs, state):
            cell_output, cell_state = self._cell(self._cell_input_fn(inputs, state.attention), state.cell_state)
            batch = cell_output.shape.as_list()[0]
            with tf.control_dependencies(self._batch_size_checks(batch, "the batches differ")):
                cell_output = tf.identity(cell_output)
            results = [module._compute_attention(
                mechanism, cell_output, state.attention_state[number], self._attention_layers[number] if self._attention_layers else None)
                for number, mechanism in enumerate(self._attention_mechanisms)]
            attention = tf.concat([result[0] for result in results], 1)
            return cell_output + 1, module.AttentionWrapperState(
                time=state.time + 1, cell_state=cell_state, attention=attention, alignment_history=state.alignment_history,
                attention_state=self._item_or_tuple([result[2] for result in results]),
                alignments=self._item_or_tuple([result[1] for result in results]))

    mechanisms, feed = two_mechanisms(tf)
    wrapper = Mine(tf.nn.rnn_cell.GRUCell(UNITS), mechanisms, attention_layer_size=[5, 2], output_attention=False)
    return stepped(tf, wrapper, wrapper.zero_state(BATCH, tf.float32), feed)


@case
def attention_wrapper_trained(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), attention_layer_size=3)
    model = unrolled(tf, wrapper, {})
    with tf.variable_scope("no_slots"):
        train = tf.train.GradientDescentOptimizer(0.1).minimize(model.loss)
    return model._replace(train=train, steps=4)


def called(tf, state_of=None, **options):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf), **options)
    state = wrapper.zero_state(BATCH, tf.float32)
    return wrapper(tf.zeros([BATCH, DEPTH]), state_of(state) if state_of else state)


@mistake
def attention_wrapper_called_with_a_tensor_for_its_state(tf):
    called(tf, lambda state: state.cell_state)


@mistake
def attention_wrapper_called_with_an_lstm_state(tf):
    called(tf, lambda state: tf.nn.rnn_cell.LSTMStateTuple(state.cell_state, state.cell_state))


@mistake
def attention_wrapper_unrolled_from_the_encoders_state(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf))
    unrolled(tf, wrapper, {}, initial_state=tf.zeros([BATCH, UNITS]))


@mistake
def attention_wrapper_of_no_cell(tf):
    tf.contrib.seq2seq.AttentionWrapper(5, luong(tf))


@mistake
def attention_wrapper_of_no_mechanism(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), tf.zeros([BATCH, 3, 2]))


@mistake
def attention_wrapper_of_a_list_with_no_mechanism(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), [luong(tf), None])


@mistake
def attention_wrapper_of_the_mechanisms_class(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), tf.contrib.seq2seq.LuongAttention)


@mistake
def attention_wrapper_with_a_number_as_cell_input_fn(tf):
    called(tf, cell_input_fn=3)


@mistake
def attention_wrapper_with_a_number_as_attention_fn(tf):
    called(tf, attention_fn=3)


@mistake
def attention_wrapper_with_layer_and_size(tf):
    called(tf, attention_layer_size=3, attention_layer=tf.layers.Dense(3))


@mistake
def attention_wrapper_with_a_layer_of_unknown_depth(tf):
    called(tf, attention_layer=lambda tensor: tensor)


@mistake
def attention_wrapper_with_two_sizes_for_one(tf):
    called(tf, attention_layer_size=[3, 3])


@mistake
def attention_wrapper_with_one_layer_for_two(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), [luong(tf)] * 2, attention_layer=tf.layers.Dense(3))


@mistake
def attention_wrapper_with_one_size_for_two(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), [luong(tf)] * 2, attention_layer_size=3)


@mistake
def attention_wrapper_with_a_missing_size(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), [luong(tf)] * 2, attention_layer_size=[3, None])


@mistake
def attention_wrapper_with_luong_of_another_depth(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS + 1), luong(tf))
    wrapper(tf.zeros([BATCH, DEPTH]), wrapper.zero_state(BATCH, tf.float32))


@mistake
def attention_wrapper_initial_cell_state_of_another_batch(tf):
    called(tf, initial_cell_state=tf.zeros([2 * BATCH, UNITS]))


@mistake
def attention_wrapper_zero_state_of_another_batch(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf)).zero_state(2 * BATCH, tf.float32)


@mistake
def attention_wrapper_zero_state_of_another_batch_at_run_time(tf):
    batch = tf.placeholder(tf.int32, [])
    state = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf)).zero_state(batch, tf.float32)
    with tf.Session() as sess:
        sess.run(state.cell_state, {batch: BATCH + 1})


@mistake
def attention_wrapper_called_with_a_cell_state_of_another_batch(tf):
    called(tf, lambda state: state._replace(cell_state=tf.zeros([2 * BATCH, UNITS]), attention=tf.zeros([2 * BATCH, MEMORY_DEPTH])),
           cell_input_fn=lambda inputs, attention: tf.concat([inputs, inputs], 0))


@mistake
def attention_wrapper_called_with_inputs_of_another_batch(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf))
    wrapper(tf.zeros([2 * BATCH, DEPTH]), wrapper.zero_state(BATCH, tf.float32))


@mistake
def attention_wrapper_called_with_another_batch_at_run_time(tf):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf))
    inputs, batch = tf.placeholder(tf.float32, [None, DEPTH]), tf.placeholder(tf.int32, [])
    state = wrapper.zero_state(batch, tf.float32)._replace(cell_state=tf.zeros(tf.stack([batch, UNITS])))
    output, _ = wrapper(inputs, state)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(output, {inputs: np.zeros([2, DEPTH]), batch: 2})


def cloned(tf, cell_state, cell=None):
    wrapper = tf.contrib.seq2seq.AttentionWrapper(cell or tf.nn.rnn_cell.GRUCell(UNITS), luong(tf))
    return wrapper.zero_state(BATCH, tf.float32).clone(cell_state=cell_state)


@mistake
def attention_wrapper_clone_of_another_depth(tf):
    cloned(tf, tf.zeros([BATCH, UNITS + 1]))


@mistake
def attention_wrapper_clone_of_another_rank(tf):
    cloned(tf, tf.zeros([BATCH, 5, UNITS]))


@mistake
def attention_wrapper_clone_of_a_tensor_for_a_tuple(tf):
    cloned(tf, tf.zeros([BATCH, UNITS]), tf.nn.rnn_cell.BasicLSTMCell(UNITS))


@mistake
def attention_wrapper_clone_of_a_tuple_for_a_tensor(tf):
    cloned(tf, tf.nn.rnn_cell.BasicLSTMCell(UNITS).zero_state(BATCH, tf.float32))


@mistake
def attention_wrapper_clone_of_a_plain_tuple_for_an_lstm_state(tf):
    cloned(tf, (tf.zeros([BATCH, UNITS]), tf.zeros([BATCH, UNITS])), tf.nn.rnn_cell.BasicLSTMCell(UNITS))


@mistake
def attention_wrapper_clone_of_a_list_for_a_tuple(tf):
    cells = tf.nn.rnn_cell
    cloned(tf, [tf.zeros([BATCH, UNITS])] * 2, cells.MultiRNNCell([cells.GRUCell(UNITS), cells.GRUCell(UNITS)]))


@mistake
def attention_wrapper_clone_of_more_layers(tf):
    cells = tf.nn.rnn_cell
    cloned(tf, (tf.zeros([BATCH, UNITS]),) * 3, cells.MultiRNNCell([cells.GRUCell(UNITS), cells.GRUCell(UNITS)]))


@mistake
def attention_wrapper_clone_of_an_unknown_field(tf):
    tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), luong(tf)).zero_state(BATCH, tf.float32).clone(state=3)


@mistake
def attention_wrapper_clone_of_another_shape_at_run_time(tf):
    unknown = tf.placeholder(tf.float32, [None, UNITS])
    with tf.Session() as sess:
        sess.run(cloned(tf, unknown).cell_state, {unknown: np.zeros([BATCH + 1, UNITS])})
