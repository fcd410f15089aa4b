"""The old attention decoder over a memory computed elsewhere."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

memory_depth, units = 6, 4
attention_states = tf.placeholder(tf.float32, [None, 5, memory_depth])
decoder_inputs = [tf.placeholder(tf.float32, [None, 4]) for _ in range(3)]
cell = tf.contrib.rnn.GRUCell(units)
initial_state = cell.zero_state(tf.shape(decoder_inputs[0])[0], tf.float32)
outputs, _ = tf.contrib.legacy_seq2seq.attention_decoder(decoder_inputs, initial_state, attention_states, cell)
loss = tf.add_n([tf.reduce_mean(tf.square(o)) for o in outputs])

feed = {attention_states: np.ones([2, 5, memory_depth])}
feed.update({d: np.ones([2, 4]) for d in decoder_inputs})
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, feed))
