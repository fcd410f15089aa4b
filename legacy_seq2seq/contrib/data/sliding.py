"""Windows that slide over a dataset. Source: TF1 tf.contrib.data.sliding_window_batch."""

from legacy_seq2seq import tf1 as tf


def sliding_window_batch(window_size, stride=None, window_shift=None, window_stride=1):
    """For `Dataset.apply`: batches of `window_size` consecutive elements, each window further on by `window_shift`.

    window_shift: 1 by default; `stride` is its older name. window_stride: 2 takes every second element, and so on.
    Windows that the end of the dataset cuts short are dropped. Elements `[...]` become `[window_size, ...]`, whose
    first size the static shape leaves open.

    Raises ValueError where both `stride` and `window_shift` are given; running it, InvalidArgumentError for values below 1.
    Source: TF1 tf.contrib.data.sliding_window_batch.

        tf.data.Dataset.range(5).apply(sliding_window_batch(3))   # [0 1 2], [1 2 3], [2 3 4]
    """
    if stride is not None and window_shift is not None:
        raise ValueError(f"sliding_window_batch: stride={stride} and window_shift={window_shift} were both given, two names of one thing. "
                         "Give window_shift alone.")
    shift = next((value for value in (window_shift, stride) if value is not None), 1)

    @tf.autograph.experimental.do_not_convert
    def joined(*windows):
        return tf.data.Dataset.zip(_batched(windows[0] if len(windows) == 1 else windows, window_size))

    return lambda dataset: dataset.window(window_size, shift, window_stride, drop_remainder=True).flat_map(joined)


def _batched(windows, window_size):
    """Each dataset in the (nested) tuple or dict `windows` as one batch."""
    if isinstance(windows, dict):
        return {key: _batched(value, window_size) for key, value in windows.items()}
    if isinstance(windows, tuple):
        return tuple(_batched(value, window_size) for value in windows)
    return windows.batch(window_size)
