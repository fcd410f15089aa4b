"""`legacy-seq2seq doctor`: what is installed, what works on it, what does not, and the remedy.

Versions are looked at first, without loading anything. Where they fit together, each thing that TF1
programs need is then tried for real, in a process of its own: a TensorFlow that crashes is reported too.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile

from legacy_seq2seq import stack
from legacy_seq2seq.stack import Finding

_TRIAL_SECONDS = 120


def examine(found=None):
    """All findings for the stack `found` (by default the one installed), trials included where it may be fit."""
    report = stack.findings(found or stack.installed())
    if any(finding.status == "unfit" for finding in report):
        return report
    return report + _trials_in_a_process()


def is_fit(report):
    """Whether TF1 programs run on a stack with this report."""
    return all(finding.status != "unfit" for finding in report)


def show(report):
    """Prints a report as a table, and the verdict."""
    from rich.console import Console
    from rich.table import Table

    table = Table("part", "state", "what", "to do", title="legacy_seq2seq doctor", title_justify="left")
    colours = {"ok": "green", "note": "yellow", "unfit": "bold red"}
    for finding in report:
        table.add_row(finding.subject, f"[{colours[finding.status]}]{finding.status}[/]", finding.detail, finding.remedy)
    console = Console()
    console.print(table)
    name = stack.name()
    if is_fit(report):
        console.print(f"Fit: TF1 programs run here, on the {name} stack (Python {sys.version_info[0]}.{sys.version_info[1]}).")
    else:
        console.print("Not fit: do what stands under «to do», then ask again.")


# Trials

def _graph_and_session():
    from legacy_seq2seq import tf1 as tf
    with tf.Graph().as_default(), tf.Session() as sess:
        x = tf.placeholder(tf.float32, [None])
        assert sess.run(2 * x, {x: [1, 2]}).tolist() == [2, 4]
    return "placeholders, graphs and sessions"


def _cells():
    from legacy_seq2seq import tf1 as tf
    with tf.Graph().as_default(), tf.Session() as sess:
        cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(3) for _ in range(2)])
        outputs, _ = tf.nn.dynamic_rnn(cell, tf.ones([2, 4, 5]), dtype=tf.float32)
        train = tf.train.AdamOptimizer(0.1).minimize(tf.reduce_sum(outputs))
        sess.run(tf.global_variables_initializer())
        sess.run(train)
    return "MultiRNNCell, dynamic_rnn and a training step"


def _layers():
    from legacy_seq2seq import tf1 as tf
    with tf.Graph().as_default():
        tf.layers.dense(tf.ones([2, 3]), 4)
        names = [variable.op.name for variable in tf.global_variables()]
    assert names == ["dense/kernel", "dense/bias"], names
    return "tf.layers, tf.keras"


def _checkpoints():
    from legacy_seq2seq import tf1 as tf
    with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default(), tf.Session() as sess:
        weight = tf.get_variable("weight", initializer=3.0)
        sess.run(weight.initializer)
        path = tf.train.Saver().save(sess, os.path.join(folder, "model"))
        assert tf.train.load_variable(path, "weight") == 3.0
    return "tf.train.Saver"


def _contrib():
    from legacy_seq2seq import tf1 as tf
    with tf.Graph().as_default(), tf.Session() as sess:
        sess.run(tf.contrib.seq2seq.sequence_loss(tf.zeros([1, 2, 3]), tf.zeros([1, 2], tf.int32), tf.ones([1, 2])))
    if stack.addons():
        return "tf.contrib; stateless operations run on Addons"
    error = stack.addons_error()
    because = f" (importing Addons failed: {type(error).__name__}: {str(error).splitlines()[0]})" if error else ""
    return f"tf.contrib; our own implementation of stateless operations{because}"


_TRIALS = {"sessions": _graph_and_session, "cells": _cells, "layers": _layers, "checkpoints": _checkpoints, "contrib": _contrib}


def run_trials():
    """Tries everything here and now, and prints the findings as JSON on the last line."""
    report = []
    for subject, trial in _TRIALS.items():
        try:
            report.append(Finding(subject, "ok", trial(), ""))
        except Exception as error:  # whatever it is, the doctor reports it
            report.append(Finding(
                subject, "unfit", f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}",
                "install the stack anew in an empty virtual environment; if it stays, report it with this table"))
    print(json.dumps([list(finding) for finding in report]))


def _trials_in_a_process():
    command = [sys.executable, "-c", "from legacy_seq2seq import doctor; doctor.run_trials()"]
    try:
        child = subprocess.run(command, capture_output=True, text=True, timeout=_TRIAL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return [Finding("TensorFlow", "unfit", f"did not load and run within {_TRIAL_SECONDS} s", "close other programs and ask again")]
    if child.returncode == 0:
        return [Finding(*row) for row in json.loads(child.stdout.strip().splitlines()[-1])]
    if child.returncode < 0:
        name = signal.Signals(-child.returncode).name
        remedy = ("this processor may lack instructions that TensorFlow's packages are built with (AVX); use another machine or a "
                  "build of your own" if name == "SIGILL" else "install TensorFlow anew in an empty virtual environment")
        return [Finding("TensorFlow", "unfit", f"crashed with {name} while loading or running", remedy)]
    last = (child.stderr.strip().splitlines() or ["no message"])[-1]
    return [Finding("TensorFlow", "unfit", f"cannot be loaded: {last}", "install it anew in an empty virtual environment")]
