"""What a sequence is here: a Python list with one tensor for each time step. Checked at the door."""

from legacy_seq2seq import tf1 as tf


def encoder_steps(owner, encoder_inputs, name="encoder_inputs"):
    """The encoder's inputs as a list. Raises TypeError where they are no list or tuple, ValueError where it is empty."""
    if not isinstance(encoder_inputs, (list, tuple)):
        raise TypeError(f"{owner}: `{name}` is {_described(encoder_inputs)}; expected a list with one tensor for each time step. "
                        + _unstack(name, encoder_inputs))
    if not encoder_inputs:
        raise ValueError(f"{owner}: `{name}` is empty; an encoder reads at least one time step. Pad the shortest sequence to one symbol.")
    return list(encoder_inputs)


def decoder_steps(owner, decoder_inputs, name="decoder_inputs"):
    """The decoder's inputs as a list. For one tensor, raises what TensorFlow does when one is iterated, and says what to do."""
    if tf.is_tensor(decoder_inputs):
        try:
            return list(decoder_inputs)
        except TypeError as error:
            raise type(error)(
                f"{owner}: `{name}` is {_described(decoder_inputs)}; expected a list with one tensor for each time step. "
                + _unstack(name, decoder_inputs)) from error
    return list(decoder_inputs)


def _described(value):
    return f"one tensor of shape {value.shape}" if tf.is_tensor(value) else f"of type {type(value).__name__}"


def _unstack(name, value):
    if tf.is_tensor(value) and value.shape.ndims != 0:
        return f"Cut it: tf.unstack({name}, axis=1) where it is [batch, time], axis=0 where it is [time, batch]."
    return "Build it step by step: [tf.placeholder(tf.int32, [None]) for _ in range(length)]."
