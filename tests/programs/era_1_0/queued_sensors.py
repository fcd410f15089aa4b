"""Sensor readings from queues, normalised, classified by the last state of a stack of cells; two optimisers take turns."""
import numpy as np
import tensorflow as tf

flags = tf.flags
flags.DEFINE_integer("steps", 24, "training steps")
flags.DEFINE_boolean("verbose", True, "say more")
FLAGS = flags.FLAGS
FLAGS._parse_flags()
print("\nParameters:")
for attr, value in sorted(FLAGS.__flags.items()):
    print("{}={}".format(attr.upper(), value))

rng = np.random.RandomState(77)
kinds = rng.randint(0, 3, 48)
readings = (np.sin(np.outer(kinds + 1, np.linspace(0, 3, 8)))[:, :, None] + 0.1 * rng.randn(48, 8, 2)).astype(np.float32)

reading, kind = tf.train.slice_input_producer([tf.constant(readings), tf.constant(kinds, dtype=tf.int32)], shuffle=False)
x, y = tf.train.batch([reading, kind], batch_size=6, num_threads=1)

with tf.variable_scope("sensors", initializer=tf.contrib.layers.xavier_initializer(uniform=False, seed=3)):
    x = tf.layers.dense(x, 5, activation=tf.nn.relu, name="widen")
    x = tf.contrib.layers.layer_norm(x, scope="even")
    cells = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.LayerNormBasicLSTMCell(6), tf.contrib.rnn.GRUCell(4)])
    _, (first, last) = tf.nn.dynamic_rnn(cells, x, dtype=tf.float32)
    both = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.BasicLSTMCell(5, state_is_tuple=True)] * 2, state_is_tuple=True)
    outputs, _ = tf.nn.dynamic_rnn(both, x, dtype=tf.float32, scope="twice")
    features = tf.concat([first.h, last, outputs[:, -1]], 1)
    logits = tf.contrib.layers.fully_connected(features, 3, activation_fn=None, weights_regularizer=tf.contrib.layers.l2_regularizer(0.01))

loss = tf.losses.sparse_softmax_cross_entropy(labels=y, logits=logits)
total = tf.losses.get_total_loss()
global_step = tf.Variable(0, name="global_step", trainable=False)
rate = tf.train.polynomial_decay(0.05, global_step, 20, 0.01)
theirs = [v for v in tf.trainable_variables() if 'twice' in v.name]
ours = [v for v in tf.trainable_variables() if 'twice' not in v.name]
step_1 = tf.train.MomentumOptimizer(rate, 0.8, use_nesterov=True).minimize(total, global_step=global_step, var_list=ours)
step_2 = tf.train.AdagradOptimizer(0.1).minimize(total, var_list=theirs)

with tf.control_dependencies([step_1, step_2]):
    train = tf.no_op()

with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess=sess, coord=coord)
    try:
        for i in range(FLAGS.steps):
            _, l, t, r = sess.run([train, loss, total, rate])
            if FLAGS.verbose and i % 6 == 0:
                print("%d: %.4f (%.4f in all), rate %.4f" % (i, l, t, r))
    except tf.errors.OutOfRangeError:
        print("done")
    finally:
        coord.request_stop()
        coord.join(threads)
