"""Translation with attention over buckets of sentences of like length, as of TF 0.12.

Source: TF 0.12 tensorflow/models/rnn/translate/seq2seq_model.py (Vinyals et al., 1412.7449; Jean et al., 1412.2007).
"""

import numpy as np

from legacy_seq2seq.eras import tf0_12 as tf
from legacy_seq2seq.models.rnn.translate import data_utils
from legacy_seq2seq.runner.python2 import random_numbers


class Seq2SeqModel:
    """Encoder and decoder of `num_layers` cells, one graph for each bucket (source length, target length), the smallest first."""

    def __init__(self, source_vocab_size, target_vocab_size, buckets, size, num_layers, max_gradient_norm, batch_size, learning_rate,
                 learning_rate_decay_factor, use_lstm=False, num_samples=512, forward_only=False, dtype=tf.float32):
        self.source_vocab_size, self.target_vocab_size = source_vocab_size, target_vocab_size
        self.buckets, self.batch_size = buckets, batch_size
        self.learning_rate = tf.Variable(float(learning_rate), trainable=False, dtype=dtype)
        self.learning_rate_decay_op = self.learning_rate.assign(self.learning_rate * learning_rate_decay_factor)
        self.global_step = tf.Variable(0, trainable=False)
        projection = sampled_loss = None
        if 0 < num_samples < target_vocab_size:
            projection, sampled_loss = _sampled(num_samples, size, target_vocab_size, dtype)
        cell = tf.nn.rnn_cell.BasicLSTMCell(size) if use_lstm else tf.nn.rnn_cell.GRUCell(size)
        cell = tf.nn.rnn_cell.MultiRNNCell([cell] * num_layers) if num_layers > 1 else cell

        def translated(encoder_inputs, decoder_inputs):
            return tf.nn.seq2seq.embedding_attention_seq2seq(
                encoder_inputs, decoder_inputs, cell, source_vocab_size, target_vocab_size, embedding_size=size,
                output_projection=projection, feed_previous=forward_only, dtype=dtype)

        longest_source, longest_target = buckets[-1]
        self.encoder_inputs = _placeholders("encoder", longest_source, tf.int32)  # each [batch]
        self.decoder_inputs = _placeholders("decoder", longest_target + 1, tf.int32)
        self.target_weights = _placeholders("weight", longest_target + 1, dtype)
        self.outputs, self.losses = tf.nn.seq2seq.model_with_buckets(
            self.encoder_inputs, self.decoder_inputs, self.decoder_inputs[1:], self.target_weights, buckets, translated,
            softmax_loss_function=sampled_loss)
        if forward_only:
            if projection is not None:
                self.outputs = [[tf.matmul(output, projection[0]) + projection[1] for output in of_bucket] for of_bucket in self.outputs]
        else:
            self._train(max_gradient_norm)
        self.saver = tf.train.Saver(tf.all_variables())

    def _train(self, max_gradient_norm):
        params = tf.trainable_variables()
        optimizer = tf.train.GradientDescentOptimizer(self.learning_rate)
        self.gradient_norms, self.updates = [], []
        for loss in self.losses:
            clipped, norm = tf.clip_by_global_norm(tf.gradients(loss, params), max_gradient_norm)
            self.gradient_norms.append(norm)
            self.updates.append(optimizer.apply_gradients(zip(clipped, params), global_step=self.global_step))

    def step(self, session, encoder_inputs, decoder_inputs, target_weights, bucket_id, forward_only):
        """Runs one batch of a bucket: (gradient norm, loss, None) with a step of training; (None, loss, outputs) where `forward_only`.

        Raises ValueError where a list is not as long as the bucket.
        """
        source_length, target_length = self.buckets[bucket_id]
        feed = {}
        for what, given, expected, placeholders in (("Encoder", encoder_inputs, source_length, self.encoder_inputs),
                                                    ("Decoder", decoder_inputs, target_length, self.decoder_inputs),
                                                    ("Weights", target_weights, target_length, self.target_weights)):
            if len(given) != expected:
                raise ValueError(f"{what} length must be equal to the one in bucket, {len(given)} != {expected}.")
            feed.update(zip(placeholders, given))
        feed[self.decoder_inputs[target_length]] = np.zeros([self.batch_size], np.int32)  # the targets go one further
        if forward_only:
            loss, *outputs = session.run([self.losses[bucket_id], *self.outputs[bucket_id][:target_length]], feed)
            return None, loss, outputs
        _, norm, loss = session.run([self.updates[bucket_id], self.gradient_norms[bucket_id], self.losses[bucket_id]], feed)
        return norm, loss, None

    def get_batch(self, data, bucket_id):
        """Encoder inputs, decoder inputs and target weights of pairs drawn from `data[bucket_id]`: lists over time of arrays [batch]."""
        source_length, target_length = self.buckets[bucket_id]
        sources, targets = [], []
        for _ in range(self.batch_size):
            source, target = _random().choice(data[bucket_id])
            source = list(source) + [data_utils.PAD_ID] * (source_length - len(source))
            sources.append(source[::-1][:source_length])
            target = [data_utils.GO_ID, *target] + [data_utils.PAD_ID] * (target_length - len(target) - 1)
            targets.append(target[:target_length])
        encoder_inputs, decoder_inputs = (list(np.array(rows, np.int32).T) for rows in (sources, targets))
        following = [*decoder_inputs[1:], np.full([self.batch_size], data_utils.PAD_ID, np.int32)]
        return encoder_inputs, decoder_inputs, [(ids != data_utils.PAD_ID).astype(np.float32) for ids in following]


def _sampled(num_samples, size, vocab_size, dtype):
    """The output projection, and the loss that draws `num_samples` words in place of the whole vocabulary."""
    weights = tf.get_variable("proj_w", [vocab_size, size], dtype=dtype)
    biases = tf.get_variable("proj_b", [vocab_size], dtype=dtype)

    def loss(inputs, labels):
        in_float32 = [tf.cast(tensor, tf.float32) for tensor in (weights, biases, inputs)]
        return tf.cast(tf.nn.sampled_softmax_loss(*in_float32, tf.reshape(labels, [-1, 1]), num_samples, vocab_size), dtype)

    return (tf.transpose(weights), biases), loss


def _placeholders(name, number, dtype):
    return [tf.placeholder(dtype, shape=[None], name=f"{name}{i}") for i in range(number)]


def _random():
    return random_numbers.of_the_module()
