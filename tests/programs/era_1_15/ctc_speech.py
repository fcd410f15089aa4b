import time
import numpy as np
import tensorflow as tf
from six.moves import xrange as range

num_features, num_units, num_layers, num_classes = 5, 7, 1, 6


def sparse_tuple_from(sequences, dtype=np.int32):
    indices, values = [], []
    for n, seq in enumerate(sequences):
        indices.extend(zip([n] * len(seq), range(len(seq))))
        values.extend(seq)
    indices = np.asarray(indices, dtype=np.int64)
    values = np.asarray(values, dtype=dtype)
    shape = np.asarray([len(sequences), np.asarray(indices).max(0)[1] + 1], dtype=np.int64)
    return indices, values, shape


def make_batch(rng):
    lengths = [8, 7, 9]
    x = np.zeros([3, 9, num_features], np.float32)
    for i, n in enumerate(lengths):
        x[i, :n] = rng.normal(size=(n, num_features))
    return x, [list(rng.randint(0, num_classes - 1, size=k)) for k in (2, 3, 2)], lengths


graph = tf.Graph()
with graph.as_default():
    inputs = tf.placeholder(tf.float32, [None, None, num_features])
    targets = tf.sparse_placeholder(tf.int32)
    seq_len = tf.placeholder(tf.int32, [None])
    fused = tf.contrib.rnn.LSTMBlockFusedCell(num_units)
    fw, _ = fused(tf.transpose(inputs, [1, 0, 2]), dtype=tf.float32, sequence_length=seq_len)
    bw, _ = tf.contrib.rnn.TimeReversedFusedRNN(tf.contrib.rnn.FusedRNNCellAdaptor(tf.contrib.rnn.GRUBlockCellV2(num_units),
                                                                                   use_dynamic_rnn=True))(
        tf.transpose(inputs, [1, 0, 2]), dtype=tf.float32, sequence_length=seq_len, scope='back')
    joined = tf.transpose(tf.concat([fw, bw], -1), [1, 0, 2])
    outputs, _, _ = tf.contrib.rnn.stack_bidirectional_dynamic_rnn([tf.contrib.rnn.UGRNNCell(4), tf.contrib.rnn.SRUCell(4)],
                                                                   [tf.contrib.rnn.IndRNNCell(4), tf.contrib.rnn.GLSTMCell(4, number_of_groups=2)],
                                                                   joined, dtype=tf.float32, sequence_length=seq_len)
    shape = tf.shape(inputs)
    batch_s, max_time_steps = shape[0], shape[1]
    W = tf.Variable(tf.truncated_normal([8, num_classes], stddev=0.1))
    b = tf.Variable(tf.constant(0., shape=[num_classes]))
    logits = tf.reshape(tf.matmul(tf.reshape(outputs, [-1, 8]), W) + b, [batch_s, -1, num_classes])
    logits = tf.transpose(logits, (1, 0, 2))
    cost = tf.reduce_mean(tf.nn.ctc_loss(targets, logits, seq_len))
    optimizer = tf.train.MomentumOptimizer(0.05, 0.9).minimize(cost)
    decoded, log_prob = tf.nn.ctc_greedy_decoder(logits, seq_len)
    ler = tf.reduce_mean(tf.edit_distance(tf.cast(decoded[0], tf.int32), targets))

rng = np.random.RandomState(9)
with tf.Session(graph=graph) as session:
    tf.global_variables_initializer().run()
    for epoch in range(13):
        start = time.time()
        x, labels, lengths = make_batch(rng)
        feed = {inputs: x, targets: sparse_tuple_from(labels), seq_len: lengths}
        batch_cost, _ = session.run([cost, optimizer], feed)
        train_ler = session.run(ler, feed_dict=feed)
        print("Epoch {}, train_cost = {:.3f}, train_ler = {:.3f}".format(epoch, batch_cost, train_ler))
    d = session.run(decoded[0], feed_dict=feed)
    print(tf.SparseTensorValue(*d).dense_shape, tf.sparse_tensor_to_dense(decoded[0], default_value=-1).eval(feed))
