"""Translation of toy sentences, in buckets of two sizes."""
import random

import numpy as np
import tensorflow as tf

PAD, GO, EOS, UNK = 0, 1, 2, 3


class BucketModel(object):

  def __init__(self, source_vocab, target_vocab, buckets, size, num_layers, max_gradient_norm, batch_size, learning_rate,
               learning_rate_decay_factor, use_lstm=False, forward_only=False):
    self.buckets = buckets
    self.batch_size = batch_size
    self.learning_rate = tf.Variable(float(learning_rate), trainable=False)
    self.learning_rate_decay_op = self.learning_rate.assign(self.learning_rate * learning_rate_decay_factor)
    self.global_step = tf.Variable(0, trainable=False)

    w = tf.get_variable("proj_w", [size, target_vocab])
    b = tf.get_variable("proj_b", [target_vocab])

    def whole_softmax(logits, labels):
      labels = tf.reshape(labels, [-1])
      return tf.nn.sparse_softmax_cross_entropy_with_logits(tf.matmul(logits, w) + b, labels)

    single_cell = tf.nn.rnn_cell.GRUCell(size)
    if use_lstm:
      single_cell = tf.nn.rnn_cell.BasicLSTMCell(size)
    cell = single_cell
    if num_layers > 1:
      cell = tf.nn.rnn_cell.MultiRNNCell([single_cell] * num_layers)

    def seq2seq_f(encoder_inputs, decoder_inputs, do_decode):
      return tf.nn.seq2seq.embedding_attention_seq2seq(
          encoder_inputs, decoder_inputs, cell, num_encoder_symbols=source_vocab, num_decoder_symbols=target_vocab,
          embedding_size=size, output_projection=(w, b), feed_previous=do_decode)

    self.encoder_inputs = []
    self.decoder_inputs = []
    self.target_weights = []
    for i in xrange(buckets[-1][0]):
      self.encoder_inputs.append(tf.placeholder(tf.int32, shape=[None], name="encoder{0}".format(i)))
    for i in xrange(buckets[-1][1] + 1):
      self.decoder_inputs.append(tf.placeholder(tf.int32, shape=[None], name="decoder{0}".format(i)))
      self.target_weights.append(tf.placeholder(tf.float32, shape=[None], name="weight{0}".format(i)))
    targets = [self.decoder_inputs[i + 1] for i in xrange(len(self.decoder_inputs) - 1)]

    self.outputs, self.losses = tf.nn.seq2seq.model_with_buckets(
        self.encoder_inputs, self.decoder_inputs, targets, self.target_weights, buckets,
        lambda x, y: seq2seq_f(x, y, forward_only), softmax_loss_function=whole_softmax)
    if forward_only:
      for bucket in xrange(len(buckets)):
        self.outputs[bucket] = [tf.matmul(output, w) + b for output in self.outputs[bucket]]

    params = tf.trainable_variables()
    if not forward_only:
      self.gradient_norms = []
      self.updates = []
      opt = tf.train.GradientDescentOptimizer(self.learning_rate)
      for loss in self.losses:
        clipped, norm = tf.clip_by_global_norm(tf.gradients(loss, params), max_gradient_norm)
        self.gradient_norms.append(norm)
        self.updates.append(opt.apply_gradients(zip(clipped, params), global_step=self.global_step))
    self.saver = tf.train.Saver(tf.all_variables())

  def step(self, session, encoder_inputs, decoder_inputs, target_weights, bucket_id, forward_only):
    encoder_size, decoder_size = self.buckets[bucket_id]
    feed = {}
    for l in xrange(encoder_size):
      feed[self.encoder_inputs[l].name] = encoder_inputs[l]
    for l in xrange(decoder_size):
      feed[self.decoder_inputs[l].name] = decoder_inputs[l]
      feed[self.target_weights[l].name] = target_weights[l]
    feed[self.decoder_inputs[decoder_size].name] = np.zeros([self.batch_size], dtype=np.int32)
    if not forward_only:
      fetch = [self.updates[bucket_id], self.gradient_norms[bucket_id], self.losses[bucket_id]]
    else:
      fetch = [self.losses[bucket_id]] + self.outputs[bucket_id][:decoder_size]
    outputs = session.run(fetch, feed)
    return (outputs[1], outputs[2], None) if not forward_only else (None, outputs[0], outputs[1:])

  def get_batch(self, data, bucket_id):
    encoder_size, decoder_size = self.buckets[bucket_id]
    encoder_inputs, decoder_inputs = [], []
    for _ in xrange(self.batch_size):
      source, target = random.choice(data[bucket_id])
      encoder_inputs.append(list(reversed(source + [PAD] * (encoder_size - len(source)))))
      decoder_inputs.append([GO] + target + [PAD] * (decoder_size - len(target) - 1))
    by_time = lambda rows, n: [np.array([row[t] for row in rows], dtype=np.int32) for t in xrange(n)]
    weights = []
    for t in xrange(decoder_size):
      weight = np.ones(self.batch_size, dtype=np.float32)
      for row in xrange(self.batch_size):
        if t == decoder_size - 1 or decoder_inputs[row][t + 1] == PAD:
          weight[row] = 0.0
      weights.append(weight)
    return by_time(encoder_inputs, encoder_size), by_time(decoder_inputs, decoder_size), weights

