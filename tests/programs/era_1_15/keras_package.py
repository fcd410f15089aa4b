"""The package keras beside TensorFlow: its layers, a layer and a loss of one's own, its training loop, its optimizers."""
from __future__ import print_function

import numpy as np
import tensorflow as tf
from keras import backend as K
from keras.engine.topology import Layer
from keras.layers import Dense, Dropout, Embedding, Input, LSTM, concatenate
from keras.layers.recurrent import GRU
from keras.layers.wrappers import Bidirectional, TimeDistributed
from keras.models import Model, Sequential
from keras.optimizers import SGD
from keras.preprocessing.sequence import pad_sequences
from keras.preprocessing.text import Tokenizer
from keras.utils import np_utils

sentences = ['the cat sat on the mat', 'the dog sat', 'a cat and a dog', 'on the mat', 'the mat and the dog sat on a cat', 'a mat']
tokenizer = Tokenizer(num_words=12)
tokenizer.fit_on_texts(sentences)
words = pad_sequences(tokenizer.texts_to_sequences(sentences), maxlen=5)
classes = np_utils.to_categorical([0, 1, 2, 0, 1, 2], 3)
sess = tf.Session()
K.set_session(sess)


class Attention(Layer):
    def build(self, input_shape):
        depth = np.prod(input_shape[2:])
        self.W = self.add_weight(shape=(int(depth),), initializer='uniform', name='{}_W'.format(self.name))
        super(Attention, self).build(input_shape)

    def call(self, x, mask=None):
        scores = K.softmax(K.sum(K.tanh(x) * self.W, axis=-1))
        return K.sum(x * K.expand_dims(scores), axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[-1])


def report(title, value, model):
    print(title, value, sess.run(tf.add_n([tf.reduce_sum(w) for w in model.weights])))


def squared(y_true, y_pred):
    return K.sum(K.square(y_true - y_pred), axis=-1)


sentence = Input(shape=(5,), dtype='int32')
h = Bidirectional(GRU(3, return_sequences=True))(Embedding(12, 4)(sentence))
output = Dense(3, activation='softmax')(concatenate([Attention()(h), LSTM(2)(h)]))
model = Model(inputs=sentence, outputs=output)
for loss in ('categorical_crossentropy', squared):
    model.compile(loss=loss, optimizer=SGD(lr=0.1, momentum=0.9, decay=0.0, nesterov=True), metrics=['accuracy'])
    report(model.metrics_names, model.train_on_batch(words, classes), model)
print(sorted(model.fit(words, classes, epochs=2, batch_size=3, shuffle=False, verbose=0, validation_split=0.5).history))

copy = Sequential()
copy.add(Embedding(12, 4, mask_zero=True, input_length=5))
copy.add(LSTM(3, return_sequences=True))
copy.add(Dropout(0.0))
copy.add(TimeDistributed(Dense(12, activation='softmax')))
copy.compile(SGD(0.2), 'sparse_categorical_crossentropy')
for step in range(3):
    report('copy', copy.train_on_batch(words, words[..., None]), copy)
print(copy.predict_classes(words).shape)

x = tf.placeholder(tf.int32, [None, 5])
logits = model(x)
cost = tf.reduce_mean(K.categorical_crossentropy(tf.constant(classes), logits))
for step in range(3):
    print(sess.run(cost, {x: words, K.learning_phase(): 0}))
