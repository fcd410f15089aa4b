"""tf.contrib.rnn: HighwayWrapper, CompiledWrapper, and the values with which variables start."""

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import BATCH, DEPTH, flat, unrolled


@case
def contrib_rnn_highway(tf):
    return unrolled(tf, tf.contrib.rnn.HighwayWrapper(tf.contrib.rnn.GRUCell(DEPTH)))


@case
def contrib_rnn_highway_own_gates(tf):
    return unrolled(tf, tf.contrib.rnn.HighwayWrapper(
        tf.contrib.rnn.BasicLSTMCell(DEPTH), couple_carry_transform_gates=False, carry_bias_init=0.5), scope="road")


@case
def contrib_rnn_highway_layers(tf):
    cells = tf.contrib.rnn
    return unrolled(tf, cells.MultiRNNCell([cells.HighwayWrapper(cells.GRUCell(DEPTH)) for _ in range(2)]))


@case
def contrib_rnn_highway_with_scope(tf):
    cell = tf.contrib.rnn.HighwayWrapper(tf.contrib.rnn.GRUCell(DEPTH))
    output, state = cell(tf.constant(values("inputs", [BATCH, DEPTH])), cell.zero_state(BATCH, tf.float32), scope="mine")
    return Model(outputs={"output": output, "state": state}, loss=tf.reduce_sum(output))


@mistake
def contrib_rnn_highway_of_another_depth(tf):
    return unrolled(tf, tf.contrib.rnn.HighwayWrapper(tf.contrib.rnn.GRUCell(DEPTH + 1)))


@case
def contrib_rnn_compiled(tf):
    return unrolled(tf, tf.contrib.rnn.CompiledWrapper(tf.contrib.rnn.BasicLSTMCell(5)))


@case
def contrib_rnn_compiled_stateful_step(tf):
    cell = tf.contrib.rnn.CompiledWrapper(tf.contrib.rnn.GRUCell(5), compile_stateful=True)
    output, state = cell(tf.constant(values("inputs", [BATCH, DEPTH])), cell.zero_state(BATCH, tf.float32))
    return Model(outputs={"output": output, "state": state}, loss=tf.reduce_sum(output))


def starting_at(name, make, parts, inputs=None):
    """A case that compares what the variables of a cell start with, where that is not random."""
    def build(tf):
        cell = make(tf.contrib.rnn, tf)
        given = inputs(tf) if inputs else tf.zeros([BATCH, DEPTH])
        cell(given, cell.zero_state(BATCH, tf.float32))
        starts = {v.op.name: v.initial_value for v in tf.global_variables() if v.op.name.rsplit("/", 1)[-1] in parts}
        return Model(outputs=starts)

    build.__name__ = "contrib_rnn_start_" + name
    return case(build)


def fixed(tf):
    return tf.constant_initializer(0.3)


starting_at("layer_norm", lambda rnn, tf: rnn.LayerNormBasicLSTMCell(5, norm_gain=2.0, norm_shift=0.3), ("gamma", "beta"))
starting_at("coupled", lambda rnn, tf: rnn.CoupledInputForgetGateLSTMCell(5, layer_norm=True, norm_gain=2.0, norm_shift=0.3),
            ("B", "gamma", "beta"))
starting_at("ugrnn", lambda rnn, tf: rnn.UGRNNCell(5, initializer=fixed(tf)), ("kernel", "bias"))
starting_at("intersection", lambda rnn, tf: rnn.IntersectionRNNCell(5, num_in_proj=5, initializer=fixed(tf)), ("kernel", "bias"))
starting_at("group_lstm", lambda rnn, tf: rnn.GLSTMCell(6, initializer=fixed(tf), number_of_groups=2),
            ("kernel", "bias_i", "bias_j", "bias_f", "bias_o"))
starting_at("nas", lambda rnn, tf: rnn.NASCell(5, use_bias=True), ("bias",))
starting_at("sru", lambda rnn, tf: rnn.SRUCell(5), ("bias",))
starting_at("ind_rnn", lambda rnn, tf: rnn.IndRNNCell(5), ("bias",))
starting_at("indy_gru", lambda rnn, tf: rnn.IndyGRUCell(5, kernel_initializer=fixed(tf)), ("bias", "kernel", "kernel_w"))
starting_at("indy_gru_biases", lambda rnn, tf: rnn.IndyGRUCell(5, bias_initializer=fixed(tf)), ("bias",))
starting_at("indy_lstm", lambda rnn, tf: rnn.IndyLSTMCell(5, kernel_initializer=fixed(tf), bias_initializer=fixed(tf)), ("bias", "kernel_w"))
starting_at("lstm_block", lambda rnn, tf: rnn.LSTMBlockCell(5), ("bias",))
starting_at("gru_block", lambda rnn, tf: rnn.GRUBlockCell(5), ("b_ru", "b_c"))
starting_at("gru_block_v2", lambda rnn, tf: rnn.GRUBlockCellV2(5), ("bias",))
starting_at("attention_cell", lambda rnn, tf: rnn.AttentionCellWrapper(rnn.GRUCell(5), 2), ("bias",))
starting_at("highway", lambda rnn, tf: rnn.HighwayWrapper(rnn.GRUCell(DEPTH), False, 2.0), ("carry_b", "transform_b"))
starting_at("phased_lstm", lambda rnn, tf: rnn.PhasedLSTMCell(5, ratio_on=0.25), ("bias", "ratio_on"),
            lambda tf: (tf.zeros([BATCH, 1]), tf.zeros([BATCH, DEPTH])))
starting_at("conv_lstm", lambda rnn, tf: rnn.Conv1DLSTMCell(input_shape=[6, 2], output_channels=3, kernel_shape=[3]), ("biases",),
            lambda tf: tf.zeros([BATCH, 6, 2]))
starting_at("time_freq", lambda rnn, tf: rnn.TimeFreqLSTMCell(5, feature_size=DEPTH), ("B",))
starting_at("grid_lstm", lambda rnn, tf: rnn.GridLSTMCell(5, feature_size=DEPTH, frequency_skip=1, num_frequency_blocks=[1]),
            ("B_f_0", "B_t_0"))


@case
def contrib_rnn_start_in_a_scope_with_initializer(tf):
    """Which variables take the scope's initialiser, and which keep their own."""
    rnn = tf.contrib.rnn
    with tf.variable_scope("all", initializer=fixed(tf)):
        inputs = tf.constant(values("inputs", [BATCH, DEPTH]))
        for cell in (rnn.LayerNormBasicLSTMCell(3, layer_norm=False), rnn.CoupledInputForgetGateLSTMCell(3, use_peepholes=True, num_proj=2),
                     rnn.UGRNNCell(3), rnn.NASCell(3), rnn.SRUCell(3), rnn.IndyGRUCell(3), rnn.LSTMBlockCell(3, use_peephole=True),
                     rnn.GRUBlockCellV2(3), rnn.AttentionCellWrapper(rnn.GRUCell(3), 2), rnn.HighwayWrapper(rnn.BasicRNNCell(DEPTH))):
            cell(inputs, cell.zero_state(BATCH, tf.float32))
    return Model(outputs={v.op.name: v.initial_value for v in tf.global_variables() if not v.op.name.endswith("kernel_u")})


@case
def contrib_rnn_zero_states(tf):
    rnn = tf.contrib.rnn
    batch = tf.placeholder(tf.int32, [])
    cells = [rnn.AttentionCellWrapper(rnn.BasicLSTMCell(3), 2), rnn.NASCell(4, num_proj=2), rnn.HighwayWrapper(rnn.GRUCell(3)),
             rnn.CompiledWrapper(rnn.GRUCell(3)), rnn.Conv2DLSTMCell(input_shape=[2, 3, 1], output_channels=2, kernel_shape=[2, 2]),
             rnn.GridLSTMCell(2, feature_size=2, frequency_skip=1, num_frequency_blocks=[2])]
    parts = flat([cell.zero_state(batch, tf.float32) for cell in cells])
    return Model(feed={batch: 2}, outputs={"part_%d" % i: part for i, part in enumerate(parts)})
