"""Translation with buckets and sampled softmax off, class-based, flags."""
from __future__ import absolute_import
from __future__ import division
from __future__ import print_function

import random
import sys
import time

import numpy as np
from six.moves import xrange  # pylint: disable=redefined-builtin
import tensorflow as tf

tf.app.flags.DEFINE_float("learning_rate", 0.5, "Learning rate.")
tf.app.flags.DEFINE_float("learning_rate_decay_factor", 0.9, "Learning rate decays by this much.")
tf.app.flags.DEFINE_float("max_gradient_norm", 5.0, "Clip gradients to this norm.")
tf.app.flags.DEFINE_integer("batch_size", 3, "Batch size to use during training.")
tf.app.flags.DEFINE_integer("size", 8, "Size of each model layer.")
tf.app.flags.DEFINE_integer("num_layers", 2, "Number of layers in the model.")
tf.app.flags.DEFINE_boolean("decode", False, "Set to True for interactive decoding.")
tf.app.flags.DEFINE_string("train_dir", "/tmp", "Training directory.")
FLAGS = tf.app.flags.FLAGS

_buckets = [(3, 5), (5, 7)]
PAD_ID, GO_ID, EOS_ID = 0, 1, 2
VOCAB = 14


class Seq2SeqModel(object):
    def __init__(self, vocab_size, buckets, size, num_layers, max_gradient_norm, batch_size, learning_rate, decay, forward_only=False):
        self.vocab_size, self.buckets, self.batch_size = vocab_size, buckets, batch_size
        self.learning_rate = tf.Variable(float(learning_rate), trainable=False, dtype=tf.float32)
        self.learning_rate_decay_op = self.learning_rate.assign(self.learning_rate * decay)
        self.global_step = tf.Variable(0, trainable=False)

        def make_cell():
            if num_layers == 1:
                return tf.contrib.rnn.GRUCell(size)
            return tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.GRUCell(size) for _ in range(num_layers)])

        w_t = tf.get_variable("proj_w", [vocab_size, size])
        w = tf.transpose(w_t)
        b = tf.get_variable("proj_b", [vocab_size])
        output_projection = (w, b)

        def full_loss(labels, logits):
            labels = tf.reshape(labels, [-1])
            return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=tf.matmul(logits, w) + b)

        def seq2seq_f(encoder_inputs, decoder_inputs, do_decode):
            return tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
                encoder_inputs, decoder_inputs, make_cell(), num_encoder_symbols=vocab_size, num_decoder_symbols=vocab_size,
                embedding_size=size, output_projection=output_projection, feed_previous=do_decode)

        self.encoder_inputs, self.decoder_inputs, self.target_weights = [], [], []
        for i in xrange(buckets[-1][0]):
            self.encoder_inputs.append(tf.placeholder(tf.int32, shape=[None], name="encoder{0}".format(i)))
        for i in xrange(buckets[-1][1] + 1):
            self.decoder_inputs.append(tf.placeholder(tf.int32, shape=[None], name="decoder{0}".format(i)))
            self.target_weights.append(tf.placeholder(tf.float32, shape=[None], name="weight{0}".format(i)))
        targets = [self.decoder_inputs[i + 1] for i in xrange(len(self.decoder_inputs) - 1)]
        self.outputs, self.losses = tf.contrib.legacy_seq2seq.model_with_buckets(
            self.encoder_inputs, self.decoder_inputs, targets, self.target_weights, buckets,
            lambda x, y: seq2seq_f(x, y, forward_only), softmax_loss_function=full_loss)
        if forward_only:
            for bucket in xrange(len(buckets)):
                self.outputs[bucket] = [tf.matmul(output, output_projection[0]) + output_projection[1] for output in self.outputs[bucket]]
        params = tf.trainable_variables()
        if not forward_only:
            self.gradient_norms, self.updates = [], []
            opt = tf.train.GradientDescentOptimizer(self.learning_rate)
            for bucket in xrange(len(buckets)):
                gradients = tf.gradients(self.losses[bucket], params)
                clipped_gradients, norm = tf.clip_by_global_norm(gradients, max_gradient_norm)
                self.gradient_norms.append(norm)
                self.updates.append(opt.apply_gradients(zip(clipped_gradients, params), global_step=self.global_step))
        self.saver = tf.train.Saver(tf.global_variables())

    def step(self, session, encoder_inputs, decoder_inputs, target_weights, bucket_id, forward_only):
        encoder_size, decoder_size = self.buckets[bucket_id]
        if len(encoder_inputs) != encoder_size:
            raise ValueError("Encoder length must be equal to the one in bucket, %d != %d." % (len(encoder_inputs), encoder_size))
        input_feed = {}
        for l in xrange(encoder_size):
            input_feed[self.encoder_inputs[l].name] = encoder_inputs[l]
        for l in xrange(decoder_size):
            input_feed[self.decoder_inputs[l].name] = decoder_inputs[l]
            input_feed[self.target_weights[l].name] = target_weights[l]
        last_target = self.decoder_inputs[decoder_size].name
        input_feed[last_target] = np.zeros([self.batch_size], dtype=np.int32)
        if not forward_only:
            output_feed = [self.updates[bucket_id], self.gradient_norms[bucket_id], self.losses[bucket_id]]
        else:
            output_feed = [self.losses[bucket_id]]
            for l in xrange(decoder_size):
                output_feed.append(self.outputs[bucket_id][l])
        outputs = session.run(output_feed, input_feed)
        if not forward_only:
            return outputs[1], outputs[2], None
        return None, outputs[0], outputs[1:]

    def get_batch(self, data, bucket_id):
        encoder_size, decoder_size = self.buckets[bucket_id]
        encoder_inputs, decoder_inputs = [], []
        for _ in xrange(self.batch_size):
            encoder_input, decoder_input = random.choice(data[bucket_id])
            encoder_pad = [PAD_ID] * (encoder_size - len(encoder_input))
            encoder_inputs.append(list(reversed(encoder_input + encoder_pad)))
            decoder_pad_size = decoder_size - len(decoder_input) - 1
            decoder_inputs.append([GO_ID] + decoder_input + [PAD_ID] * decoder_pad_size)
        batch_encoder, batch_decoder, batch_weights = [], [], []
        for i in xrange(encoder_size):
            batch_encoder.append(np.array([encoder_inputs[b][i] for b in xrange(self.batch_size)], dtype=np.int32))
        for i in xrange(decoder_size):
            batch_decoder.append(np.array([decoder_inputs[b][i] for b in xrange(self.batch_size)], dtype=np.int32))
            batch_weight = np.ones(self.batch_size, dtype=np.float32)
            for b in xrange(self.batch_size):
                if i < decoder_size - 1:
                    target = decoder_inputs[b][i + 1]
                if i == decoder_size - 1 or target == PAD_ID:
                    batch_weight[b] = 0.0
            batch_weights.append(batch_weight)
        return batch_encoder, batch_decoder, batch_weights


def read_data():
    data_set = [[] for _ in _buckets]
    rng = np.random.RandomState(5)
    for _ in range(40):
        source = [int(s) for s in rng.randint(3, VOCAB, size=rng.randint(1, 5))]
        target = [3 + (s + 1) % (VOCAB - 3) for s in source] + [EOS_ID]
        for bucket_id, (source_size, target_size) in enumerate(_buckets):
            if len(source) < source_size and len(target) < target_size:
                data_set[bucket_id].append([source, target])
                break
    return data_set


def create_model(session, forward_only):
    model = Seq2SeqModel(VOCAB, _buckets, FLAGS.size, FLAGS.num_layers, FLAGS.max_gradient_norm, FLAGS.batch_size,
                         FLAGS.learning_rate, FLAGS.learning_rate_decay_factor, forward_only=forward_only)
    session.run(tf.global_variables_initializer())
    return model


def main(_):
    random.seed(4)
    with tf.Session() as sess:
        model = create_model(sess, False)
        train_set = read_data()
        sizes = [len(train_set[b]) for b in xrange(len(_buckets))]
        total = float(sum(sizes))
        scale = [sum(sizes[:i + 1]) / total for i in xrange(len(sizes))]
        previous_losses = []
        for current_step in range(1, 26):
            r = random.random()
            bucket_id = min([i for i in xrange(len(scale)) if scale[i] > r])
            start_time = time.time()
            norm, step_loss, _ = model.step(sess, *(model.get_batch(train_set, bucket_id) + (bucket_id, False)))
            if current_step % 8 == 0:
                if len(previous_losses) > 2 and step_loss > max(previous_losses[-3:]):
                    sess.run(model.learning_rate_decay_op)
                previous_losses.append(step_loss)
                print("global step %d learning rate %.4f loss %.2f" % (
                    model.global_step.eval(), model.learning_rate.eval(), step_loss))
                sys.stdout.flush()


if __name__ == "__main__":
    tf.app.run()
