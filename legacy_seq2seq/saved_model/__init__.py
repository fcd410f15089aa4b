"""`tf.saved_model`: where it writes, what it writes can be loaded without Addons."""
