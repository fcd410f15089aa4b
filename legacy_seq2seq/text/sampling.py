"""Drawing the next id from a network's logits."""

import numpy as np


def softmax(logits, temperature=1.0):
    """Probabilities of `logits`, [..., vocabulary]: their sum is 1. A temperature below 1 sharpens them, one above flattens them."""
    if temperature <= 0:
        raise ValueError(f"temperature is {temperature}; expected more than 0 (the greedy choice is logits.argmax())")
    scaled = np.asarray(logits, np.float64) / temperature
    exponents = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return exponents / exponents.sum(axis=-1, keepdims=True)


def sample(logits, random, temperature=1.0, skip_ids=()):
    """One id, drawn with the probabilities of `logits` [vocabulary]. random: a numpy.random.RandomState. skip_ids: never drawn.

        text.sample([0.0, 0.0, -100.0], np.random.RandomState(0), skip_ids=[0])      # 1
    """
    probabilities = softmax(allowed(logits, skip_ids), temperature)
    return int(min(np.searchsorted(np.cumsum(probabilities), random.random_sample(), side="right"), len(probabilities) - 1))


def allowed(logits, skip_ids):
    """`logits` [vocabulary] with those of `skip_ids` out of the question: for `allowed(logits, skip_ids).argmax()`."""
    logits = np.array(logits, np.float64)
    logits[list(skip_ids)] = -np.inf
    return logits
