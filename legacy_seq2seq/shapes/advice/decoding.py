"""Hints for decoders and attention: states that are not tiled for the beams, what the package itself asserts in a run."""

import re

from legacy_seq2seq.shapes import messages
from legacy_seq2seq.shapes.advice import facts
from legacy_seq2seq.shapes.row import shape_text

_DECODING = ("BeamSearchDecoder", "dynamic_decode")


def beams(evidence, match):
    """A decoder's state of `batch` rows where `batch * beam` are wanted."""
    groups = match.groupdict() if match is not None else {}
    have, want = groups.get("have2"), groups.get("want2")
    if facts.called(evidence) not in _DECODING or not have or not want or not int(have) or int(want) % int(have):
        return None
    beam, shape = int(want) // int(have), evidence.best(evidence.operation.inputs[0])
    name = next((one.name for one in evidence.operands if one.label == "initial_state"), "the initial state")
    rows = "" if not shape or shape[0] is None else f", {shape[0] * beam} rows, and is {shape_text(shape)}"
    return (
        f"{name} is not tiled for the beams: BeamSearchDecoder wants batch * beam_width{rows} (beam_width {beam}).",
        f"tf.contrib.seq2seq.tile_batch({name}, {beam}) before it goes in; with attention the memory and its lengths too.",
    )


def own_assertion(evidence, match):
    """What this package asserts in a run says by itself what is wrong; the two values are put into it."""
    if not evidence.is_our_assertion:
        return None
    text = re.match(r".*?assertion failed: \[(.*?)\] \[", evidence.message.replace("\n", " "))
    if text is None:
        return None
    said = text[1].replace("\\'", "'")
    compared = match.groupdict() if match is not None else {}
    for letter, name in (("(x)", "first"), ("(y)", "second")):
        numbers = messages.sizes(compared.get(name) or "")
        said = said.replace(letter, f"({' '.join(map(str, numbers))})" if numbers else "")
    cause, _, remedy = said.partition(". ")
    return cause.rstrip(".") + ".", remedy
