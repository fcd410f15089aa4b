"""A pair classifier written for TPUs and run without one: records, a small self-attention encoder, its own optimizer."""
import collections
import os
import re
import tempfile

import numpy as np
import tensorflow as tf

flags = tf.flags
FLAGS = flags.FLAGS
flags.DEFINE_bool('use_tpu', False, 'Whether to use a TPU.')
flags.DEFINE_string('tpu_name', None, 'Its name.')
flags.DEFINE_integer('iterations_per_loop', 1000, 'Steps in one call.')
flags.DEFINE_integer('batch', 6, 'Examples in a step.')
LENGTH, WORDS, WIDTH, HEADS = 7, 15, 8, 2


def write_records(path, count, seed):
    random = np.random.RandomState(seed)
    with tf.python_io.TFRecordWriter(path) as writer:
        for _ in range(count):
            ids = random.randint(1, WORDS, LENGTH)
            features = collections.OrderedDict()
            features['ids'] = tf.train.Feature(int64_list=tf.train.Int64List(value=list(ids)))
            features['mask'] = tf.train.Feature(int64_list=tf.train.Int64List(value=[1] * LENGTH))
            features['label'] = tf.train.Feature(int64_list=tf.train.Int64List(value=[int(ids.sum() % 2)]))
            writer.write(tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString())


def records_input(path, is_training):
    spec = {'ids': tf.FixedLenFeature([LENGTH], tf.int64), 'mask': tf.FixedLenFeature([LENGTH], tf.int64),
            'label': tf.FixedLenFeature([], tf.int64)}

    def decode(record):
        example = tf.parse_single_example(record, spec)
        for name in list(example.keys()):
            if example[name].dtype == tf.int64:
                example[name] = tf.to_int32(example[name])
        return example

    def input_fn(params):
        data = tf.data.TFRecordDataset(path)
        if is_training:
            data = data.repeat()
        return data.apply(tf.contrib.data.map_and_batch(decode, batch_size=params['batch_size'], drop_remainder=is_training))

    return input_fn


def attention(x, mask, width):
    batch, length = tf.shape(x)[0], x.shape[1].value
    heads = [tf.layers.dense(x, width, name=name, kernel_initializer=tf.truncated_normal_initializer(stddev=0.02))
             for name in ('query', 'key', 'value')]
    query, key, value = [tf.transpose(tf.reshape(h, [batch, length, HEADS, width // HEADS]), [0, 2, 1, 3]) for h in heads]
    scores = tf.matmul(query, key, transpose_b=True) / np.sqrt(width // HEADS).astype(np.float32)
    scores += (1.0 - tf.cast(mask[:, None, None, :], tf.float32)) * -10000.0
    mixed = tf.matmul(tf.nn.softmax(scores), value)
    return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [batch, length, width])


def encode(ids, mask):
    with tf.variable_scope('encoder'):
        table = tf.get_variable('embeddings', [WORDS, WIDTH], initializer=tf.truncated_normal_initializer(stddev=0.02))
        places = tf.get_variable('positions', [LENGTH, WIDTH])
        x = tf.nn.embedding_lookup(table, ids) + places
        x = tf.contrib.layers.layer_norm(x, begin_norm_axis=-1, begin_params_axis=-1, scope='LayerNorm')
        for layer in range(2):
            with tf.variable_scope('layer_%d' % layer):
                with tf.variable_scope('attention'):
                    x = tf.contrib.layers.layer_norm(x + attention(x, mask, WIDTH), begin_norm_axis=-1, begin_params_axis=-1)
                inner = tf.layers.dense(x, 12, activation=lambda v: 0.5 * v * (1.0 + tf.erf(v / tf.sqrt(2.0))), name='inner')
                x = tf.contrib.layers.layer_norm(x + tf.layers.dense(inner, WIDTH, name='outer'), begin_norm_axis=-1, begin_params_axis=-1)
        return tf.layers.dense(tf.squeeze(x[:, 0:1, :], axis=1), WIDTH, activation=tf.tanh, name='pooler')


class DecayingAdam(tf.train.Optimizer):
    """Adam without bias correction, with weight decay."""

    def __init__(self, rate, decay, exclude, name='DecayingAdam'):
        super(DecayingAdam, self).__init__(False, name)
        self.rate, self.decay, self.exclude = rate, decay, exclude

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        assignments = []
        for grad, param in grads_and_vars:
            if grad is None:
                continue
            base = re.match('^(.*):\\d+$', param.name).group(1)
            m = tf.get_variable(base + '/Adam', shape=param.shape.as_list(), dtype=tf.float32, trainable=False,
                                initializer=tf.zeros_initializer())
            v = tf.get_variable(base + '/Adam_1', shape=param.shape.as_list(), dtype=tf.float32, trainable=False,
                                initializer=tf.zeros_initializer())
            next_m = tf.multiply(0.9, m) + tf.multiply(0.1, grad)
            next_v = tf.multiply(0.999, v) + tf.multiply(0.001, tf.square(grad))
            update = next_m / (tf.sqrt(next_v) + 1e-3)
            if not any(re.search(pattern, base) for pattern in self.exclude):
                update += self.decay * param
            assignments.extend([param.assign(param - self.rate * update), m.assign(next_m), v.assign(next_v)])
        return tf.group(*assignments, name=name)


def create_train_op(loss, rate, steps, warmup):
    step = tf.train.get_or_create_global_step()
    learning_rate = tf.train.polynomial_decay(tf.constant(rate), step, steps, end_learning_rate=0.0, power=1.0, cycle=False)
    steps_float = tf.cast(tf.cast(step, tf.int32), tf.float32)
    is_warmup = tf.cast(tf.cast(step, tf.int32) < tf.constant(warmup), tf.float32)
    learning_rate = (1.0 - is_warmup) * learning_rate + is_warmup * rate * steps_float / warmup
    optimizer = DecayingAdam(learning_rate, 0.01, ['LayerNorm', 'layer_norm', 'bias'])
    if FLAGS.use_tpu:
        optimizer = tf.contrib.tpu.CrossShardOptimizer(optimizer)
    variables = tf.trainable_variables()
    grads, _ = tf.clip_by_global_norm(tf.gradients(loss, variables), clip_norm=1.0)
    train_op = optimizer.apply_gradients(zip(grads, variables), global_step=step)
    return tf.group(train_op, [step.assign(step + 1)])


def model_fn_builder(steps):
    def model_fn(features, labels, mode, params):
        pooled = encode(features['ids'], features['mask'])
        weights = tf.get_variable('output_weights', [2, WIDTH], initializer=tf.truncated_normal_initializer(stddev=0.02))
        logits = tf.nn.bias_add(tf.matmul(pooled, weights, transpose_b=True),
                                tf.get_variable('output_bias', [2], initializer=tf.zeros_initializer()))
        log_probs = tf.nn.log_softmax(logits, axis=-1)
        per_example = -tf.reduce_sum(tf.one_hot(features['label'], depth=2) * log_probs, axis=-1)
        loss = tf.reduce_mean(per_example)
        scaffold_fn = None
        if mode == tf.estimator.ModeKeys.TRAIN:
            return tf.contrib.tpu.TPUEstimatorSpec(mode=mode, loss=loss, train_op=create_train_op(loss, 0.001, steps, 3),
                                                   scaffold_fn=scaffold_fn)
        if mode == tf.estimator.ModeKeys.EVAL:
            def metric_fn(per_example, labels, logits):
                return {'eval_accuracy': tf.metrics.accuracy(labels=labels, predictions=tf.argmax(logits, axis=-1, output_type=tf.int32)),
                        'eval_loss': tf.metrics.mean(values=per_example)}
            return tf.contrib.tpu.TPUEstimatorSpec(mode=mode, loss=loss, eval_metrics=(metric_fn, [per_example, features['label'], logits]),
                                                   scaffold_fn=scaffold_fn)
        return tf.contrib.tpu.TPUEstimatorSpec(mode=mode, predictions={'probabilities': tf.exp(log_probs)}, scaffold_fn=scaffold_fn)
    return model_fn


def estimator_in(folder):
    resolver = None
    if FLAGS.use_tpu and FLAGS.tpu_name:
        resolver = tf.contrib.cluster_resolver.TPUClusterResolver(FLAGS.tpu_name)
    config = tf.contrib.tpu.RunConfig(
        cluster=resolver, model_dir=folder, save_checkpoints_steps=5,
        tpu_config=tf.contrib.tpu.TPUConfig(iterations_per_loop=FLAGS.iterations_per_loop, num_shards=8,
                                            per_host_input_for_training=tf.contrib.tpu.InputPipelineConfig.PER_HOST_V2))
    return tf.contrib.tpu.TPUEstimator(use_tpu=FLAGS.use_tpu, model_fn=model_fn_builder(12), config=config,
                                       train_batch_size=FLAGS.batch, eval_batch_size=4, predict_batch_size=3)


def main(_):
    tf.logging.set_verbosity(tf.logging.ERROR)
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, 'pairs.tf_record')
    write_records(path, 20, 1)
    first = estimator_in(folder + '/first')
    first.train(input_fn=records_input(path, True), max_steps=6)
    print(sorted(first.evaluate(input_fn=records_input(path, False), steps=None)))
    print(len(list(first.predict(input_fn=records_input(path, False)))))
    again = estimator_in(folder + '/first')
    again.train(input_fn=records_input(path, True), steps=3)


if __name__ == '__main__':
    tf.app.run()
