import tensorflow as tf
from tensorflow.contrib import rnn, seq2seq, layers
from tensorflow.python.layers.core import Dense


def build(source, source_length, target, target_length, params, mode):
    """Logits while training; symbols else."""
    with tf.variable_scope('embed', reuse=mode != 'train'):
        table = tf.get_variable('table', [params['symbols'], params['width']], initializer=layers.xavier_initializer())
    with tf.variable_scope('encode', reuse=mode != 'train'):
        forward, backward = rnn.GRUCell(params['units'] // 2), rnn.GRUCell(params['units'] // 2)
        outputs, states = tf.nn.bidirectional_dynamic_rnn(
            forward, backward, tf.nn.embedding_lookup(table, source), sequence_length=source_length, dtype=tf.float32)
        memory, state = tf.concat(outputs, -1), tf.concat(states, -1)
    with tf.variable_scope('decode', reuse=mode != 'train'):
        mechanism = seq2seq.LuongAttention(params['units'], memory, source_length)
        cell = seq2seq.DynamicAttentionWrapper(
            rnn.DropoutWrapper(rnn.GRUCell(params['units'], reuse=mode != 'train'), output_keep_prob=1.0), mechanism, attention_size=params['units'])
        size = tf.shape(source)[0]
        first = seq2seq.DynamicAttentionWrapperState(cell_state=state, attention=tf.zeros([size, params['units']]))
        if mode == 'train':
            begin = tf.fill([size, 1], params['go'])
            inputs = tf.nn.embedding_lookup(table, tf.concat([begin, target[:, :-1]], 1))
            helper = seq2seq.TrainingHelper(inputs, target_length)
        else:
            helper = seq2seq.GreedyEmbeddingHelper(table, tf.fill([size], params['go']), params['end'])
        decoder = seq2seq.BasicDecoder(cell, helper, first, Dense(params['symbols'], name='symbols'))
        (outputs, symbols), _ = seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=5)
        return outputs if mode == 'train' else symbols
