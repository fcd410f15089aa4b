"""A memory network over bags of words, gradients gathered over several batches, a template and a partitioned table."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.framework.python.ops import add_arg_scope, arg_scope
from tensorflow.contrib.layers.python.layers import regularizers, initializers
flags = tf.flags
flags.DEFINE_integer("hops", 3, "Number of hops in the memory network.")
flags.DEFINE_float("max_grad_norm", 40.0, "Clip gradients to this norm.")
FLAGS = flags.FLAGS


def position_encoding(sentence_size, embedding_size):
    encoding = np.ones((embedding_size, sentence_size), dtype=np.float32)
    for i in range(1, embedding_size + 1):
        for j in range(1, sentence_size + 1):
            encoding[i - 1, j - 1] = (i - (embedding_size + 1) / 2) * (j - (sentence_size + 1) / 2)
    return np.transpose(1 + 4 * encoding / embedding_size / sentence_size)


def zero_nil_slot(t, name=None):
    with tf.name_scope(name, "zero_nil_slot", [t]) as name:
        t = tf.convert_to_tensor(t, name="t")
        s = tf.shape(t)[1]
        z = tf.zeros(tf.stack([1, s]))
        return tf.concat(axis=0, values=[z, tf.slice(t, [1, 0], [-1, -1])], name=name)


@add_arg_scope
def hop(u, stories, table, encoding, softness=1.0):
    m = tf.reduce_sum(tf.nn.embedding_lookup(table, stories) * encoding, 2)
    u_temp = tf.transpose(tf.expand_dims(u, -1), [0, 2, 1])
    dotted = tf.reduce_sum(m * u_temp, 2) * softness
    probs = tf.transpose(tf.expand_dims(tf.nn.softmax(dotted), -1), [0, 2, 1])
    return u + tf.reduce_sum(tf.transpose(m, [0, 2, 1]) * probs, 2)


def main(_):
    B, M, S, V, E = 4, 3, 5, 12, 6
    stories = tf.placeholder(tf.int32, [None, M, S], name="stories")
    queries = tf.placeholder(tf.int32, [None, S], name="queries")
    answers = tf.placeholder(tf.int32, [None, V], name="answers")
    nil_word_slot = tf.zeros([1, E])
    with tf.variable_scope("MemN2N", regularizer=regularizers.l2_regularizer(1e-4), initializer=initializers.xavier_initializer()):
        A = tf.Variable(tf.concat(axis=0, values=[nil_word_slot, tf.random_normal([V - 1, E], stddev=0.1)]), name="A")
        C = tf.get_variable("C", [V, E])
        split = tf.get_variable("split", [V, E], partitioner=tf.fixed_size_partitioner(2))
    encoding = tf.constant(position_encoding(S, E), name="encoding")
    u = tf.reduce_sum(tf.nn.embedding_lookup(A, queries) * encoding, 1)
    project = tf.make_template("project", lambda x: tf.layers.dense(x, E, use_bias=False))
    with arg_scope([hop], softness=0.7):
        for _ in range(FLAGS.hops):
            u = project(hop(u, stories, C, encoding))
    u += tf.reduce_sum(tf.nn.embedding_lookup(split, queries, partition_strategy="div"), 1)
    logits = tf.matmul(u, C, transpose_b=True)
    loss_op = tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=tf.cast(answers, tf.float32)))
    loss_op += tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
    opt = tf.train.GradientDescentOptimizer(0.05)
    tvs = tf.trainable_variables()
    held = [tf.Variable(tf.zeros_like(tv.initialized_value()), trainable=False) for tv in tvs]
    clear = [tv.assign(tf.zeros_like(tv)) for tv in held]
    gvs = [(tf.clip_by_norm(g, FLAGS.max_grad_norm), v) for g, v in opt.compute_gradients(loss_op, tvs)]
    gvs = [(zero_nil_slot(g), v) if v is A else (g, v) for g, v in gvs]
    gather = [held[i].assign_add(gv[0]) for i, gv in enumerate(gvs)]
    apply_op = opt.apply_gradients([(held[i], gv[1]) for i, gv in enumerate(gvs)])
    rng = np.random.RandomState(15)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(12):
            sess.run(clear)
            for _ in range(2):
                s = rng.randint(0, V, size=(B, M, S))
                feed = {stories: s, queries: s[:, 0], answers: np.eye(V)[s[:, 1, 0]]}
                loss = sess.run(loss_op, feed)
                sess.run(gather, feed)
            sess.run(apply_op)
        print(loss, [v.op.name for v in tvs])


if __name__ == "__main__":
    tf.app.run()
