"""Pictures into sentences: captions say what is in the picture, tests hold what the training has not, each network learns."""

import re

import numpy as np
import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("image_caption")


@pytest.fixture
def small(lab, monkeypatch):
    """One large thing in each picture: ten captions, learnt in seconds."""
    monkeypatch.setattr(lab, "PICTURES", 240)
    monkeypatch.setattr(lab, "TESTED", 40)
    monkeypatch.setattr(lab, "PATTERNS", ("a",))
    monkeypatch.setattr(lab, "SIZES", {"large": (6.5, 7.5)})
    monkeypatch.setattr(lab, "LEARNING_RATE", 0.005)
    kept = {"a large red triangle": "new things", "a large green circle": "new sentences"}
    monkeypatch.setattr(lab, "test_of", lambda caption, things: kept.get(caption))
    return lab


def test_captions_by_hand(lab):
    tile, ball = lab.Thing("small", "green", "square"), lab.Thing("large", "red", "circle")
    assert lab.caption_of("a", [ball]) == "a large red circle"
    assert lab.caption_of("three", [tile] * 3) == "three small green squares"
    assert lab.caption_of("left of", [tile, ball]) == "a small green square left of a large red circle"
    assert lab.caption_of("on", [tile, ball]) == "a small green square on a large red circle"


def pixels(lab, picture):
    """{colour: the y and x of its pixels, [pixels, 2]}: those that are neither grey nor another colour."""
    colours = np.array(list(lab.COLOURS.values()))
    nearest = np.square(picture[:, :, None] / 255 - colours).sum(axis=3).argmin(axis=2)
    grey = np.ptp(picture.astype(int), axis=2) < 90
    return {name: np.argwhere((nearest == i) & ~grey) for i, name in enumerate(lab.COLOURS)}


@pytest.mark.parametrize("pattern", ["a", "two", "three", "above", "left of", "on"])
def test_a_picture_shows_what_its_caption_says(lab, monkeypatch, pattern):
    monkeypatch.setattr(lab, "PATTERNS", (pattern,))
    chance = np.random.default_rng(1)
    for _ in range(20):
        _, things = lab.imagine(chance)
        there = pixels(lab, lab.draw(pattern, things, chance))
        count = {"two": 2, "three": 3}.get(pattern, 1)
        for thing in things:
            smallest, largest = {"small": (15, 75), "large": (60, 200)}[thing.size]
            if len(things) == count:
                assert smallest * count < len(there[thing.colour]) < largest * count
        if len({thing.colour for thing in things}) == 2:
            first, second = (there[thing.colour].mean(axis=0) for thing in things)
            if pattern == "on":
                assert abs(first - second).max() < 4 and things[0].size == "small" and things[1].size == "large"
            else:
                axis = 0 if pattern == "above" else 1
                assert second[axis] - first[axis] > abs(second[1 - axis] - first[1 - axis])


def test_what_the_tests_hold_is_not_in_the_training(lab, monkeypatch):
    monkeypatch.setattr(lab, "PICTURES", 600)
    monkeypatch.setattr(lab, "TESTED", 30)
    training, tests = lab.make_data(seed=1)
    assert training[0].shape == (600, lab.SIDE, lab.SIDE, 3) and training[0].dtype == np.uint8 and len(training[1]) == 600
    seen, new = set(training[1]), re.compile("red triangle|blue square|yellow circle")
    assert not any(new.search(caption) for caption in [*seen, *tests["new sentences"][1]])
    assert all(new.search(caption) for caption in tests["new things"][1])
    assert set(tests["new pictures"][1]) <= seen and not set(tests["new sentences"][1]) & seen
    assert set(" ".join(tests["new things"][1]).split()) <= set(" ".join(seen).split())
    again, _ = lab.make_data(seed=1)
    assert (again[0] == training[0]).all() and again[1] == training[1]
    # Who sees nothing says one caption; who knows the training by heart is right on its own pictures.
    blind, by_heart = lab.baselines(training, training[0][:20])
    assert len(set(blind)) == 1 and by_heart == training[1][:20]


def test_with_attention_a_picture_is_described_alike_alone_and_among_others(lab):
    from legacy_seq2seq import tf1 as tf

    vocabulary = lab.text.Vocabulary([*lab.text.SPECIALS, *"abcd"])
    pictures = np.random.default_rng(0).integers(0, 255, [6, lab.SIDE, lab.SIDE, 3], np.uint8)
    batch = [pictures, np.array([[4, 5, 2], [6, 2, 0]] * 3), [3, 2] * 3]
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(1)
        model = lab.build_graph(tf, vocabulary, 8, True, 10)
        sess.run(tf.global_variables_initializer())
        losses = [sess.run([model.loss, model.train_op], lab.feed_of(model, batch, learning=True))[0] for _ in range(3)]
        assert losses[0] > losses[1] > losses[2]
        features, alignments = sess.run([model.features, model.alignments], {model.images: pictures})
        alone = sess.run(model.features, {model.images: pictures[:1]})
        np.testing.assert_allclose(alone[0], features[0], rtol=1e-4, atol=1e-5)     # the means of the training, not of the batch
        means, = [variable for variable in tf.global_variables() if variable.op.name == "encoder/batch_normalization/moving_mean"]
        assert abs(sess.run(means)).max() > 0.001                                   # somebody updated them
        np.testing.assert_allclose(alignments.sum(axis=2), 1, rtol=1e-5)


def test_the_picture_is_lit_where_the_decoder_looked(lab):
    class Session:
        def run(self, tensors, feed):
            alignments = np.zeros([1, 3, lab.PLACES ** 2])
            alignments[0, [0, 1, 2], [0, 7, 24]] = 1        # top left; second row, third column; bottom right
            return np.array([[4, 5, 2]]), alignments

    vocabulary = lab.text.Vocabulary([*lab.text.SPECIALS, "red", "circle"])
    pictures = np.full([2, lab.SIDE, lab.SIDE, 3], 100, np.uint8)
    model = lab.Model(*lab.Model._fields)                   # names in place of tensors
    row = lab.looked_at(Session(), model, "new things", pictures, ["circle", "red circle"], vocabulary)
    assert [panel and panel[1] for panel in row] == ["new things", "red", "circle"] + [None] * 8
    assert row[0][2] is True
    lit = [np.argwhere(panel[0][:, :, 0] == 100) for panel in row[1:3]]
    assert [(places.min(axis=0).tolist(), places.max(axis=0).tolist()) for places in lit] == [([0, 0], [7, 7]), ([8, 16], [15, 23])]
    assert row[1][0].min() == 20


def test_it_learns_and_goes_on_where_it_was_stopped(small, capsys, tmp_path):
    def told(*more):
        small.main(["--epochs", "5", *more])
        return re.findall("^(?:epoch|new).*", capsys.readouterr().out, re.M)

    log = ["--logdir", str(tmp_path / "log"), "--plot", str(tmp_path / "said.png")]
    whole = told()
    assert told("--steps", "16", *log)[:2] + told(*log) == whole            # 8 steps an epoch
    assert float(re.search(r"loss ([\d.]+)", whole[4])[1]) < 0.35            # who sees nothing: ln 10 for the five words, 0.46 each
    assert (tmp_path / "said.png").read_bytes().startswith(b"\x89PNG")


def grey_picture(path, grey):
    from matplotlib import pyplot

    pyplot.imsave(path, np.full([20, 30, 3], grey, np.uint8))


def test_pictures_of_ones_own(lab, capsys, tmp_path):
    names = [f"{i}.{'png' if i % 2 else 'jpg'}" for i in range(12)]
    for i, name in enumerate(names):
        grey_picture(tmp_path / name, 20 * i)
    (tmp_path / "captions.txt").write_text("".join(f"{name}#{n}\tGrey, number {n}.\n" for name in names for n in (0, 1)))
    lab.main(["--data", str(tmp_path / "captions.txt"), "--steps", "1", "--hidden", "4",
              "--plot", str(tmp_path / "said.png"), "--json", str(tmp_path / "result.json")])
    told = capsys.readouterr().out
    assert "20 pictures with 2 different captions" in told and "  grey , number 0 .\n" in told      # 0.jpg and 10.jpg are the test
    assert '"reached": null' in (tmp_path / "result.json").read_text()
    assert told.count("exact; the most frequent caption 50.0%") == 1 and (tmp_path / "said.png").exists()


@pytest.mark.parametrize("lines, complaint", [
    ("a.png\tgrey\n" * 9, "has 9 lines; give 10 or more"),
    ("a.png\tgrey\n" * 10, "line 1: 'a.png' beside it cannot be read as a PNG or JPEG: there is no such file"),
    ("captions.txt\tgrey\n" * 10, "line 1: 'captions.txt' beside it cannot be read as a PNG or JPEG: it is none"),
    ("grey.png\tgrey\n" * 10, "captions.txt names one picture only; give two or more"),
    ("grey\n", "line 1: no two texts with a tab between them: 'grey'"),
])
def test_bad_input_gets_one_line(lab, capsys, tmp_path, lines, complaint):
    grey_picture(tmp_path / "grey.png", 99)
    (tmp_path / "captions.txt").write_text(lines)
    with pytest.raises(SystemExit) as stopped:
        lab.main(["--data", str(tmp_path / "captions.txt")])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint in error and error.count("\n") == 1
