"""Estimators: a tagger of words of several lengths from a generator, and a parity counter from arrays."""
import functools
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow.python.estimator.inputs import numpy_io

tf.logging.set_verbosity(tf.logging.WARN)
WORDS = ['red', 'cat', 'sees', 'a', 'dog', 'old']
TAGS = [0, 1, 2, 3, 1, 0]


def sentences():
    rng = np.random.RandomState(3)
    for _ in range(40):
        ids = rng.randint(0, len(WORDS), rng.randint(2, 7))
        yield (ids, len(ids)), [TAGS[i] for i in ids]


def tagging_input(params=None, repeat=1):
    shapes = (([None], ()), [None])
    types = ((tf.int64, tf.int32), tf.int64)
    data = tf.data.Dataset.from_generator(sentences, output_types=types, output_shapes=shapes).repeat(repeat)
    return data.padded_batch(params.get('batch_size', 8), shapes).prefetch(1)


def tagging_model(features, labels, mode, params):
    ids, lengths = features
    with tf.variable_scope('words'):
        table = tf.get_variable('table', [len(WORDS), 5])
    words = tf.nn.embedding_lookup(table, ids)
    forward, backward = [tf.nn.rnn_cell.LSTMCell(params['units']) for _ in range(2)]
    outputs, _ = tf.nn.bidirectional_dynamic_rnn(forward, backward, words, lengths, dtype=tf.float32)
    logits = tf.layers.dense(tf.concat(outputs, -1), 4, name='tags')
    scores, transitions = tf.contrib.crf.crf_log_likelihood(logits, labels, lengths) if labels is not None else (None, None)
    tags = tf.argmax(logits, -1)
    if mode == tf.estimator.ModeKeys.PREDICT:
        return tf.estimator.EstimatorSpec(mode, predictions={'tags': tags, 'lengths': lengths})
    loss = tf.reduce_mean(-scores)
    mask = tf.sequence_mask(lengths)
    metrics = {'accuracy': tf.metrics.accuracy(labels, tags, mask), 'mean_tag': tf.metrics.mean(tags, mask)}
    for name, (_, update) in metrics.items():
        tf.summary.scalar(name, update)
    if mode == tf.estimator.ModeKeys.EVAL:
        return tf.estimator.EstimatorSpec(mode, loss=loss, eval_metric_ops=metrics)
    train_op = tf.train.AdamOptimizer(0.01).minimize(loss, global_step=tf.train.get_or_create_global_step())
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op)


def parity_model(features, labels, mode, params, config):
    assert config.save_summary_steps == 4 and params.classes == 2
    cell = tf.nn.rnn_cell.GRUCell(6)
    _, state = tf.nn.dynamic_rnn(cell, tf.expand_dims(features['bits'], -1), dtype=tf.float32)
    logits = tf.layers.dense(state, params.classes)
    predictions = {'parity': tf.argmax(logits, 1), 'probabilities': tf.nn.softmax(logits)}
    loss = train_op = None
    if mode != tf.estimator.ModeKeys.PREDICT:
        loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
        train_op = tf.contrib.layers.optimize_loss(loss, tf.train.get_global_step(), 0.1, 'SGD')
    return tf.estimator.EstimatorSpec(mode, predictions, loss, train_op)


class Watch(tf.train.SessionRunHook):
    def begin(self):
        self.steps = 0

    def before_run(self, run_context):
        return tf.train.SessionRunArgs({'step': tf.train.get_global_step()})

    def after_run(self, run_context, run_values):
        self.steps += 1
        assert run_values.results['step'] >= 1


def main(_):
    folder = tempfile.mkdtemp()
    params = {'units': 4, 'batch_size': 5}
    config = tf.estimator.RunConfig(save_checkpoints_steps=6, save_summary_steps=3, log_step_count_steps=4)
    tagger = tf.estimator.Estimator(tagging_model, folder + '/tagger', config, params)
    hook = Watch()
    tagger.train(functools.partial(tagging_input, repeat=2), hooks=[hook], steps=5)
    assert hook.steps == 5
    train_spec = tf.estimator.TrainSpec(functools.partial(tagging_input, repeat=2), max_steps=12)
    eval_spec = tf.estimator.EvalSpec(tagging_input, steps=3, throttle_secs=0, start_delay_secs=0)
    tf.estimator.train_and_evaluate(tagger, train_spec, eval_spec)
    print(sorted(tagger.evaluate(tagging_input)), tagger.get_variable_names())
    for prediction in tagger.predict(tagging_input):
        print(prediction['tags'][:prediction['lengths']])

    bits = np.random.RandomState(0).randint(0, 2, [23, 5]).astype(np.float32)
    parity = bits.sum(1).astype(np.int64) % 2
    counter = tf.estimator.Estimator(
        model_fn=parity_model, params=tf.contrib.training.HParams(classes=2),
        config=tf.estimator.RunConfig(model_dir=folder + '/counter').replace(save_summary_steps=4, save_checkpoints_secs=100))
    counter.train(tf.estimator.inputs.numpy_input_fn({'bits': bits}, parity, batch_size=7, num_epochs=None, shuffle=False), max_steps=8)
    feed = numpy_io.numpy_input_fn(x={'bits': bits}, y=parity, batch_size=10, num_epochs=1, shuffle=False)
    print(counter.evaluate(input_fn=feed, steps=2, name='two'))
    print(len(list(counter.predict(feed, predict_keys=['parity']))), counter.get_variable_value('dense/bias').shape)


if __name__ == '__main__':
    tf.app.run()
