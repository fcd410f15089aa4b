from __future__ import absolute_import, division, print_function
import numpy as np
import tensorflow as tf
import tensorflow.contrib.slim as slim
from tensorflow.contrib.framework import arg_scope, add_arg_scope
from tensorflow.contrib.layers.python.layers import utils

tf.app.flags.DEFINE_string('train_dir', 'slim_train', 'Where to write.')
FLAGS = tf.app.flags.FLAGS


def digits(n=24):
    rng = np.random.RandomState(3)
    labels = np.arange(n) % 4
    images = rng.uniform(0, 0.2, size=(n, 12, 12, 1))
    for i, label in enumerate(labels):
        images[i, label * 3:label * 3 + 3] += 1
    return images.astype(np.float32), labels


@add_arg_scope
def block(inputs, depth, scale=1.0, outputs_collections=None, scope=None):
    with tf.variable_scope(scope, 'block', [inputs]) as sc:
        shortcut = slim.conv2d(inputs, depth, [1, 1], activation_fn=None, scope='shortcut')
        residual = slim.conv2d(inputs, depth, [3, 3], scope='conv1')
        residual = slim.conv2d(residual, depth, 3, activation_fn=None, scope='conv2')
        return utils.collect_named_outputs(outputs_collections, sc.original_name_scope, tf.nn.relu(shortcut + scale * residual))


def network(images, num_classes=4, is_training=True, scope='net'):
    batch_norm_params = {'is_training': is_training, 'decay': 0.9, 'updates_collections': None, 'scale': True}
    with tf.variable_scope(scope, 'net', [images]) as sc:
        end_points_collection = sc.name + '_end_points'
        with slim.arg_scope([slim.conv2d, slim.fully_connected], weights_regularizer=slim.l2_regularizer(0.0005),
                            weights_initializer=slim.variance_scaling_initializer(), biases_initializer=tf.zeros_initializer()):
            with arg_scope([slim.conv2d], normalizer_fn=slim.batch_norm, normalizer_params=batch_norm_params), \
                    arg_scope([block], outputs_collections=end_points_collection):
                net = slim.repeat(images, 2, slim.conv2d, 4, [3, 3], scope='conv1')
                net = slim.max_pool2d(net, [2, 2], scope='pool1')
                net = slim.stack(net, block, [(6, 0.5), (6, 1.0)], scope='blocks')
                net = slim.avg_pool2d(net, [2, 2], scope='pool2')
            net = slim.flatten(net)
            net = slim.dropout(net, 1.0, is_training=is_training)
            end_points = slim.utils.convert_collection_to_dict(end_points_collection)
            logits = slim.fully_connected(net, num_classes, activation_fn=None, scope='logits')
            end_points['Predictions'] = slim.softmax(logits, scope='predictions')
    return logits, end_points


def main(_):
    images, labels = digits()
    tf.logging.set_verbosity(tf.logging.ERROR)
    x, y = tf.train.slice_input_producer([tf.constant(images), tf.constant(labels)], shuffle=False)
    x, y = tf.train.batch([x, y], batch_size=6)
    logits, end_points = network(x)
    print(sorted(end_points))
    one_hot = slim.one_hot_encoding(y, 4)
    slim.losses.softmax_cross_entropy(logits, one_hot, label_smoothing=0.1)
    total_loss = slim.losses.get_total_loss()
    learning_rate = tf.train.polynomial_decay(0.05, slim.get_or_create_global_step(), 30, 0.001)
    train_op = slim.learning.create_train_op(total_loss, tf.train.AdamOptimizer(learning_rate), clip_gradient_norm=4)
    slim.model_analyzer.analyze_vars(slim.get_model_variables(), print_info=True)
    final = slim.learning.train(train_op, FLAGS.train_dir, number_of_steps=25, log_every_n_steps=10, save_summaries_secs=0,
                                save_interval_secs=0)
    print('finished, loss is reported: %s' % np.isfinite(final))


if __name__ == '__main__':
    tf.app.run()
