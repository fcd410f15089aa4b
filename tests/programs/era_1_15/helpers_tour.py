"""Reverse a sequence with every decoder helper: teacher forcing, scheduled sampling, greedy, custom, inference."""
import numpy as np
import tensorflow as tf
import tensorflow.contrib.seq2seq as seq2seq
from tensorflow.contrib.rnn import LSTMStateTuple, BasicLSTMCell
from tensorflow.python.layers.core import Dense

PAD, GO, EOS = 0, 1, 2
VOCAB, HIDDEN, BATCH = 12, 10, 6


def batches(steps):
    rng = np.random.RandomState(11)
    for _ in range(steps):
        lengths = rng.randint(2, 6, size=BATCH)
        x = np.full((BATCH, 5), PAD, dtype=np.int32)
        y = np.full((BATCH, 6), PAD, dtype=np.int32)
        for i, n in enumerate(lengths):
            x[i, :n] = rng.randint(3, VOCAB, size=n)
            y[i, :n] = x[i, :n][::-1]
            y[i, n] = EOS
        yield x, lengths, y, lengths + 1


with tf.name_scope('inputs'):
    enc_in = tf.placeholder(tf.int32, [None, None], name='enc_in')
    enc_len = tf.placeholder(tf.int32, [None], name='enc_len')
    dec_out = tf.placeholder(tf.int32, [None, None], name='dec_out')
    dec_len = tf.placeholder(tf.int32, [None], name='dec_len')
    keep = tf.placeholder_with_default(1.0, [], name='keep_prob')

batch_size = tf.shape(enc_in)[0]
dec_in = tf.concat([tf.fill([batch_size, 1], GO), tf.strided_slice(dec_out, [0, 0], [batch_size, -1], [1, 1])], 1)

with tf.variable_scope('encoder'):
    embedding = tf.get_variable('embedding', [VOCAB, HIDDEN])
    fw = tf.contrib.rnn.DropoutWrapper(BasicLSTMCell(HIDDEN), input_keep_prob=keep)
    bw = tf.contrib.rnn.DropoutWrapper(BasicLSTMCell(HIDDEN), input_keep_prob=keep)
    ((fw_out, bw_out), (fw_state, bw_state)) = tf.nn.bidirectional_dynamic_rnn(
        fw, bw, tf.nn.embedding_lookup(embedding, enc_in), sequence_length=enc_len, dtype=tf.float32)
    state = LSTMStateTuple(c=tf.concat((fw_state.c, bw_state.c), 1), h=tf.concat((fw_state.h, bw_state.h), 1))

projection = Dense(VOCAB, kernel_initializer=tf.truncated_normal_initializer(mean=0.0, stddev=0.1), name='projection')


def decode(helper, reuse=None, limit=8):
    with tf.variable_scope('decoder', reuse=reuse):
        cell = BasicLSTMCell(2 * HIDDEN, reuse=reuse)
        decoder = seq2seq.BasicDecoder(cell=cell, helper=helper, initial_state=state, output_layer=projection)
        final, _, lengths = seq2seq.dynamic_decode(decoder, output_time_major=False, impute_finished=True, maximum_iterations=limit)
        return final, lengths


def embed(ids):
    return tf.nn.embedding_lookup(embedding, ids)


train_out, _ = decode(seq2seq.TrainingHelper(embed(dec_in), dec_len), limit=tf.reduce_max(dec_len))
sched_out, _ = decode(seq2seq.ScheduledEmbeddingTrainingHelper(embed(dec_in), dec_len, embedding, tf.constant(0.0)), True)
greedy_out, greedy_len = decode(seq2seq.GreedyEmbeddingHelper(embedding, tf.fill([batch_size], GO), EOS), True)


def custom_initialize():
    return tf.tile([False], [batch_size]), embed(tf.fill([batch_size], GO))


def custom_sample(time, outputs, state):
    return tf.to_int32(tf.argmax(outputs, axis=-1))


def custom_next(time, outputs, state, sample_ids):
    finished = tf.logical_or(tf.equal(sample_ids, EOS), time >= dec_len)
    inputs = tf.cond(tf.reduce_all(finished), lambda: embed(tf.fill([batch_size], PAD)), lambda: embed(sample_ids))
    return finished, inputs, state


custom_out, _ = decode(seq2seq.CustomHelper(custom_initialize, custom_sample, custom_next), True)
infer_out, _ = decode(seq2seq.InferenceHelper(
    sample_fn=lambda outputs: tf.argmax(outputs, axis=-1, output_type=tf.int32), sample_shape=[], sample_dtype=tf.int32,
    start_inputs=embed(tf.fill([batch_size], GO)), end_fn=lambda ids: tf.equal(ids, EOS), next_inputs_fn=embed), True)


def masked_loss(final, weights=None):
    logits = tf.identity(final.rnn_output)
    masks = tf.sequence_mask(dec_len, tf.reduce_max(dec_len), dtype=tf.float32, name='masks')
    return seq2seq.sequence_loss(logits, dec_out[:, :tf.shape(logits)[1]], masks)


loss = masked_loss(train_out)
scheduled_loss = masked_loss(sched_out)
greedy_score = tf.reduce_mean(tf.reduce_max(greedy_out.rnn_output, -1))
custom_score = tf.reduce_mean(custom_out.rnn_output)
infer_score = tf.reduce_sum(tf.square(infer_out.rnn_output))

with tf.name_scope("optimization"):
    optimizer = tf.train.AdamOptimizer(0.01)
    gradients = optimizer.compute_gradients(loss)
    capped = [(tf.clip_by_value(grad, -5., 5.), var) for grad, var in gradients if grad is not None]
    train_op = optimizer.apply_gradients(capped)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step, (x, xl, y, yl) in enumerate(batches(25)):
        feed = {enc_in: x, enc_len: xl, dec_out: y[:, :yl.max()], dec_len: yl}
        _, l = sess.run([train_op, loss], feed)
        s, g, c, i = sess.run([scheduled_loss, greedy_score, custom_score, infer_score], feed)
        if step % 8 == 0:
            print('step {:>3} loss {:.4f} scheduled {:.4f}'.format(step, l, s))
    print(sess.run(greedy_out.sample_id, feed))
