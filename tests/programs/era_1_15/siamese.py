#!/usr/bin/python
import os, sys, time
import numpy as np
import tensorflow as tf
from tensorflow.contrib import learn, metrics as contrib_metrics
from tensorflow.contrib import losses as contrib_losses
PAIRS = [(u"how old are you", u"what is your age", 1), (u"where is the station", u"which way to the station", 1),
         (u"i like green tea", u"the train is late", 0), (u"close the door", u"he sings well", 0)] * 2


class Siamese(object):
    def biRNN(self, x, hidden_units, scope):
        with tf.name_scope("fw" + scope), tf.variable_scope("fw" + scope, reuse=tf.AUTO_REUSE):
            fw = tf.contrib.rnn.MultiRNNCell([tf.nn.rnn_cell.DropoutWrapper(tf.contrib.rnn.BasicLSTMCell(hidden_units, state_is_tuple=True),
                                                                            output_keep_prob=self.keep) for _ in range(2)])
        with tf.name_scope("bw" + scope):
            bw = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.BasicLSTMCell(hidden_units) for _ in range(2)])
        outputs, _, _ = tf.nn.static_bidirectional_rnn(fw, bw, tf.unstack(tf.transpose(x, perm=[1, 0, 2])), dtype=tf.float32, scope=scope)
        return outputs[-1]

    def __init__(self, length, vocab, hidden_units=4):
        self.x1 = tf.placeholder(tf.int32, [None, length], name="x1")
        self.x2 = tf.placeholder(tf.int32, [None, length], name="x2")
        self.y = tf.placeholder(tf.float32, [None], name="y")
        self.keep = tf.placeholder(tf.float32, name="keep")
        with tf.name_scope("embedding"):
            self.W = tf.Variable(tf.constant(0.0, shape=[vocab, 5]), trainable=True, name="W")
            e1, e2 = tf.nn.embedding_lookup(self.W, self.x1), tf.nn.embedding_lookup(self.W, self.x2)
        with tf.name_scope("output"):
            out1, out2 = self.biRNN(e1, hidden_units, "side1"), self.biRNN(e2, hidden_units, "side2")
            distance = tf.sqrt(tf.reduce_sum(tf.square(tf.subtract(out1, out2)), 1, keepdims=True))
            distance = tf.div(distance, tf.add(tf.sqrt(tf.reduce_sum(tf.square(out1), 1, keep_dims=True)),
                                               tf.sqrt(tf.reduce_sum(tf.square(out2), 1, keep_dims=True))))
            self.distance = tf.reshape(distance, [-1], name="distance")
        with tf.name_scope("loss"):
            tmp = self.y * tf.square(self.distance)
            tmp2 = (1 - self.y) * tf.square(tf.maximum((1 - self.distance), 0))
            self.loss = tf.reduce_sum(tmp + tmp2) / 4 / 2
        contrib_losses.add_loss(self.loss)
        contrib_losses.mean_squared_error(self.distance, 1 - self.y)
        self.total = contrib_losses.get_total_loss()
        self.streaming, self.update = contrib_metrics.streaming_mean(self.distance)
        with tf.name_scope("accuracy"):
            self.temp_sim = tf.subtract(tf.ones_like(self.distance), tf.rint(self.distance), name="temp_sim")
            self.accuracy = tf.reduce_mean(tf.cast(tf.equal(self.temp_sim, self.y), "float"), name="accuracy")


processor = learn.preprocessing.VocabularyProcessor(6, min_frequency=0)
processor.fit([a for a, _, _ in PAIRS] + [b for _, b, _ in PAIRS])
x1 = np.asarray(list(processor.transform([a for a, _, _ in PAIRS])))
x2 = np.asarray(list(processor.transform([b for _, b, _ in PAIRS])))
y = np.asarray([float(label) for _, _, label in PAIRS], dtype=np.float32)
with tf.Graph().as_default(), tf.Session(config=tf.ConfigProto(allow_soft_placement=True, log_device_placement=False)).as_default() as sess:
    model = Siamese(6, len(processor.vocabulary_))
    global_step = tf.Variable(0, name="global_step", trainable=False)
    optimizer = tf.train.AdamOptimizer(1e-2)
    grads_and_vars = optimizer.compute_gradients(model.total)
    tr_op_set = optimizer.apply_gradients(grads_and_vars, global_step=global_step)
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    rng = np.random.RandomState(3)
    sess.run(model.W.assign(rng.uniform(-0.25, 0.25, size=(len(processor.vocabulary_), 5))))
    for n in range(12):
        rows = rng.permutation(len(y))[:4]
        feed = {model.x1: x1[rows], model.x2: x2[rows], model.y: y[rows], model.keep: 1.0}
        _, step, loss, total = sess.run([tr_op_set, global_step, model.loss, model.total], feed)
        sess.run(model.update, feed)
        mean, sim = sess.run([model.streaming, model.temp_sim], feed)
    sys.stdout.write("step {} loss {:g} mean {:g}\n".format(step, loss, mean))
    print(processor.vocabulary_.reverse(1), next(processor.reverse(x1[:1])))
