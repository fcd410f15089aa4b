"""The Python and the NumPy of then, for the user's own modules: the names that were dropped since."""
