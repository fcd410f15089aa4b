"""Projects the outputs of a list-based decoder onto the vocabulary."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

size, vocab, steps = 7, 12, 3
decoder_inputs = [tf.placeholder(tf.int32, [None], name="decoder%d" % i) for i in range(steps)]
embedding = tf.get_variable("embedding", [vocab, size])
w = tf.get_variable("proj_w", [vocab, size])
b = tf.get_variable("proj_b", [vocab])

cell = tf.contrib.rnn.GRUCell(size)
emb_inputs = [tf.nn.embedding_lookup(embedding, i) for i in decoder_inputs]
start = cell.zero_state(tf.shape(decoder_inputs[0])[0], tf.float32)
outputs, _ = tf.contrib.legacy_seq2seq.rnn_decoder(emb_inputs, start, cell)
logits = []
for output in outputs:
    logits.append(tf.matmul(output, tf.transpose(w)) + b)
weights = [tf.ones_like(i, tf.float32) for i in decoder_inputs]
loss = tf.contrib.legacy_seq2seq.sequence_loss(logits, decoder_inputs, weights)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {i: np.ones([2]) for i in decoder_inputs}))
