from __future__ import print_function

import tensorflow as tf

import settings


class ChatBot(object):
    def __init__(self, forward_only, batch_size, vocab):
        self.fw_only = forward_only
        self.batch_size = batch_size
        self.vocab = vocab

    def _create_placeholders(self):
        self.encoder_inputs = [tf.placeholder(tf.int32, shape=[None], name='encoder{}'.format(i)) for i in range(settings.BUCKETS[-1][0])]
        self.decoder_inputs = [tf.placeholder(tf.int32, shape=[None], name='decoder{}'.format(i))
                               for i in range(settings.BUCKETS[-1][1] + 1)]
        self.decoder_masks = [tf.placeholder(tf.float32, shape=[None], name='mask{}'.format(i))
                              for i in range(settings.BUCKETS[-1][1] + 1)]
        self.targets = self.decoder_inputs[1:]

    def _inference(self):
        w = tf.get_variable('proj_w', [settings.HIDDEN_SIZE, self.vocab])
        b = tf.get_variable('proj_b', [self.vocab])
        self.output_projection = (w, b)

        def whole_loss(labels, logits):
            labels = tf.reshape(labels, [-1])
            return tf.nn.sparse_softmax_cross_entropy_with_logits(logits=tf.matmul(logits, w) + b, labels=labels)

        self.softmax_loss_function = whole_loss
        single_cell = tf.contrib.rnn.GRUCell(settings.HIDDEN_SIZE)
        self.cell = tf.contrib.rnn.MultiRNNCell([single_cell] * settings.NUM_LAYERS)

    def _create_loss(self):
        def _seq2seq_f(encoder_inputs, decoder_inputs, do_decode):
            return tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
                encoder_inputs, decoder_inputs, self.cell, num_encoder_symbols=self.vocab, num_decoder_symbols=self.vocab,
                embedding_size=settings.HIDDEN_SIZE, output_projection=self.output_projection, feed_previous=do_decode)

        self.outputs, self.losses = tf.contrib.legacy_seq2seq.model_with_buckets(
            self.encoder_inputs, self.decoder_inputs, self.targets, self.decoder_masks, settings.BUCKETS,
            lambda x, y: _seq2seq_f(x, y, self.fw_only), softmax_loss_function=self.softmax_loss_function)
        if self.fw_only:
            for bucket in range(len(settings.BUCKETS)):
                self.outputs[bucket] = [
                    tf.matmul(output, self.output_projection[0]) + self.output_projection[1] for output in self.outputs[bucket]]

    def _create_optimizer(self):
        with tf.variable_scope('training'):
            self.global_step = tf.Variable(0, dtype=tf.int32, trainable=False, name='global_step')
            if not self.fw_only:
                optimizer = tf.train.GradientDescentOptimizer(settings.LR)
                trainables = tf.trainable_variables()
                self.gradient_norms, self.train_ops = [], []
                for loss in self.losses:
                    clipped, norm = tf.clip_by_global_norm(tf.gradients(loss, trainables), settings.MAX_GRAD_NORM)
                    self.gradient_norms.append(norm)
                    self.train_ops.append(optimizer.apply_gradients(zip(clipped, trainables), global_step=self.global_step))

    def build_graph(self):
        self._create_placeholders()
        self._inference()
        self._create_loss()
        self._create_optimizer()
