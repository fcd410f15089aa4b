from __future__ import division
import numpy as np
import tensorflow as tf
import tensorflow.contrib.rnn as rnn_cell
from tensorflow.contrib.seq2seq import BahdanauAttention, AttentionWrapper, AttentionWrapperState, BasicDecoder, dynamic_decode, CustomHelper
from tensorflow.contrib.seq2seq import LuongMonotonicAttention, BahdanauMonotonicAttention, hardmax, sequence_loss, LuongAttention
from tensorflow.python.util import nest


class CopyAttention(BahdanauAttention):
    """Adds what was attended to before to the score."""

    def __init__(self, num_units, memory, memory_sequence_length=None, name="CopyAttention"):
        super(CopyAttention, self).__init__(num_units, memory, memory_sequence_length=memory_sequence_length, name=name)

    def __call__(self, query, state):
        alignments, next_state = super(CopyAttention, self).__call__(query, state)
        return alignments, next_state


class PointerWrapper(AttentionWrapper):
    """Outputs the alignments: a distribution over the inputs."""

    def __init__(self, cell, attention_size, memory, lengths=None, initial_cell_state=None, name=None):
        mechanism = CopyAttention(attention_size, memory, lengths)
        super(PointerWrapper, self).__init__(cell, mechanism, attention_layer_size=None, alignment_history=True,
                                             cell_input_fn=lambda inputs, attention: inputs, output_attention=False,
                                             initial_cell_state=initial_cell_state, name=name)

    @property
    def output_size(self):
        return self.state_size.alignments

    def call(self, inputs, state):
        _, next_state = super(PointerWrapper, self).call(inputs, state)
        return next_state.alignments, next_state


class MultiHelper(tf.contrib.seq2seq.Helper):
    def __init__(self, points, order):
        self._points, self._order = points, order
        self._steps = order.get_shape()[1].value

    @property
    def batch_size(self):
        return tf.shape(self._points)[0]

    @property
    def sample_ids_shape(self):
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf.int32

    def initialize(self, name=None):
        return tf.tile([False], [self.batch_size]), tf.zeros_like(self._points[:, 0])

    def sample(self, time, outputs, state, name=None):
        return tf.cast(tf.argmax(outputs, -1), tf.int32)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        index = tf.stack([tf.range(self.batch_size), self._order[:, tf.minimum(time, self._steps - 1)]], 1)
        return tf.fill([self.batch_size], time + 1 >= self._steps), tf.gather_nd(self._points, index), state


B, N = 5, 4
points = tf.placeholder(tf.float32, [B, N, 2])
order = tf.placeholder(tf.int32, [B, N])
with tf.variable_scope('encoder'):
    cells = [rnn_cell.LSTMBlockCell(6) for _ in range(2)]
    outputs, state = tf.nn.dynamic_rnn(rnn_cell.MultiRNNCell(cells), points, dtype=tf.float32)
with tf.variable_scope('decoder'):
    cell = PointerWrapper(rnn_cell.LSTMCell(6), 5, outputs, initial_cell_state=state[-1])
    decoder = BasicDecoder(cell, MultiHelper(points, order), cell.zero_state(B, tf.float32))
    final, final_state, _ = dynamic_decode(decoder, maximum_iterations=N)
    history = tf.transpose(final_state.alignment_history.stack(), [1, 0, 2])
with tf.variable_scope('soft'):
    both = [LuongMonotonicAttention(6, outputs, scale=True, mode='parallel'), BahdanauMonotonicAttention(6, outputs, normalize=True)]
    multi = AttentionWrapper(rnn_cell.GRUCell(6), both, attention_layer_size=[3, 3])
    multi_out, multi_state = tf.nn.static_rnn(multi, tf.unstack(points, axis=1), dtype=tf.float32)
pointer_loss = -tf.reduce_mean(tf.reduce_sum(tf.one_hot(order, N) * tf.log(final.rnn_output + 1e-9), -1))
extra = tf.reduce_mean(tf.add_n([tf.reduce_sum(tf.square(o), 1) for o in multi_out])) + tf.reduce_mean(tf.square(history))
loss = pointer_loss + extra
optimizer = tf.train.AdamOptimizer(tf.train.inverse_time_decay(0.02, tf.train.get_or_create_global_step(), 10, 0.5))
train = tf.contrib.training.create_train_op(loss, optimizer, global_step=tf.train.get_global_step(),
                                            transform_grads_fn=tf.contrib.training.clip_gradient_norms_fn(1.0))
assert len(nest.flatten(multi_state)) == len(nest.flatten(multi.state_size))
rng = np.random.RandomState(4)
config = tf.ConfigProto()
config.gpu_options.per_process_gpu_memory_fraction = 0.4
with tf.Session(config=config) as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    for step in range(25):
        p = rng.uniform(size=(B, N, 2))
        o = np.argsort(p[:, :, 0], axis=1)
        sess.run(train, {points: p, order: o})
        l, e = sess.run([pointer_loss, extra], {points: p, order: o})
    print(l, e)
