import numpy as np
import tensorflow as tf
from tensorflow.contrib.crf import crf_log_likelihood
from tensorflow.contrib.crf import viterbi_decode
from tensorflow.contrib.layers.python.layers import initializers
import tensorflow.contrib.rnn as rnn

TAGS = ['O', 'B-PER', 'I-PER', 'B-LOC']
DATA = [("john smith lives in paris".split(), [1, 2, 0, 0, 3]),
        ("mary went to rome".split(), [1, 0, 0, 3]),
        ("berlin is big".split(), [3, 0, 0]),
        ("john met mary jane in berlin today".split(), [1, 0, 1, 2, 0, 3, 0])]


class Tagger(object):
    def __init__(self, config):
        self.config = config
        self.initializer = initializers.xavier_initializer()
        self.global_step = tf.Variable(0, trainable=False)
        self.char_inputs = tf.placeholder(tf.int32, [None, None, None], name="ChatInputs")
        self.char_lengths = tf.placeholder(tf.int32, [None, None], name="CharLengths")
        self.word_inputs = tf.placeholder(tf.int32, [None, None], name="WordInputs")
        self.targets = tf.placeholder(tf.int32, [None, None], name="Targets")
        self.dropout = tf.placeholder(tf.float32, name="Dropout")
        used = tf.sign(tf.abs(self.word_inputs))
        self.lengths = tf.cast(tf.reduce_sum(used, reduction_indices=1), tf.int32)
        embedding = self.embedding_layer()
        lstm_inputs = tf.nn.dropout(embedding, self.dropout)
        lstm_outputs = self.biLSTM_layer(lstm_inputs, config["lstm_dim"], self.lengths)
        self.logits = self.project_layer(lstm_outputs)
        with tf.variable_scope("crf_loss"):
            self.trans = tf.get_variable("transitions", shape=[len(TAGS), len(TAGS)], initializer=self.initializer)
            log_likelihood, self.trans = crf_log_likelihood(inputs=self.logits, tag_indices=self.targets,
                                                            transition_params=self.trans, sequence_lengths=self.lengths)
            self.loss = tf.reduce_mean(-log_likelihood)
        self.decoded, self.score = tf.contrib.crf.crf_decode(self.logits, self.trans, self.lengths)
        with tf.variable_scope("optimizer"):
            self.opt = {"sgd": tf.train.GradientDescentOptimizer, "adam": tf.train.AdamOptimizer,
                        "adgrad": tf.train.AdagradOptimizer}[config["optimizer"]](config["lr"])
            grads_vars = self.opt.compute_gradients(self.loss)
            capped_grads_vars = [[tf.clip_by_value(g, -config["clip"], config["clip"]), v] for g, v in grads_vars]
            self.train_op = self.opt.apply_gradients(capped_grads_vars, self.global_step)
        self.saver = tf.train.Saver(tf.global_variables(), max_to_keep=5)

    def embedding_layer(self):
        with tf.variable_scope("char_embedding"), tf.device('/cpu:0'):
            char_lookup = tf.get_variable(name="char_embedding", shape=[30, 5], initializer=self.initializer)
            chars = tf.nn.embedding_lookup(char_lookup, self.char_inputs)
            s = tf.shape(chars)
            chars = tf.reshape(chars, shape=[s[0] * s[1], s[-2], 5])
            lengths = tf.reshape(self.char_lengths, shape=[s[0] * s[1]])
            cell_fw, cell_bw = rnn.LSTMCell(4, state_is_tuple=True), rnn.LSTMCell(4, state_is_tuple=True)
            _, ((_, output_fw), (_, output_bw)) = tf.nn.bidirectional_dynamic_rnn(cell_fw, cell_bw, chars, sequence_length=lengths,
                                                                                  dtype=tf.float32)
            output = tf.reshape(tf.concat([output_fw, output_bw], axis=-1), shape=[s[0], s[1], 8])
        with tf.variable_scope("word_embedding"):
            word_lookup = tf.get_variable("word_embedding", [self.config["words"], 6], initializer=self.initializer)
            words = tf.nn.embedding_lookup(word_lookup, self.word_inputs)
        return tf.concat([words, output], axis=-1)

    def biLSTM_layer(self, lstm_inputs, lstm_dim, lengths, name=None):
        with tf.variable_scope("char_BiLSTM" if not name else name):
            lstm_cell = {}
            for direction in ["forward", "backward"]:
                with tf.variable_scope(direction):
                    lstm_cell[direction] = rnn.CoupledInputForgetGateLSTMCell(lstm_dim, use_peepholes=True,
                                                                             initializer=self.initializer, state_is_tuple=True)
            outputs, final_states = tf.nn.bidirectional_dynamic_rnn(lstm_cell["forward"], lstm_cell["backward"], lstm_inputs,
                                                                    dtype=tf.float32, sequence_length=lengths)
        return tf.concat(outputs, axis=2)

    def project_layer(self, lstm_outputs, name=None):
        with tf.variable_scope("project" if not name else name):
            dim = self.config["lstm_dim"]
            with tf.variable_scope("hidden"):
                W = tf.get_variable("W", shape=[dim * 2, dim], dtype=tf.float32, initializer=self.initializer)
                b = tf.get_variable("b", shape=[dim], dtype=tf.float32, initializer=tf.zeros_initializer())
                output = tf.reshape(lstm_outputs, shape=[-1, dim * 2])
                hidden = tf.tanh(tf.nn.xw_plus_b(output, W, b))
            with tf.variable_scope("logits"):
                W = tf.get_variable("W", shape=[dim, len(TAGS)], dtype=tf.float32, initializer=self.initializer)
                b = tf.get_variable("b", shape=[len(TAGS)], dtype=tf.float32, initializer=tf.zeros_initializer())
                pred = tf.nn.xw_plus_b(hidden, W, b)
            return tf.reshape(pred, [-1, tf.shape(lstm_outputs)[1], len(TAGS)])


def make_batch(word_ids):
    longest = max(len(words) for words, _ in DATA)
    widest = max(len(w) for words, _ in DATA for w in words)
    words = np.zeros([len(DATA), longest], np.int32)
    tags = np.zeros_like(words)
    chars = np.zeros([len(DATA), longest, widest], np.int32)
    char_lengths = np.zeros([len(DATA), longest], np.int32)
    for i, (sentence, labels) in enumerate(DATA):
        for j, word in enumerate(sentence):
            words[i, j] = word_ids[word]
            tags[i, j] = labels[j]
            chars[i, j, :len(word)] = [ord(c) - 96 for c in word]
            char_lengths[i, j] = len(word)
    return words, tags, chars, char_lengths


def main():
    vocabulary = sorted({w for words, _ in DATA for w in words})
    word_ids = {w: i + 1 for i, w in enumerate(vocabulary)}
    model = Tagger({"lstm_dim": 7, "lr": 0.05, "clip": 5, "optimizer": "adam", "words": len(vocabulary) + 1})
    words, tags, chars, char_lengths = make_batch(word_ids)
    tf_config = tf.ConfigProto()
    tf_config.gpu_options.allow_growth = True
    with tf.Session(config=tf_config) as sess:
        sess.run(tf.global_variables_initializer())
        feed = {model.word_inputs: words, model.targets: tags, model.char_inputs: chars, model.char_lengths: char_lengths,
                model.dropout: 1.0}
        for i in range(25):
            step, loss, _ = sess.run([model.global_step, model.loss, model.train_op], feed)
        lengths, scores, trans, decoded = sess.run([model.lengths, model.logits, model.trans, model.decoded], feed)
        for (sentence, _), length, score, row in zip(DATA, lengths, scores, decoded):
            path, value = viterbi_decode(score[:length], trans)
            assert list(row[:length]) == path
            print(" ".join("%s/%s" % (w, TAGS[t]) for w, t in zip(sentence, path)), "%.3f" % value)


if __name__ == "__main__":
    main()
