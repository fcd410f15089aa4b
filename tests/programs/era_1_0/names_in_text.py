"""Which words are names? A tagger reads words and their letters, in both directions, with a CRF at its end."""
import numpy as np
import tensorflow as tf

LINES = ["Anna met Tom in Lund", "the train to Oslo was late", "Tom wrote to Anna", "in Oslo the sun was late", "Lund met the sun"]
words = sorted({w for line in LINES for w in line.split()})
letters = sorted(set(''.join(words)))


class NameTagger(object):
    def __init__(self, config):
        self.config = config
        self.add_placeholders()
        self.add_embeddings()
        self.add_logits()
        self.add_loss()

    def add_placeholders(self):
        self.word_ids = tf.placeholder(tf.int32, shape=[None, None], name="word_ids")
        self.lengths = tf.placeholder(tf.int32, shape=[None], name="lengths")
        self.char_ids = tf.placeholder(tf.int32, shape=[None, None, None], name="char_ids")
        self.word_lengths = tf.placeholder(tf.int32, shape=[None, None], name="word_lengths")
        self.labels = tf.placeholder(tf.int32, shape=[None, None], name="labels")
        self.dropout = tf.placeholder(tf.float32, shape=[], name="dropout")
        self.lr = tf.placeholder(tf.float32, shape=[], name="lr")

    def add_embeddings(self):
        c = self.config
        with tf.variable_scope("words"):
            table = tf.Variable(np.random.RandomState(1).randn(len(words) + 1, c['word']), name="_embeddings", dtype=tf.float32,
                                trainable=False)
            embedded = tf.nn.embedding_lookup(table, self.word_ids, name="embeddings")
        with tf.variable_scope("chars"):
            table = tf.get_variable(name="_embeddings", dtype=tf.float32, shape=[len(letters) + 1, c['char']])
            chars = tf.nn.embedding_lookup(table, self.char_ids, name="embeddings")
            s = tf.shape(chars)
            chars = tf.reshape(chars, shape=[-1, s[-2], c['char']])
            lengths = tf.reshape(self.word_lengths, shape=[-1])
            lstm = tf.contrib.rnn.LSTMCell(c['char_hidden'], state_is_tuple=True)
            with tf.variable_scope("bi"):
                _, ((_, fw), (_, bw)) = tf.nn.bidirectional_dynamic_rnn(lstm, lstm, chars, sequence_length=lengths, dtype=tf.float32)
            output = tf.reshape(tf.concat([fw, bw], axis=-1), shape=[-1, s[1], 2 * c['char_hidden']])
        self.embedded = tf.nn.dropout(tf.concat([embedded, output], axis=-1), self.dropout)

    def add_logits(self):
        hidden = self.config['hidden']
        with tf.variable_scope("bi-lstm"):
            lstm = tf.contrib.rnn.LSTMCell(hidden)
            (fw, bw), _ = tf.nn.bidirectional_dynamic_rnn(lstm, lstm, self.embedded, sequence_length=self.lengths, dtype=tf.float32)
            output = tf.nn.dropout(tf.concat([fw, bw], axis=-1), self.dropout)
        with tf.variable_scope("proj"):
            W = tf.get_variable("W", shape=[2 * hidden, 2], dtype=tf.float32)
            b = tf.get_variable("b", shape=[2], dtype=tf.float32, initializer=tf.zeros_initializer())
            steps = tf.shape(output)[1]
            self.logits = tf.reshape(tf.matmul(tf.reshape(output, [-1, 2 * hidden]), W) + b, [-1, steps, 2])

    def add_loss(self):
        likelihood, self.transitions = tf.contrib.crf.crf_log_likelihood(self.logits, self.labels, self.lengths)
        self.loss = tf.reduce_mean(-likelihood)
        tf.summary.scalar("loss", self.loss)
        with tf.variable_scope("train_step"):
            self.train_op = tf.train.AdamOptimizer(self.lr).minimize(self.loss)


def feed_for(model, lines, lr=0.02):
    split = [line.split() for line in lines]
    longest, most = max(map(len, split)), max(len(w) for line in split for w in line)
    word_ids = np.zeros((len(lines), longest), int)
    labels = np.zeros_like(word_ids)
    word_lengths = np.zeros_like(word_ids)
    char_ids = np.zeros((len(lines), longest, most), int)
    for i, line in enumerate(split):
        for j, word in enumerate(line):
            word_ids[i, j] = words.index(word) + 1
            labels[i, j] = word[0].isupper()
            word_lengths[i, j] = len(word)
            char_ids[i, j, :len(word)] = [letters.index(c) + 1 for c in word]
    return {model.word_ids: word_ids, model.lengths: [len(line) for line in split], model.char_ids: char_ids,
            model.word_lengths: word_lengths, model.labels: labels, model.dropout: 1.0, model.lr: lr}


model = NameTagger(dict(word=5, char=4, char_hidden=3, hidden=6))
cells = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.BasicRNNCell(3)] * 2)
with tf.variable_scope("beside"):
    side, _ = tf.nn.dynamic_rnn(cells, model.embedded, dtype=tf.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(24):
        lines = LINES[epoch % 3:epoch % 3 + 3]
        feed = feed_for(model, lines, lr=0.02 * 0.95 ** epoch)
        if epoch < 3:  # the graph grows between steps
            mean_op = tf.reduce_mean(side)
        _, loss, mean = sess.run([model.train_op, model.loss, mean_op], feed)
    print("loss {:.5f}".format(loss))
    logits, transitions = sess.run([model.logits, model.transitions], feed)
    for logit, length, line in zip(logits, feed[model.lengths], lines):
        sequence, score = tf.contrib.crf.viterbi_decode(logit[:length], transitions)
        print([word for word, tag in zip(line.split(), sequence) if tag])
