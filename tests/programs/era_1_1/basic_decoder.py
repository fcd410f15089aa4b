"""Names the days of toy calendars: an encoder and a BasicDecoder, trained with TrainingHelper, tried with GreedyEmbeddingHelper."""
import numpy as np
import tensorflow as tf
from tensorflow.python.layers.core import Dense

SOURCES = ["1", "2", "3", "4", "5", "6", "7", "12", "23", "34", "45", "56", "67"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TARGETS = [" ".join(DAYS[int(c) - 1] for c in source) for source in SOURCES]
PAD, GO, EOS = '<PAD>', '<GO>', '<EOS>'


def table_of(texts):
    symbols = [PAD, GO, EOS] + sorted(set(''.join(texts)))
    return symbols, {c: i for i, c in enumerate(symbols)}


source_letters, source_ids = table_of(SOURCES)
target_letters, target_ids = table_of(TARGETS)


def make_cell(rnn_size):
    return tf.contrib.rnn.LSTMCell(rnn_size, initializer=tf.random_uniform_initializer(-0.1, 0.1, seed=2))


def encoding_layer(inputs, rnn_size, num_layers, source_length):
    embedded = tf.contrib.layers.embed_sequence(inputs, len(source_letters), 6)
    cell = tf.contrib.rnn.MultiRNNCell([make_cell(rnn_size) for _ in range(num_layers)])
    return tf.nn.dynamic_rnn(cell, embedded, sequence_length=source_length, dtype=tf.float32)


def decoding_layer(targets, target_length, max_length, state, rnn_size, num_layers, batch_size):
    table = tf.Variable(tf.random_uniform([len(target_letters), 6]))
    ending = tf.strided_slice(targets, [0, 0], [batch_size, -1], [1, 1])
    inputs = tf.concat([tf.fill([batch_size, 1], target_ids[GO]), ending], 1)
    embedded = tf.nn.embedding_lookup(table, inputs)
    cell = tf.contrib.rnn.MultiRNNCell([make_cell(rnn_size) for _ in range(num_layers)])
    output_layer = Dense(len(target_letters), kernel_initializer=tf.truncated_normal_initializer(mean=0.0, stddev=0.1))
    with tf.variable_scope("decode"):
        helper = tf.contrib.seq2seq.TrainingHelper(inputs=embedded, sequence_length=target_length, time_major=False)
        decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, state, output_layer)
        training, _ = tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=max_length)
    with tf.variable_scope("decode", reuse=True):
        start = tf.tile(tf.constant([target_ids[GO]], dtype=tf.int32), [batch_size], name='start_tokens')
        helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(table, start, target_ids[EOS])
        decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, state, output_layer)
        inference, _ = tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=max_length)
    return training, inference


def pad(rows, table):
    longest = max(map(len, rows))
    return np.array([row + [table[PAD]] * (longest - len(row)) for row in rows])


graph = tf.Graph()
with graph.as_default():
    inputs = tf.placeholder(tf.int32, [None, None], name='input')
    targets = tf.placeholder(tf.int32, [None, None], name='targets')
    lr = tf.placeholder(tf.float32, name='learning_rate')
    target_length = tf.placeholder(tf.int32, (None,), name='target_length')
    max_length = tf.reduce_max(target_length, name='max_target_len')
    source_length = tf.placeholder(tf.int32, (None,), name='source_length')
    batch_size = 5
    _, state = encoding_layer(inputs, 8, 2, source_length)
    training, inference = decoding_layer(targets, target_length, max_length, state, 8, 2, batch_size)
    logits = tf.identity(training.rnn_output, 'logits')
    predictions = tf.identity(inference.sample_id, name='predictions')
    masks = tf.sequence_mask(target_length, max_length, dtype=tf.float32, name='masks')
    with tf.name_scope("optimization"):
        cost = tf.contrib.seq2seq.sequence_loss(logits, targets, masks)
        optimizer = tf.train.AdamOptimizer(lr)
        gradients = optimizer.compute_gradients(cost)
        capped = [(tf.clip_by_value(grad, -5., 5.), var) for grad, var in gradients if grad is not None]
        train_op = optimizer.apply_gradients(capped)

with tf.Session(graph=graph) as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(2):
        for at in range(10):
            chosen = [(at + i) % len(SOURCES) for i in range(batch_size)]
            sources = [[source_ids[c] for c in SOURCES[i]] for i in chosen]
            answers = [[target_ids[c] for c in TARGETS[i]] + [target_ids[EOS]] for i in chosen]
            feed = {inputs: pad(sources, source_ids), targets: pad(answers, target_ids), lr: 0.01,
                    target_length: list(map(len, answers)), source_length: list(map(len, sources))}
            _, loss = sess.run([train_op, cost], feed)
        print('Epoch {:>3} - Loss: {:>6.3f}'.format(epoch, loss))
    print([''.join(target_letters[i] for i in row if i > 2) for row in sess.run(predictions, feed)])
