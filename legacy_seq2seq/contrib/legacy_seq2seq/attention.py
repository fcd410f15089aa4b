"""Decoders that look back at the encoder at every step. Paper: Vinyals et al. 2015, «Grammar as a Foreign Language»."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.legacy_seq2seq.feeding import _extract_argmax_and_embed, check_projection, next_inputs
from legacy_seq2seq.contrib.legacy_seq2seq.steps import decoder_steps
from legacy_seq2seq.contrib.rnn.core_rnn_cell import _Linear


def attention_decoder(decoder_inputs, initial_state, attention_states, cell, output_size=None, num_heads=1, loop_function=None,
                      dtype=None, scope=None, initial_state_attention=False):
    """An RNN decoder with attention over `attention_states`.

    decoder_inputs: a list of `[batch, depth]`. attention_states: `[batch, length, attention_depth]`, the encoder's
    outputs. output_size: the depth of the outputs, `cell.output_size` unless given. num_heads: how many independent
    looks are taken at each step. loop_function: as in `rnn_decoder`. dtype: of the variables; the scope's unless given.
    initial_state_attention: whether the first step attends from `initial_state`, as when decoding goes on from a stored
    state; else it starts from contexts of zeros.

    At each step:
    1. the input and the contexts of the step before are mapped linearly to the cell's input (`kernel`, `bias`);
    2. the cell makes its step;
    3. its new state, all parts side by side, is the query of each head: `score = AttnV · tanh(AttnW · memory + query)`,
       softmax over the length, and the weighted sum of the memory is the head's context;
    4. the cell's output and the contexts are mapped linearly to the output (`AttnOutputProjection`).

    Variables in the scope "attention_decoder": for each head h `AttnW_h` `[1, 1, attention_depth, attention_depth]`,
    `AttnV_h` `[attention_depth]`, `Attention_h/kernel` and `/bias` (the query's map); those of steps 1 and 4; the cell's.
    Returns `(outputs, state)`: a list of `[batch, output_size]`, and the cell's last state.

    Raises ValueError for no inputs, fewer heads than one, attention states or inputs of unknown depth.
    Source: TF1 tf.contrib.legacy_seq2seq.attention_decoder.
    """
    steps = decoder_steps("attention_decoder", decoder_inputs)
    _check(steps, num_heads, attention_states)
    output_size = cell.output_size if output_size is None else output_size
    with tf.variable_scope(scope or "attention_decoder", dtype=dtype) as entered:
        heads = _Heads(attention_states, num_heads)
        state, outputs = initial_state, []
        contexts = heads.look(initial_state) if initial_state_attention else heads.zeros(steps[0], entered.dtype)
        for number, inputs in enumerate(steps):
            if number > 0:
                entered.reuse_variables()
                if loop_function is not None:
                    inputs = next_inputs(loop_function, outputs[-1], number)
            joined = [inputs, *contexts]
            cell_inputs = _Linear(joined, _input_depth(inputs, number), True)(joined)  # 1.
            cell_output, state = cell(cell_inputs, state)  # 2.
            if number > 0 or not initial_state_attention:
                contexts = heads.look(state)  # 3.
            else:
                with tf.variable_scope(tf.get_variable_scope(), reuse=True):
                    contexts = heads.look(state)
            with tf.variable_scope("AttnOutputProjection"):
                joined = [cell_output, *contexts]
                outputs.append(_Linear(joined, output_size, True)(joined))  # 4.
    return outputs, state


class _Heads:
    """The attention of all heads over one memory, `[batch, length, depth]`."""

    def __init__(self, memory, count):
        self.memory = memory
        self.depth = tf.dimension_value(memory.shape[2])
        self.keys = []  # for each head, [batch, length, depth]: the memory's part of the score does not change with the step
        self.scorers = []  # for each head, [depth]
        for head in range(count):
            kernel = tf.get_variable(f"AttnW_{head}", [1, 1, self.depth, self.depth])  # the kernel of a 1x1 convolution
            product = tf.matmul(tf.reshape(memory, [-1, self.depth]), tf.reshape(kernel, [self.depth, self.depth]))
            self.keys.append(tf.reshape(product, tf.shape(memory)))
            self.scorers.append(tf.get_variable(f"AttnV_{head}", [self.depth]))

    def zeros(self, inputs, dtype):
        """The contexts before the first look: `[batch, depth]` for each head."""
        blank = tf.zeros(tf.stack([tf.shape(inputs)[0], self.depth]), dtype)
        blank.set_shape([None, self.depth])
        return [blank for _ in self.keys]

    def look(self, state):
        """The context of each head, `[batch, depth]`, for a cell's state."""
        query = tf.concat(tf.nest.flatten(state), 1)
        return [self._context(head, query) for head in range(len(self.keys))]

    def _context(self, head, query):
        with tf.variable_scope(f"Attention_{head}"):
            mapped = _Linear(query, self.depth, True)(query)  # [batch, depth]
            energy = tf.tanh(self.keys[head] + tf.expand_dims(mapped, 1))  # [batch, length, depth]
            weights = tf.nn.softmax(tf.reduce_sum(self.scorers[head] * energy, axis=2))  # [batch, length]
            return tf.reduce_sum(tf.expand_dims(weights, 2) * self.memory, axis=1)


def _check(steps, num_heads, attention_states):
    if not steps:
        raise ValueError("attention_decoder: `decoder_inputs` is empty; it needs one tensor at least, the embedded GO symbol.")
    if num_heads < 1:
        raise ValueError(f"attention_decoder: `num_heads` is {num_heads}; it must be 1 or more. Without attention: rnn_decoder.")
    shape = attention_states.shape
    if shape.ndims == 2:  # the type that TF 1.15 raises
        raise IndexError(f"attention_decoder: `attention_states` has shape {shape}; expected [batch, length, depth]. Stack the "
                         "encoder's outputs: tf.stack(encoder_outputs, axis=1).")
    if shape.ndims is None or tf.dimension_value(shape[2]) is None:
        raise ValueError(f"attention_decoder: `attention_states` has shape {shape}, its depth unknown; expected [batch, length, depth], "
                         "where batch and length may be unknown. Tell it: attention_states.set_shape([None, None, depth]).")


def _input_depth(inputs, number):
    depth = tf.dimension_value(inputs.shape.with_rank(2)[1])
    if depth is None:
        raise ValueError(f"attention_decoder: the input of step {number} has shape {inputs.shape}, its depth unknown; expected "
                         "[batch, depth]. Tell it: inputs.set_shape([None, depth]).")
    return depth


def embedding_attention_decoder(decoder_inputs, initial_state, attention_states, cell, num_symbols, embedding_size, num_heads=1,
                                output_size=None, output_projection=None, feed_previous=False, update_embedding_for_previous=True,
                                dtype=None, scope=None, initial_state_attention=False):
    """`attention_decoder` over symbols: embeds them, and with `feed_previous` the likeliest symbol of the step before.

    decoder_inputs: a list of `[batch]` int. output_size: `cell.output_size` unless given. output_projection,
    feed_previous (a Python bool), update_embedding_for_previous: as in `embedding_rnn_decoder`. The other arguments,
    and what is returned: as in `attention_decoder`.

    Variable: `embedding` `[num_symbols, embedding_size]` in the scope "embedding_attention_decoder", beside those in
    "attention_decoder". Raises ValueError where the biases of `output_projection` are not `[num_symbols]`.
    Source: TF1 tf.contrib.legacy_seq2seq.embedding_attention_decoder.
    """
    steps = decoder_steps("embedding_attention_decoder", decoder_inputs)
    output_size = cell.output_size if output_size is None else output_size
    if output_projection is not None:
        check_projection("embedding_attention_decoder", output_projection, num_symbols, dtype, weights_too=False)
    with tf.variable_scope(scope or "embedding_attention_decoder", dtype=dtype):
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop_function = _extract_argmax_and_embed(embedding, output_projection, update_embedding_for_previous) if feed_previous else None
        embedded = [tf.nn.embedding_lookup(embedding, ids) for ids in steps]  # each [batch, embedding_size]
        return attention_decoder(embedded, initial_state, attention_states, cell, output_size, num_heads, loop_function,
                                 initial_state_attention=initial_state_attention)
