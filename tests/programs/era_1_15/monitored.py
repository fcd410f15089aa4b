"""Training under MonitoredTrainingSession: hooks, moving averages, piecewise learning rate, a model function with modes."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import rnn as rnn_lib
from tensorflow.contrib import training as contrib_training
from tensorflow.python.training import moving_averages
from tensorflow.python.training.session_run_hook import SessionRunHook, SessionRunArgs


class LossHook(tf.train.SessionRunHook):
    def __init__(self, loss, every=10):
        self._loss, self._every, self._step = loss, every, 0

    def begin(self):
        assert tf.get_default_graph().get_collection('losses_to_watch')

    def before_run(self, run_context):
        self._step += 1
        return SessionRunArgs({'loss': self._loss})

    def after_run(self, run_context, run_values):
        if self._step % self._every == 0:
            print('hook', self._step, np.round(run_values.results['loss'], 4))


def data():
    rng = np.random.RandomState(8)
    x = rng.normal(size=(20, 6, 3)).astype(np.float32)
    return x, (x.sum(axis=(1, 2)) > 0).astype(np.int32)


def input_fn():
    dataset = tf.data.Dataset.from_tensor_slices(data()).repeat().batch(5)
    return dataset.make_one_shot_iterator().get_next()


def model_fn(features, labels, hparams, reuse=tf.AUTO_REUSE, mode='train'):
    with tf.variable_scope('model', reuse=reuse, regularizer=tf.contrib.layers.l2_regularizer(1e-3)):
        cells = [rnn_lib.LSTMCell(n, num_proj=4, use_peepholes=True, cell_clip=2.0) for n in hparams.sizes]
        stacked = rnn_lib.MultiRNNCell(cells)
        outputs, state = tf.nn.dynamic_rnn(stacked, features, dtype=tf.float32)
        mean, variance = tf.nn.moments(outputs, [0, 1])
        moving_mean = tf.get_variable('moving_mean', [4], initializer=tf.zeros_initializer(), trainable=False)
        if mode == 'train':
            update = moving_averages.assign_moving_average(moving_mean, mean, 0.9, zero_debias=False)
            tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, update)
        logits = tf.layers.dense(state[-1].h, 2, name='logits')
    loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
    return logits, loss


def main():
    hparams = contrib_training.HParams(sizes=[5, 4], lr=0.1, clip=1.0)
    hparams.parse('lr=0.05')
    features, labels = input_fn()
    logits, loss = model_fn(features, labels, hparams)
    _, eval_loss = model_fn(features, labels, hparams, mode='eval')
    total = tf.losses.get_total_loss(add_regularization_losses=True)
    tf.add_to_collection('losses_to_watch', total)
    global_step = tf.train.create_global_step()
    lr = tf.train.piecewise_constant(global_step, [8, 16], [hparams.lr, hparams.lr / 2, hparams.lr / 4])
    optimizer = tf.train.AdagradOptimizer(lr)
    grads_and_vars = optimizer.compute_gradients(total)
    clipped = [(tf.clip_by_norm(g, hparams.clip), v) for g, v in grads_and_vars]
    apply_gradient = optimizer.apply_gradients(clipped, global_step=global_step)
    ema = tf.train.ExponentialMovingAverage(0.95, num_updates=global_step)
    with tf.control_dependencies([apply_gradient] + tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
        train_op = ema.apply(tf.trainable_variables())
    averaged = ema.average(tf.trainable_variables()[-1])
    tf.summary.scalar('lr', lr)
    hooks = [tf.train.StopAtStepHook(last_step=25), LossHook(loss), tf.train.NanTensorHook(loss),
             tf.train.LoggingTensorHook({'step': global_step, 'loss': loss}, every_n_iter=10)]
    with tf.train.MonitoredTrainingSession(checkpoint_dir='monitored', hooks=hooks, save_summaries_steps=10,
                                           save_checkpoint_secs=600, log_step_count_steps=10) as sess:
        while not sess.should_stop():
            _, step, value = sess.run([train_op, global_step, total])
    reader = tf.train.NewCheckpointReader(tf.train.latest_checkpoint('monitored'))
    names = sorted(reader.get_variable_to_shape_map())
    print(len(names), [name for name in names if 'ExponentialMovingAverage' in name][:3], ema.average_name(tf.trainable_variables()[0]))
    print(tf.contrib.framework.list_variables('monitored')[0], averaged.op.name)


if __name__ == '__main__':
    main()
