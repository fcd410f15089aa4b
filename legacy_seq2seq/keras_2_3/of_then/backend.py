"""`keras.backend`: tf.keras's, and what it had besides."""

from legacy_seq2seq import tf1 as tf

_backend = tf.keras.backend


def __getattr__(name):
    if name == "tf":
        return tf
    return getattr(_backend, name)


def __dir__():
    return sorted({*dir(_backend), *(name for name in globals() if name[0].islower())})


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


def logsumexp(x, axis=None, keepdims=False):
    """`log(sum(exp(x)))` along `axis`, without overflow."""
    return tf.reduce_logsumexp(x, axis, keepdims)


def identity(x, name=None):
    """A tensor of the same values as `x`."""
    return tf.identity(x, name)


def size(x, name=None):
    """The number of `x`'s elements, an int32 scalar."""
    return tf.size(x, name)


def slice(x, start, size):
    """The part of `x` that begins at `start` and has the shape `size`, both of one int for each dimension."""
    return tf.slice(x, start, size)


def control_dependencies(control_inputs):
    """A context whose ops run after `control_inputs`."""
    return tf.control_dependencies(control_inputs)


def is_variable(x):
    """Whether `x` is a variable."""
    return isinstance(x, tf.Variable)


def is_placeholder(x):
    """Whether `x` is a placeholder."""
    return isinstance(x, tf.Tensor) and x.op.type in ("Placeholder", "PlaceholderWithDefault")


def is_tensor(x):
    """Whether `x` is a tensor of the graph, or a variable."""
    return isinstance(x, (tf.Tensor, tf.SparseTensor, tf.Variable))


def normalize_data_format(value):
    """`value`, or where it is None the format that is set; "channels_first" or "channels_last"."""
    value = (value or _backend.image_data_format()).lower()
    if value not in ("channels_first", "channels_last"):
        raise ValueError(f'data_format is {value!r}; expected "channels_first" or "channels_last".')
    return value
