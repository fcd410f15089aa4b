"""Layers of tf.keras in a graph of TensorFlow's, and a Keras model beside it."""
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.python.keras.layers import Dense as InnerDense
K = tf.keras.backend

x = tf.placeholder(tf.float32, [None, 6, 3])
y = tf.placeholder(tf.float32, [None, 1])
sess = tf.Session()
K.set_session(sess)
with tf.variable_scope('net'):
    h = keras.layers.TimeDistributed(keras.layers.Dense(4, activation='relu'))(x)
    h = keras.layers.Conv1D(5, 3, padding='causal')(h)
    h, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), keras.layers.PReLU()(h), dtype=tf.float32)
    h = keras.layers.concatenate([keras.layers.GlobalMaxPooling1D()(h), keras.layers.GlobalAveragePooling1D()(h)])
    h = keras.layers.BatchNormalization()(h, training=True)
    h = keras.layers.Lambda(lambda v: K.concatenate([v, K.square(v)]))(h)
    out = InnerDense(1)(h)
loss = tf.reduce_mean(keras.losses.mean_squared_error(y, out))
train = tf.train.AdamOptimizer(0.02).minimize(loss)
sess.run(tf.global_variables_initializer())
rng = np.random.RandomState(1)
for i in range(20):
    X = rng.normal(size=(5, 6, 3))
    _, l = sess.run([train, loss], {x: X, y: X.sum((1, 2))[:, None]})
print(l)
