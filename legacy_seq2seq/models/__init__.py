"""`tensorflow.models`: the tutorials' own modules, which TensorFlow's package contained until 0.12 and programs imported."""
