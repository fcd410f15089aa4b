"""`legacy_seq2seq.text` under `training.session`: a run that is stopped and resumed against one that never was."""

import numpy as np
import pytest

from legacy_seq2seq import text


@pytest.fixture
def corpus(tmp_path):
    with open(tmp_path / "corpus.tsv", "w", encoding="utf-8") as file:
        for i in range(300):
            file.write("\n" if i % 9 == 4 else f"{' '.join(f'w{(i * 7 + j) % 20}' for j in range(1 + i % 6))}\tw{i % 20} w{i % 7}\n")
    return tmp_path / "corpus.tsv"


def train(corpus, logdir, steps):
    """What each step from the first of this run on sees and computes, up to the global step `steps`."""
    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    vocabulary = text.Vocabulary([*text.SPECIALS, *(f"w{i}" for i in range(15))])
    windows, numbers = text.windows(np.arange(200), 4, 5), text.batches([np.arange(50)], 8, seed=2)
    seen = []
    with tf.Graph().as_default():
        tf.set_random_seed(3)
        stream = text.pairs(corpus, vocabulary, vocabulary, 8, shuffle=40, seed=1, buckets=[3], drop_remainder=True)
        embedding = tf.get_variable("embedding", [len(vocabulary), 4])
        scale = tf.placeholder(tf.float32, [None])
        batch = stream.batch
        guess = tf.nn.dropout(tf.nn.embedding_lookup(embedding, batch.target_inputs), keep_prob=0.5)
        loss = tf.reduce_mean(tf.square(guess - tf.reduce_mean(tf.nn.embedding_lookup(embedding, batch.source)))) * tf.reduce_mean(scale)
        train_op = tf.train.AdamOptimizer(0.01).minimize(loss, global_step=tf.train.get_or_create_global_step())
        state = {"windows": windows, "numbers": numbers, "corpus": stream}
        with training.session(str(logdir), loss=loss, steps=steps, save_steps=1000, summary_steps=0, state=state) as sess:
            while not sess.should_stop():
                x, = next(numbers)
                window = next(windows)
                _, value, of_batch = sess.run([train_op, loss, batch], {scale: x + 1})
                seen.append((value, x.tolist(), window.inputs.tolist(), *[field.tolist() for field in of_batch]))
    return seen


@pytest.mark.slow
def test_a_resumed_training_sees_and_computes_what_one_that_never_stopped_did(corpus, tmp_path):
    """81 steps are three epochs of the corpus; stopped within the second."""
    whole = train(corpus, tmp_path / "whole", 81)
    stopped = train(corpus, tmp_path / "stopped", 41) + train(corpus, tmp_path / "stopped", 81)
    assert len(whole) == 81 and stopped == whole
    ends = [text.counts_by_name(step[-3]) for step in whole if step[-1]]
    assert len(ends) >= 2 and all(counts["lines"] == 300 and counts["empty"] == 33 for counts in ends)


def test_a_run_is_not_resumed_on_another_corpus(corpus, tmp_path):
    train(corpus, tmp_path / "logs", 2)
    corpus.write_bytes(b"w1\tw2\n" + corpus.read_bytes())
    with pytest.raises(text.CorpusError, match="files: the stream has .*, but had .* start anew in another folder"):
        train(corpus, tmp_path / "logs", 4)
