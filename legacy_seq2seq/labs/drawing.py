"""Draws pictures of shapes, for labs that look at pictures."""

import numpy as np


def draw(side, shapes, random, noise=0.03):
    """A picture of shapes with smooth edges, [side, side, 3] of 0-255, on a ground of some grey, noise over all.

        random = np.random.default_rng(0)
        labs.draw(40, [("circle", (0.9, 0.1, 0.1), 12.0, 20.0, 7.5)], random).shape      # (40, 40, 3)

    shapes: (shape, colour, x, y, radius) each, x to the right and y down, to the middle, in pixels; later ones cover earlier ones. shape:
    "circle", "square" or "triangle". colour: three shares from 0 to 1. random: a NumPy generator, for the grey, the noise and the tones.
    """
    y, x = np.mgrid[:side, :side].astype(np.float32) + 0.5
    picture = np.full([side, side, 3], random.uniform(0.8, 1.0), np.float32)
    for shape, colour, middle_x, middle_y, radius in shapes:
        covered = np.clip(0.5 - _distance(shape, x - middle_x, y - middle_y, radius), 0, 1)[:, :, None]   # the edge's pixels in part
        picture += covered * (colour + random.normal(0, 0.05, 3) - picture)
    return np.uint8(255 * np.clip(picture + noise * random.standard_normal(picture.shape, np.float32), 0, 1))


def _distance(shape, x, y, radius):
    """How far points are outside of a shape's edge, in pixels, negative inside. All shapes are about as large as the circle."""
    if shape == "circle":
        return np.hypot(x, y) - radius
    if shape == "square":
        return np.maximum(abs(x), abs(y)) - 0.85 * radius
    if shape == "triangle":
        return np.maximum(y, 0.866 * abs(x) - 0.5 * y) - 0.62 * radius
    raise ValueError(f"shape is {shape!r}; expected circle, square or triangle")
