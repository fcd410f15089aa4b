"""The smallest encoder-decoder of tf.nn.seq2seq: copies digits. Trained with the right answers fed in, tried with its own."""
import numpy as np
import tensorflow as tf
from tensorflow.python.ops import seq2seq

seq_length, batch_size, vocab_size, embedding_dim, memory_dim = 5, 8, 7, 10, 12

enc_inp = [tf.placeholder(tf.int32, shape=(None,), name="inp%i" % t) for t in range(seq_length)]
labels = [tf.placeholder(tf.int32, shape=(None,), name="labels%i" % t) for t in range(seq_length)]
weights = [tf.ones_like(labels_t, dtype=tf.float32) for labels_t in labels]
dec_inp = ([tf.zeros_like(enc_inp[0], dtype=np.int32)] + enc_inp[:-1])

cell = tf.nn.rnn_cell.GRUCell(memory_dim)
with tf.variable_scope("copy"):
    dec_outputs, dec_memory = seq2seq.embedding_rnn_seq2seq(enc_inp, dec_inp, cell, vocab_size, vocab_size, embedding_dim)
with tf.variable_scope("copy", reuse=True):
    own_outputs, _ = seq2seq.embedding_rnn_seq2seq(enc_inp, dec_inp, cell, vocab_size, vocab_size, embedding_dim, feed_previous=True)
with tf.variable_scope("tied"):
    tied_outputs, _ = seq2seq.embedding_tied_rnn_seq2seq(enc_inp, dec_inp, tf.nn.rnn_cell.BasicLSTMCell(6), vocab_size, 4)

loss = seq2seq.sequence_loss(dec_outputs, labels, weights, vocab_size)
tied_loss = seq2seq.sequence_loss(tied_outputs, labels, weights)
tf.scalar_summary("loss", loss)
magnitude = tf.sqrt(tf.reduce_sum(tf.square(dec_memory[1])))
tf.scalar_summary("magnitude at t=1", magnitude)
summary_op = tf.merge_all_summaries()
optimizer = tf.train.MomentumOptimizer(0.05, 0.9)
train_op = optimizer.minimize(loss + tied_loss)

rng = np.random.RandomState(1)


def train_batch(session, batch_size):
    X = [rng.choice(vocab_size, size=(seq_length,), replace=True) for _ in range(batch_size)]
    Y = X[:]
    X = np.array(X).T
    Y = np.array(Y).T
    feed_dict = {enc_inp[t]: X[t] for t in range(seq_length)}
    feed_dict.update({labels[t]: Y[t] for t in range(seq_length)})
    _, loss_t, tied, summary = session.run([train_op, loss, tied_loss, summary_op], feed_dict)
    return loss_t, tied, feed_dict


with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    for step in xrange(22):
        loss_t, tied, feed = train_batch(sess, batch_size)
    print "loss", loss_t, "tied", tied
    own = sess.run(own_outputs, feed)
    print np.array([logits_t.argmax(axis=1) for logits_t in own]).shape
