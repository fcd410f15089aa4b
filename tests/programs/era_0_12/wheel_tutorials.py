"""The tutorials' modules that TensorFlow's package contained: a reader of words and a translator of buckets."""
from __future__ import print_function

import os
import random
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow.models.rnn.ptb import reader
from tensorflow.models.rnn.translate import data_utils, seq2seq_model

folder = tempfile.mkdtemp()
lines = ["one two, three!", "two 12 cats", "three (dogs) and one cat", "a cat, a dog and 7 birds", "birds sing", "one dog barks"] * 5
for part in ("train", "valid", "test"):
    with open(os.path.join(folder, "ptb.%s.txt" % part), "w") as file:
        file.write("\n".join(lines))
for language, order in (("en", 1), ("fr", -1)):
    with open(os.path.join(folder, "text." + language), "w") as file:
        file.write("\n".join(line[:20] for line in lines[::order]))

train_data, valid_data, test_data, size = reader.ptb_raw_data(folder)
x, y = reader.ptb_producer(train_data, 3, 4, name="Input")
embedding = tf.get_variable("embedding", [size, 5])
output, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(5), tf.nn.embedding_lookup(embedding, x), dtype=tf.float32)
logits = tf.matmul(tf.reshape(output, [-1, 5]), tf.transpose(embedding))
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits, tf.reshape(y, [-1])))
step = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
session = tf.train.Supervisor(logdir=folder).prepare_or_wait_for_session()
for _ in range(5):
    print(session.run([step, loss])[1])
session.close()

vocabulary_sizes, pairs = [], []
for language in ("en", "fr"):
    text, words, ids = [os.path.join(folder, name + "." + language) for name in ("text", "words", "ids")]
    data_utils.create_vocabulary(words, text, 25)
    vocabulary_sizes.append(len(data_utils.initialize_vocabulary(words)[1]))
    data_utils.data_to_token_ids(text, ids, words)
    pairs.append([[int(word) for word in line.split()] for line in open(ids)])
buckets = [(4, 5), (7, 8)]
data = [[], []]
for source, target in zip(*pairs):
    data[len(source) > 4 or len(target) > 3].append([source, target + [data_utils.EOS_ID]])
random.seed(2)
with tf.Graph().as_default(), tf.Session() as session:
    model = seq2seq_model.Seq2SeqModel(vocabulary_sizes[0], vocabulary_sizes[1], buckets, 6, 2, 5.0, 4, 0.5, 0.9, num_samples=0)
    session.run(tf.initialize_all_variables())
    for i in range(6):
        inputs, outputs, weights = model.get_batch(data, i % 2)
        norm, cost, _ = model.step(session, inputs, outputs, weights, i % 2, False)
        print(i, norm, cost, np.sum(weights))
    print(len(model.step(session, inputs, outputs, weights, 1, True)[2]), data_utils.sentence_to_token_ids("a cat, 99 dogs", {"a": 4, "00": 5}))
