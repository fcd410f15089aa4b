"""Training on more than one machine: parameter servers and workers of TensorFlow's distributed runtime, between-graph replication.

`definition` says which tasks there are (without TensorFlow), `placement` where a graph's operations go, `place` what a task that trains
does there, `serving` what a parameter server does, `board` how they hear of each other, `local` runs all of them on this machine.
"""
