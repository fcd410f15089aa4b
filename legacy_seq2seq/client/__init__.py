"""Sessions: `tf.Session` and `tf.InteractiveSession`."""
