"""Models of two layers that differ in their cells alone: whose weights must give the same outputs after a conversion.

Runs under every TensorFlow, old (Python 3.6) and new.
"""

import os

import numpy as np

from tests.checkpoints import saving
from tests.parity import casebook

BATCH, TIME, DEPTH, UNITS = 2, 4, 3, 4
MORE_STEPS = 3


def _of_cells(make):
    def outputs(tf, inputs):
        cell = tf.contrib.rnn.MultiRNNCell([make(tf) for _ in range(2)])
        return tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)[0]

    return outputs


def _fused(**arguments):
    def outputs(tf, inputs):
        hidden = tf.transpose(inputs, [1, 0, 2])
        for layer in range(2):
            with tf.variable_scope("layer_%d" % layer):
                hidden, _ = tf.contrib.rnn.LSTMBlockFusedCell(UNITS, **arguments)(hidden, dtype=tf.float32)
        return tf.transpose(hidden, [1, 0, 2])

    return outputs


def _keras(name, **arguments):
    def outputs(tf, inputs):
        for _ in range(2):
            inputs = getattr(tf.keras.layers, name)(UNITS, return_sequences=True, **arguments)(inputs)
        return inputs

    return outputs


def _in_two_directions(make):
    def outputs(tf, inputs):
        lengths = [TIME] * BATCH  # which TF 1.0 cannot do without
        return tf.concat(tf.nn.bidirectional_dynamic_rnn(make(tf), make(tf), inputs, lengths, dtype=tf.float32)[0], 2)

    return outputs


def _keras_in_two_directions(tf, inputs):
    layer = tf.keras.layers.LSTM(UNITS, return_sequences=True, recurrent_activation="sigmoid")
    return tf.keras.layers.Bidirectional(layer)(inputs)


FAMILIES = {
    "lstm": {
        "basic_lstm": _of_cells(lambda tf: tf.contrib.rnn.BasicLSTMCell(UNITS)),
        "lstm": _of_cells(lambda tf: tf.contrib.rnn.LSTMCell(UNITS)),
        "block_lstm": _of_cells(lambda tf: tf.contrib.rnn.LSTMBlockCell(UNITS)),
        "fused_lstm": _fused(),
        "cudnn_lstm": _of_cells(lambda tf: tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell(UNITS)),
        "keras_lstm": _keras("LSTM", recurrent_activation="sigmoid"),
    },
    "peepholes": {
        "lstm_with_peepholes": _of_cells(lambda tf: tf.contrib.rnn.LSTMCell(UNITS, use_peepholes=True)),
        "fused_lstm_with_peepholes": _fused(use_peephole=True),
    },
    "two directions": {
        "two_basic_lstms": _in_two_directions(lambda tf: tf.contrib.rnn.BasicLSTMCell(UNITS)),
        "two_keras_lstms": _keras_in_two_directions,
    },
    "gru": {
        "gru": _of_cells(lambda tf: tf.contrib.rnn.GRUCell(UNITS)),
        "block_gru": _of_cells(lambda tf: tf.contrib.rnn.GRUBlockCell(UNITS)),
        "block_gru_2": _of_cells(lambda tf: tf.contrib.rnn.GRUBlockCellV2(UNITS)),
        "keras_gru": _keras("GRU", recurrent_activation="sigmoid"),
    },
    "gru that resets after": {
        "cudnn_gru": _of_cells(lambda tf: tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell(UNITS)),
        "keras_gru_after": _keras("GRU", recurrent_activation="sigmoid", reset_after=True),
    },
    "rnn": {
        "basic_rnn": _of_cells(lambda tf: tf.contrib.rnn.BasicRNNCell(UNITS)),
        "keras_rnn": _keras("SimpleRNN"),
    },
}


class Model:
    """The graph of one kind, below `tf`: its outputs [batch, time, units], a loss and Adam's step."""

    def __init__(self, tf, build):
        inputs = casebook.values("inputs", [BATCH, TIME, DEPTH], -1, 1)
        self.outputs = build(tf, tf.constant(inputs))
        size = self.outputs.get_shape().as_list()[-1]
        self.loss = tf.reduce_mean(tf.square(self.outputs - casebook.values("targets", [BATCH, TIME, size])))
        self.train = tf.train.AdamOptimizer(0.05).minimize(self.loss)

    def measured(self, session):
        """The outputs, and the losses of further steps: in which the slots show."""
        outputs = session.run(self.outputs)
        return outputs, np.array([session.run([self.loss, self.train])[0] for _ in range(MORE_STEPS)])


def record(tf, folder, say=print):
    """Trains each kind that this TensorFlow has by three steps, saves it as KIND, and returns {"KIND outputs": …, "KIND losses": …}."""
    everything = {}
    for kinds in FAMILIES.values():
        for kind in sorted(kinds):
            with tf.Graph().as_default(), tf.Session() as session:
                try:
                    model = Model(tf, kinds[kind])
                except AttributeError as error:
                    say("%s: %s" % (kind, error))
                    continue
                session.run(tf.global_variables_initializer())
                for variable in tf.trainable_variables():
                    shape = variable.get_shape().as_list()
                    variable.load(casebook.values(kind + variable.op.name, shape, -0.8, 0.8), session)
                for _ in range(3):
                    session.run(model.train)
                tf.train.Saver().save(session, os.path.join(folder, kind), write_meta_graph=False)
                everything[kind + " outputs"], everything[kind + " losses"] = model.measured(session)
    everything.update(record_buffers(tf, folder))
    return everything


def record_buffers(tf, folder):
    """Saves what TF 1.15's Keras gives to Cudnn's kernel, flat, for a layer whose outputs a CPU computes from the same weights; and what it
    makes of them for its own layers of Cudnn's."""
    try:
        from tensorflow.python.keras.layers import recurrent_v2
        from tensorflow.python.keras.saving import hdf5_format
    except ImportError:
        return {}
    everything = {}
    no_kernel_needed = tf.ConfigProto(graph_options=tf.GraphOptions(place_pruned_graph=True))  # of Cudnn's own operation
    for rnn, name in (("lstm", "LSTM"), ("gru", "GRU")):
        with tf.Graph().as_default() as graph, tf.Session(config=no_kernel_needed) as session:
            inputs = tf.constant(casebook.values("inputs", [BATCH, TIME, DEPTH], -1, 1))
            layer = getattr(tf.keras.layers, name)(
                UNITS, return_sequences=True, recurrent_activation="sigmoid", **({"reset_after": True} if rnn == "gru" else {}))
            outputs = layer(inputs)
            weights, zeros = [v for v in layer.weights], tf.zeros([BATCH, UNITS])
            if rnn == "lstm":
                recurrent_v2.cudnn_lstm(inputs, zeros, zeros, *weights, mask=None, time_major=False, go_backwards=False)
            else:
                recurrent_v2.cudnn_gru(inputs, zeros, *weights, mask=None, time_major=False, go_backwards=False)
            (op,) = [op for op in graph.get_operations() if op.type.startswith("CudnnRNN")]
            for variable in weights:
                variable.load(casebook.values(variable.op.name, variable.get_shape().as_list(), -0.8, 0.8), session)
            flat, everything[rnn + "_buffer outputs"], held = session.run([op.inputs[3], outputs, weights])
        with tf.Graph().as_default(), tf.Session() as session:
            buffer = tf.Variable(flat, name="cudnn_%s/opaque_kernel" % rnn)
            session.run(buffer.initializer)
            tf.train.Saver().save(session, os.path.join(folder, rnn + "_buffer"), write_meta_graph=False)
        with tf.Graph().as_default(), tf.Session(config=no_kernel_needed) as session:
            by_cudnn = getattr(tf.compat.v1.keras.layers, "CuDNN" + name)(UNITS, return_sequences=True)
            by_cudnn(tf.zeros([BATCH, TIME, DEPTH]))
            for variable, value in zip(by_cudnn.weights, hdf5_format.preprocess_weights_for_loading(by_cudnn, held)):
                variable.load(value, session)
            tf.train.Saver().save(session, os.path.join(folder, "keras_cudnn_" + rnn), write_meta_graph=False)
            everything["keras_cudnn_%s outputs" % rnn] = everything[rnn + "_buffer outputs"]
    return everything


def archive(tf, provenance, path):
    """Records all into one archive."""
    folder = saving.temporary_folder()
    casebook.save(os.path.join(folder, saving.OUTPUTS), record(tf, folder), provenance)
    saving.pack(path, folder)
    return folder
