"""Addition: its sums and symbols by hand, what decides over its success, and that it learns."""

import re

import numpy as np
import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("addition")


@pytest.fixture
def small(lab, monkeypatch):
    """Sums so few that they are learnt by heart in seconds."""
    monkeypatch.setattr(lab, "SUMS", 40)
    monkeypatch.setattr(lab, "FOR_TRAINING", 36)
    monkeypatch.setattr(lab, "BATCH", 36)
    return lab


def symbols(lab, pairs, *arguments):
    """The examples of these pairs as the graph is fed them, as texts; and their lengths."""
    vocabulary = lab.text.Vocabulary(list(" +0123456789_"), level="characters")
    examples = lab.as_ids(pairs, vocabulary, lab.read_options(list(arguments)), 7, 4)
    spelt = [["".join(vocabulary.tokens[i] for i in row) for row in rows] for rows in (examples.questions, examples.answers)]
    return (*spelt, examples.question_lengths.tolist(), examples.answer_lengths.tolist())


@pytest.mark.parametrize("arguments, question, question_length, answer_length", [
    ([], "57+5   ", 7, 4),                      # the book's: blanks are symbols like others
    (["--reverse"], "   5+75", 7, 4),
    (["--mask"], "57+5   ", 4, 3),              # two digits and the blank that ends them
    (["--mask", "--reverse"], "5+75   ", 4, 3),
])
def test_what_the_network_is_fed(lab, arguments, question, question_length, answer_length):
    questions, answers, question_lengths, answer_lengths = symbols(lab, [("57+5", "62"), ("999+999", "1998")], *arguments)
    assert (questions[0], answers) == (question, ["_62  ", "_1998"])
    assert (question_lengths, answer_lengths) == ([question_length, 7], [answer_length, 4])


def test_sums_are_right_different_and_the_seeds(lab):
    sums = lab.make_sums(500, seed=1)
    assert len(dict(sums)) == 500 and sums == lab.make_sums(500, seed=1) != lab.make_sums(500, seed=2)
    assert all(sum(map(int, question.split("+"))) == int(answer) for question, answer in sums)
    assert {len(question) for question, _ in sums[-100:]} == {3, 4, 5, 6, 7}  # the test's are like those of training


def test_a_sum_told_the_other_way_round_is_no_new_one(lab):
    numbers = [tuple(map(int, question.split("+"))) for question, _ in lab.make_sums(3000, seed=0)]
    assert len({frozenset(pair) for pair in numbers}) == 3000 and any(a < b for a, b in numbers) and any(a > b for a, b in numbers)


def test_weights_begin_as_the_books(lab):
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(0)
        lab.build_graph(tf, 13, 7, 4, 128, peeky=True)
        sess.run(tf.global_variables_initializer())
        begun = {variable.op.name: sess.run(variable) for variable in tf.trainable_variables()}
    deviations = {"encoder/embedding": 0.01, "encoder/rnn/lstm_cell/kernel": (16, 1 / 4, 128 ** -0.5), "decoder/embedding": 0.01,
                  "decoder/lstm_cell/kernel": (144, 1 / 12, 128 ** -0.5), "decoder/softmax/kernel": 1 / 16}
    for name, expected in deviations.items():
        if isinstance(expected, tuple):
            inputs, above, below = expected
            assert [begun[name][:inputs].std(), begun[name][inputs:].std()] == pytest.approx([above, below], rel=0.05), name
        else:
            assert begun[name].std() == pytest.approx(expected, rel=0.15), name
    assert {name for name, value in begun.items() if not value.any()} == {name for name in begun if name.endswith("bias")}


@pytest.mark.parametrize("peeky", [False, True])
def test_the_decoder_is_fed_its_own_symbols_when_nobody_teaches_it(lab, peeky):
    """Oracle: the taught decoder, given what the other one wrote, must name just that symbol each time; weights not yet trained."""
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(3)
        model = lab.build_graph(tf, 13, 7, 4, 16, peeky)
        sess.run(tf.global_variables_initializer())
        for variable in tf.trainable_variables():   # large, so that the symbol before matters
            variable.load(np.random.RandomState(len(variable.name)).normal(size=variable.shape.as_list()), sess)
        kernels = {variable.op.name: variable.shape.as_list() for variable in tf.trainable_variables()}
        assert kernels["decoder/lstm_cell/kernel"] == [16 + 16 + 16 * peeky, 64]
        assert kernels["decoder/softmax/kernel"] == [16 + 16 * peeky, 13]
        random = np.random.RandomState(0)
        examples = lab.Examples(random.randint(0, 13, [50, 7]), np.full(50, 7), random.randint(0, 13, [50, 5]), np.full(50, 4))
        written = sess.run(model.written, lab.feed_of(model, examples))
        assert len(np.unique(written, axis=0)) > 10
        taught = examples._replace(answers=np.concatenate([examples.answers[:, :1], written], axis=1))
        logits, exact = sess.run([model.logits, model.exact], lab.feed_of(model, taught))
        assert np.array_equal(logits.argmax(axis=2), written) and exact.all()
        taught.answers[0, 2] += 1
        assert sess.run(model.exact, lab.feed_of(model, taught)).tolist() == [False] + [True] * 49


def test_it_learns_and_a_training_goes_on_where_it_was_stopped(small, capsys, tmp_path):
    def told(steps, *more):
        small.main(["--reverse", "--peeky", "--hidden", "64", "--epochs", "300", "--steps", str(steps), *more])
        return re.findall(r"^epoch .* loss (\d\.\d+)  exact .*%$", capsys.readouterr().out, re.M)

    log = ["--logdir", str(tmp_path / "log"), "--plot", str(tmp_path / "exact.png"), "--json", str(tmp_path / "result.json")]
    at_once = told(120)
    assert told(30, *log) + told(120, *log) == at_once
    losses = [float(loss) for loss in at_once]
    assert len(losses) == 120 and losses[0] > 2.3 and losses[-1] < 1.3    # knowing how often each symbol comes: about 2
    assert (tmp_path / "exact.png").read_bytes().startswith(b"\x89PNG") and '"reached": null' in (tmp_path / "result.json").read_text()


def test_three_networks_are_compared(small, capsys, tmp_path):
    small.main(["--compare", "--steps", "2", "--hidden", "8", "--plot", str(tmp_path / "exact.png")])
    printed = capsys.readouterr().out
    assert [line.split(".")[0] for line in printed.splitlines() if "network. It reads" in line] == [
        "The plain network", "The reverse network", "The reverse and peeky network"]
    assert "plain 0.0% (the book: about 10 %); reverse 0.0% (the book: about 50 %)" in printed


def test_lines_of_ones_own(small, capsys, tmp_path):
    (tmp_path / "lines.txt").write_text("".join(f"a{'b' * n}   _{'b' * n}a  \n" for n in range(1, 11)))
    small.main(["--data", str(tmp_path / "lines.txt"), "--steps", "1", "--hidden", "8"])
    printed = capsys.readouterr().out
    assert "10 questions, such as ab = ba, abb = bba" in printed and "the book" not in printed


@pytest.mark.parametrize("arguments, complaint", [
    (["--compare", "--peeky"], "--compare trains with and without --reverse and --peeky; leave these out"),
    (["--data", "{bad}"], "bad, line 2: no two texts with «_» between them: '3+4=7'"),
    (["--data", "{few}"], "few has 1 lines; give 10 or more"),
    (["--epochs", "-1"], "--epochs is -1"),
])
def test_bad_input_gets_one_line(lab, capsys, tmp_path, arguments, complaint):
    (tmp_path / "bad").write_text("1+2_3\n3+4=7\n")
    (tmp_path / "few").write_text("1+2_3\n")
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(bad=tmp_path / "bad", few=tmp_path / "few") for argument in arguments])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint in error and error.count("\n") == 1
