# -*- coding:utf-8 -*-
import math
import os
import sys
import random

import numpy as np
import tensorflow as tf
from tensorflow.contrib import layers
from tensorflow.contrib.rnn import GRUCell, LSTMCell, LSTMStateTuple, MultiRNNCell, DropoutWrapper, ResidualWrapper
from tensorflow.contrib.seq2seq.python.ops import attention_wrapper
from tensorflow.contrib.seq2seq.python.ops import beam_search_decoder
from tensorflow.python.ops import array_ops, math_ops, nn_ops
from tensorflow.python.ops.rnn_cell_impl import _zero_state_tensors
from tensorflow.python.util import nest
from tensorflow.python.framework import dtypes

padToken, goToken, eosToken, unknownToken = 0, 1, 2, 3
TALK = [("hi there", "hello you"), ("how are you", "i am fine"), ("what is your name", "my name is bot"),
        ("do you like tea", "yes i like tea"), ("good bye", "see you later"), ("are you a bot", "yes i am a bot")]


class Batch:
    def __init__(self):
        self.encoder_inputs = []
        self.encoder_inputs_length = []
        self.decoder_targets = []
        self.decoder_targets_length = []


def loadDataset():
    words = sorted(set(w for pair in TALK for s in pair for w in s.split()))
    word2id = {'<pad>': 0, '<go>': 1, '<eos>': 2, '<unknown>': 3}
    for w in words:
        word2id[w] = len(word2id)
    id2word = {v: k for k, v in word2id.items()}
    samples = [[[word2id[w] for w in q.split()], [word2id[w] for w in a.split()]] for q, a in TALK]
    return word2id, id2word, samples


def createBatch(samples):
    batch = Batch()
    batch.encoder_inputs_length = [len(sample[0]) for sample in samples]
    batch.decoder_targets_length = [len(sample[1]) + 1 for sample in samples]
    max_source, max_target = max(batch.encoder_inputs_length), max(batch.decoder_targets_length)
    for sample in samples:
        source = list(reversed(sample[0]))
        batch.encoder_inputs.append([padToken] * (max_source - len(source)) + source)
        target = sample[1] + [eosToken]
        batch.decoder_targets.append(target + [padToken] * (max_target - len(target)))
    return batch


class Seq2SeqModel():
    def __init__(self, rnn_size, num_layers, embedding_size, learning_rate, word_to_idx, mode, use_attention, beam_search, beam_size,
                 cell_type='LSTM', max_gradient_norm=5.0):
        self.rnn_size, self.num_layers, self.embedding_size = rnn_size, num_layers, embedding_size
        self.learning_rate, self.word_to_idx, self.vocab_size = learning_rate, word_to_idx, len(word_to_idx)
        self.mode, self.use_attention, self.beam_search, self.beam_size = mode, use_attention, beam_search, beam_size
        self.cell_type, self.max_gradient_norm = cell_type, max_gradient_norm
        self.build_model()

    def _create_rnn_cell(self):
        def single_rnn_cell(first):
            single_cell = LSTMCell(self.rnn_size) if self.cell_type == 'LSTM' else GRUCell(self.rnn_size)
            cell = DropoutWrapper(single_cell, output_keep_prob=self.keep_prob_placeholder)
            return cell if first else ResidualWrapper(cell)
        return MultiRNNCell([single_rnn_cell(i == 0) for i in range(self.num_layers)])

    def build_model(self):
        print('building model... ...')
        self.encoder_inputs = tf.placeholder(tf.int32, [None, None], name='encoder_inputs')
        self.encoder_inputs_length = tf.placeholder(tf.int32, [None], name='encoder_inputs_length')
        self.batch_size = tf.placeholder(tf.int32, [], name='batch_size')
        self.keep_prob_placeholder = tf.placeholder(tf.float32, name='keep_prob_placeholder')
        self.decoder_targets = tf.placeholder(tf.int32, [None, None], name='decoder_targets')
        self.decoder_targets_length = tf.placeholder(tf.int32, [None], name='decoder_targets_length')
        self.max_target_sequence_length = tf.reduce_max(self.decoder_targets_length, name='max_target_len')
        self.mask = tf.sequence_mask(self.decoder_targets_length, self.max_target_sequence_length, dtype=tf.float32, name='masks')

        with tf.variable_scope('encoder'):
            encoder_cell = self._create_rnn_cell()
            embedding = tf.get_variable('embedding', [self.vocab_size, self.embedding_size])
            encoder_inputs_embedded = tf.nn.embedding_lookup(embedding, self.encoder_inputs)
            encoder_outputs, encoder_state = tf.nn.dynamic_rnn(encoder_cell, encoder_inputs_embedded,
                                                               sequence_length=self.encoder_inputs_length, dtype=tf.float32)
        with tf.variable_scope('decoder'):
            encoder_inputs_length = self.encoder_inputs_length
            if self.beam_search:
                encoder_outputs = tf.contrib.seq2seq.tile_batch(encoder_outputs, multiplier=self.beam_size)
                encoder_state = nest.map_structure(lambda s: tf.contrib.seq2seq.tile_batch(s, self.beam_size), encoder_state)
                encoder_inputs_length = tf.contrib.seq2seq.tile_batch(self.encoder_inputs_length, multiplier=self.beam_size)
            attention_mechanism = attention_wrapper.BahdanauAttention(num_units=self.rnn_size, memory=encoder_outputs,
                                                                      memory_sequence_length=encoder_inputs_length)
            decoder_cell = self._create_rnn_cell()
            decoder_cell = attention_wrapper.AttentionWrapper(cell=decoder_cell, attention_mechanism=attention_mechanism,
                                                              attention_layer_size=self.rnn_size, name='Attention_Wrapper')
            batch_size = self.batch_size if not self.beam_search else self.batch_size * self.beam_size
            decoder_initial_state = decoder_cell.zero_state(batch_size=batch_size, dtype=tf.float32).clone(cell_state=encoder_state)
            output_layer = tf.layers.Dense(self.vocab_size, kernel_initializer=tf.truncated_normal_initializer(mean=0.0, stddev=0.1))
            if self.mode == 'train':
                ending = tf.strided_slice(self.decoder_targets, [0, 0], [self.batch_size, -1], [1, 1])
                decoder_input = tf.concat([tf.fill([self.batch_size, 1], self.word_to_idx['<go>']), ending], 1)
                decoder_inputs_embedded = tf.nn.embedding_lookup(embedding, decoder_input)
                training_helper = tf.contrib.seq2seq.TrainingHelper(inputs=decoder_inputs_embedded,
                                                                    sequence_length=self.decoder_targets_length,
                                                                    time_major=False, name='training_helper')
                training_decoder = tf.contrib.seq2seq.BasicDecoder(cell=decoder_cell, helper=training_helper,
                                                                   initial_state=decoder_initial_state, output_layer=output_layer)
                decoder_outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(
                    decoder=training_decoder, impute_finished=True, maximum_iterations=self.max_target_sequence_length)
                self.decoder_logits_train = tf.identity(decoder_outputs.rnn_output)
                self.decoder_predict_train = tf.argmax(self.decoder_logits_train, axis=-1, name='decoder_pred_train')
                self.loss = tf.contrib.seq2seq.sequence_loss(logits=self.decoder_logits_train, targets=self.decoder_targets,
                                                             weights=self.mask)
                tf.summary.scalar('loss', self.loss)
                self.summary_op = tf.summary.merge_all()
                optimizer = tf.train.AdamOptimizer(self.learning_rate)
                trainable_params = tf.trainable_variables()
                gradients = tf.gradients(self.loss, trainable_params)
                clip_gradients, _ = tf.clip_by_global_norm(gradients, self.max_gradient_norm)
                self.train_op = optimizer.apply_gradients(zip(clip_gradients, trainable_params))
            else:
                start_tokens = tf.ones([self.batch_size, ], tf.int32) * self.word_to_idx['<go>']
                if self.beam_search:
                    inference_decoder = beam_search_decoder.BeamSearchDecoder(
                        cell=decoder_cell, embedding=embedding, start_tokens=start_tokens, end_token=self.word_to_idx['<eos>'],
                        initial_state=decoder_initial_state, beam_width=self.beam_size, output_layer=output_layer)
                else:
                    helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(embedding, start_tokens, self.word_to_idx['<eos>'])
                    inference_decoder = tf.contrib.seq2seq.BasicDecoder(decoder_cell, helper, decoder_initial_state, output_layer)
                decoder_outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder=inference_decoder, maximum_iterations=10)
                if self.beam_search:
                    self.decoder_predict_decode = decoder_outputs.predicted_ids
                else:
                    self.decoder_predict_decode = tf.expand_dims(decoder_outputs.sample_id, -1)
        self.saver = tf.train.Saver(tf.global_variables())

    def train(self, sess, batch):
        feed_dict = {self.encoder_inputs: batch.encoder_inputs, self.encoder_inputs_length: batch.encoder_inputs_length,
                     self.decoder_targets: batch.decoder_targets, self.decoder_targets_length: batch.decoder_targets_length,
                     self.keep_prob_placeholder: 1.0, self.batch_size: len(batch.encoder_inputs)}
        _, loss, summary = sess.run([self.train_op, self.loss, self.summary_op], feed_dict=feed_dict)
        return loss, summary

    def infer(self, sess, batch):
        feed_dict = {self.encoder_inputs: batch.encoder_inputs, self.encoder_inputs_length: batch.encoder_inputs_length,
                     self.keep_prob_placeholder: 1.0, self.batch_size: len(batch.encoder_inputs)}
        return sess.run(self.decoder_predict_decode, feed_dict=feed_dict)


if __name__ == '__main__':
    word2id, id2word, samples = loadDataset()
    random.seed(0)
    with tf.Session() as sess:
        model = Seq2SeqModel(10, 2, 10, 0.01, word2id, 'train', True, False, 3)
        ckpt = tf.train.get_checkpoint_state('model')
        if ckpt and tf.train.checkpoint_exists(ckpt.model_checkpoint_path):
            model.saver.restore(sess, ckpt.model_checkpoint_path)
        else:
            print('Created new model parameters..')
            sess.run(tf.global_variables_initializer())
        current_step = 0
        for e in range(8):
            random.shuffle(samples)
            for i in range(0, len(samples), 2):
                loss, summary = model.train(sess, createBatch(samples[i:i + 2]))
                current_step += 1
            perplexity = math.exp(float(loss)) if loss < 300 else float('inf')
            print("----- Step %d -- Loss %.2f -- Perplexity %.2f" % (current_step, loss, perplexity))
        model.saver.save(sess, os.path.join('model', 'chatbot.ckpt'), global_step=current_step)
    for beam in (True, False):
        tf.reset_default_graph()
        with tf.Session() as sess:
            model = Seq2SeqModel(10, 2, 10, 0.01, word2id, 'decode', True, beam, 3)
            model.saver.restore(sess, tf.train.latest_checkpoint('model'))
            for row in model.infer(sess, createBatch(samples)):
                sys.stdout.write(" ".join(id2word[i] for i in row[:, 0] if i > 2) + '\n')
