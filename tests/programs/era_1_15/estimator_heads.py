"""Reviews in two moods, read by a convolution or an LSTM under a ready head; a hook stops where nothing gets better."""
import tempfile

import numpy as np
import tensorflow as tf

tf.logging.set_verbosity(tf.logging.WARN)
WORDS, LENGTH = 30, 7
rng = np.random.RandomState(5)
reviews = rng.randint(1, WORDS, [48, LENGTH])
lengths = rng.randint(2, LENGTH + 1, [48])
moods = (reviews[:, :2].sum(1) > WORDS).astype(np.int64)
topics = rng.randint(0, 2, [48, 3])


def input_fn(labels, epochs):
    def make():
        data = tf.data.Dataset.from_tensor_slices((reviews, lengths, np.linspace(0.5, 1.5, 48).astype(np.float32), labels))
        data = data.repeat(epochs).batch(12)
        data = data.map(lambda x, length, trust, y: ({'x': x, 'len': length, 'trust': trust}, y))
        return data.make_one_shot_iterator().get_next()
    return make


def reader(features, kind):
    words = tf.contrib.layers.embed_sequence(features['x'], WORDS, 6)
    if kind == 'lstm':
        _, (_, last) = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(5), words, features['len'], dtype=tf.float32)
        return last
    return tf.reduce_max(tf.layers.conv1d(words, 4, 3, padding='same', activation=tf.nn.relu), axis=1)


def model(head, kind, optimizer):
    def model_fn(features, labels, mode, params):
        logits = tf.layers.dense(reader(features, kind), head.logits_dimension, name='logits')
        penalty = [tf.contrib.layers.l2_regularizer(0.01)(v) for v in tf.trainable_variables('logits')]
        return head.create_estimator_spec(
            features=features, mode=mode, logits=logits, labels=labels, regularization_losses=penalty,
            train_op_fn=lambda loss: optimizer().minimize(loss, global_step=tf.train.get_global_step()))
    return model_fn


def clipping():
    return tf.contrib.estimator.clip_gradients_by_norm(tf.train.MomentumOptimizer(0.5, 0.9), 0.1)


heads = tf.contrib.estimator
for head, kind, labels, optimizer in [
        (heads.binary_classification_head(weight_column='trust', thresholds=[0.3]), 'lstm', moods, clipping),
        (heads.binary_classification_head(label_vocabulary=['bad', 'good']), 'cnn', np.array(['bad', 'good'])[moods],
         lambda: tf.train.AdamOptimizer(0.02)),
        (heads.multi_class_head(WORDS), 'cnn', reviews[:, 0], lambda: tf.train.GradientDescentOptimizer(0.3)),
        (heads.multi_label_head(3), 'lstm', topics, clipping),
        (heads.poisson_regression_head(), 'cnn', lengths.astype(np.float32), lambda: tf.train.AdagradOptimizer(0.1))]:
    estimator = tf.estimator.Estimator(model(head, kind, optimizer), tempfile.mkdtemp(), params={})
    stop = tf.estimator.experimental.stop_if_no_decrease_hook(estimator, 'average_loss', 100, run_every_secs=None, run_every_steps=2)
    tf.estimator.train_and_evaluate(estimator, tf.estimator.TrainSpec(input_fn(labels, 2), max_steps=6, hooks=[stop]),
                                    tf.estimator.EvalSpec(input_fn(labels, 1)))
    for name, value in sorted(estimator.evaluate(input_fn(labels, 1)).items()):
        print(name, value)
    forwarding = heads.forward_features(estimator, 'len')
    print([(sorted(one), one['len']) for one in list(forwarding.predict(input_fn(labels, 1)))[:2]])
