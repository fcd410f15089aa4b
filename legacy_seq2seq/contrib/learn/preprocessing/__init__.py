"""`tf.contrib.learn.preprocessing`: words and categories to ids."""

from legacy_seq2seq.contrib.learn.preprocessing.categorical import CategoricalProcessor, setup_processor_data_feeder
from legacy_seq2seq.contrib.learn.preprocessing.categorical_vocabulary import CategoricalVocabulary
from legacy_seq2seq.contrib.learn.preprocessing.text import TOKENIZER_RE, ByteProcessor, VocabularyProcessor, tokenizer

__all__ = ["ByteProcessor", "CategoricalProcessor", "CategoricalVocabulary", "TOKENIZER_RE", "VocabularyProcessor",
           "setup_processor_data_feeder", "tokenizer"]
