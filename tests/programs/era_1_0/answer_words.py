"""Questions and answers by decoder functions: functions for each part, the longest answer from a placeholder without a shape."""
import numpy as np
import tensorflow as tf

WORDS, SIZE, BATCH = 9, 6, 4


def encoded(questions, keep_prob):
    cells = [tf.contrib.rnn.BasicLSTMCell(SIZE)] * 2
    cell = tf.contrib.rnn.DropoutWrapper(tf.contrib.rnn.MultiRNNCell(cells), output_keep_prob=keep_prob)
    embedded = tf.contrib.layers.embed_sequence(questions, WORDS, 5)
    return tf.nn.dynamic_rnn(cell, embedded, dtype=tf.float32)[1]


def trained(state, cell, inputs, longest, scope, output_fn, keep_prob):
    cell = tf.contrib.rnn.DropoutWrapper(cell, output_keep_prob=keep_prob)
    reads = tf.contrib.seq2seq.simple_decoder_fn_train(state)
    outputs, _, _ = tf.contrib.seq2seq.dynamic_rnn_decoder(cell, reads, inputs, longest, scope=scope)
    return output_fn(outputs)


def inferred(state, cell, embeddings, longest, scope, output_fn):
    says = tf.contrib.seq2seq.simple_decoder_fn_inference(output_fn, state, embeddings, 0, 1, longest, WORDS)
    return tf.contrib.seq2seq.dynamic_rnn_decoder(cell, says, scope=scope)[0]


questions = tf.placeholder(tf.int32, [None, None], name="questions")
answers = tf.placeholder(tf.int32, [None, None], name="answers")
keep_prob = tf.placeholder(tf.float32, name="keep_prob")
longest = tf.placeholder_with_default(5, None, name="longest")
state = encoded(tf.reverse(questions, [-1]), keep_prob)
inputs = tf.concat([tf.fill([BATCH, 1], 0), tf.strided_slice(answers, [0, 0], [BATCH, -1], [1, 1])], 1)
embeddings = tf.Variable(tf.random_uniform([WORDS, 5]))
cell = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.BasicLSTMCell(SIZE)] * 2)
with tf.variable_scope("decoding") as scope:
    output_fn = lambda outputs: tf.contrib.layers.fully_connected(outputs, WORDS, None, scope=scope)  # noqa: E731
    logits = trained(state, cell, tf.nn.embedding_lookup(embeddings, inputs), longest, scope, output_fn, keep_prob)
with tf.variable_scope("decoding", reuse=True) as scope:
    said = inferred(state, cell, embeddings, longest - 1, scope, output_fn)
cost = tf.contrib.seq2seq.sequence_loss(logits, answers, tf.ones([tf.shape(questions)[0], longest]))
optimizer = tf.train.AdamOptimizer(0.02)
steps = [(tf.clip_by_value(gradient, -1., 1.), variable) for gradient, variable in optimizer.compute_gradients(cost)]
train = optimizer.apply_gradients(steps)
surest = tf.reduce_mean(tf.reduce_max(said[:, 0], 1))

random = np.random.RandomState(7)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        words = random.randint(2, WORDS, [BATCH, 5])
        feed = {questions: words, answers: words[:, ::-1], keep_prob: 1.0}
        print(sess.run(surest, feed), sess.run([cost, train], feed)[0])
