"""One value from a whole dataset. Source: TF1 tf.contrib.data.reduce_dataset."""

from legacy_seq2seq import tf1 as tf


def reduce_dataset(dataset, reducer):
    """The last state of `reducer`, a `Reducer`, over all elements of `dataset`, in the structure of that state.

    As in TF 1.15 the reducer's finalize_func is not called: apply it to the result. Its init_func gets the key 0.

    Raises TypeError where `dataset` is no dataset. Source: TF1 tf.contrib.data.reduce_dataset.

        total = Reducer(lambda _: np.int64(0), lambda state, x: state + x, lambda state: state)
        reduce_dataset(tf.data.Dataset.range(5), total)   # 10
    """
    if not isinstance(dataset, tf.compat.v2.data.Dataset):
        raise TypeError(f"reduce_dataset: `dataset` is a {type(dataset).__name__}; expected a tf.data.Dataset. "
                        "Make one with tf.data.Dataset.from_tensor_slices.")
    initial = reducer.init_func(tf.constant(0, tf.int64))  # the key of the only group
    return dataset.reduce(initial, reducer.reduce_func)
