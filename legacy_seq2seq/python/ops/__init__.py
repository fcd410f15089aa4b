"""`tensorflow.python.ops` as TF 1.15 had it, where today's differs."""
