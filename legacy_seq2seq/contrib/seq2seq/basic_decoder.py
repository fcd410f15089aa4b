"""A cell, a helper and an output layer. Source: TF1 tensorflow.contrib.seq2seq.python.ops.basic_decoder."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.decoder import Decoder
from legacy_seq2seq.contrib.seq2seq.sampler_helper import SamplerHelper, as_helper


class BasicDecoderOutput(collections.namedtuple("BasicDecoderOutput", ("rnn_output", "sample_id"))):
    """rnn_output: of the cell, or of the output layer on it. sample_id: the helper's samples.

    Source: TF1 tf.contrib.seq2seq.BasicDecoderOutput.
    """


class BasicDecoder(Decoder):
    """Runs `cell` on the inputs that `helper` gives, from `initial_state`.

    output_layer: a `tf.layers.Layer` applied to the cell's output before the helper samples from it,
    `tf.layers.Dense(vocab)` for instance. It makes logits `[batch, time, vocab]` of the final rnn_output.

    A sampler of TensorFlow Addons is taken for `helper` too; sampler_helper.SamplerHelper says how.

    Raises TypeError where `cell` is no cell, `helper` no Helper or `output_layer` no `tf.layers.Layer`.
    Source: TF1 tf.contrib.seq2seq.BasicDecoder.
    """

    def __init__(self, cell, helper, initial_state, output_layer=None):
        require_cell("BasicDecoder", cell)
        helper = as_helper("BasicDecoder", helper)
        if output_layer is not None and not isinstance(output_layer, tf.layers.Layer):
            raise TypeError(f"BasicDecoder: `output_layer` must be a layer of tf.layers, received {output_layer!r}. Give an object such as "
                            "tf.layers.Dense(vocab_size), neither a function nor a tf.keras layer.")
        self._cell = cell
        self._helper = helper
        self._initial_state = initial_state
        self._output_layer = output_layer

    @property
    def batch_size(self):
        return self._helper.batch_size

    @property
    def output_size(self):
        return BasicDecoderOutput(rnn_output=self._rnn_output_size(), sample_id=self._helper.sample_ids_shape)

    @property
    def output_dtype(self):
        # Cells have no output dtype of their own: it is the state's.
        dtype = tf.nest.flatten(self._initial_state)[0].dtype
        return BasicDecoderOutput(
            rnn_output=tf.nest.map_structure(lambda _: dtype, self._rnn_output_size()), sample_id=self._helper.sample_ids_dtype)

    def _rnn_output_size(self):
        return size_after_layer(self._cell.output_size, self._output_layer)

    def initialize_sampler(self, inputs, arguments):
        """Calls `initialize(inputs, **arguments)` of an Addons sampler; contrib's helpers have theirs from their constructors."""
        if isinstance(self._helper, SamplerHelper):
            self._helper.initialize_sampler(inputs, arguments)

    def initialize(self, name=None):
        """Returns `(finished [batch], first_inputs, initial_state)`."""
        return self._helper.initialize() + (self._initial_state,)

    def step(self, time, inputs, state, name=None):
        """Returns `(BasicDecoderOutput, next_state, next_inputs, finished)`."""
        with tf.name_scope(name, "BasicDecoderStep", (time, inputs, state)):
            outputs, state = call_cell("BasicDecoder", self._cell, inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            sample_ids = self._helper.sample(time=time, outputs=outputs, state=state)
            finished, next_inputs, next_state = self._helper.next_inputs(time=time, outputs=outputs, state=state, sample_ids=sample_ids)
        return BasicDecoderOutput(outputs, sample_ids), next_state, next_inputs, finished


def require_cell(owner, cell):
    """TypeError where `cell` lacks what makes a cell."""
    lacks = [name for name in ("output_size", "state_size") if not hasattr(cell, name)]
    if not (hasattr(cell, "zero_state") or hasattr(cell, "get_initial_state")):
        lacks.append("zero_state")
    if lacks or not callable(cell):
        reason = f"it has no {', '.join(lacks)}" if lacks else "it cannot be called"
        raise TypeError(f"{owner}: `cell` is {cell!r}, which is not an RNNCell: {reason}. Give a cell such as tf.nn.rnn_cell.GRUCell(64).")


def size_after_layer(output_size, layer):
    """The size of `layer`'s output on a cell's output, without the batch axis; `output_size` without a layer."""
    if layer is None:
        return output_size
    with_batch = tf.nest.map_structure(lambda size: tf.TensorShape([None]).concatenate(size), output_size)
    return tf.nest.map_structure(lambda shape: shape[1:], layer.compute_output_shape(with_batch))


def call_cell(owner, cell, inputs, state):
    """`cell(inputs, state)`; where that fails, the shapes are added to the cell's own message."""
    try:
        return cell(inputs, state)
    except ValueError as error:
        shapes = tf.nest.map_structure(lambda x: str(x.shape) if tf.is_tensor(x) else type(x).__name__, (inputs, state))
        raise ValueError(
            f"{error}\n{owner}: the cell {type(cell).__name__} (state size {cell.state_size}) was called on inputs of shape {shapes[0]} "
            f"and state of shape {shapes[1]}. Both begin with the same batch; the inputs, which come from the helper or "
            "the embedding, must be as deep as those that the cell was first called on.") from error
