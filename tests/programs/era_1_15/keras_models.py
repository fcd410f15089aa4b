"""tf.keras models with the training loop of their own, whose weights a session sums up; layers that TF's optimizer trains."""
import numpy as np
import tensorflow as tf

layers, K = tf.keras.layers, tf.keras.backend
rng = np.random.RandomState(3)
words = rng.randint(0, 9, size=(8, 6))
tags = rng.randint(0, 3, size=(8, 6, 1))
moods = rng.randint(0, 2, size=(8, 1)).astype('float32')


class Pooled(layers.Layer):
    def __init__(self, units, **kwargs):
        self.units = units
        super(Pooled, self).__init__(**kwargs)

    def build(self, input_shape):
        self.w = self.add_weight(name='w', shape=(int(input_shape[-1]), self.units), initializer='glorot_uniform')
        super(Pooled, self).build(input_shape)

    def call(self, x):
        return K.mean(K.dot(x, self.w), axis=1)


def total(model):
    """What training has made of the weights, as one number."""
    return K.get_session().run(tf.add_n([tf.reduce_sum(w) for w in model.weights]))


tagger = tf.keras.Sequential([
    layers.Embedding(9, 4, mask_zero=True, input_length=6),
    layers.Bidirectional(layers.LSTM(3, return_sequences=True)),
    layers.TimeDistributed(layers.Dense(3, activation='softmax'))])
tagger.compile('rmsprop', 'sparse_categorical_crossentropy', metrics=['accuracy'])
print(tagger.train_on_batch(words, tags), total(tagger))
tagger.fit(words, tags, epochs=2, batch_size=4, shuffle=False, verbose=0)
print(total(tagger), [v.name for v in tagger.optimizer.weights])

ids = layers.Input(shape=(6,))
h, state = layers.GRU(4, return_sequences=True, return_state=True)(layers.Embedding(9, 5)(ids))
mood = layers.Dense(1, activation='sigmoid', name='mood')(layers.concatenate([Pooled(2)(h), state]))
reader = tf.keras.Model(ids, mood)
for optimizer in ('adagrad', tf.keras.optimizers.SGD(lr=0.1, momentum=0.9)):
    reader.compile(optimizer, 'binary_crossentropy')
    print(reader.train_on_batch(words, moods), total(reader))
print(reader.predict(words).shape)

x = tf.placeholder(tf.float32, [None, 6])
y = tf.placeholder(tf.float32, [None, 1])
loss = tf.reduce_mean(tf.keras.losses.binary_crossentropy(y, reader(x)))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, var_list=reader.trainable_weights)
for step in range(5):
    print(K.get_session().run([loss, train], {x: words, y: moods})[0])
