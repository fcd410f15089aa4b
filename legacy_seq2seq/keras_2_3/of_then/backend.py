"""`keras.backend`: tf.keras's, and what it had besides."""

from legacy_seq2seq import tf1 as tf

_backend = tf.keras.backend


def __getattr__(name):
    if name == "tf":
        return tf
    return getattr(_backend, name)


def __dir__():
    return sorted({*dir(_backend), "image_dim_ordering", "set_image_dim_ordering", "get_variable_shape"})


def image_dim_ordering():
    """"tf" where channels come last, "th" where they come first. Source: Keras 1 K.image_dim_ordering."""
    return "tf" if _backend.image_data_format() == "channels_last" else "th"


def set_image_dim_ordering(dim_ordering):
    """Lets channels come last ("tf") or first ("th"). Source: Keras 1 K.set_image_dim_ordering."""
    if dim_ordering not in ("tf", "th"):
        raise ValueError(f'set_image_dim_ordering: unknown order {dim_ordering!r}; give "tf" (channels last) or "th" (channels first).')
    _backend.set_image_data_format("channels_last" if dim_ordering == "tf" else "channels_first")


def get_variable_shape(x):
    """The static shape of `x`, a tuple."""
    return _backend.int_shape(x)


def is_tensor(x):
    """Whether `x` is a tensor of the graph, or a variable."""
    return isinstance(x, (tf.Tensor, tf.SparseTensor, tf.Variable))


def normalize_data_format(value):
    """`value`, or where it is None the format that is set; "channels_first" or "channels_last"."""
    value = (value or _backend.image_data_format()).lower()
    if value not in ("channels_first", "channels_last"):
        raise ValueError(f'data_format is {value!r}; expected "channels_first" or "channels_last".')
    return value
