"""The folder that a program's own child processes find first on their path: Python reads `sitecustomize` there as it starts."""
