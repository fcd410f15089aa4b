"""Text for sequence models: vocabularies, padding, resumable batches, streams of corpora larger than memory, n-grams.

Importing it imports neither TensorFlow nor NumPy; a name loads its part when it is asked for.
"""

from legacy_seq2seq import lazy

_PARTS = {
    "SPECIALS": "vocabulary",
    "Vocabulary": "vocabulary",
    "characters": "tokens",
    "clean": "tokens",
    "words": "tokens",
    "clean_file": "reading",
    "CorpusError": "door",
    "count_lines": "door",
    "read_lines": "reading",
    "read_pairs": "reading",
    "COUNTS": "counts",
    "counts_by_name": "counts",
    "report": "counts",
    "lengths": "padding",
    "mask": "padding",
    "pad": "padding",
    "reverse": "padding",
    "Batches": "batching",
    "Buckets": "batching",
    "batches": "batching",
    "IdFile": "id_file",
    "encode_file": "id_file",
    "Windows": "windowing",
    "windows": "windowing",
    "LineBatch": "streams",
    "PairBatch": "streams",
    "Stream": "streams",
    "lines": "streams",
    "pairs": "streams",
    "parallel": "streams",
    "NGrams": "ngrams",
    "allowed": "sampling",
    "sample": "sampling",
    "softmax": "sampling",
}
__all__ = sorted(_PARTS)
__getattr__ = lazy.loader(__name__, _PARTS)
