"""Attention over a memory: tf.nn.seq2seq.attention_decoder used directly, and the embedding form with several heads."""
import numpy as np
import tensorflow as tf

source_steps, target_steps, batch, width, symbols = 4, 5, 6, 8, 9


def build(heads):
    source = [tf.placeholder(tf.float32, [batch, 3], name='source_%d' % i) for i in range(source_steps)]
    words = [tf.placeholder(tf.int32, [batch], name='word_%d' % i) for i in range(target_steps + 1)]
    encoder = tf.nn.rnn_cell.BasicLSTMCell(width, state_is_tuple=False)
    with tf.variable_scope('encoder'):
        outputs, state = tf.nn.rnn(encoder, source, dtype=tf.float32, sequence_length=[4, 3, 2, 4, 1, 4])
    top_states = [tf.reshape(e, [-1, 1, encoder.output_size]) for e in outputs]
    attention_states = tf.concat(1, top_states)
    decoder = tf.nn.rnn_cell.BasicLSTMCell(width, state_is_tuple=False)
    with tf.variable_scope('decoder'):
        if heads == 1:
            table = tf.get_variable('table', [symbols, 3])
            inputs = [tf.nn.embedding_lookup(table, word) for word in words[:-1]]
            decoded, _ = tf.nn.seq2seq.attention_decoder(
                inputs, state, attention_states, tf.nn.rnn_cell.OutputProjectionWrapper(decoder, symbols), initial_state_attention=True)
        else:
            decoded, _ = tf.nn.seq2seq.embedding_attention_decoder(
                words[:-1], state, attention_states, decoder, symbols, 4, num_heads=heads, output_size=symbols, feed_previous=False)
    weights = [tf.constant(1.0, shape=[batch])] * target_steps
    losses = tf.nn.seq2seq.sequence_loss_by_example(decoded, words[1:], weights, average_across_timesteps=False)
    cost = tf.reduce_mean(losses)
    params = tf.trainable_variables()
    gradients = tf.gradients(cost, params)
    clipped, norm = tf.clip_by_global_norm(gradients, 1.0)
    update = tf.train.AdadeltaOptimizer(1.0).apply_gradients(zip(clipped, params))
    return source, words, cost, norm, update


rng = np.random.RandomState(21)
for heads in (1, 2):
    tf.reset_default_graph()
    source, words, cost, norm, update = build(heads)
    with tf.Session() as sess:
        sess.run(tf.initialize_all_variables())
        for i in xrange(12):
            feed = {}
            for one in source:
                feed[one] = rng.uniform(-1, 1, (batch, 3))
            first = rng.randint(1, symbols, batch)
            for j, word in enumerate(words):
                feed[word] = (first + j) % symbols
            c, n, _ = sess.run([cost, norm, update], feed_dict=feed)
            if i % 4 == 0:
                print "%d heads, step %d: %.4f (norm %.4f)" % (heads, i, c, n)
