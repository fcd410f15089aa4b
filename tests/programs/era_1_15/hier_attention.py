"""Words into sentences, sentences into documents: two levels of attention (time steps are of unknown number)."""
import numpy as np
import tensorflow as tf
import tensorflow.contrib.layers as layers
from tensorflow.contrib.rnn import GRUCell, MultiRNNCell
try:
    from tensorflow.contrib.rnn import LSTMStateTuple
except ImportError:
    LSTMStateTuple = tf.nn.rnn_cell.LSTMStateTuple


def task_specific_attention(inputs, output_size, initializer=layers.xavier_initializer(), activation_fn=tf.tanh, scope=None):
    assert len(inputs.get_shape()) == 3 and inputs.get_shape()[-1].value is not None
    with tf.variable_scope(scope or 'attention') as scope:
        vector = tf.get_variable(name='attention_context_vector', shape=[output_size], initializer=initializer, dtype=tf.float32)
        projection = layers.fully_connected(inputs, output_size, activation_fn=activation_fn, scope=scope)
        weights = tf.nn.softmax(tf.reduce_sum(tf.multiply(projection, vector), axis=2, keep_dims=True), dim=1)
        return tf.reduce_sum(tf.multiply(projection, weights), axis=1)


def bidirectional_rnn(cell_fw, cell_bw, inputs_embedded, input_lengths, scope=None):
    with tf.variable_scope(scope or "birnn") as scope:
        (fw_outputs, bw_outputs), (fw_state, bw_state) = tf.nn.bidirectional_dynamic_rnn(
            cell_fw=cell_fw, cell_bw=cell_bw, inputs=inputs_embedded, sequence_length=input_lengths, dtype=tf.float32,
            swap_memory=True, scope=scope)
        outputs = tf.concat((fw_outputs, bw_outputs), 2)

        def concatenate_state(fw_state, bw_state):
            if isinstance(fw_state, LSTMStateTuple):
                return LSTMStateTuple(c=tf.concat((fw_state.c, bw_state.c), 1), h=tf.concat((fw_state.h, bw_state.h), 1))
            if isinstance(fw_state, tf.Tensor):
                return tf.concat((fw_state, bw_state), 1)
            return tuple(concatenate_state(fw, bw) for fw, bw in zip(fw_state, bw_state))
        return outputs, concatenate_state(fw_state, bw_state)


class HANClassifier():
    def __init__(self, vocab_size, classes, embedding_size, cells, scope=None):
        self.global_step = tf.Variable(0, name='global_step', trainable=False)
        with tf.variable_scope(scope or 'tcm') as scope:
            self.inputs = tf.placeholder(shape=(None, None, None), dtype=tf.int32, name='inputs')
            self.word_lengths = tf.placeholder(shape=(None, None), dtype=tf.int32, name='word_lengths')
            self.sentence_lengths = tf.placeholder(shape=(None,), dtype=tf.int32, name='sentence_lengths')
            self.labels = tf.placeholder(shape=(None,), dtype=tf.int32, name='labels')
            self.is_training = tf.placeholder(dtype=tf.bool, name='is_training')
            (self.documents, self.sentences, self.words) = tf.unstack(tf.shape(self.inputs))
            with tf.variable_scope("embedding"):
                matrix = tf.get_variable(name="embedding_matrix", shape=[vocab_size, embedding_size],
                                         initializer=layers.xavier_initializer(), dtype=tf.float32)
                embedded = tf.nn.embedding_lookup(matrix, self.inputs)
            word_inputs = tf.reshape(embedded, [self.documents * self.sentences, self.words, embedding_size])
            with tf.variable_scope('word') as scope:
                outputs, _ = bidirectional_rnn(GRUCell(cells), GRUCell(cells), word_inputs, tf.reshape(self.word_lengths, [-1]), scope)
                sentence = task_specific_attention(outputs, cells * 2)
                sentence = layers.dropout(sentence, keep_prob=1.0, is_training=self.is_training)
            sentence_inputs = tf.reshape(sentence, [self.documents, self.sentences, cells * 2])
            with tf.variable_scope('sentence') as scope:
                outputs, _ = bidirectional_rnn(MultiRNNCell([GRUCell(cells)] + [GRUCell(cells)]), MultiRNNCell([GRUCell(cells)]),
                                               sentence_inputs, self.sentence_lengths) if False else bidirectional_rnn(
                    GRUCell(cells), GRUCell(cells), sentence_inputs, self.sentence_lengths, scope)
                document = task_specific_attention(outputs, 6, scope='document')
            self.logits = layers.fully_connected(document, classes, activation_fn=None)
            self.loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=self.labels, logits=self.logits))
            self.accuracy = tf.reduce_mean(tf.cast(tf.nn.in_top_k(self.logits, self.labels, 1), tf.float32))
            tvars = tf.trainable_variables()
            grads, self.norm = tf.clip_by_global_norm(tf.gradients(self.loss, tvars), 5.0)
            self.train_op = tf.train.AdamOptimizer(0.02).apply_gradients(zip(grads, tvars), global_step=self.global_step)


def batch(rng):
    documents = [[rng.randint(1, 15, size=rng.randint(1, 5)) for _ in range(rng.randint(1, 4))] for _ in range(4)]
    sentence_lengths = np.array([len(d) for d in documents], dtype=np.int32)
    longest = max(map(max, [map(len, d) for d in documents]))
    b = np.zeros(shape=[4, sentence_lengths.max(), longest], dtype=np.int32)
    word_lengths = np.zeros(shape=[4, sentence_lengths.max()], dtype=np.int32)
    for i, document in enumerate(documents):
        for j, s in enumerate(document):
            word_lengths[i, j] = len(s)
            b[i, j, :len(s)] = s
    return b, word_lengths, sentence_lengths, np.array([d[0][0] % 3 for d in documents])


tf.reset_default_graph()
rng = np.random.RandomState(2)
with tf.Session() as s:
    model = HANClassifier(15, 3, 5, 4)
    s.run(tf.global_variables_initializer())
    for i in range(25):
        x, wl, sl, y = batch(rng)
        _, step, loss, norm = s.run([model.train_op, model.global_step, model.loss, model.norm], {
            model.inputs: x, model.word_lengths: wl, model.sentence_lengths: sl, model.labels: y, model.is_training: True})
    print(step, loss, norm)
