"""`tf.contrib.seq2seq`."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.seq2seq.basic_decoder import BasicDecoder, BasicDecoderOutput
from legacy_seq2seq.contrib.seq2seq.beam_search_decoder import (
    BeamSearchDecoder,
    BeamSearchDecoderOutput,
    BeamSearchDecoderState,
    FinalBeamSearchDecoderOutput,
    tile_batch,
)
from legacy_seq2seq.contrib.seq2seq.beam_search_ops import gather_tree
from legacy_seq2seq.contrib.seq2seq.decoder import Decoder, dynamic_decode
from legacy_seq2seq.contrib.seq2seq.helper import (
    CustomHelper,
    GreedyEmbeddingHelper,
    Helper,
    InferenceHelper,
    SampleEmbeddingHelper,
    ScheduledEmbeddingTrainingHelper,
    ScheduledOutputTrainingHelper,
    TrainingHelper,
)
from legacy_seq2seq.contrib.seq2seq.loss import sequence_loss

__all__ = [
    "BasicDecoder", "BasicDecoderOutput", "BeamSearchDecoder", "BeamSearchDecoderOutput", "BeamSearchDecoderState", "CustomHelper",
    "Decoder", "FinalBeamSearchDecoderOutput", "GreedyEmbeddingHelper", "Helper", "InferenceHelper", "SampleEmbeddingHelper",
    "ScheduledEmbeddingTrainingHelper", "ScheduledOutputTrainingHelper", "TrainingHelper", "dynamic_decode", "gather_tree",
    "sequence_loss", "tile_batch",
]

__getattr__ = deep_paths.below(__name__)
