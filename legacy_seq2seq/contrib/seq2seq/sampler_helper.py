"""Accepts TensorFlow Addons' samplers where contrib's helpers are: half-migrated programs work."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.helper_base import Helper

_PROTOCOL = ("initialize", "sample", "next_inputs", "batch_size", "sample_ids_shape", "sample_ids_dtype")


def as_helper(owner, helper):
    """`helper` itself, or what makes a helper of an Addons sampler; TypeError for anything else."""
    if isinstance(helper, Helper):
        return helper
    if all(hasattr(type(helper), name) for name in _PROTOCOL):
        return SamplerHelper(helper)
    raise TypeError(f"{owner}: `helper` must be a Helper, such as TrainingHelper or GreedyEmbeddingHelper; got {helper!r}.")


class SamplerHelper(Helper):
    """A sampler of TensorFlow Addons (or one of the same protocol) as a helper.

    A sampler's `initialize` takes what a helper's constructor takes. It is called in one of two ways:

    - by `dynamic_decode(decoder, decoder_init_input=inputs, decoder_init_kwargs={"sequence_length": lengths})`,
      which calls `sampler.initialize(inputs, sequence_length=lengths)`; the keywords are Addons' own;
    - by the program, before the decoding: `sampler.initialize(embedding, start_tokens=..., end_token=...)`.
      The first inputs are then the sampler's `start_inputs` (Greedy-, SampleEmbedding- and InferenceSampler),
      or the first of its `input_tas` (the training samplers).

    Raises ValueError in the decoding where neither was done.
    """

    def __init__(self, sampler):
        self._sampler = sampler
        self._beginning = None  # (finished, first inputs)

    def initialize_sampler(self, inputs, arguments):
        self._beginning = self._sampler.initialize(inputs, **arguments)

    @property
    def batch_size(self):
        if self._sampler.batch_size is None:
            self._raise_not_initialized()
        return self._sampler.batch_size

    @property
    def sample_ids_shape(self):
        return tf.TensorShape(self._sampler.sample_ids_shape)

    @property
    def sample_ids_dtype(self):
        return self._sampler.sample_ids_dtype

    def initialize(self, name=None):
        return self._beginning or self._beginning_of_initialized()

    def sample(self, time, outputs, state, name=None):
        return self._sampler.sample(time=time, outputs=outputs, state=state)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        return self._sampler.next_inputs(time=time, outputs=outputs, state=state, sample_ids=sample_ids)

    def _beginning_of_initialized(self):
        sampler = self._sampler
        if hasattr(sampler, "start_inputs"):
            return tf.tile([False], [self.batch_size]), sampler.start_inputs
        if hasattr(sampler, "input_tas"):
            finished = tf.equal(0, sampler.sequence_length)
            return finished, tf.cond(
                tf.reduce_all(finished), lambda: sampler.zero_inputs,
                lambda: tf.nest.map_structure(lambda array: array.read(0), sampler.input_tas))
        return self._raise_not_initialized()

    def _raise_not_initialized(self):
        kind = type(self._sampler).__name__
        raise ValueError(
            f"BasicDecoder: the sampler {kind} has not been initialized. Give its arguments to dynamic_decode(decoder, "
            f"decoder_init_input=..., decoder_init_kwargs={{...}}), call {kind}.initialize before, or use the contrib helper of the same name.")
