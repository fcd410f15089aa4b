"""Rotating, shifting and warping images by projective transforms.

A transform is a row `[a0, a1, a2, b0, b1, b2, c0, c1]`: the output's pixel (x, y) is taken from the input's
((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k), k = c0 x + c1 y + 1. Images are `[height, width]`,
`[height, width, channels]` or `[batch, height, width, channels]`.
Source: TF1 tf.contrib.image.
"""

from legacy_seq2seq import tf1 as tf

_DTYPES = (tf.uint8, tf.int32, tf.int64, tf.float16, tf.float32, tf.float64)


def rotate(images, angles, interpolation="NEAREST", name=None):
    """The images turned counterclockwise by `angles` (radians; one, or one for each image) about their centres."""
    with tf.name_scope(name, "rotate"):
        images = tf.convert_to_tensor(images)
        shape = tf.shape(_as_batch(images))
        height, width = tf.cast(shape[1], tf.float32), tf.cast(shape[2], tf.float32)
        return transform(images, angles_to_projective_transforms(angles, height, width), interpolation)


def translate(images, translations, interpolation="NEAREST", name=None):
    """The images shifted by `translations` ([dx, dy], or one such row for each image), in pixels."""
    with tf.name_scope(name, "translate"):
        return transform(images, translations_to_projective_transforms(translations), interpolation)


def transform(images, transforms, interpolation="NEAREST", output_shape=None, name=None):
    """The images warped by `transforms` (`[8]` or `[batch, 8]`); pixels from outside the image are 0.

    Raises TypeError where the images' dtype or the transforms' rank does not suit, ValueError for an unknown
    `interpolation` or an `output_shape` that is not [height, width].
    """
    with tf.name_scope(name, "transform"):
        images = tf.convert_to_tensor(images, name="images")
        if images.dtype.base_dtype not in _DTYPES:
            raise TypeError(f"transform: `images` are {images.dtype.name}; expected one of {', '.join(d.name for d in _DTYPES)}.")
        if interpolation.upper() not in ("NEAREST", "BILINEAR"):
            raise ValueError(f"transform: `interpolation` is {interpolation!r}; expected 'NEAREST' or 'BILINEAR'.")
        batch = _as_batch(images)
        if output_shape is None:
            size = tf.shape(batch)[1:3]
        else:
            size = tf.convert_to_tensor(output_shape, tf.int32)
            if not size.shape.is_compatible_with([2]):
                raise ValueError(f"transform: `output_shape` has shape {size.shape}; expected two numbers, [height, width].")
        warped = tf.raw_ops.ImageProjectiveTransformV2(
            images=batch, transforms=_as_rows(transforms, "transforms"), output_shape=size, interpolation=interpolation.upper())
        warped.set_shape([batch.shape[0], *(tf.compat.v1.get_static_value(size) if output_shape is not None else batch.shape[1:3]),
                          batch.shape[3]])
        if images.shape.ndims == 4:
            return warped
        return warped[0] if images.shape.ndims == 3 else warped[0, :, :, 0]


def angles_to_projective_transforms(angles, image_height, image_width, name=None):
    """The transforms `[n, 8]` that turn an image of this size about its centre by `angles`, a scalar or `[n]`."""
    with tf.name_scope(name, "angles_to_projective_transforms"):
        angles = tf.convert_to_tensor(angles, tf.float32, name="angles")
        if angles.shape.ndims not in (0, 1):
            raise TypeError(f"angles_to_projective_transforms: `angles` has shape {angles.shape}; expected a scalar or a vector.")
        angles = tf.reshape(angles, [-1])
        cosine, sine, zero = tf.cos(angles), tf.sin(angles), tf.zeros_like(angles)
        right, bottom = image_width - 1, image_height - 1
        shift_x = (right - (cosine * right - sine * bottom)) / 2.0
        shift_y = (bottom - (sine * right + cosine * bottom)) / 2.0
        return tf.stack([cosine, -sine, shift_x, sine, cosine, shift_y, zero, zero], axis=1)


def translations_to_projective_transforms(translations, name=None):
    """The transforms `[n, 8]` that shift an image by `translations`, `[2]` or `[n, 2]`."""
    with tf.name_scope(name, "translations_to_projective_transforms"):
        shifts = tf.convert_to_tensor(translations, tf.float32, name="translations")
        if shifts.shape.ndims not in (1, 2):
            raise TypeError(f"translations_to_projective_transforms: `translations` has shape {shifts.shape}; expected [2] or [n, 2].")
        shifts = tf.reshape(shifts, [-1, 2])
        one, zero = tf.ones_like(shifts[:, 0]), tf.zeros_like(shifts[:, 0])
        return tf.stack([one, zero, -shifts[:, 0], zero, one, -shifts[:, 1], zero, zero], axis=1)


def flat_transforms_to_matrices(transforms):
    """The matrices `[n, 3, 3]` of transforms `[8]` or `[n, 8]`."""
    rows = _as_rows(transforms, "transforms")
    return tf.reshape(tf.concat([rows, tf.ones_like(rows[:, :1])], axis=1), [-1, 3, 3])


def matrices_to_flat_transforms(transform_matrices):
    """The transforms `[n, 8]` of matrices `[3, 3]` or `[n, 3, 3]`, scaled so that the last entry is 1."""
    matrices = tf.convert_to_tensor(transform_matrices, tf.float32)
    if matrices.shape.ndims not in (2, 3):
        raise ValueError(f"matrices_to_flat_transforms: `transform_matrices` has shape {matrices.shape}; expected [3, 3] or [n, 3, 3].")
    rows = tf.reshape(matrices, [-1, 9])
    return (rows / rows[:, 8:9])[:, :8]


def compose_transforms(*transforms):
    """One transform that has the effect of these in their order."""
    if not transforms:
        raise AssertionError("compose_transforms: no transforms were given; expected at least one.")
    product = flat_transforms_to_matrices(transforms[0])
    for following in transforms[1:]:
        product = tf.matmul(product, flat_transforms_to_matrices(following))
    return matrices_to_flat_transforms(product)


def _as_batch(images):
    """The images as `[batch, height, width, channels]`."""
    if images.shape.ndims is None:
        raise TypeError("transform: the rank of `images` is not known; give them a shape with set_shape.")
    if images.shape.ndims not in (2, 3, 4):
        raise TypeError(f"transform: `images` has shape {images.shape}; expected 2, 3 or 4 dimensions.")
    return images[None, :, :, None] if images.shape.ndims == 2 else images[None] if images.shape.ndims == 3 else images


def _as_rows(transforms, argument):
    rows = tf.convert_to_tensor(transforms, tf.float32, name=argument)
    if rows.shape.ndims not in (1, 2):
        raise TypeError(f"transform: `{argument}` has shape {rows.shape}; expected [8] or [n, 8].")
    return rows[None] if rows.shape.ndims == 1 else rows
