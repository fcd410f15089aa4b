"""Points in the plane, in two or more classes. Source: TF1 tf.contrib.learn.datasets.make_dataset's circles and spirals."""

import numpy as np

from legacy_seq2seq.contrib.learn.datasets.base import Dataset

_RADII = {
    "archimedes": lambda theta: theta,
    "bernoulli": lambda theta: np.exp(0.1 * theta),
    "fermat": np.sqrt,
}


def circles(n_samples=100, noise=None, seed=None, factor=0.8, n_classes=2, *args, **kwargs):
    """Points on `n_classes` concentric circles, each `factor` times as large as the one before, in random order.

    noise: the standard deviation of what is added to each coordinate. seed: of NumPy's generator; None leaves it as it is.
    Returns Dataset(data `[n_samples, 2]`, target int32 `[n_samples]`). Source: TF1 tf.contrib.learn's synthetic circles.
    """
    _seed(seed)
    theta = np.linspace(0, 2 * np.pi, n_samples // n_classes)
    rings = [factor ** number * np.stack([np.cos(theta), np.sin(theta)], axis=1) for number in range(n_classes)]
    extra = n_samples % n_classes
    # TF 1.15 draws the two coordinates of the left-over points apart from one another.
    rest = np.stack([np.cos(2 * np.pi * np.random.rand(extra)), np.sin(2 * np.pi * np.random.rand(extra))], axis=1)
    return _shuffled(rings, rest, noise)


def spirals(n_samples=100, noise=None, seed=None, mode="archimedes", n_loops=2, *args, **kwargs):
    """Points on two interlocked spirals of `n_loops` turns, in random order; each coordinate reaches from -1 to 1 at most.

    mode: "archimedes" (the radius grows with the angle), "bernoulli" (exponentially) or "fermat" (as its root).
    The rest is as for `circles`. Raises ValueError for another mode. Source: TF1 tf.contrib.learn's synthetic spirals.
    """
    if mode not in _RADII:
        raise ValueError(f"spirals: mode={mode!r}; expected one of {', '.join(sorted(_RADII))}.")
    _seed(seed)
    theta = np.linspace(0, 2 * np.pi * n_loops, n_samples // 2)
    arms = [_spiral(mode, theta, offset) for offset in (0.0, np.pi)]
    extra = n_samples % 2
    rest = _spiral(mode, 2 * np.pi * np.random.rand(extra), 0.0) if extra else np.zeros([0, 2])
    return _shuffled(arms, rest, noise)


def _seed(seed):
    if seed is not None:
        np.random.seed(seed)


def _spiral(mode, theta, offset):
    radius = _RADII[mode](theta)
    points = np.stack([radius * np.cos(theta + offset), radius * np.sin(theta + offset)], axis=1)
    return points / np.abs(points).max(axis=0)


def _shuffled(classes, rest, noise):
    """The points of the `classes`, and the `rest`, which belongs to class 0, in random order."""
    data = np.concatenate([*classes, rest])
    target = np.concatenate([np.repeat(np.arange(len(classes)), len(classes[0])), np.zeros(len(rest))]).astype(np.int32)
    order = np.random.permutation(len(data))
    if noise is not None:  # drawn after the order, as TF 1.15 does, but added before
        data = data + np.random.normal(scale=noise, size=data.shape)
    return Dataset(data=data[order], target=target[order])
