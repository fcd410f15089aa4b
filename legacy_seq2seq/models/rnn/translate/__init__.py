"""Translation by sequence to sequence: `data_utils` and `seq2seq_model`."""
