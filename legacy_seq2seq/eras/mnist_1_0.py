"""Handwritten digits as TF 0.12 and 1.0 read them: the first epoch in the files' order. Source: TF 1.0 tf.contrib.learn.datasets."""

from legacy_seq2seq.eras import mnist_1_1


class DataSet(mnist_1_1.DataSet):
    """Images with their labels, given out in batches; shuffled after each epoch, not before the first."""

    def next_batch(self, batch_size, fake_data=False):
        """The next (images, labels), `batch_size` of each. What does not fill a batch at the end of an epoch is left out.

        Raises AssertionError where `batch_size` is above the number of examples.
        """
        if fake_data:
            return super().next_batch(batch_size, fake_data=True)
        if self._index_in_epoch + batch_size > self._num_examples:
            self._epochs_completed += 1
            self._shuffle()
            self._index_in_epoch = 0
            if batch_size > self._num_examples:
                raise AssertionError(f"next_batch: batch_size={batch_size}; expected at most {self._num_examples}, the examples there are.")
        start = self._index_in_epoch
        self._index_in_epoch += batch_size
        return self._images[start:self._index_in_epoch], self._labels[start:self._index_in_epoch]


globals().update(mnist_1_1.readers_of(DataSet))
