"""Datasets, each made from an element, interleaved. Source: TF1 tf.contrib.data.parallel_interleave, sloppy_interleave."""

from legacy_seq2seq import tf1 as tf


def parallel_interleave(map_func, cycle_length, block_length=1, sloppy=False, buffer_output_elements=None, prefetch_input_elements=None):
    """For `Dataset.apply`: the elements of the datasets `map_func(element)`, `cycle_length` of them read at a time.

    block_length: consecutive elements of one dataset. sloppy: skip a dataset that is not ready, which gives up the fixed order.
    buffer_output_elements, prefetch_input_elements: how many elements of each dataset, and datasets, to hold ready.
    Raises TypeError where `map_func` returns no dataset. Source: TF1 tf.contrib.data.parallel_interleave.

        files.apply(parallel_interleave(tf.data.TextLineDataset, cycle_length=4))
    """

    def dataset_of(*element):
        return _require_dataset(map_func(*element))

    return tf.data.experimental.parallel_interleave(
        dataset_of, cycle_length, block_length, sloppy, buffer_output_elements, prefetch_input_elements)


def sloppy_interleave(map_func, cycle_length, block_length=1):
    """For `Dataset.apply`: `parallel_interleave` with sloppy=True: fast, in no fixed order.

    Source: TF1 tf.contrib.data.sloppy_interleave.
    """
    return parallel_interleave(map_func, cycle_length, block_length, sloppy=True)


@tf.autograph.experimental.do_not_convert
def _require_dataset(result):
    if not isinstance(result, tf.compat.v2.data.Dataset):
        raise TypeError(f"parallel_interleave: `map_func` returned {result!r}; expected a tf.data.Dataset, such as "
                        "tf.data.Dataset.from_tensors(element).")
    return result
