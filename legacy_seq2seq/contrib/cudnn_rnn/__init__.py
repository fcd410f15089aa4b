"""`tf.contrib.cudnn_rnn`: whole RNNs as one layer, and the cells that compute the same step by step."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.cudnn_rnn.compatible_cells import CudnnCompatibleGRUCell, CudnnCompatibleLSTMCell
from legacy_seq2seq.contrib.cudnn_rnn.cudnn_rnn import CudnnGRU, CudnnLSTM, CudnnRNNRelu, CudnnRNNTanh
from legacy_seq2seq.contrib.cudnn_rnn.format_converter import (
    CudnnParamsFormatConverterGRU,
    CudnnParamsFormatConverterLSTM,
    CudnnParamsFormatConverterRelu,
    CudnnParamsFormatConverterTanh,
)
from legacy_seq2seq.contrib.cudnn_rnn.saveable import CudnnGRUSaveable, CudnnLSTMSaveable, CudnnRNNReluSaveable, CudnnRNNTanhSaveable

__all__ = [
    "CudnnCompatibleGRUCell", "CudnnCompatibleLSTMCell", "CudnnGRU", "CudnnGRUSaveable", "CudnnLSTM", "CudnnLSTMSaveable",
    "CudnnParamsFormatConverterGRU", "CudnnParamsFormatConverterLSTM", "CudnnParamsFormatConverterRelu",
    "CudnnParamsFormatConverterTanh", "CudnnRNNRelu", "CudnnRNNReluSaveable", "CudnnRNNTanh", "CudnnRNNTanhSaveable",
]

__getattr__ = deep_paths.below(__name__)
