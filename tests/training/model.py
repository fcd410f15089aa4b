"""A small model with everything that must be resumed: dropout in a loop and outside, a sampled softmax, tf.data, batches from Python."""

import contextlib

import numpy

UNITS, CLASSES, TIME = 6, 9, 5


class Batches:
    """Rows in an order that only its state tells."""

    def __init__(self, seed=0):
        self._random = numpy.random.RandomState(seed)
        self._order = []

    def next(self):
        if not self._order:
            self._order = self._random.permutation(12).tolist()
        chosen, self._order = self._order[:4], self._order[4:]
        return [[row, (row * 5) % CLASSES, 1, row % 3, 2] for row in (one % CLASSES for one in chosen)]

    def get_state(self):
        return {"random": self._random.get_state(), "order": self._order}

    def set_state(self, state):
        name, keys, *rest = state["random"]
        self._random.set_state((name, numpy.array(keys, numpy.uint32), *rest))
        self._order = state["order"]


class Model:
    def __init__(self, tf, units=UNITS, optimizer=None):
        tf.set_random_seed(3)
        self.step = tf.train.get_or_create_global_step()
        numbers = tf.data.Dataset.range(50).shuffle(20, seed=1).repeat().batch(4)
        self.iterator = numbers.make_initializable_iterator()
        tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, self.iterator.initializer)
        self.read = self.iterator.get_next()
        self.x = tf.placeholder(tf.int32, [None, TIME], "x")
        cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.LSTMCell(units), 0.8)
        outputs, _ = tf.nn.dynamic_rnn(cell, tf.one_hot(self.x, CLASSES), dtype=tf.float32)
        flat = tf.reshape(tf.nn.dropout(outputs, 0.9), [-1, units])
        weights = tf.get_variable("weights", [CLASSES, units])
        biases = tf.get_variable("biases", [CLASSES])
        labels = tf.cast(tf.reshape(self.x, [-1, 1]), tf.int64)
        self.loss = tf.reduce_mean(tf.nn.sampled_softmax_loss(weights, biases, labels, flat, 4, CLASSES), name="loss")
        self.loss += 1e-3 * tf.reduce_mean(tf.cast(self.read, tf.float32))
        tf.summary.scalar("loss_of_batch", self.loss)
        self.train_op = (optimizer or tf.train.AdamOptimizer(0.01)).minimize(self.loss, global_step=self.step)


@contextlib.contextmanager
def trained(logdir, steps, **options):
    """A session on a new graph, its model and batches, and a function that makes a step and returns its loss."""
    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    numpy.random.seed(7)
    with tf.Graph().as_default():
        model, batches = Model(tf), Batches()
        with training.session(logdir, loss=model.loss, steps=steps, state={"batches": batches}, **options) as sess:
            def step():
                rows = numpy.array(batches.next())
                rows[0, 4] = numpy.random.randint(CLASSES)
                return float(sess.run([model.train_op, model.loss], {model.x: rows})[1])

            yield sess, model, step


def losses(logdir, steps, **options):
    """{step: loss} of a training up to `steps`."""
    found = {}
    with trained(logdir, steps, **options) as (sess, _, step):
        while not sess.should_stop():
            loss = step()
            found[sess.step] = loss
    return found
