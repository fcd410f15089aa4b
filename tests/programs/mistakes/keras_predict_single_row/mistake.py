"""A Keras classifier is asked about one patient."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(6, input_dim=8, activation="relu"))
model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(np.ones([10, 8]), np.ones([10, 1]), epochs=1, verbose=0)

patient = np.array([6, 148, 72, 35, 0, 33.6, 0.627, 50])
answer = model.predict(patient)
print("answer", answer.shape)
