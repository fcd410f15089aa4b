"""What is probably wrong with an operation whose shapes do not fit, each hint on its exact evidence."""

from legacy_seq2seq.shapes.advice import (
    arrays,
    axes,
    batches,
    building,
    decoding,
    losses,
    pictures,
    pipelines,
    products,
    recurrent,
    structures,
)


def advise(evidence, kind, match):
    """(cause, remedy); ("", "") where nothing stands out."""
    for hint in _BY_KIND.get(kind, ()) + _GENERAL:
        found = hint(evidence, match)
        if found is not None:
            return found
    return "", ""


# Tried in order, after those of the fault's kind.
_GENERAL = (
    batches.flattened,
    losses.labels_rank,
    axes.top_k,
    axes.boolean_mask,
    axes.gather_nd,
    axes.lengths_of_ctc,
    pipelines.padded,
    arrays.set_shape,
    recurrent.lengths,
    recurrent.rnn_inputs,
    recurrent.initial_state,
    losses.sequence_loss,
    losses.sampled,
    building.initial_value,
    recurrent.inside,
    products.matmul,
    losses.losses,
    arrays.concat,
    arrays.tile,
    arrays.squeeze,
    arrays.unstack,
    arrays.array_of_steps,
    pictures.convolution,
    building.assign,
    arrays.transpose,
    arrays.stack,
    products.star,
    arrays.elementwise,
    arrays.rank,
    batches.feeds_differ,
)

_BY_KIND = {
    "count": (decoding.beams, arrays.reshape),
    "negative": (pictures.negative,),
    "deconvolution": (pictures.deconvolution,),
    "axis": (axes.axis,),
    "queue": (pipelines.queue,),
    "unknown rank": (pipelines.unknown_rank,),
    "layer": (recurrent.layer,),
    "unknown depth": (recurrent.unknown_depth,),
    "unknown size": (building.unknown_size,),
    "unknown number": (building.unknown_number,),
    "float size": (building.float_size,),
    "loop": (building.loop,),
    "reuse": (building.reuse,),
    "restore": (building.restore,),
    "slice": (arrays.slice,),
    "batch elements": (building.batch_elements,),
    "steps": (recurrent.steps,),
    "not equal": (decoding.own_assertion, losses.not_equal),
    "structure": (structures.structure,),
    "array": (arrays.array,),
    "lengths": (recurrent.lengths,),
}
