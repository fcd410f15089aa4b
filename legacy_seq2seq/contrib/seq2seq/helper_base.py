"""What a helper is: the part of a decoder that chooses a sample and makes the next input of it."""

import abc

from legacy_seq2seq import tf1 as tf


class Helper(abc.ABC):
    """Samples from a decoder's outputs, says when a sequence is finished and gives the next inputs.

    `BasicDecoder` calls `initialize` once, then `sample` and `next_inputs` at every step. A subclass
    gives all of the members below. Source: TF1 tf.contrib.seq2seq.Helper.
    """

    @property
    @abc.abstractmethod
    def batch_size(self):
        """A scalar int32 tensor."""

    @property
    @abc.abstractmethod
    def sample_ids_shape(self):
        """The TensorShape of one sample, without the batch axis."""

    @property
    @abc.abstractmethod
    def sample_ids_dtype(self):
        """The DType of the samples."""

    @abc.abstractmethod
    def initialize(self, name=None):
        """Returns `(finished [batch] bool, first_inputs)`."""

    @abc.abstractmethod
    def sample(self, time, outputs, state, name=None):
        """Returns the sample ids `[batch] + sample_ids_shape` of the outputs of one step."""

    @abc.abstractmethod
    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        """Returns `(finished [batch] bool, next_inputs, next_state)`."""


class CustomHelper(Helper):
    """A helper made of three functions.

    initialize_fn: `() -> (finished [batch], first_inputs)`.
    sample_fn: `(time=, outputs=, state=) -> sample_ids`.
    next_inputs_fn: `(time=, outputs=, state=, sample_ids=) -> (finished, next_inputs, next_state)`.
    sample_ids_shape, sample_ids_dtype: of one sample; `[]` and int32 by default.

    Raises ValueError where `batch_size` is asked for before `initialize` has run.
    Source: TF1 tf.contrib.seq2seq.CustomHelper.
    """

    def __init__(self, initialize_fn, sample_fn, next_inputs_fn, sample_ids_shape=None, sample_ids_dtype=None):
        self._initialize_fn = initialize_fn
        self._sample_fn = sample_fn
        self._next_inputs_fn = next_inputs_fn
        self._batch_size = None
        self._sample_ids_shape = tf.TensorShape(sample_ids_shape or [])
        self._sample_ids_dtype = sample_ids_dtype or tf.int32

    @property
    def batch_size(self):
        if self._batch_size is None:
            raise ValueError("CustomHelper: `batch_size` was read before `initialize()`, whose `finished` says how large the "
                             "batch is. Call initialize() first; BasicDecoder and dynamic_decode do.")
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return self._sample_ids_shape

    @property
    def sample_ids_dtype(self):
        return self._sample_ids_dtype

    def initialize(self, name=None):
        with tf.name_scope(name, "CustomHelperInitialize"):
            finished, first_inputs = self._initialize_fn()
            if self._batch_size is None:
                self._batch_size = tf.size(finished)
        return finished, first_inputs

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "CustomHelperSample", (time, outputs, state)):
            return self._sample_fn(time=time, outputs=outputs, state=state)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "CustomHelperNextInputs", (time, outputs, state)):
            return self._next_inputs_fn(time=time, outputs=outputs, state=state, sample_ids=sample_ids)


def lookup_in(embedding):
    """`embedding` itself where it is a function of ids, else the lookup in the table `[vocab, depth]`."""
    return embedding if callable(embedding) else lambda ids: tf.nn.embedding_lookup(embedding, ids)


def vector_of_tokens(owner, start_tokens):
    """`start_tokens` as an int32 tensor `[batch]`; ValueError for another rank."""
    tokens = tf.convert_to_tensor(start_tokens, dtype=tf.int32, name="start_tokens")
    if tokens.shape.ndims not in (None, 1):
        raise ValueError(f"{owner}: `start_tokens` must be a vector, one id for each sequence of the batch; its shape is {tokens.shape}. "
                         "Give tf.fill([batch_size], start_id).")
    return tokens


def scalar_token(owner, end_token):
    """`end_token` as a scalar int32 tensor; ValueError for another rank."""
    token = tf.convert_to_tensor(end_token, dtype=tf.int32, name="end_token")
    if token.shape.ndims not in (None, 0):
        raise ValueError(f"{owner}: `end_token` must be a scalar, the one id that ends a sequence; its shape is {token.shape}.")
    return token


def require_tensor(owner, outputs):
    """TypeError where the decoder's outputs are no single tensor."""
    if not tf.is_tensor(outputs):
        raise TypeError(f"{owner}: expected the decoder's outputs to be a single tensor [batch, vocab], got {type(outputs).__name__}: "
                        f"{outputs!r}. For a cell with several outputs write a CustomHelper.")


def argmax_of(owner, outputs):
    """The int32 ids `[batch]` of the largest of `outputs` `[batch, vocab]`; TypeError where those are no single tensor."""
    require_tensor(owner, outputs)
    return tf.argmax(outputs, axis=-1, output_type=tf.int32)
