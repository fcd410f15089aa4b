"""`training.session`: saves, resumes to the bit, and stops where stopping is safe."""

import json
import os
import re
import signal

import numpy
import pytest

from tests.training.model import Batches, Model, losses, trained


@pytest.fixture
def training():
    from legacy_seq2seq import training

    return training


def _checkpoints(folder):
    return sorted(int(name[len("model.ckpt-"):-len(".index")]) for name in os.listdir(folder) if name.endswith(".index"))


def test_a_resumed_run_makes_the_losses_of_one_that_was_not_stopped(tmp_path):
    whole = losses(str(tmp_path / "whole"), 24, save_steps=4)
    first = losses(str(tmp_path / "parts"), 10)
    second = losses(str(tmp_path / "parts"), 24)
    assert list(first) == list(range(1, 11)) and list(second) == list(range(11, 25))
    assert {**first, **second} == whole
    assert len(set(whole.values())) == 24


def test_a_run_that_goes_well_says_nothing(tmp_path, capfd):
    losses(str(tmp_path), 3)
    assert capfd.readouterr() == ("", "")


def test_without_a_folder_nothing_is_saved_and_the_numbers_are_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert losses(None, 6) == losses("logs", 6)
    assert os.listdir(tmp_path) == ["logs"]


def test_the_numbers_are_those_of_a_plain_session():
    """Random operations with a position draw what those without draw, loops in order of time."""
    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    def drawn(session):
        with tf.Graph().as_default():
            tf.set_random_seed(5)
            step = tf.assign_add(tf.train.get_or_create_global_step(), 1)
            numbers = [tf.random_uniform([2, 3]), tf.random_normal([7]), tf.truncated_normal([5]), tf.random_uniform([4], 0, 99, tf.int32)]
            loop = tf.while_loop(lambda t, _: t < 4, lambda t, rows: (t + 1, rows.write(t, tf.random_normal([2]))),
                                 [0, tf.TensorArray(tf.float32, 4)], parallel_iterations=1)[1].stack()
            with session() as sess:
                if isinstance(sess, tf.Session):
                    sess.run(tf.global_variables_initializer())
                return [sess.run([*numbers, loop, step])[:-1] for _ in range(3)]

    ours, plain = drawn(training.session), drawn(tf.Session)
    for mine, theirs in zip(ours, plain):
        for one, other in zip(mine, theirs):
            numpy.testing.assert_array_equal(one, other)


def test_checkpoints_come_by_steps_and_the_last_few_stay(tmp_path):
    losses(str(tmp_path), 23, save_steps=5, keep=3)
    assert _checkpoints(tmp_path) == [15, 20, 23]
    assert all((tmp_path / f"model.ckpt-{step}.meta").exists() for step in (15, 20, 23))
    assert "/" not in (tmp_path / "checkpoint").read_text("utf-8")  # the folder can be moved


def test_checkpoints_come_by_seconds(tmp_path):
    losses(str(tmp_path), 3, save_seconds=1e-9, keep=0)
    assert _checkpoints(tmp_path) == [0, 1, 2, 3]


def test_a_loop_that_does_not_ask_is_saved_after_its_steps(tmp_path):
    with trained(str(tmp_path), None, save_steps=2, keep=0) as (_, _, step):
        for _ in range(5):
            step()
    assert _checkpoints(tmp_path) == [0, 2, 4, 5]


def test_a_program_that_fails_keeps_its_steps_and_goes_on_exactly(tmp_path, capfd):
    whole = losses(None, 12)
    with pytest.raises(ZeroDivisionError), trained(str(tmp_path), 12) as (sess, _, step):
        while not sess.should_stop():
            if sess.step == 7:
                numpy.random.rand()  # of a step that is never made: a resumed run must not see it
                raise ZeroDivisionError
            step()
    assert "step 7 was saved before the error" in capfd.readouterr().err
    rest = losses(str(tmp_path), 12)
    assert rest == {step: whole[step] for step in range(8, 13)}


def test_a_failed_step_is_not_saved(tmp_path):
    from legacy_seq2seq import tf1 as tf

    with pytest.raises(tf.errors.InvalidArgumentError), trained(str(tmp_path), None) as (sess, model, step):
        step()
        sess.run(model.train_op, {model.x: [[1, 2, 3, 4, 99]]})
    assert _checkpoints(tmp_path) == [0]


def test_a_nan_loss_ends_the_training_before_it_is_saved(tmp_path, training, tf):
    x = tf.placeholder(tf.float32, [])
    weight = tf.get_variable("weight", initializer=2.0)
    loss = tf.log(x * weight, name="log_loss")
    train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=tf.train.get_or_create_global_step())
    with pytest.raises(tf.train.NanLossDuringTrainingError) as caught, training.session(str(tmp_path), loss=loss, save_steps=1) as sess:
        for value in (1, 2, -1, 3):
            assert not sess.should_stop()
            sess.run(train_op, {x: value})
    assert caught.value.step == 3
    assert "log_loss:0 is NaN at step 3" in str(caught.value) and "model.ckpt-2 stands" in str(caught.value)
    assert _checkpoints(tmp_path) == [0, 1, 2]


def test_variables_that_are_no_numbers_are_not_saved_though_the_loss_was_one(tmp_path, training, tf):
    x = tf.placeholder(tf.float32, [])
    weight = tf.get_variable("weight", initializer=1.0)
    loss = tf.constant(1.0)
    train_op = tf.group(tf.assign(weight, tf.sqrt(x)), tf.assign_add(tf.train.get_or_create_global_step(), 1))
    with pytest.raises(training.NanLoss, match="weight became NaN or infinite by step 2"), \
            training.session(str(tmp_path), loss=loss) as sess:
        sess.run(train_op, {x: 4})
        sess.run(train_op, {x: -4})
    assert _checkpoints(tmp_path) == [0]


@pytest.fixture
def ctrl_c_counts():
    """Ctrl-C acts as in a terminal: a test run in the background ignores it, and so would a training there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_counts")
@pytest.mark.parametrize("number, status, name", [(signal.SIGINT, 130, "Ctrl-C"), (signal.SIGTERM, 143, "SIGTERM")])
def test_signals_end_the_loop_with_a_checkpoint(tmp_path, capfd, training, number, status, name):
    before = signal.getsignal(number)
    with pytest.raises(training.Stopped) as stopped, trained(str(tmp_path), 100) as (sess, _, step):
        while not sess.should_stop():
            step()
            if sess.step == 4:
                os.kill(os.getpid(), number)
        assert sess.stopped_by == name
        sess.run(sess.graph.get_tensor_by_name("weights/read:0"))  # what comes after the loop may still ask the model
    assert stopped.value.code == status and stopped.value.step == 4
    assert f"stopped by {name} at step 4; saved {tmp_path / 'model.ckpt-4'}. The same command goes on from there" in capfd.readouterr().err
    assert _checkpoints(tmp_path) == [0, 4] and signal.getsignal(number) is before


@pytest.mark.usefixtures("ctrl_c_counts")
def test_a_loop_that_does_not_ask_stops_at_its_next_step(tmp_path, training):
    with pytest.raises(training.Stopped), trained(str(tmp_path), None) as (sess, _, step):
        for _ in range(100):
            step()
            if sess.step == 3:
                os.kill(os.getpid(), signal.SIGINT)
    assert _checkpoints(tmp_path) == [0, 3]


def test_a_folder_that_another_run_holds_is_refused(tmp_path, training):
    with trained(str(tmp_path), None) as (_, _, step):
        step()
        with pytest.raises(training.TakenError, match=rf"another run trains in .*process {os.getpid()} on ") as refused:
            losses(str(tmp_path), 3)
        assert "`logdir` of its own" in str(refused.value)
    assert list(losses(str(tmp_path), 3)) == [2, 3]


def _spoil(folder, step, how):
    path = folder / f"model.ckpt-{step}.{'index' if how.startswith('index') else 'data-00000-of-00001'}"
    content = bytearray(path.read_bytes())
    if how.endswith("short"):
        content = content[:len(content) // 2]
    elif how.endswith("flipped"):
        content[len(content) // 3] ^= 4
    path.unlink() if how.endswith("missing") else path.write_bytes(content)


@pytest.mark.parametrize("how", ["data short", "data flipped", "data missing", "index short", "index flipped"])
def test_a_damaged_checkpoint_is_told_and_the_one_before_taken(tmp_path, capfd, how):
    whole = losses(str(tmp_path), 9, save_steps=3)
    _spoil(tmp_path, 9, how)
    again = losses(str(tmp_path), 9, save_steps=3)
    assert again == {step: whole[step] for step in (7, 8, 9)}
    told = capfd.readouterr().err
    assert f"{tmp_path / 'model.ckpt-9'} is damaged" in told and f"Going on from {tmp_path / 'model.ckpt-6'}" in told
    assert (tmp_path / "model.ckpt-9.meta.damaged").exists() and _checkpoints(tmp_path) == [0, 3, 6, 9]


def test_where_all_are_damaged_nothing_is_begun_anew(tmp_path, tf):
    losses(str(tmp_path), 2)
    for step in (0, 2):
        _spoil(tmp_path, step, "data flipped")
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(tf.errors.DataLossError, match="no checkpoint in .* can be read: model.ckpt-2, model.ckpt-0"):
        losses(str(tmp_path), 4)
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff garbage"])
def test_a_lost_checkpoint_file_is_written_anew(tmp_path, content):
    losses(str(tmp_path), 4)
    (tmp_path / "checkpoint").unlink() if content is None else (tmp_path / "checkpoint").write_bytes(content)
    assert list(losses(str(tmp_path), 6)) == [5, 6]


def test_what_a_killed_save_left_is_cleared(tmp_path):
    losses(str(tmp_path), 2)
    (tmp_path / "model.ckpt-3_temp_abc").mkdir()
    (tmp_path / "model.ckpt-3_temp_abc" / "part-00000-of-00001.data-00000-of-00001").write_bytes(b"x")
    (tmp_path / "model.ckpt-3.meta.tmp").write_bytes(b"x")
    (tmp_path / "notes.tmp").write_bytes(b"the user's")
    losses(str(tmp_path), 2)
    left = os.listdir(tmp_path)
    assert "notes.tmp" in left and not [name for name in left if "ckpt-3" in name]


def test_a_graph_that_changed_is_refused_by_the_names_of_its_variables(tmp_path, training, tf):
    losses(str(tmp_path), 2)
    model = Model(tf, units=8, optimizer=tf.train.AdagradOptimizer(0.1))
    with pytest.raises(training.MisfitError) as refused:
        training.session(str(tmp_path), loss=model.loss)
    told = str(refused.value)
    assert "weights is [9, 6] float32 in the checkpoint, [9, 8] float32 in the graph" in told
    assert "weights/Adagrad [9, 8] float32 is not in the checkpoint" in told and "logdir" in told
    assert losses(str(tmp_path), 3).keys() == {3}  # the folder is free again, and as it was


def test_a_full_disk_ends_no_training(tmp_path, capfd, training, monkeypatch):
    from legacy_seq2seq.training import saving

    write, full = saving.write_whole, []
    monkeypatch.setattr(saving, "write_whole", lambda path, content: _no_space() if full else write(path, content))
    with pytest.raises(training.SaveError, match="no checkpoint could be written at step 6"), \
            trained(str(tmp_path), 6, save_steps=2) as (sess, _, step):
        while not sess.should_stop():
            step()
            full[:] = [True] if sess.step >= 4 else []
    told = capfd.readouterr().err
    assert "no checkpoint could be written at step 4: No space left on device" in told and "model.ckpt-2 stands; training goes on" in told
    assert _checkpoints(tmp_path) == [0, 2]
    monkeypatch.undo()
    assert list(losses(str(tmp_path), 6)) == [3, 4, 5, 6]


def _no_space():
    raise OSError(28, "No space left on device")


def test_summaries_tell_the_loss_the_graph_and_texts(tmp_path, tf):
    with trained(str(tmp_path), 4, summary_steps=2) as (sess, _, step):
        while not sess.should_stop():
            step()
            sess.run(sess.graph.get_tensor_by_name("weights/read:0"))
        sess.write_text("sample", "hello <world>")
        sess.write_scalar("accuracy", 0.25)
    found = {}
    for name in sorted(os.listdir(tmp_path)):
        if "tfevents" in name:
            for event in tf.train.summary_iterator(str(tmp_path / name)):
                found.setdefault("graph", bool(event.graph_def))
                for value in event.summary.value:
                    found.setdefault(value.tag, {})[event.step] = value
    assert set(found) == {"graph", "loss_of_batch", "add", "sample", "accuracy"}
    assert list(found["loss_of_batch"]) == list(found["add"]) == [2, 4]
    assert found["sample"][4].tensor.string_val[0] == b"hello <world>" and found["sample"][4].metadata.plugin_data.plugin_name == "text"
    assert found["accuracy"][4].simple_value == 0.25


def test_summaries_that_a_step_does_not_feed_are_left_out(tmp_path, training, tf):
    validation = tf.placeholder(tf.float32, [])
    tf.summary.scalar("validation", validation)
    train_op = tf.assign_add(tf.train.get_or_create_global_step(), 1)
    with training.session(str(tmp_path), summary_steps=1) as sess:
        sess.run(train_op)
        sess.run(train_op, {validation: 2.0})
        assert sess.step == 2


@pytest.mark.parametrize("build", ["two optimizers", "by three"])
def test_the_step_is_the_graphs_however_it_moves(tmp_path, training, tf, build):
    step = tf.train.get_or_create_global_step()
    first = tf.assign_add(step, 3 if build == "by three" else 1)
    second = tf.assign_add(step, 1) if build == "two optimizers" else first
    with training.session(str(tmp_path)) as sess:
        sess.run(first)
        sess.run(second)
        assert sess.step == sess.run(step) == (6 if build == "by three" else 2)


def test_a_second_session_on_the_same_graph_goes_on(tmp_path, training, tf):
    """As a notebook's cell that is run again."""
    numpy.random.seed(7)
    model, found = Model(tf), {}
    for steps in (5, 11):
        batches = Batches()
        with training.session(str(tmp_path), loss=model.loss, steps=steps, state={"batches": batches}) as sess:
            while not sess.should_stop():
                rows = numpy.array(batches.next())
                rows[0, 4] = numpy.random.randint(9)
                loss = sess.run([model.train_op, model.loss], {model.x: rows})[1]
                found[sess.step] = float(loss)
    assert found == losses(None, 11)


def test_shapes_of_a_training_session(training, tf):
    from legacy_seq2seq import shapes

    model = Model(tf)
    with training.session(loss=model.loss) as sess:
        rows = shapes.table(sess, {model.x: Batches().next()}).rows
        assert sess.step == 0
    assert any(row.runtime == (4, 5) for row in rows)


def _numbers_read(training, logdir, dataset, steps, one_shot=False, **options):
    """What a training reads of `dataset`, a function of `tf`, one number a step; and the step it ends at."""
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default():
        data = dataset(tf)
        iterator = data.make_one_shot_iterator() if one_shot else data.make_initializable_iterator()
        read = iterator.get_next()
        with tf.control_dependencies([read]):
            train_op = tf.assign_add(tf.train.get_or_create_global_step(), 1)
        found = []
        with training.session(str(logdir), steps=steps, **options) as sess:
            if not one_shot:
                sess.run(iterator.initializer)
            while not sess.should_stop():
                found.append(int(sess.run([read, train_op])[0]))
        return found, sess.step


def _generated(tf):
    """A dataset whose position no checkpoint can hold."""
    return tf.data.Dataset.from_generator(lambda: iter(range(9)), tf.int32)


def test_an_initialiser_that_the_program_runs_does_not_lose_the_place(tmp_path, training):
    def shuffled(tf):
        return tf.data.Dataset.range(40).shuffle(10, seed=2)

    first, second = (_numbers_read(training, tmp_path, shuffled, steps)[0] for steps in (15, 40))
    assert sorted(first + second) == list(range(40)) and first != sorted(first)


def test_a_pipeline_without_a_position_is_read_past(tmp_path, training, capfd):
    assert _numbers_read(training, tmp_path, _generated, 4, one_shot=True, save_steps=1) == ([0, 1, 2, 3], 4)
    told = capfd.readouterr().err
    assert len(re.findall(r"position of the iterator OneShotIterator cannot be saved \((?:Eager)?PyFunc is stateful\)", told)) == 1
    # The end of the data is an end like another.
    assert _numbers_read(training, tmp_path, _generated, None, one_shot=True, save_steps=1) == ([4, 5, 6, 7, 8], 9)
    assert 9 in _checkpoints(tmp_path)


def test_queue_runners_are_told_to_begin_anew(tmp_path, training, tf, capfd):
    files = tmp_path / "words.txt"
    files.write_text("a\nb\nc\n")
    names = tf.train.string_input_producer([str(files)], name="names")
    line = tf.TextLineReader().read(names)[1]
    step = tf.assign_add(tf.train.get_or_create_global_step(), 1)
    with training.session(str(tmp_path / "log"), steps=1) as sess:
        assert sess.run([line, step])[0] == b"a"
    told = capfd.readouterr().err
    assert "what was read through these queues is not in a checkpoint, and a resumed run reads it from its start: names. tf.data" in told


def test_a_pipeline_that_begins_late_is_read_past_from_its_first_checkpoint_on(tmp_path, training):
    """The checkpoint by whose writing it shows that the position cannot be saved must know how often was read."""
    assert _numbers_read(training, tmp_path, _generated, 4)[0] == [0, 1, 2, 3]
    assert _numbers_read(training, tmp_path, _generated, None)[0] == [4, 5, 6, 7, 8]


@pytest.mark.parametrize("options, complaint", [
    ({"steps": -1}, "`steps` is -1"),
    ({"save_steps": 0}, "`save_steps` is 0"),
    ({"save_seconds": -2}, "`save_seconds` is -2"),
    ({"keep": 1.5}, "`keep` is 1.5"),
    ({"state": {"rows": [1, 2]}}, "'rows', a list without get_state"),
    ({"state": {"random": Batches()}}, "'random' in `state` is that of something which is saved anyway"),
    ({"state": [Batches()]}, "expected a dict"),
    ({"loss": 3.5}, "`loss` is 3.5"),
])
def test_arguments_that_do_not_fit_are_named(training, tf, options, complaint):
    Model(tf)
    with pytest.raises((ValueError, TypeError), match=complaint):
        training.session(**options)


def test_without_a_global_step_it_says_how_to_have_one(training, tf):
    tf.get_variable("x", [2])
    with pytest.raises(ValueError, match="step = tf.train.get_or_create_global_step"):
        training.session()


def test_a_folder_that_is_a_file_is_refused(tmp_path, training, tf):
    Model(tf)
    (tmp_path / "logs").write_text("mine")
    with pytest.raises(FileExistsError, match="`logdir` cannot be made"):
        training.session(str(tmp_path / "logs"))


def test_generators_of_each_kind_are_restored():
    import random

    from legacy_seq2seq.training import python_state

    objects = {"one": numpy.random.RandomState(1), "two": numpy.random.default_rng(2), "three": random.Random(3),
               "four": numpy.random.Generator(numpy.random.MT19937(4)), "five": Batches()}
    saved = python_state.text(python_state.snapshot(objects))
    json.loads(saved)

    def draw():
        return [objects["one"].rand(), objects["two"].random(), objects["three"].random(), objects["four"].random(),
                objects["five"].next(), numpy.random.rand(), random.random()]

    first = draw()
    assert python_state.restore(saved, objects) == []
    assert draw() == first
    assert python_state.restore(saved, {**objects, "six": Batches()}) == ["six"]


def test_a_state_that_json_cannot_hold_is_named():
    from legacy_seq2seq.training import python_state

    class Odd:
        def get_state(self):
            return {1, 2}

    with pytest.raises(TypeError, match="the state of 'odd' cannot be saved: set is not JSON"):
        python_state.text(python_state.snapshot({"odd": Odd()}))
