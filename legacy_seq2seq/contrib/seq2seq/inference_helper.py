"""Helpers that feed a decoder with its own samples."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.helper_base import Helper, argmax_of, lookup_in, require_tensor, scalar_token, vector_of_tokens
from legacy_seq2seq.contrib.seq2seq.sampling import categorical_sample


class GreedyEmbeddingHelper(Helper):
    """Feeds the embedding of the most probable id back in, until that is `end_token`.

    embedding: a table `[vocab, depth]`, or a function from ids `[batch]` to inputs `[batch, depth]`.
    start_tokens: `[batch]` int32. end_token: scalar int32.

    A sequence that never says `end_token` never ends: give `dynamic_decode` its `maximum_iterations`.
    Raises ValueError where `start_tokens` is no vector or `end_token` no scalar.
    Source: TF1 tf.contrib.seq2seq.GreedyEmbeddingHelper.
    """

    def __init__(self, embedding, start_tokens, end_token):
        owner = type(self).__name__
        self._embedding_fn = lookup_in(embedding)
        self._start_tokens = vector_of_tokens(owner, start_tokens)
        self._end_token = scalar_token(owner, end_token)
        self._batch_size = tf.size(self._start_tokens)
        self._start_inputs = self._embedding_fn(self._start_tokens)  # [batch, depth]

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf.int32

    def initialize(self, name=None):
        return tf.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return argmax_of(type(self).__name__, outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        finished = tf.equal(sample_ids, self._end_token)
        # Nobody reads the inputs after the last step; the start inputs spare the lookup.
        next_inputs = tf.cond(tf.reduce_all(finished), lambda: self._start_inputs, lambda: self._embedding_fn(sample_ids))
        return finished, next_inputs, state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """Feeds the embedding of a drawn id back in: from softmax(outputs / softmax_temperature).

    seed: with it (and a graph seed) the draws are those of TF 1.15. The other arguments are
    GreedyEmbeddingHelper's. Source: TF1 tf.contrib.seq2seq.SampleEmbeddingHelper.
    """

    def __init__(self, embedding, start_tokens, end_token, softmax_temperature=None, seed=None):
        super().__init__(embedding, start_tokens, end_token)
        self._softmax_temperature = softmax_temperature
        self._seed = seed

    def sample(self, time, outputs, state, name=None):
        require_tensor(type(self).__name__, outputs)
        logits = outputs if self._softmax_temperature is None else outputs / self._softmax_temperature
        return categorical_sample(logits=logits, seed=self._seed)


class InferenceHelper(Helper):
    """Feeds samples of any shape back in, for decoders whose outputs are no ids.

    sample_fn: `outputs -> samples`. sample_shape, sample_dtype: of one sample, without the batch axis.
    start_inputs: `[batch, ...]`. end_fn: `samples -> finished [batch] bool`.
    next_inputs_fn: `samples -> next inputs`; by default the samples are the next inputs.

    Source: TF1 tf.contrib.seq2seq.InferenceHelper.
    """

    def __init__(self, sample_fn, sample_shape, sample_dtype, start_inputs, end_fn, next_inputs_fn=None):
        self._sample_fn = sample_fn
        self._end_fn = end_fn
        self._sample_shape = tf.TensorShape(sample_shape)
        self._sample_dtype = sample_dtype
        self._next_inputs_fn = next_inputs_fn
        self._batch_size = tf.shape(start_inputs)[0]
        self._start_inputs = tf.convert_to_tensor(start_inputs, name="start_inputs")

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return self._sample_shape

    @property
    def sample_ids_dtype(self):
        return self._sample_dtype

    def initialize(self, name=None):
        return tf.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return self._sample_fn(outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        next_inputs = sample_ids if self._next_inputs_fn is None else self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), next_inputs, state
