import tensorflow as tf
from tensorflow.python.layers import core as layers_core


def create_attention(option, num_units, memory, lengths):
    if option == "luong":
        return tf.contrib.seq2seq.LuongAttention(num_units, memory, memory_sequence_length=lengths)
    if option == "scaled_luong":
        return tf.contrib.seq2seq.LuongAttention(num_units, memory, memory_sequence_length=lengths, scale=True)
    if option == "bahdanau":
        return tf.contrib.seq2seq.BahdanauAttention(num_units, memory, memory_sequence_length=lengths)
    if option == "normed_bahdanau":
        return tf.contrib.seq2seq.BahdanauAttention(num_units, memory, memory_sequence_length=lengths, normalize=True)
    raise ValueError("Unknown attention option %s" % option)


class NMTModel(object):
    def __init__(self, hparams, iterator, src_size, tgt_size, tgt_table, scope=None):
        self.hparams = hparams
        self.it = iterator
        self.batch_size = tf.size(iterator.source_length)
        self.global_step = tf.Variable(0, trainable=False)
        tf.get_variable_scope().set_initializer(tf.random_uniform_initializer(-0.1, 0.1, seed=3))
        with tf.variable_scope("embeddings", dtype=tf.float32):
            with tf.variable_scope("encoder"):
                self.src_embedding = tf.get_variable("embedding_encoder", [src_size, hparams.num_units])
            with tf.variable_scope("decoder"):
                self.tgt_embedding = tf.get_variable("embedding_decoder", [tgt_size, hparams.num_units])
        with tf.variable_scope("build_network"):
            with tf.variable_scope("decoder/output_projection"):
                self.output_layer = layers_core.Dense(tgt_size, use_bias=False, name="output_projection")
        with tf.variable_scope(scope or "dynamic_seq2seq", dtype=tf.float32):
            outputs, state = self._encoder()
            self._train(outputs, state)
            self._beam(outputs, state, tgt_table)
        params = tf.trainable_variables()
        gradients = tf.gradients(self.loss, params, colocate_gradients_with_ops=True)
        clipped, self.grad_norm = tf.clip_by_global_norm(gradients, hparams.max_gradient_norm)
        self.update = tf.train.AdamOptimizer(hparams.learning_rate).apply_gradients(zip(clipped, params), global_step=self.global_step)
        for param in params:
            print("  %s, %s, %s" % (param.name, str(param.get_shape()), param.op.device))

    def _cell(self, units):
        if self.hparams.unit_type == "gru":
            return tf.contrib.rnn.GRUCell(units)
        return tf.contrib.rnn.BasicLSTMCell(units, forget_bias=1.0)

    def _encoder(self):
        with tf.variable_scope("encoder"):
            embedded = tf.nn.embedding_lookup(self.src_embedding, self.it.source)
            half = self.hparams.num_units // 2
            outputs, states = tf.nn.bidirectional_dynamic_rnn(self._cell(half), self._cell(half), embedded, dtype=tf.float32,
                                                              sequence_length=self.it.source_length, swap_memory=True)
            return tf.concat(outputs, -1), tf.concat(states, -1)

    def _decoder_cell(self, outputs, lengths):
        attention = create_attention(self.hparams.attention, self.hparams.num_units, outputs, lengths)
        return tf.contrib.seq2seq.AttentionWrapper(self._cell(self.hparams.num_units), attention,
                                                   attention_layer_size=self.hparams.num_units, output_attention=True, name="attention")

    def _train(self, outputs, state):
        with tf.variable_scope("decoder") as scope:
            cell = self._decoder_cell(outputs, self.it.source_length)
            initial = cell.zero_state(self.batch_size, tf.float32).clone(cell_state=state)
            embedded = tf.nn.embedding_lookup(self.tgt_embedding, self.it.target_input)
            helper = tf.contrib.seq2seq.TrainingHelper(embedded, self.it.target_length)
            decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, initial)
            decoded, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, swap_memory=True, scope=scope)
            logits = self.output_layer(decoded.rnn_output)
        time = tf.shape(self.it.target_output)[1]
        crossent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=self.it.target_output, logits=logits)
        weights = tf.sequence_mask(self.it.target_length, time, dtype=logits.dtype)
        self.loss = tf.reduce_sum(crossent * weights) / tf.to_float(self.batch_size)

    def _beam(self, outputs, state, tgt_table):
        width = self.hparams.beam_width
        sos = tf.cast(tgt_table.lookup(tf.constant(self.hparams.sos)), tf.int32)
        eos = tf.cast(tgt_table.lookup(tf.constant(self.hparams.eos)), tf.int32)
        with tf.variable_scope("decoder", reuse=True) as scope:
            memory = tf.contrib.seq2seq.tile_batch(outputs, multiplier=width)
            lengths = tf.contrib.seq2seq.tile_batch(self.it.source_length, multiplier=width)
            tiled = tf.contrib.seq2seq.tile_batch(state, multiplier=width)
            cell = self._decoder_cell(memory, lengths)
            initial = cell.zero_state(self.batch_size * width, tf.float32).clone(cell_state=tiled)
            decoder = tf.contrib.seq2seq.BeamSearchDecoder(
                cell=cell, embedding=self.tgt_embedding, start_tokens=tf.fill([self.batch_size], sos), end_token=eos,
                initial_state=initial, beam_width=width, output_layer=self.output_layer, length_penalty_weight=0.6)
            decoded, _, self.beam_lengths = tf.contrib.seq2seq.dynamic_decode(
                decoder, maximum_iterations=tf.round(tf.reduce_max(self.it.source_length) * 2), scope=scope)
        self.beam_ids = decoded.predicted_ids
