"""A corpus larger than memory: peak memory, sentences per second and the time to resume in its middle.

    python benchmarks/text_stream.py --megabytes 1000

writes a corpus of random words (Zipf's law, lines of 1 to 25) to a temporary folder, streams one epoch of it through `text.lines`,
saves in the middle, and restores in a new session. The corpus is deleted at the end.
"""

import argparse
import importlib.metadata
import os
import resource
import sys
import tempfile
import time

import numpy as np

from legacy_seq2seq import text
from legacy_seq2seq import tf1 as tf


def write_corpus(path, megabytes, seed=0):
    random = np.random.RandomState(seed)
    names = np.array([f"wörd{i}" for i in range(60_000)])
    with open(path, "w", encoding="utf-8") as file:
        while file.tell() < megabytes * 1_000_000:
            chosen = names[np.minimum(random.zipf(1.2, 50_000), len(names)) - 1]
            ends = np.cumsum(random.randint(1, 26, 4_000))
            file.writelines(" ".join(part) + "\n" for part in np.split(chosen, ends[ends < len(chosen)]))


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # Linux gives KiB


def read_options():
    parser = argparse.ArgumentParser(description="Streams a generated corpus; prints memory, rate and time to resume.")
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--shuffle", type=int, default=10_000)
    parser.add_argument("--buckets", type=int, nargs="*", default=[5, 10, 15, 20])
    return parser.parse_args()


def session(make_stream, use):
    """`use(sess, stream, saver)` in a new graph and session; returns what it returns."""
    with tf.Graph().as_default(), tf.Session() as sess:
        stream = make_stream()
        saver = tf.train.Saver([tf.data.experimental.make_saveable_from_iterator(stream.iterator)])
        sess.run(tf.tables_initializer())
        return use(sess, stream, saver)


def one_epoch(sess, stream, saver, checkpoint, middle):
    """Streams it, saves at `middle` lines, prints the rate, and returns the batch that followed the saving."""
    batch = stream.batch
    following, saving, started = None, 0, time.perf_counter()
    while True:
        _, counts, last = sess.run([batch.lengths, batch.counts, batch.last])
        if last:
            break
        if following is None and counts[0] > middle:
            before = time.perf_counter()
            saver.save(sess, checkpoint)
            saving = time.perf_counter() - before
            following = sess.run(batch)
    seconds = time.perf_counter() - started - saving
    print(stream.report(counts))
    print(f"{counts[1] / seconds:,.0f} sentences a second, peak {peak_megabytes():.0f} MB; "
          f"the place saved in {saving:.2f} s, {os.path.getsize(checkpoint + '.data-00000-of-00001') / 1e6:.1f} MB")
    return following


def resume(sess, stream, saver, checkpoint, following):
    started = time.perf_counter()
    saver.restore(sess, checkpoint)
    batch = sess.run(stream.batch)
    same = all(map(np.array_equal, batch, following))
    print(f"resumed after {batch.counts[0]:,} lines: {time.perf_counter() - started:.2f} s up to the first batch; "
          f"the same to the bit: {same}")


def main():
    options = read_options()
    with tempfile.TemporaryDirectory() as folder:
        corpus, checkpoint = os.path.join(folder, "corpus.txt"), os.path.join(folder, "place")
        write_corpus(corpus, options.megabytes)
        with tf.Session() as sess:
            sess.run(tf.constant(0))
        print(f"{importlib.metadata.version('tensorflow')} on {sys.version.split()[0]}: corpus of {os.path.getsize(corpus) / 1e6:.0f} MB; "
              f"peak before reading it {peak_megabytes():.0f} MB")
        started = time.perf_counter()
        vocabulary = text.Vocabulary.of_lines(text.read_lines(corpus), max_size=30_000)
        print(f"vocabulary of {len(vocabulary):,}: {time.perf_counter() - started:.1f} s, peak {peak_megabytes():.0f} MB")
        middle = text.count_lines(corpus) / 2

        def stream():
            return text.lines(corpus, vocabulary, options.batch_size, epochs=1, shuffle=options.shuffle, buckets=options.buckets)

        following = session(stream, lambda *parts: one_epoch(*parts, checkpoint, middle))
        session(stream, lambda *parts: resume(*parts, checkpoint, following))


if __name__ == "__main__":
    main()
