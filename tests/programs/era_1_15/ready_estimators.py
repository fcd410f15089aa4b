"""Flowers and houses: the ready estimators over feature columns, trained, evaluated, asked."""
import tempfile

import numpy as np
import pandas as pd
import tensorflow as tf

tf.logging.set_verbosity(tf.logging.WARN)
rng = np.random.RandomState(11)
SPECIES = ['setosa', 'versicolor', 'virginica']
table = pd.DataFrame(rng.rand(36, 3).astype(np.float32), columns=['length', 'width', 'height'])
table['soil'] = np.array(['clay', 'sand', 'loam'])[rng.randint(0, 3, 36)]
species = pd.Series(rng.randint(0, 3, 36))
rare = pd.Series((species == 1).astype(np.int64))
price = pd.Series((table.length * 3 + table.width).astype(np.float32))


def from_slices(features, labels, batch_size):
    inputs = dict(features) if labels is None else (dict(features), labels)
    data = tf.data.Dataset.from_tensor_slices(inputs)
    return data.repeat(2).batch(batch_size) if labels is not None else data.batch(batch_size)


soil = tf.feature_column.categorical_column_with_vocabulary_list('soil', ['clay', 'sand', 'loam'])
numbers = [tf.feature_column.numeric_column(key) for key in ('length', 'width', 'height')]
tall = tf.feature_column.bucketized_column(numbers[2], [0.3, 0.6])
crossed = tf.feature_column.crossed_column([soil, tall], 8)
deep = numbers + [tf.feature_column.indicator_column(soil), tf.feature_column.embedding_column(crossed, 2)]
ready = tf.estimator
words = np.array(SPECIES)[species]
for estimator, labels in [
        (ready.DNNClassifier(feature_columns=deep, hidden_units=[6, 4], n_classes=3, model_dir=tempfile.mkdtemp()), species),
        (ready.DNNClassifier([5], numbers, n_classes=3, label_vocabulary=SPECIES, optimizer=tf.train.AdamOptimizer(0.02), batch_norm=True,
                             activation_fn=tf.nn.tanh, weight_column='width'), pd.Series(words)),
        (ready.DNNRegressor([4], numbers, optimizer='RMSProp'), price),
        (ready.LinearClassifier([soil, crossed] + numbers, optimizer=tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.01)), rare),
        (ready.LinearRegressor(numbers + [tall]), price),
        (ready.DNNLinearCombinedClassifier(linear_feature_columns=[soil, tall], dnn_feature_columns=deep, dnn_hidden_units=[4],
                                           linear_optimizer=tf.train.GradientDescentOptimizer(0.05)), rare)]:
    estimator.train(lambda: from_slices(table, labels, 18), steps=4)
    for name, value in sorted(estimator.evaluate(lambda: from_slices(table, labels, 12)).items()):
        print(name, value)
    for one in list(estimator.predict(lambda: from_slices(table[:2], None, 2))):
        print({key: value for key, value in sorted(one.items())})
