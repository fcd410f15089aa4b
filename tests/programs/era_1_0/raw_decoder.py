"""A decoder written with raw_rnn, its attention by hand: repeats a tune a step higher."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.rnn import core_rnn_cell
from tensorflow.python.util import nest

notes, units, width, batch, steps = 9, 7, 4, 6, 5
tf.reset_default_graph()
sess = tf.InteractiveSession()

tune = tf.placeholder(shape=(steps, batch), dtype=tf.int32, name='tune')
answer = tf.placeholder(shape=(steps + 1, batch), dtype=tf.int32, name='answer')

embeddings = tf.Variable(tf.random_uniform([notes, width], -1.0, 1.0), dtype=tf.float32, name='embeddings')
encoder_cell = core_rnn_cell.MultiRNNCell([core_rnn_cell.LSTMCell(units, use_peepholes=True)] * 2)
encoder_outputs, encoder_state = tf.nn.dynamic_rnn(encoder_cell, tf.nn.embedding_lookup(embeddings, tune), dtype=tf.float32, time_major=True)
decoder_cell = core_rnn_cell.LSTMCell(units)
W = tf.Variable(tf.random_uniform([units, notes], -1, 1), dtype=tf.float32, name='W')
b = tf.Variable(tf.zeros([notes]), dtype=tf.float32, name='b')
W_score = tf.Variable(tf.truncated_normal([units, units], stddev=0.1), name='W_score')

start = tf.nn.embedding_lookup(embeddings, tf.ones([batch], dtype=tf.int32, name='EOS'))
pad = tf.nn.embedding_lookup(embeddings, tf.zeros([batch], dtype=tf.int32, name='PAD'))
memory = tf.transpose(encoder_outputs, [1, 0, 2])
lengths = tf.constant([steps + 1] * (batch - 1) + [steps - 1])


def attend(query):
    scores = tf.reduce_sum(tf.expand_dims(tf.matmul(query, W_score), 1) * memory, 2)
    return tf.reduce_sum(tf.expand_dims(tf.nn.softmax(scores), 2) * memory, 1)


def loop_fn(time, previous_output, previous_state, previous_loop_state):
    finished = time >= lengths
    if previous_state is None:
        return finished, tf.concat([start, attend(encoder_state[-1].h)], 1), encoder_state[-1], None, None
    note = tf.argmax(tf.add(tf.matmul(previous_output, W), b), axis=1)
    following = tf.concat([tf.nn.embedding_lookup(embeddings, note), attend(previous_state.h)], 1)
    stopped = tf.concat([pad, tf.zeros([batch, units])], 1)
    return finished, tf.cond(tf.reduce_all(finished), lambda: stopped, lambda: following), previous_state, previous_output, None


outputs_ta, final_state, _ = tf.nn.raw_rnn(decoder_cell, loop_fn)
outputs = outputs_ta.stack()
flat = tf.reshape(outputs, (-1, units))
logits = tf.reshape(tf.matmul(flat, W) + b, (-1, batch, notes))
entropy = tf.nn.softmax_cross_entropy_with_logits(labels=tf.one_hot(answer, depth=notes, dtype=tf.float32), logits=logits)
loss = tf.reduce_mean(entropy)
train_op = tf.train.AdamOptimizer(0.03).minimize(loss)
flat_state = nest.flatten(final_state)
size = tf.add_n([tf.reduce_mean(tf.abs(part)) for part in flat_state])

sess.run(tf.global_variables_initializer())
rng = np.random.RandomState(31)
for i in range(24):
    heard = rng.randint(2, notes - 1, (steps, batch))
    said = np.concatenate([heard + 1, np.ones((1, batch), int)])
    _, l, s = sess.run([train_op, loss, size], {tune: heard, answer: said})
    if i % 8 == 0:
        print('batch', i, 'loss', l, 'state', s)
sess.close()
