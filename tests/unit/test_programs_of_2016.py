"""What programs of 2016 and spring 2017 relied on: Python 2's random numbers, the flags, the optimisers, NumPy's numbers of then."""

import pytest

from tests import processes


def run(tmp_path, text, *arguments):
    program = tmp_path / "program.py"
    program.write_text(text, "utf-8")
    done = processes.run("-m", "legacy_seq2seq", "run", program, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_random_numbers_of_python_2(tmp_path):
    # Printed by Python 2.7.18.
    assert run(tmp_path, """\
import random
random.seed(7)
print ''.join(random.choice('abcdefgh') for _ in xrange(6)), random.randint(0, 100), random.randrange(3, 50, 4)
numbers = range(10)
random.shuffle(numbers)
print numbers
print random.sample(range(5), 3), random.sample(range(1000), 8)
random.seed('hello')
print '%.12f' % random.random(), random.randint(1, 6)
print random.Random(3).randint(0, 9)
""") == ["cbfaec 5 27", "[5, 1, 8, 6, 4, 2, 7, 9, 3, 0]", "[4, 2, 1] [976, 46, 858, 289, 144, 117, 308, 816]", "0.818039127057 3", "2"]


def test_a_program_may_call_its_flag_log_dir_and_look_into_the_flags(tmp_path):
    assert run(tmp_path, """\
import tensorflow as tf
tf.flags.DEFINE_string('log_dir', 'here', 'a flag that absl has too')
tf.flags.DEFINE_integer('n', 3, 'a number')
FLAGS = tf.flags.FLAGS
print(FLAGS._parse_flags())
print(sorted(FLAGS.__flags.items()), FLAGS.n)
""", "--n", "5", "rest") == ["['rest']", "[('log_dir', 'here'), ('n', 5)] 5"]


def test_a_program_that_suits_both_pythons_is_python_3(tmp_path):
    assert run(tmp_path, "import six\nprint(sorted(six.iteritems({1: 2})), 1 / 2)\n") == ["[(1, 2)] 0.5"]


def test_numbers_of_arrays_with_one_element(tmp_path):
    text = "import numpy as np\nprint(int(np.array([[3]])), float(np.array([2.5])), int('11', 2), int('7'))\n"
    assert run(tmp_path, text) == ["3 2.5 3 7"]


@pytest.mark.parametrize("era, name, expected", [
    # Three losses of the same program under TensorFlow 0.12.1 and 1.0.1: a row that a step meets several times.
    ("tf0_12", "AdamOptimizer", [2.25, 1.49844, 0.92671]), ("tf0_12", "AdagradOptimizer", [2.25, 1.49796, 1.12325]),
    ("tf0_12", "RMSPropOptimizer", [2.25, 0.87127, 0.17446]), ("tf0_12", "AdadeltaOptimizer", [2.25, 2.24446, 2.23958]),
    ("tf1_0", "AdamOptimizer", [2.25, 1.5764, 1.03187]), ("tf1_0", "AdadeltaOptimizer", [2.25, 2.24532, 2.24124])])
def test_optimisers_of_then(era, name, expected):
    import importlib

    tf = importlib.import_module(f"legacy_seq2seq.eras.{era}")
    with tf.Graph().as_default(), tf.Session() as sess:
        rows = tf.gather(tf.Variable([[1.], [2.], [3.], [4.]]), [0, 0, 1, 1, 1])
        loss = tf.reduce_sum(tf.square(rows) * tf.constant([[1.], [.3], [.5], [.2], [.1]])) * tf.Variable(0.5)
        train = getattr(tf.train, name)(1.0 if name == "AdadeltaOptimizer" else 0.1).minimize(loss)
        sess.run(tf.global_variables_initializer())
        found = []
        for _ in expected:
            found.append(sess.run(loss))
            sess.run(train)
    assert found == pytest.approx(expected, abs=2e-5)
