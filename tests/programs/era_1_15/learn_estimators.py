"""contrib.learn's estimator: an LSTM that forecasts a wave from arrays, and a classifier of bags of words as an experiment."""
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow.contrib import layers, learn
from tensorflow.contrib.learn.python.learn import learn_runner
from tensorflow.contrib.learn.python.learn.estimators import model_fn as model_fn_lib

tf.logging.set_verbosity(tf.logging.ERROR)
STEPS = 6


def windows(series):
    x = np.array([series[i:i + STEPS] for i in range(len(series) - STEPS)], np.float32)
    return x.reshape(-1, STEPS, 1), np.asarray(series[STEPS:], np.float32)


def lstm_model(units, dense):
    def model(x, y):
        cells = [tf.contrib.rnn.BasicLSTMCell(n, state_is_tuple=True) for n in units]
        outputs, _ = tf.contrib.rnn.static_rnn(tf.contrib.rnn.MultiRNNCell(cells), tf.unstack(x, STEPS, 1), dtype=tf.float32)
        hidden = layers.stack(outputs[-1], layers.fully_connected, dense)
        prediction, loss = None, None
        weights = tf.get_variable('out/weights', [dense[-1], 1])
        prediction = tf.squeeze(tf.matmul(hidden, weights), [1])
        loss = tf.losses.mean_squared_error(y, prediction) if y is not None else None
        train_op = layers.optimize_loss(loss, tf.contrib.framework.get_global_step(), optimizer='Adagrad', learning_rate=0.05)
        return prediction, loss, train_op
    return lambda features, targets: model(features, targets)


def bag_model(features, labels, mode, params):
    words = layers.embed_sequence(features, 12, params.depth)
    logits = layers.fully_connected(tf.reduce_mean(words, 1), 3, activation_fn=None)
    probabilities = tf.nn.softmax(logits)
    if mode == model_fn_lib.ModeKeys.INFER:
        return model_fn_lib.ModelFnOps(mode, predictions={'class': tf.argmax(logits, 1), 'p': probabilities})
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss, tf.contrib.framework.get_global_step())
    return learn.ModelFnOps(mode=mode, predictions={'class': tf.argmax(logits, 1), 'p': probabilities}, loss=loss, train_op=train_op)


def bags(seed, count):
    random = np.random.RandomState(seed)
    ids = random.randint(0, 12, [count, 5]).astype(np.int64)
    return ids, (ids.sum(1) % 3).astype(np.int64)


def input_fn(seed):
    def read():
        ids, labels = bags(seed, 8)
        return tf.constant(ids), tf.constant(labels)
    return read


def experiment_fn(run_config, hparams):
    estimator = learn.Estimator(model_fn=bag_model, config=run_config, params=hparams)
    metrics = {'accuracy': learn.MetricSpec(metric_fn=tf.contrib.metrics.streaming_accuracy, prediction_key='class')}
    return learn.Experiment(estimator=estimator, train_input_fn=input_fn(1), eval_input_fn=input_fn(2), eval_metrics=metrics,
                            train_steps=5, eval_steps=2, min_eval_frequency=0)


def main():
    folder = tempfile.mkdtemp()
    x, y = windows(np.sin(np.arange(60) / 5.0))
    config = learn.RunConfig(save_checkpoints_steps=4, log_step_count_steps=3)
    regressor = learn.SKCompat(learn.Estimator(model_fn=lstm_model([5, 4], [4, 3]), model_dir=folder + '/wave', config=config))
    monitor = learn.monitors.ValidationMonitor(x=x[:10], y=y[:10], every_n_steps=4, early_stopping_rounds=100, eval_steps=1)
    regressor.fit(x, y, monitors=[monitor], batch_size=16, steps=9)
    predicted = regressor.predict(x[:7])
    print(predicted.shape, regressor.score(x, y, batch_size=20).keys())

    metrics = learn_runner.run(experiment_fn=experiment_fn, run_config=learn.RunConfig(model_dir=folder + '/bags'),
                               schedule='train_and_evaluate', hparams=tf.contrib.training.HParams(depth=4))[0]
    print(sorted(metrics))


if __name__ == '__main__':
    main()
