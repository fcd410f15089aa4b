"""Masks the padding out of a decoder's loss."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

VOCAB, EMBED, HIDDEN = 10, 5, 7


class Model:
    def __init__(self):
        self.inputs = tf.placeholder(tf.int32, [None, None], name="inputs")
        self.targets = tf.placeholder(tf.int32, [None, None], name="targets")
        self.lengths = tf.placeholder(tf.int32, [None], name="lengths")
        self.build_decoder()
        self.build_loss()

    def build_decoder(self):
        embedding = tf.get_variable("embedding", [VOCAB, EMBED])
        cell = tf.contrib.rnn.GRUCell(HIDDEN)
        helper = tf.contrib.seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, self.inputs), self.lengths)
        start = cell.zero_state(tf.shape(self.inputs)[0], tf.float32)
        decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, start, tf.layers.Dense(VOCAB, use_bias=False))
        self.outputs = tf.contrib.seq2seq.dynamic_decode(decoder)[0]

    def build_loss(self):
        logits = self.outputs.rnn_output
        labels = self.targets[:, :tf.shape(logits)[1]]
        crossent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        mask = tf.sequence_mask(self.lengths, tf.shape(logits)[1], dtype=tf.float32)
        self.loss = tf.reduce_sum(crossent * mask) / tf.reduce_sum(mask)


model = Model()
batch = np.array([[3, 4, 5, 6, 0, 0], [3, 4, 0, 0, 0, 0], [8, 9, 1, 0, 0, 0]])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(model.loss, {model.inputs: batch, model.targets: batch, model.lengths: [4, 2, 3]}))
