"""The model of Lab 12-4, exactly: 25 steps of its training."""

from tests.parity.casebook import Model, case

SENTENCE = ("if you want to build a ship, don't drum up people together to collect wood and don't assign them tasks and work, "
            "but rather teach them to long for the endless immensity of the sea.")


@case
def rnn_long_char(tf):
    characters = sorted(set(SENTENCE))
    to_id = {character: i for i, character in enumerate(characters)}
    vocab, time = len(characters), 10
    windows = [[to_id[c] for c in SENTENCE[i:i + time + 1]] for i in range(len(SENTENCE) - time)]
    batch = len(windows)

    X = tf.placeholder(tf.int32, [None, time])
    Y = tf.placeholder(tf.int32, [None, time])
    one_hot = tf.one_hot(X, vocab)
    cell = tf.contrib.rnn.MultiRNNCell(
        [tf.contrib.rnn.BasicLSTMCell(vocab, state_is_tuple=True) for _ in range(2)], state_is_tuple=True)
    rnn_outputs, state = tf.nn.dynamic_rnn(cell, one_hot, dtype=tf.float32)
    flat = tf.reshape(rnn_outputs, [-1, vocab])
    softmax_w = tf.get_variable("softmax_w", [vocab, vocab])
    softmax_b = tf.get_variable("softmax_b", [vocab])
    logits = tf.reshape(tf.matmul(flat, softmax_w) + softmax_b, [batch, time, vocab])
    loss = tf.reduce_mean(tf.contrib.seq2seq.sequence_loss(logits=logits, targets=Y, weights=tf.ones([batch, time])))
    train = tf.train.AdamOptimizer(learning_rate=0.1).minimize(loss)
    return Model(
        feed={X: [w[:-1] for w in windows], Y: [w[1:] for w in windows]},
        outputs={"one_hot": one_hot, "rnn_outputs": rnn_outputs, "logits": logits, "loss": loss,
                 "c0": state[0].c, "h1": state[1].h},
        loss=loss, train=train, steps=25)
