"""Language model with a fixed batch size."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


class Config:
    batch_size = 4
    num_steps = 5
    vocab_size = 12
    hidden_size = 6


config = Config()
inputs = tf.placeholder(tf.int32, [config.batch_size, config.num_steps])
embedding = tf.get_variable("embedding", [config.vocab_size, config.hidden_size])
outputs, _ = tf.nn.dynamic_rnn(
    tf.contrib.rnn.BasicLSTMCell(config.hidden_size), tf.nn.embedding_lookup(embedding, inputs), dtype=tf.float32)
logits = tf.layers.dense(outputs, config.vocab_size)
loss = tf.losses.sparse_softmax_cross_entropy(inputs, logits)

corpus = np.arange(50).reshape(10, 5) % config.vocab_size
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for begin in range(0, len(corpus), config.batch_size):
        chunk = corpus[begin:begin + config.batch_size]
        print("perplexity %.3f" % np.exp(sess.run(loss, {inputs: chunk})))
