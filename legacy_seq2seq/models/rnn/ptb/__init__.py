"""A language model of the Penn Treebank: its `reader`."""
