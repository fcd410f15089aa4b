"""What `training.session` costs: a training step beside one of a plain tf.Session, and a checkpoint.

    python benchmarks/training_session.py [--units 512] [--rounds 5] [--steps 200]

Both train the same model of two stacked LSTMs; sessions take turns, so that a busy machine disturbs both alike.
"""

import argparse
import os
import statistics
import tempfile
import time

import numpy
from rich.console import Console
from rich.table import Table

BATCH, TIME, VOCAB = 32, 20, 100
SECONDS_BETWEEN_SAVES = 60  # the default of training.session


def build(tf, units):
    tf.set_random_seed(1)
    step = tf.train.get_or_create_global_step()
    x = tf.placeholder(tf.int32, [None, TIME])
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(units) for _ in range(2)])
    outputs, _ = tf.nn.dynamic_rnn(cell, tf.one_hot(x, VOCAB), dtype=tf.float32)
    logits = tf.layers.dense(outputs, VOCAB)
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=x, logits=logits))
    return x, loss, tf.train.AdamOptimizer().minimize(loss, global_step=step)


def seconds_of_a_step(session, fetches, feed, steps):
    started = time.perf_counter()
    for _ in range(steps):
        session.run(fetches, feed)
    return (time.perf_counter() - started) / steps


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=128, help="units of each LSTM (default 128)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=100, help="steps of a round")
    options = parser.parse_args()

    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    with tf.Graph().as_default(), tempfile.TemporaryDirectory() as folder:
        x, loss, train_op = build(tf, options.units)
        initializer = tf.global_variables_initializer()
        feed = {x: numpy.random.RandomState(0).randint(VOCAB, size=[BATCH, TIME])}
        with training.session(folder, loss=loss, save_seconds=1e9) as ours, tf.Session() as plain:
            plain.run(initializer)
            times = {"plain": [], "ours": []}
            for _ in range(options.rounds + 1):
                times["plain"].append(seconds_of_a_step(plain, [train_op, loss], feed, options.steps))
                times["ours"].append(seconds_of_a_step(ours, [train_op, loss], feed, options.steps))
            saves = []
            for _ in range(options.rounds):
                ours.run(train_op, feed)
                before = ours.seconds_of_saving
                ours.save()
                saves.append(ours.seconds_of_saving - before)
            size = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder) if f"ckpt-{ours.step}." in name)
    show(tf, options, {name: statistics.median(found[1:]) for name, found in times.items()}, statistics.median(saves), size)


def show(tf, options, steps, save, size):
    table = Table(title=f"training.session, two LSTMs of {options.units}, medians of {options.rounds}")
    table.add_column("figure")
    table.add_column("measured", justify="right")
    table.add_row("a step in a tf.Session", f"{1000 * steps['plain']:.2f} ms")
    table.add_row("a step in a training.session", f"{1000 * steps['ours']:.2f} ms")
    table.add_row("what it adds", f"{1e6 * (steps['ours'] - steps['plain']):.0f} µs, {100 * (steps['ours'] / steps['plain'] - 1):.1f} %")
    table.add_row(f"a checkpoint of {size / 2 ** 20:.1f} MiB", f"{1000 * save:.0f} ms")
    table.add_row(f"its share, one in {SECONDS_BETWEEN_SAVES} s", f"{100 * save / SECONDS_BETWEEN_SAVES:.3f} %")
    Console().print(table)


if __name__ == "__main__":
    main()
