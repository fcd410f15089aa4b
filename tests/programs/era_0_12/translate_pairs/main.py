"""Trains the bucketed model on doubled numbers, then decodes a sentence greedily."""
import math
import os
import random
import sys
import tempfile

import numpy as np
import tensorflow as tf

import bucketed

tf.app.flags.DEFINE_float("learning_rate", 0.5, "Learning rate.")
tf.app.flags.DEFINE_float("learning_rate_decay_factor", 0.99, "It decays by this much.")
tf.app.flags.DEFINE_float("max_gradient_norm", 5.0, "Clip gradients to this norm.")
tf.app.flags.DEFINE_integer("batch_size", 4, "Batch size.")
tf.app.flags.DEFINE_integer("size", 10, "Width of each layer.")
tf.app.flags.DEFINE_integer("num_layers", 2, "Number of layers.")
tf.app.flags.DEFINE_boolean("use_lstm", False, "LSTM in place of GRU.")
FLAGS = tf.app.flags.FLAGS

_buckets = [(3, 5), (5, 8)]


def make_data():
  state = np.random.RandomState(11)
  data = [[] for _ in _buckets]
  for _ in xrange(60):
    source = [int(i) for i in state.randint(4, 15, state.randint(1, 6))]
    target = [(i + 3) % 11 + 4 for i in source] + [bucketed.EOS]
    for bucket_id, (source_size, target_size) in enumerate(_buckets):
      if len(source) <= source_size and len(target) < target_size:
        data[bucket_id].append([source, target])
        break
  return data


def create_model(forward_only):
  return bucketed.BucketModel(15, 15, _buckets, FLAGS.size, FLAGS.num_layers, FLAGS.max_gradient_norm, FLAGS.batch_size,
                              FLAGS.learning_rate, FLAGS.learning_rate_decay_factor, use_lstm=FLAGS.use_lstm, forward_only=forward_only)


def train(folder):
  random.seed(4)
  data = make_data()
  sizes = map(len, data)
  scale = [sum(sizes[:i + 1]) / float(sum(sizes)) for i in xrange(len(sizes))]
  with tf.Session() as sess:
    model = create_model(False)
    sess.run(tf.initialize_all_variables())
    previous_losses = []
    for step in xrange(20):
      bucket_id = step % len(scale)
      encoder_inputs, decoder_inputs, weights = model.get_batch(data, bucket_id)
      _, step_loss, _ = model.step(sess, encoder_inputs, decoder_inputs, weights, bucket_id, False)
      if len(previous_losses) > 2 and step_loss > max(previous_losses[-3:]):
        sess.run(model.learning_rate_decay_op)
      previous_losses.append(step_loss)
      print "step %d bucket %d perplexity %.2f" % (model.global_step.eval(), bucket_id, math.exp(step_loss))
    model.saver.save(sess, os.path.join(folder, "translate.ckpt"), global_step=model.global_step)
    sys.stdout.flush()


def decode(folder):
  tf.reset_default_graph()
  with tf.Session() as sess:
    model = create_model(True)
    sess.run(tf.initialize_all_variables())
    model.saver.restore(sess, tf.train.get_checkpoint_state(folder).model_checkpoint_path)
    model.batch_size = 1
    encoder_inputs, decoder_inputs, weights = model.get_batch({0: [([5, 7], [])], 1: []}, 0)
    _, _, logits = model.step(sess, encoder_inputs, decoder_inputs, weights, 0, True)
    print [int(np.argmax(logit, axis=1)) for logit in logits]


def main(_):
  folder = tempfile.mkdtemp()
  train(folder)
  decode(folder)


if __name__ == "__main__":
  tf.app.run()
