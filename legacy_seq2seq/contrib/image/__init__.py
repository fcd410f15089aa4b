"""`tf.contrib.image`: projective transforms of images."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.image.projective import (
    angles_to_projective_transforms,
    compose_transforms,
    flat_transforms_to_matrices,
    matrices_to_flat_transforms,
    rotate,
    transform,
    translate,
    translations_to_projective_transforms,
)

__all__ = [
    "angles_to_projective_transforms", "compose_transforms", "flat_transforms_to_matrices", "matrices_to_flat_transforms", "rotate",
    "transform", "translate", "translations_to_projective_transforms",
]

__getattr__ = deep_paths.below(__name__)
