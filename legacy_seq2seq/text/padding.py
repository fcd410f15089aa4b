"""Sequences of unequal length as one array: padding, masks, reversal. NumPy; for the graph: tf.sequence_mask, tf.reverse_sequence."""

import numpy as np


def lengths(sequences):
    """How long each sequence is: [batch] int32."""
    return np.array([len(sequence) for sequence in sequences], np.int32)


def pad(sequences, length=None, value=0, side="after", over_long="error"):
    """Sequences of ids as one array [batch, time] int32, with `value` where a sequence has ended.

    length: the time axis; the longest sequence's by default. side: "after" the ids, or "before" them. over_long: what becomes of
    sequences longer than `length`, "error" or "cut" (their first ids stay). Raises ValueError. pad([[1, 2], [3]]) → [[1, 2], [3, 0]].
    """
    _one_of("side", side, ("after", "before"))
    _one_of("over_long", over_long, ("error", "cut"))
    sequences = [list(sequence) for sequence in sequences]
    longest = max(map(len, sequences), default=0)
    length = longest if length is None else length
    if over_long == "error" and longest > length:
        where = next(i for i, sequence in enumerate(sequences) if len(sequence) > length)
        raise ValueError(f"length is {length}, but sequences[{where}] has {len(sequences[where])} ids; "
                         f"give length={longest}, or over_long='cut' to keep the first {length}")
    padded = np.full([len(sequences), length], value, np.int32)
    for row, sequence in zip(padded, sequences):
        ids = sequence[:length]
        if ids:
            row[slice(len(ids)) if side == "after" else slice(length - len(ids), length)] = ids
    return padded


def mask(lengths, length=None, dtype=np.float32):
    """1 where a symbol is real, 0 on padding: [batch, time] for `lengths` [batch]. As tf.sequence_mask; weights of a sequence_loss."""
    lengths = np.asarray(lengths)
    length = int(lengths.max(initial=0)) if length is None else length
    return (np.arange(length) < lengths[:, None]).astype(dtype)


def reverse(padded, lengths=None):
    """Each row backwards, its padding left where it is: [batch, time]. lengths [batch]; without them whole rows. As tf.reverse_sequence.

    Of a list of sequences: the list with each reversed. reverse([[1, 2, 0]], [2]) → [[2, 1, 0]].
    """
    if lengths is None:
        return np.asarray(padded)[:, ::-1].copy() if isinstance(padded, np.ndarray) else [sequence[::-1] for sequence in padded]
    padded = np.array(padded)
    if len(lengths) != len(padded):
        raise ValueError(f"lengths has {len(lengths)} entries; expected one for each of the {len(padded)} rows")
    for row, n in zip(padded, lengths):
        row[:n] = row[:n][::-1].copy()
    return padded


def _one_of(name, value, choices):
    if value not in choices:
        raise ValueError(f"{name} is {value!r}; expected {' or '.join(map(repr, choices))}")
