"""tf.keras's recurrent layers in a graph: variables' names, outputs and gradients."""

from tests.parity.casebook import Model, case, ids, values

INPUTS = [2, 5, 4]


def summed(tf, feed, *outputs):
    """A model with a loss that reaches all of `outputs`."""
    loss = tf.add_n([tf.reduce_sum(output ** 2) for output in outputs])
    return Model(feed=feed, outputs={"output_%d" % number: output for number, output in enumerate(outputs)}, loss=loss)


def sequence(tf, batch=None, time=5):
    placeholder = tf.placeholder(tf.float32, [batch, time, 4])
    return placeholder, {placeholder: values("inputs", INPUTS)}


@case
def keras_lstm_and_gru_below_scopes(tf):
    inputs, feed = sequence(tf)
    with tf.variable_scope("encoder"):
        encoded = tf.keras.layers.LSTM(3, return_sequences=True)(inputs)
    with tf.name_scope("decoder"):
        decoded = tf.keras.layers.GRU(3, name="gru_of_mine")(encoded)
    return summed(tf, feed, encoded, decoded, tf.keras.layers.SimpleRNN(2)(decoded[:, None]))


@case
def keras_gru_reset_after(tf):
    inputs, feed = sequence(tf, time=None)
    return summed(tf, feed, *tf.keras.layers.GRU(3, reset_after=True, return_state=True)(inputs))


@case
def keras_bidirectional(tf):
    inputs, feed = sequence(tf)
    layers = tf.keras.layers
    outputs = layers.Bidirectional(layers.LSTM(3, return_sequences=True, return_state=True))(inputs)
    return summed(tf, feed, layers.Bidirectional(layers.GRU(2), merge_mode="sum")(outputs[0]), *outputs)


@case
def keras_stacked_cells(tf):
    inputs, feed = sequence(tf)
    layers = tf.keras.layers
    stacked = layers.RNN([layers.LSTMCell(3), layers.GRUCell(2)], return_sequences=True)(inputs)
    outer = layers.StackedRNNCells([layers.SimpleRNNCell(3), layers.SimpleRNNCell(2)])
    return summed(tf, feed, stacked, layers.RNN(outer, name="outer")(stacked))


@case
def keras_own_cell(tf):
    class Cell(tf.keras.layers.Layer):
        state_size = 3

        def build(self, shape):
            self.kernel = self.add_weight("kernel", [int(shape[-1]), 3])
            self.built = True

        def call(self, inputs, states):
            output = tf.tanh(tf.matmul(inputs, self.kernel) + states[0])
            return output, [output]

    inputs, feed = sequence(tf)
    return summed(tf, feed, tf.keras.layers.RNN(Cell())(inputs))


@case
def keras_masked_lstm_in_a_model(tf):
    class Reader(tf.keras.Model):
        def __init__(self):
            super(Reader, self).__init__()
            self.embedding = tf.keras.layers.Embedding(7, 4, mask_zero=True)
            self.lstm = tf.keras.layers.LSTM(3)

        def call(self, words):
            return self.lstm(self.embedding(words))

    words = tf.placeholder(tf.int32, [None, 5])
    return summed(tf, {words: ids("words", [2, 5], 3)}, Reader()(words))


@case
def keras_conv_lstm(tf):
    pictures = tf.placeholder(tf.float32, [None, 3, 5, 5, 2])
    output = tf.keras.layers.ConvLSTM2D(2, 3)(pictures)
    return summed(tf, {pictures: values("pictures", [2, 3, 5, 5, 2])}, output)
