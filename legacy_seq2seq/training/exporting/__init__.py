"""The parts of `training.export`: what is needed of a graph, and how it is made fit for a TensorFlow that knows nothing of us."""
