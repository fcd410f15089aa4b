"""A program that TF 1.15 refuses and an earlier one runs is run as of that one, from its start."""

import pytest

from tests.unit.test_runner import run  # noqa: F401

REPEATED = """
    import tensorflow as tf
    flags = tf.app.flags
    flags.DEFINE_integer("depth", 7, "of the inputs")
    import numpy as np
    import shapes
    print("starts", flags.FLAGS.depth, np.random.rand() == shapes.number)
    flags.FLAGS.depth += 1
    sess = tf.InteractiveSession()
    layers = [tf.contrib.rnn.GRUCell(4)] * 2
    cell = tf.contrib.rnn.MultiRNNCell(layers)
    outputs, state = tf.nn.dynamic_rnn(cell, tf.ones([2, 3, flags.FLAGS.depth]), dtype=tf.float32)
    sess.run(tf.global_variables_initializer())
    print([v.op.name for v in tf.trainable_variables() if v.op.name.endswith("candidate/" + shapes.end)], sess.run(outputs).shape)
    """
SHAPES = """
    import numpy as np
    import tensorflow as tf
    state = np.random.get_state()
    number = np.random.rand()
    np.random.set_state(state)
    end = "biases" if tf.__version__ == "1.0.1" else "bias"
    """


def test_one_cell_in_layers_of_different_depths_is_of_1_0(run):  # noqa: F811
    done = run({"program.py": REPEATED, "shapes.py": SHAPES}, "--depth", "5")
    assert done.stdout.splitlines() == [
        "starts 5 True", "starts 5 True",
        "['rnn/multi_rnn_cell/cell_0/gru_cell/candidate/biases', 'rnn/multi_rnn_cell/cell_1/gru_cell/candidate/biases'] (2, 3, 4)"], done
    assert done.returncode == 0
    line, = done.stderr.splitlines()
    assert "Era 1.0, from the start" in line and "program.py, line 12 fails as of 1.15" in line


def test_one_cell_in_layers_of_one_depth_is_of_1_15(run):  # noqa: F811
    done = run({"program.py": REPEATED, "shapes.py": SHAPES}, "--depth", "3")
    assert done.stdout.splitlines() == ["starts 3 True", "['rnn/multi_rnn_cell/cell_0/gru_cell/candidate/bias'] (2, 3, 4)"], done


def test_an_era_that_was_asked_for_stays(run):  # noqa: F811
    done = run({"program.py": REPEATED, "shapes.py": SHAPES}, how=("--era", "1.15", "program.py"))
    assert done.stdout.splitlines()[0] == "starts 7 True"
    assert "cell_1/gru_cell/candidate/bias'" in done.stdout and done.returncode == 0


TWICE = """
    import tensorflow as tf
    {before}
    cell = tf.contrib.rnn.BasicRNNCell(4)
    for scope, depth in (("one", 3), ("other", 5)):
        with tf.variable_scope(scope):
            tf.nn.dynamic_rnn(cell, tf.ones([2, 3, depth]), dtype=tf.float32)
    print(len(tf.global_variables()), tf.__version__)
    """


@pytest.mark.parametrize("before, expected", [
    ("open('log', 'w').write('x')", "4 1.0.1"),
    ("open('log', 'a').write('x')", None),
    ("try:\n        input()\n    except EOFError:\n        pass", None),
    ("tf.data.Dataset", None),
])
def test_one_cell_at_two_depths_is_of_1_0_where_the_program_may_be_repeated(run, before, expected):  # noqa: F811
    done = run({"program.py": TWICE.format(before=before)})
    if expected:
        assert (done.returncode, done.stdout) == (0, expected + "\n"), done
    else:
        assert done.returncode == 1 and "Dimensions must be equal" in done.stderr and "Era" not in done.stderr, done


def test_a_name_found_in_the_run_tells_the_era(run):  # noqa: F811
    done = run({"program.py": """
        import importlib
        print(importlib.import_module("model").pair().shape)
        """, "model.py": """
        import tensorflow as tf
        assert not hasattr(tf, "unpack") or tf.__version__ == "0.12.1"
        def pair():
            return tf.pack([1, 2])
        """})
    assert (done.returncode, done.stdout) == (0, "(2,)\n"), done
    assert "Era 0.12, from the start" in done.stderr


def test_a_name_that_was_never_there_is_an_error_of_the_first_run(run):  # noqa: F811
    done = run({"program.py": """
        import tensorflow as tf
        print("once")
        tf.there_never_was(1)
        """})
    assert (done.returncode, done.stdout) == (1, "once\n"), done


def test_slots_in_a_scope_that_reuses_variables_are_of_0_12(run):  # noqa: F811
    done = run({"program.py": """
        import tensorflow as tf
        loss = tf.reduce_sum(tf.get_variable("w", [3]))
        tf.get_variable_scope().reuse_variables()
        with tf.name_scope("train"):
            tf.train.MomentumOptimizer(0.01, 0.9).minimize(loss + tf.get_variable("w", [3])[0])
        print([variable.op.name for variable in tf.global_variables()])
        """})
    assert (done.returncode, done.stdout) == (0, "['w', 'train/w/Momentum']\n"), done


@pytest.mark.parametrize("module, arguments", [
    ("legacy_seq2seq", "[tf.ones([2, 4])], [tf.ones([2], tf.int32)], [tf.ones([2])]"),
    ("seq2seq", "tf.ones([2, 3, 4]), tf.ones([2, 3], tf.int32), tf.ones([2, 3])"),
])
def test_a_loss_that_takes_no_keywords_is_of_1_1(run, module, arguments):  # noqa: F811
    done = run({"program.py": f"""
        import tensorflow as tf
        def sampled(targets, inputs):
            return tf.reduce_sum(inputs, 1)
        loss = tf.contrib.{module}.sequence_loss({arguments}, softmax_loss_function=sampled)
        with tf.Session() as sess:
            print(sess.run(loss), tf.__version__)
        """})
    assert (done.returncode, done.stdout) == (0, "4.0 1.1.0\n"), done
