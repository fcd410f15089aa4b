"""The recurrent tutorials: `ptb` and `translate`."""
