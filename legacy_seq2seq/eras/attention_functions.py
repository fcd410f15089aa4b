"""The attention of TF 1.0's decoder functions: `prepare_attention`, and the two functions that look at a memory."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.eras.decoder_functions import _Choice, _refuse_inputs


def prepare_attention(attention_states, attention_option, num_units, reuse=False):
    """What the attention functions need of the memory `attention_states` `[batch, time, num_units]`.

    attention_option: "luong" (keys · query) or "bahdanau" (v · tanh(keys + W query)). reuse: of the variables.
    Variables: `attention_keys/weights`; in the looks `attention_construct/weights`, and for "bahdanau"
    `attention_score/attnW` and `attnV`. Returns `(keys [batch, time, num_units], values, score function, construct function)`.
    Raises ValueError for a memory of unknown depth.
    """
    with tf.variable_scope("attention_keys", reuse=reuse) as scope:
        keys = _mapped(scope, attention_states, num_units)
    score = _create_attention_score_fn("attention_score", num_units, attention_option, reuse)
    construct = _create_attention_construct_fn("attention_construct", num_units, score, reuse)
    return keys, attention_states, score, construct


def _mapped(scope, inputs, num_units):
    """`inputs · weights`, of any rank; the variable in `scope`, shared by all who ask for it: 1.0's training and inference do."""
    depth = tf.dimension_value(inputs.shape[-1])
    if depth is None:
        raise ValueError(f"prepare_attention: the last axis of {inputs.shape} must be known, the weights' size depends on it. Tell it: "
                         "attention_states.set_shape([None, None, depth]).")
    with tf.variable_scope(scope, reuse=scope.reuse or tf.AUTO_REUSE):
        weights = tf.get_variable("weights", [depth, num_units], inputs.dtype.base_dtype, tf.glorot_uniform_initializer())
    if inputs.shape.ndims == 2:
        return tf.matmul(inputs, weights)
    shape = tf.shape(inputs)
    product = tf.reshape(tf.matmul(tf.reshape(inputs, [-1, depth]), weights), tf.concat([shape[:-1], [num_units]], 0))
    product.set_shape(inputs.shape[:-1].concatenate([num_units]))
    return product


def _create_attention_score_fn(name, num_units, attention_option, reuse, dtype=tf.float32):
    """`f(query [batch, num_units], keys, values) -> context [batch, num_units]`; its variables in the scope `name`."""
    with tf.variable_scope(name, reuse=reuse):
        if attention_option == "bahdanau":
            matrix = tf.get_variable("attnW", [num_units, num_units], dtype)
            vector = tf.get_variable("attnV", [num_units], dtype)

    def score_fn(query, keys, values):
        if attention_option == "bahdanau":
            summed = tf.tanh(keys + tf.expand_dims(tf.matmul(query, matrix), 1))
            scores = tf.reduce_sum(vector * summed, 2)
        elif attention_option == "luong":
            scores = tf.reduce_sum(keys * tf.expand_dims(query, 1), 2)
        else:
            raise ValueError(f'prepare_attention: attention_option is {attention_option!r}; expected "luong" or "bahdanau".')
        alignments = tf.expand_dims(tf.nn.softmax(scores), 2)  # [batch, time, 1]
        context = tf.reduce_sum(alignments * values, 1)
        context.set_shape([None, num_units])
        return context

    return score_fn


def _create_attention_construct_fn(name, num_units, attention_score_fn, reuse):
    """`f(query, keys, values) -> attention [batch, num_units]`: the query and its context, mapped linearly in the scope `name`."""
    with tf.variable_scope(name, reuse=reuse) as scope:
        pass

    def construct_fn(query, keys, values):
        return _mapped(scope, tf.concat([query, attention_score_fn(query, keys, values)], 1), num_units)

    return construct_fn


def attention_decoder_fn_train(encoder_state, attention_keys, attention_values, attention_score_fn, attention_construct_fn, name=None):
    """A decoder function that reads each input beside the attention of the step before, and emits the attention."""
    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        with tf.name_scope(name, "attention_decoder_fn_train", [cell_input, cell_output, context_state]):
            if cell_state is None:
                cell_state, attention = encoder_state, _no_attention(encoder_state, attention_keys)
            else:
                attention = cell_output = attention_construct_fn(cell_output, attention_keys, attention_values)
            return None, cell_state, tf.concat([cell_input, attention], 1), cell_output, context_state

    return decoder_fn


def attention_decoder_fn_inference(output_fn, encoder_state, attention_keys, attention_values, attention_score_fn, attention_construct_fn,
                                   embeddings, start_of_sequence_id, end_of_sequence_id, maximum_length, num_decoder_symbols,
                                   dtype=tf.int32, name=None):
    """`attention_decoder_fn_train` that reads its own likeliest symbol; the arguments as in `simple_decoder_fn_inference`."""
    choice = _Choice(output_fn, encoder_state, embeddings, start_of_sequence_id, end_of_sequence_id, maximum_length,
                     num_decoder_symbols, dtype)

    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        with tf.name_scope(name, "attention_decoder_fn_inference", [time, cell_state, cell_input, cell_output, context_state]):
            _refuse_inputs("attention_decoder_fn_inference", cell_input)
            if cell_output is None:
                done, inputs, emitted = choice.first()
                cell_state, attention = encoder_state, _no_attention(encoder_state, attention_keys)
            else:
                attention = attention_construct_fn(cell_output, attention_keys, attention_values)
                done, inputs, emitted = choice.next(time, attention)
            return done, cell_state, tf.concat([inputs, attention], 1), emitted, context_state

    return decoder_fn


def _init_attention(encoder_state):
    """Zeros like the output of the top layer whose state is in `encoder_state`, `[batch, depth]`. Source: TF 1.0 attention_decoder_fn."""
    return tf.zeros_like(tf.nest.flatten(encoder_state)[-1])  # of an LSTM's c and h the latter is the last


def _no_attention(encoder_state, keys):
    first = tf.nest.flatten(encoder_state)[0]
    depth = tf.dimension_value(keys.shape[-1])
    zeros = tf.zeros(tf.stack([tf.shape(first)[0], depth]), tf.float32)
    zeros.set_shape([tf.dimension_value(first.shape[0]), depth])
    return zeros
