"""The parts of `tf.nn` that today's TensorFlow does not keep on every stack."""
