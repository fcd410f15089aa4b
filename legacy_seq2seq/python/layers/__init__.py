"""`tensorflow.python.layers` as TF 1.15 had it, where today's differs."""
