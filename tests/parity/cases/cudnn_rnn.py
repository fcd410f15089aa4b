"""tf.contrib.cudnn_rnn.

TF 1.15's layers compute on a GPU alone, but build their graphs anywhere: what they say of themselves, their
checkpoints' names and the conversions of their weights are compared here. The conversions start and end at the
operations that read and write cuDNN's buffer; `brought` takes the graph over without them.
"""

import json

import numpy as np

from tests.parity.casebook import Model, case, mistake, values

BATCH, TIME, DEPTH, UNITS = 3, 4, 5, 2
LENGTHS = [4, 0, 2]


# The compatible cells


def unrolled(tf, cell, dtype="float32", depth=DEPTH, time=TIME, batch=None, **kwargs):
    inputs = tf.placeholder(dtype, [batch, time, depth])
    lengths = tf.placeholder(tf.int32, [None])
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, sequence_length=lengths, dtype=dtype, **kwargs)
    feed = {inputs: values("inputs", [BATCH, TIME, depth]), lengths: LENGTHS}
    return model(tf, outputs, state, feed)


def model(tf, outputs, state, feed):
    named = {"outputs": outputs}
    named.update(("state_%d" % i, part) for i, part in enumerate(flat(state)))
    weights = tf.constant(values("weights", [BATCH, TIME, outputs.shape.as_list()[-1]]), outputs.dtype)
    loss = tf.reduce_sum(weights * outputs) + tf.add_n([tf.reduce_sum(part ** 2) for part in flat(state)])
    return Model(feed=feed, outputs=named, loss=loss)


def flat(state):
    return [part for item in state for part in flat(item)] if isinstance(state, (tuple, list)) else [state]


def lstm(tf):
    return tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell(UNITS)


def gru(tf):
    return tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell(UNITS)


@case
def cudnn_compatible_lstm_cell(tf):
    return unrolled(tf, lstm(tf))


@case
def cudnn_compatible_lstm_cell_layers(tf):
    return unrolled(tf, tf.nn.rnn_cell.MultiRNNCell([lstm(tf), lstm(tf)]), time=None, scope="cudnn_lstm/rnn")


@case
def cudnn_compatible_gru_cell(tf):
    return unrolled(tf, gru(tf))


@case
def cudnn_compatible_gru_cell_layers(tf):
    return unrolled(tf, tf.nn.rnn_cell.MultiRNNCell([gru(tf), gru(tf)]), batch=BATCH, scope="cudnn_gru/rnn")


@case
def cudnn_compatible_gru_cell_float64(tf):
    return unrolled(tf, gru(tf), dtype="float64")


@case
def cudnn_compatible_gru_cell_trained(tf):
    built = unrolled(tf, gru(tf))
    return built._replace(train=tf.train.AdamOptimizer(0.1).minimize(built.loss), steps=4)


@case
def cudnn_compatible_lstm_cell_trained(tf):
    built = unrolled(tf, lstm(tf))
    return built._replace(train=tf.train.AdamOptimizer(0.1).minimize(built.loss), steps=4)


@case
def cudnn_compatible_cells_in_two_directions(tf):
    inputs, lengths = tf.placeholder(tf.float32, [None, TIME, DEPTH]), tf.placeholder(tf.int32, [None])
    with tf.variable_scope("cudnn_lstm"):
        outputs, forward, backward = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
            [lstm(tf), lstm(tf)], [lstm(tf), lstm(tf)], inputs, sequence_length=lengths, dtype=tf.float32)
    return model(tf, outputs, [forward, backward], {inputs: values("inputs", [BATCH, TIME, DEPTH]), lengths: LENGTHS})


@case
def cudnn_compatible_gru_cells_in_two_directions(tf):
    inputs = tf.placeholder(tf.float32, [None, None, DEPTH])
    with tf.variable_scope("cudnn_gru"):
        outputs, forward, backward = tf.contrib.rnn.stack_bidirectional_dynamic_rnn([gru(tf)], [gru(tf)], inputs, dtype=tf.float32)
    return model(tf, outputs, [forward, backward], {inputs: values("inputs", [BATCH, TIME, DEPTH])})


@case
def cudnn_compatible_cells_step_by_step(tf):
    steps = [tf.constant(values("step %d" % i, [BATCH, DEPTH])) for i in range(2)]
    lstm_outputs, lstm_state = tf.nn.static_rnn(lstm(tf), steps, dtype=tf.float32, scope="lstm")
    gru_outputs, gru_state = tf.nn.static_rnn(gru(tf), steps, dtype=tf.float32, scope="gru")
    outputs = {"lstm": lstm_outputs[1], "c": lstm_state.c, "gru": gru_outputs[1], "gru_state": gru_state}
    return Model(outputs=outputs, loss=tf.add_n([tf.reduce_sum(part * part) for part in outputs.values()]))


@case
def cudnn_compatible_cells_initial_values(tf):
    c = tf.contrib.cudnn_rnn
    c.CudnnCompatibleGRUCell(UNITS, kernel_initializer=tf.constant_initializer(2.0))(tf.zeros([BATCH, DEPTH]), tf.zeros([BATCH, UNITS]))
    cell = c.CudnnCompatibleLSTMCell(UNITS)
    with tf.variable_scope("lstm", initializer=tf.constant_initializer(3.0)):
        cell(tf.zeros([BATCH, DEPTH]), cell.zero_state(BATCH, tf.float32))
    return Model(outputs={v.op.name: v.initial_value for v in tf.global_variables()})


@case
def cudnn_compatible_cells_say(tf):
    def describe():
        cells = [lstm(tf), gru(tf)]
        return [[list(flat(cell.state_size)), cell.output_size, cell.name] for cell in cells]
    return said(tf, describe)


@mistake
def cudnn_compatible_lstm_cell_float64(tf):
    unrolled(tf, lstm(tf), dtype="float64")


@mistake
def cudnn_compatible_lstm_cell_of_unknown_depth(tf):
    lstm(tf)(tf.placeholder(tf.float32, [BATCH, None]), (tf.zeros([BATCH, UNITS]), tf.zeros([BATCH, UNITS])))


@mistake
def cudnn_compatible_lstm_cell_of_one_state(tf):
    lstm(tf)(tf.zeros([BATCH, DEPTH]), tf.zeros([BATCH, 2 * UNITS]))


@mistake
def cudnn_compatible_lstm_cell_of_rank_three(tf):
    lstm(tf)(tf.zeros([BATCH, TIME, DEPTH]), (tf.zeros([BATCH, UNITS]), tf.zeros([BATCH, UNITS])))


@mistake
def cudnn_compatible_gru_cell_of_unknown_depth(tf):
    gru(tf)(tf.placeholder(tf.float32, [BATCH, None]), tf.zeros([BATCH, UNITS]))


@mistake
def cudnn_compatible_gru_cell_of_rank_three(tf):
    gru(tf)(tf.zeros([BATCH, TIME, DEPTH]), tf.zeros([BATCH, UNITS]))


@mistake
def cudnn_compatible_gru_cell_of_integers(tf):
    gru(tf)(tf.zeros([BATCH, DEPTH], tf.int32), tf.zeros([BATCH, UNITS]))


@mistake
def cudnn_compatible_gru_cell_of_another_state(tf):
    gru(tf)(tf.zeros([BATCH, DEPTH]), tf.zeros([BATCH, UNITS + 1]))


@mistake
def cudnn_compatible_gru_cell_reusing_nothing(tf):
    tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell(UNITS, reuse=True)(tf.zeros([BATCH, DEPTH]), tf.zeros([BATCH, UNITS]))


# What the layers say


def said(tf, describe):
    """The text of what `describe()` says in a graph of its own."""
    with tf.Graph().as_default():
        text = json.dumps(describe(), sort_keys=True)
    return Model(outputs={"text": tf.constant(text)})


def layers(tf):
    c = tf.contrib.cudnn_rnn
    return [c.CudnnLSTM, c.CudnnGRU, c.CudnnRNNTanh, c.CudnnRNNRelu]


def shapes(value):
    return [shapes(item) for item in value] if isinstance(value, (tuple, list)) else [value.dtype.name, value.shape.as_list()]


def spoken(tf, layer):
    """What a layer that was called says of itself."""
    return {
        "sizes": [layer.num_layers, layer.num_units, layer.input_size, layer.num_dirs],
        "modes": [layer.rnn_mode, layer.input_mode, layer.direction], "scope": layer.scope_name,
        "state": [[int(size) for size in shape] for shape in layer.state_shape(7)],
        "weights": [[int(size) for size in shape] for shape in layer.canonical_weight_shapes], "biases": layer.canonical_bias_shapes,
        "variables": [[v.op.name, v.dtype.base_dtype.name] for v in tf.global_variables()],
        "trainable": [v.op.name for v in layer.trainable_weights],
        "saved as": [[spec.name, spec.slice_spec, spec.dtype.name] for spec in layer.saveable.specs],
        "saveable": [layer.saveable.name, type(layer.saveable).__name__, type(layer.saveable.format_converter).__name__],
        "saveables": [s.name for s in tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS)],
    }


def spoken_after(tf, make, inputs_shape=(TIME, BATCH, DEPTH), dtype="float32", scope=None, **call):
    def describe():
        with tf.variable_scope(scope or tf.get_variable_scope()):
            layer = make()
            results = layer(tf.placeholder(dtype, inputs_shape), **call)
        return dict(spoken(tf, layer), results=shapes(results))
    return said(tf, describe)


@case
def cudnn_lstm_says(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnLSTM(2, UNITS))


@case
def cudnn_lstm_in_two_directions_says(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnLSTM(2, UNITS, direction="bidirectional", name="encoder"), scope="outer")


@case
def cudnn_gru_says(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnGRU(1, UNITS, dtype=tf.float64), dtype="float64")


@case
def cudnn_gru_in_two_directions_says(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnGRU(3, UNITS, direction="bidirectional"), [None, None, DEPTH])


@case
def cudnn_rnn_tanh_says(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnRNNTanh(2, UNITS, input_mode="auto_select", dropout=0.3), training=False)


@case
def cudnn_rnn_relu_says(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnRNNRelu(2, UNITS, direction="bidirectional"), [TIME, None, DEPTH])


@case
def cudnn_lstm_half_precision_says(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnLSTM(1, UNITS, dtype=tf.float16), [None, None, DEPTH], dtype="float16")


@case
def cudnn_layers_skipping_their_input_projection_say(tf):
    return spoken_after(tf, lambda: tf.contrib.cudnn_rnn.CudnnLSTM(2, DEPTH, input_mode="skip_input"))


@case
def cudnn_layers_with_states_and_lengths_say(tf):
    def describe():
        found = []
        for make in layers(tf):
            layer = make(2, UNITS)
            states = 2 if "LSTM" in make.__name__ else 1
            initial = tuple(tf.zeros([2, BATCH, UNITS]) for _ in range(states))
            found.append(shapes(layer(tf.zeros([TIME, BATCH, DEPTH]), initial_state=initial, sequence_lengths=LENGTHS)))
            found.append(shapes(layer(tf.placeholder(tf.float32, [None, None, DEPTH]), sequence_lengths=tf.placeholder(tf.int32, [None]))))
            found.append(shapes(layer(values("x", [TIME, BATCH, DEPTH]), initial_state=initial, training=None)))
        return found, [v.op.name for v in tf.global_variables()], len(tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS))
    return said(tf, describe)


@case
def cudnn_layers_batch_major_say(tf):
    """Outputs alone: of the states TF 1.15 derives a wrong static shape."""
    def describe():
        return [shapes(make(2, UNITS, direction="bidirectional")(tf.placeholder(tf.float32, [BATCH, TIME, DEPTH]), time_major=False)[0])
                for make in layers(tf)]
    return said(tf, describe)


@case
def cudnn_layers_before_the_first_call_say(tf):
    def describe():
        return [[layer.num_layers, layer.num_units, layer.num_dirs, layer.rnn_mode, layer.saveable is None, layer.canonical_bias_shapes,
                 layer.state_shape(4), len(layer.variables)] for layer in [make(2, UNITS) for make in layers(tf)]]
    return said(tf, describe)


@case
def cudnn_layers_built_before_the_first_call_say(tf):
    def describe():
        with tf.variable_scope("main"):
            layer = tf.contrib.cudnn_rnn.CudnnLSTM(2, UNITS)
            layer.build([None, None, DEPTH])
            states = tuple(tf.placeholder(tf.float32, [None, None, UNITS]) for _ in range(2))
            results = layer(tf.placeholder(tf.float32, [None, None, DEPTH]), initial_state=states, training=False)
        return dict(spoken(tf, layer), results=shapes(results[0]))
    return said(tf, describe)


@case
def cudnn_layers_called_in_another_scope_say(tf):
    def describe():
        layer = tf.contrib.cudnn_rnn.CudnnGRU(1, UNITS)
        with tf.variable_scope("first"):
            layer(tf.placeholder(tf.float32, [None, None, DEPTH]))
        with tf.variable_scope("second"):
            results = layer(tf.placeholder(tf.float32, [None, None, DEPTH]))
        return dict(spoken(tf, layer), results=shapes(results))
    return said(tf, describe)


@case
def cudnn_layers_in_scopes_say(tf):
    def describe():
        inputs, found = tf.zeros([TIME, BATCH, DEPTH]), []
        for reuse in (None, True):
            with tf.variable_scope("shared", reuse=reuse):
                layer = tf.contrib.cudnn_rnn.CudnnGRU(1, UNITS)
                layer(inputs)
                found.append(layer.saveable is None)
        with tf.name_scope("names"):
            tf.contrib.cudnn_rnn.CudnnGRU(1, UNITS)(inputs)
        for _ in range(2):
            tf.contrib.cudnn_rnn.CudnnGRU(1, UNITS, name="mine")(inputs)
        with tf.variable_scope("regular", regularizer=tf.reduce_sum, dtype=tf.float64, initializer=tf.ones_initializer()):
            tf.contrib.cudnn_rnn.CudnnGRU(1, UNITS)(inputs)
        return found, [[v.op.name, v.dtype.base_dtype.name] for v in tf.global_variables()], [
            s.name for s in tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS)], [
            loss.dtype.name for loss in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)]
    return said(tf, describe)


@case
def cudnn_saveables_say(tf):
    def describe():
        c, found = tf.contrib.cudnn_rnn, []
        with tf.variable_scope("seen") as seen:
            pass
        for make in (c.CudnnLSTMSaveable, c.CudnnGRUSaveable, c.CudnnRNNTanhSaveable, c.CudnnRNNReluSaveable):
            for options in ({}, {"direction": "bidirectional", "scope": "mine"}, {"scope": seen, "name": "named"}):
                variable = tf.get_variable("v%d" % len(found), [opaque_size(make.__name__, options.get("direction"))])
                made = make(variable, 2, UNITS, DEPTH, **options)
                found.append([made.name, [[spec.name, spec.slice_spec, spec.dtype.name] for spec in made.specs],
                              type(made.format_converter).__name__])
        return found, len(tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS))
    return said(tf, describe)


# Where the weights go


def parts_of(name, direction=None, num_layers=2, depth=DEPTH):
    """The canonical weights and biases of a model, each from its number alone."""
    gates = 4 if "LSTM" in name else 3 if "GRU" in name else 1
    dirs = 2 if direction == "bidirectional" else 1
    wanted = []
    for layer in range(num_layers):
        for _ in range(dirs):
            wanted += [[UNITS, depth if layer == 0 else dirs * UNITS]] * gates + [[UNITS, UNITS]] * gates
    wanted += [[UNITS]] * len(wanted)
    return [values("part %d" % number, shape) for number, shape in enumerate(wanted)]


def opaque_size(name, direction=None):
    return sum(part.size for part in parts_of(name, direction))


def brought(tf, graph, wanted, opaque=None, parts=()):
    """The tensors `wanted` of `graph` in the present graph, of a model whose buffer `opaque` holds `parts`.

    TF 1.15's operations that cut the buffer into parts are left out, and the parts given in place of what they give;
    where `wanted` is one that makes a buffer, its parts are taken instead.
    """
    wanted = [part for tensor in wanted
              for part in (tensor.op.inputs[3:] if tensor.op.type == "CudnnRNNCanonicalToParams" else [tensor])]
    definition = tf.graph_util.extract_sub_graph(graph.as_graph_def(), [tensor.op.name for tensor in wanted])
    kept = [node for node in definition.node if not node.op.startswith("CudnnRNN")]
    read = {name for node in kept for name in node.input}
    given = {}
    if opaque is not None:
        given[opaque.name] = tf.constant(np.concatenate([part.ravel() for part in parts]))
    for node in definition.node:
        if node.op == "CudnnRNNParamsToCanonical":
            del given[opaque.name]
            for number, part in enumerate(parts):
                for name in (["%s:%d" % (node.name, number)] + ([node.name] if number == 0 else [])):
                    if name in read:
                        given["%s:%d" % (node.name, number)] = tf.constant(part)
    rest = tf.GraphDef(versions=definition.versions)
    rest.node.extend(kept)
    for node in rest.node:
        node.device = ""
    return tf.import_graph_def(rest, input_map=given, return_elements=[tensor.name for tensor in wanted], name="brought")


def to_cells(tf, name, direction="unidirectional"):
    with tf.Graph().as_default() as graph:
        opaque = tf.placeholder(tf.float32, [None], name="opaque")
        weights, biases = getattr(tf.contrib.cudnn_rnn, name)(2, UNITS, DEPTH, direction=direction).opaque_to_tf_canonical(opaque)
        wanted = [tf.identity(part) for part in weights + biases]
    found = brought(tf, graph, wanted, opaque, parts_of(name, direction))
    return Model(outputs={"part_%02d" % i: tf.placeholder_with_default(part, [None] * (2 if i < len(weights) else 1))
                          for i, part in enumerate(found)})


def to_buffer(tf, name, direction="unidirectional"):
    dirs = 2 if direction == "bidirectional" else 1
    weights, biases = [], []
    for layer in range(2):
        depth = DEPTH if layer == 0 else dirs * UNITS
        for _ in range(dirs):
            if "GRU" in name:
                weights += [[depth + UNITS, 2 * UNITS], [depth, UNITS], [UNITS, UNITS]]
                biases += [[2 * UNITS], [UNITS], [UNITS]]
            else:
                gates = 4 if "LSTM" in name else 1
                weights, biases = weights + [[depth + UNITS, gates * UNITS]], biases + [[gates * UNITS]]
    with tf.Graph().as_default() as graph:
        tensors = [tf.constant(values("tensor %d" % i, shape)) for i, shape in enumerate(weights + biases)]
        opaque = getattr(tf.contrib.cudnn_rnn, name)(2, UNITS, DEPTH, direction=direction).tf_canonical_to_opaque(tensors)
    found = brought(tf, graph, [opaque])
    whole = tf.concat([tf.reshape(part, [-1]) for part in found], 0)
    return Model(outputs={"opaque": tf.placeholder_with_default(whole, [None])})


@case
def cudnn_params_to_lstm_cells(tf):
    return to_cells(tf, "CudnnParamsFormatConverterLSTM")


@case
def cudnn_params_to_lstm_cells_in_two_directions(tf):
    return to_cells(tf, "CudnnParamsFormatConverterLSTM", "bidirectional")


@case
def cudnn_params_to_gru_cells(tf):
    return to_cells(tf, "CudnnParamsFormatConverterGRU")


@case
def cudnn_params_to_gru_cells_in_two_directions(tf):
    return to_cells(tf, "CudnnParamsFormatConverterGRU", "bidirectional")


@case
def cudnn_params_to_tanh_cells(tf):
    return to_cells(tf, "CudnnParamsFormatConverterTanh")


@case
def cudnn_params_to_relu_cells_in_two_directions(tf):
    return to_cells(tf, "CudnnParamsFormatConverterRelu", "bidirectional")


@case
def cudnn_params_of_lstm_cells(tf):
    return to_buffer(tf, "CudnnParamsFormatConverterLSTM")


@case
def cudnn_params_of_lstm_cells_in_two_directions(tf):
    return to_buffer(tf, "CudnnParamsFormatConverterLSTM", "bidirectional")


@case
def cudnn_params_of_gru_cells(tf):
    return to_buffer(tf, "CudnnParamsFormatConverterGRU")


@case
def cudnn_params_of_gru_cells_in_two_directions(tf):
    return to_buffer(tf, "CudnnParamsFormatConverterGRU", "bidirectional")


@case
def cudnn_params_of_tanh_cells_in_two_directions(tf):
    return to_buffer(tf, "CudnnParamsFormatConverterTanh", "bidirectional")


@case
def cudnn_params_of_relu_cells(tf):
    return to_buffer(tf, "CudnnParamsFormatConverterRelu")


def initial(tf, name, **options):
    """The initial values of a layer's buffer."""
    with tf.Graph().as_default() as graph:
        tf.set_random_seed(7)
        layer = getattr(tf.contrib.cudnn_rnn, name)(2, UNITS, **options)
        layer(tf.zeros([TIME, BATCH, DEPTH]))
        value = layer.trainable_weights[0].initial_value
    found = brought(tf, graph, [value])
    whole = tf.concat([tf.reshape(part, [-1]) for part in found], 0)
    return Model(outputs={"opaque": tf.placeholder_with_default(whole, [None])})


@case
def cudnn_lstm_initial_values(tf):
    return initial(tf, "CudnnLSTM", seed=3)


@case
def cudnn_gru_initial_values_in_two_directions(tf):
    return initial(tf, "CudnnGRU", seed=5, direction="bidirectional")


@case
def cudnn_rnn_tanh_initial_values_given(tf):
    return initial(tf, "CudnnRNNTanh", kernel_initializer=tf.truncated_normal_initializer(stddev=0.5, seed=2),
                   bias_initializer=tf.constant_initializer(0.25))


# Mistakes


def called(tf, inputs=None, name="CudnnLSTM", num_layers=2, num_units=UNITS, call=(), **options):
    layer = getattr(tf.contrib.cudnn_rnn, name)(num_layers, num_units, **options)
    return layer(tf.zeros([TIME, BATCH, DEPTH]) if inputs is None else inputs, **dict(call))


def zeros(tf, count, dtype="float32"):
    return tuple(tf.zeros([2, BATCH, UNITS], dtype) for _ in range(count))


@mistake
def cudnn_lstm_of_unknown_depth(tf):
    called(tf, tf.placeholder(tf.float32, [TIME, BATCH, None]))


@mistake
def cudnn_lstm_of_unknown_rank(tf):
    called(tf, tf.placeholder(tf.float32))


@mistake
def cudnn_lstm_of_rank_two(tf):
    called(tf, tf.zeros([TIME, DEPTH]))


@mistake
def cudnn_lstm_of_a_list(tf):
    called(tf, [tf.zeros([BATCH, DEPTH])] * TIME)


@mistake
def cudnn_lstm_of_another_dtype(tf):
    called(tf, tf.zeros([TIME, BATCH, DEPTH], tf.float64))


@mistake
def cudnn_lstm_called_with_another_depth(tf):
    layer = tf.contrib.cudnn_rnn.CudnnLSTM(1, UNITS)
    layer(tf.zeros([TIME, BATCH, DEPTH]))
    layer(tf.zeros([TIME, BATCH, DEPTH + 1]))


@mistake
def cudnn_lstm_of_integers(tf):
    called(tf, dtype=tf.int32)


@mistake
def cudnn_lstm_of_no_dtype(tf):
    called(tf, dtype=None)


@mistake
def cudnn_lstm_of_bfloat16(tf):
    called(tf, dtype=tf.bfloat16)


@mistake
def cudnn_lstm_without_layers(tf):
    called(tf, num_layers=0)


@mistake
def cudnn_lstm_of_a_fraction_of_units(tf):
    called(tf, num_units=2.0)


@mistake
def cudnn_lstm_in_an_unknown_direction(tf):
    called(tf, direction="backward")


@mistake
def cudnn_lstm_of_an_unknown_input_mode(tf):
    called(tf, input_mode="skip")


@mistake
def cudnn_lstm_with_dropout_of_a_tensor(tf):
    called(tf, dropout=tf.constant(0.5))


@mistake
def cudnn_lstm_with_training_of_a_tensor(tf):
    called(tf, call={"training": tf.placeholder(tf.bool, [])})


@mistake
def cudnn_lstm_from_a_list_of_states(tf):
    called(tf, call={"initial_state": list(zeros(tf, 2))})


@mistake
def cudnn_lstm_from_one_state(tf):
    called(tf, call={"initial_state": zeros(tf, 1)})


@mistake
def cudnn_lstm_from_a_tensor(tf):
    called(tf, call={"initial_state": zeros(tf, 1)[0]})


@mistake
def cudnn_lstm_from_states_of_another_dtype(tf):
    called(tf, call={"initial_state": zeros(tf, 2, "float64")})


@mistake
def cudnn_gru_from_two_states(tf):
    called(tf, name="CudnnGRU", call={"initial_state": zeros(tf, 2)})


@mistake
def cudnn_gru_from_a_tensor(tf):
    called(tf, name="CudnnGRU", call={"initial_state": zeros(tf, 1)[0]})


@mistake
def cudnn_lstm_with_int64_lengths(tf):
    called(tf, call={"sequence_lengths": tf.constant(LENGTHS, tf.int64)})


@mistake
def cudnn_lstm_with_float_lengths(tf):
    called(tf, call={"sequence_lengths": tf.constant([1.0, 2.0, 3.0])})


@mistake
def cudnn_lstm_input_size_before_the_first_call(tf):
    return tf.contrib.cudnn_rnn.CudnnLSTM(1, UNITS).input_size


@mistake
def cudnn_lstm_weight_shapes_before_the_first_call(tf):
    return tf.contrib.cudnn_rnn.CudnnLSTM(1, UNITS).canonical_weight_shapes


@mistake
def cudnn_params_of_no_cells(tf):
    tf.contrib.cudnn_rnn.CudnnParamsFormatConverterLSTM(2, UNITS, DEPTH).tf_canonical_to_opaque([])
