"""Text classification by a bidirectional LSTM with attention; the flags in the way of 2017."""
import datetime
import sys

import numpy as np
import tensorflow as tf
from tensorflow.contrib.layers.python.layers import batch_norm, fully_connected
from tensorflow.contrib.rnn import BasicLSTMCell, DropoutWrapper, static_bidirectional_rnn
from tensorflow.core.framework import summary_pb2

flags = tf.app.flags
flags.DEFINE_integer('batch_size', 5, 'batch size')
flags.DEFINE_integer('hidden', 6, 'hidden units')
flags.DEFINE_string('mode', 'train', 'what to do')
flags.DEFINE_boolean('shuffle', False, 'shuffle or not')
FLAGS = flags.FLAGS
if not tf.__version__.startswith('1.15'):
    FLAGS._parse_flags()
FLAGS(sys.argv)
print("\nParameters:")
for attr, value in sorted(FLAGS.__flags.items()):
    if attr in ('batch_size', 'hidden'):
        print("{}".format(attr.upper()))


def attention(inputs, attention_size, time_major=False, return_alphas=False):
    if isinstance(inputs, tuple):
        inputs = tf.concat(inputs, 2)
    if time_major:
        inputs = tf.transpose(inputs, [1, 0, 2])
    hidden_size = inputs.shape[2].value
    w_omega = tf.Variable(tf.random_normal([hidden_size, attention_size], stddev=0.1))
    b_omega = tf.Variable(tf.random_normal([attention_size], stddev=0.1))
    u_omega = tf.Variable(tf.random_normal([attention_size], stddev=0.1))
    v = tf.tanh(tf.tensordot(inputs, w_omega, axes=1) + b_omega)
    vu = tf.tensordot(v, u_omega, axes=1, name='vu')
    alphas = tf.nn.softmax(vu, name='alphas')
    output = tf.reduce_sum(inputs * tf.expand_dims(alphas, -1), 1)
    return (output, alphas) if return_alphas else output


def build(max_len, vocab):
    x = tf.placeholder(tf.int32, [None, max_len], name='x')
    y = tf.placeholder(tf.float32, [None, 2], name='y')
    seq = tf.placeholder(tf.int32, [None], name='seq')
    keep_prob = tf.placeholder(tf.float32, name='keep_prob')
    phase = tf.placeholder(tf.bool, name='phase')
    embeddings_var = tf.Variable(tf.random_uniform([vocab, 4], -1.0, 1.0), trainable=True)
    embedded = tf.nn.embedding_lookup(embeddings_var, x)
    steps = tf.unstack(embedded, max_len, 1)
    outputs, state_fw, state_bw = static_bidirectional_rnn(BasicLSTMCell(FLAGS.hidden, forget_bias=1.0), BasicLSTMCell(FLAGS.hidden),
                                                           steps, dtype=tf.float32, sequence_length=seq)
    pooled, alphas = attention(tf.stack(outputs, axis=1), 5, return_alphas=True)
    drop = tf.nn.dropout(tf.concat([pooled, state_fw.h, state_bw[0]], 1), keep_prob)
    hidden = batch_norm(fully_connected(drop, 5), center=True, scale=True, is_training=phase)
    w = tf.get_variable('w', [5, 2], initializer=tf.contrib.layers.variance_scaling_initializer(factor=1.0, mode='FAN_AVG', uniform=True))
    b = tf.Variable(tf.zeros([2]))
    logits = tf.matmul(hidden, w) + b
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logits, labels=tf.stop_gradient(y)))
    l2 = tf.add_n([tf.nn.l2_loss(v) for v in tf.trainable_variables() if 'bias' not in v.name.lower()]) * 1e-3
    return x, y, seq, keep_prob, phase, loss + l2, tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1)), alphas


def main(argv=None):
    rng = np.random.RandomState(0)
    x, y, seq, keep_prob, phase, loss, correct, alphas = build(6, 20)
    accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
    update_ops = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    with tf.control_dependencies(update_ops):
        train_step = tf.train.AdadeltaOptimizer(1.0, 0.95, 1e-6).minimize(loss)
    with tf.Session() as sess:
        writer = tf.summary.FileWriter('board')
        sess.run(tf.global_variables_initializer())
        for i in range(25):
            labels = rng.randint(0, 2, size=FLAGS.batch_size)
            words = rng.randint(0, 10, size=(FLAGS.batch_size, 6)) + 10 * labels[:, None]
            feed = {x: words, y: np.eye(2)[labels], seq: rng.randint(1, 7, size=FLAGS.batch_size), keep_prob: 1.0, phase: True}
            _, l = sess.run([train_step, loss], feed_dict=feed)
            value = summary_pb2.Summary.Value(tag='loss', simple_value=float(l))
            writer.add_summary(summary_pb2.Summary(value=[value]), i)
        print(sess.run(alphas, feed).sum(1), accuracy.eval(feed) <= 1)


if __name__ == '__main__':
    tf.app.run()
