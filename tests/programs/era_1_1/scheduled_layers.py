"""Words, one by one, with cells made one per layer as 1.1 asked; the attention wrapper's loop is run by hand beside it."""
import numpy as np
import tensorflow as tf

vocab, units, batch, steps = 10, 6, 4, 5
words = tf.placeholder(tf.int32, [batch, steps + 1])
lengths = tf.placeholder(tf.int32, [batch])


def lstm_cell():
    return tf.contrib.rnn.BasicLSTMCell(units, forget_bias=0.0, state_is_tuple=True, reuse=tf.get_variable_scope().reuse)


with tf.variable_scope("Model", initializer=tf.random_uniform_initializer(-0.1, 0.1)):
    cell = tf.contrib.rnn.MultiRNNCell([lstm_cell() for _ in range(2)], state_is_tuple=True)
    embedding = tf.get_variable("embedding", [vocab, units])
    inputs = tf.nn.embedding_lookup(embedding, words[:, :-1])
    state = cell.zero_state(batch, tf.float32)
    outputs = []
    with tf.variable_scope("RNN"):
        for time_step in range(steps):
            if time_step > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(inputs[:, time_step, :], state)
            outputs.append(output)
    memory = tf.stack(outputs, 1)
    with tf.variable_scope("Attend") as scope:
        mechanism = tf.contrib.seq2seq.BahdanauAttention(units, memory, memory_sequence_length=lengths, normalize=True)
        wrapper = tf.contrib.seq2seq.DynamicAttentionWrapper(
            tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.GRUCell(units), tf.contrib.rnn.BasicRNNCell(units)]), mechanism, 5, output_attention=False)
        attended, state = [], wrapper.zero_state(batch, tf.float32)
        for time_step in range(steps):
            if time_step > 0:
                scope.reuse_variables()
            output, state = wrapper(inputs[:, time_step], state)
            attended.append(tf.concat([output, state.attention], 1))
    flat = tf.reshape(tf.stack(attended, 1), [-1, units + 5])
    logits = tf.reshape(tf.layers.dense(flat, vocab, name="softmax"), [batch, steps, vocab])

weights = tf.sequence_mask(lengths, steps, dtype=tf.float32)
per_word = tf.contrib.seq2seq.sequence_loss(logits, words[:, 1:], weights, average_across_timesteps=False, average_across_batch=True)
cost = tf.reduce_sum(per_word)
tvars = tf.trainable_variables()
grads, norm = tf.clip_by_global_norm(tf.gradients(cost, tvars), 5)
train = tf.train.GradientDescentOptimizer(0.3).apply_gradients(zip(grads, tvars), tf.contrib.framework.get_or_create_global_step())

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    rng = np.random.RandomState(2)
    for i in range(25):
        first = rng.randint(0, vocab, (batch, 1))
        feed = {words: (first + np.arange(steps + 1) * 3) % vocab, lengths: rng.randint(1, steps + 1, batch)}
        c, n, _ = sess.run([cost, norm, train], feed)
        if i % 8 == 0:
            print("%d: cost %.4f norm %.4f" % (i, c, n))
