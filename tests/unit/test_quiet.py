"""What reaches the user's terminal: nothing of TensorFlow's chatter, all of its warnings and errors."""

import textwrap

PROGRAM = """
from legacy_seq2seq import tf1 as tf
x = tf.placeholder(tf.float32, [None, 4, 3])
cell = tf.nn.rnn_cell.MultiRNNCell([tf.contrib.rnn.BasicLSTMCell(5), tf.contrib.rnn.GRUCell(5)])
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
logits = tf.layers.dense(tf.layers.dropout(outputs, 0.5), 7)
loss = tf.contrib.seq2seq.sequence_loss(logits, tf.zeros([2, 4], tf.int32), tf.ones([2, 4]))
loss += tf.losses.mean_squared_error(tf.zeros([2]), tf.to_float(tf.ones([2])))
train = tf.train.AdamOptimizer().minimize(loss)
i = tf.while_loop(lambda i: i < 3, lambda i: i + 1, [tf.constant(0)])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run([train, i], {x: [[[1, 2, 3]] * 4] * 2})
"""


def test_a_program_prints_nothing_but_its_own_output(run_python):
    done = run_python("-c", PROGRAM + "print('done')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_a_failing_run_prints_its_error_once(run_python):
    done = run_python("-c", textwrap.dedent("""
        from legacy_seq2seq import tf1 as tf
        with tf.Session() as sess:
            try:
                sess.run(tf.check_numerics(tf.log(-1.0), "bad number"))
            except tf.errors.InvalidArgumentError as error:
                print("bad number" in error.message)
    """))
    assert done.stdout == "True\n"
    assert done.stderr == ""


def test_real_warnings_come_through(run_python):
    done = run_python("-c", textwrap.dedent("""
        import os, warnings
        from legacy_seq2seq import stack
        stack.quiet.native_log_level(1)
        with stack.quiet.startup():
            os.write(2, b"W0000 something.cc:1] the disk is nearly full\\n")
            os.write(2, b"I0000 port.cc:153] oneDNN custom operations are on.\\n")
        from legacy_seq2seq import tf1 as tf
        tf.logging.warning("a warning of the program's own")
        warnings.warn("another")
        cell = tf.nn.rnn_cell.GRUCell(3)
        tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell([cell] * 2), tf.zeros([1, 2, 3]), dtype=tf.float32)
    """))
    assert "the disk is nearly full" in done.stderr
    assert "oneDNN" not in done.stderr
    assert "a warning of the program's own" in done.stderr
    assert "UserWarning: another" in done.stderr
    assert "they share its weights, as in TF 1.15" in done.stderr


def test_importing_the_package_imports_and_changes_nothing(run_python):
    done = run_python("-c", textwrap.dedent("""
        import os, sys
        before = dict(os.environ)
        import legacy_seq2seq, legacy_seq2seq.stack, legacy_seq2seq.cli, legacy_seq2seq.absent
        heavy = {"tensorflow", "numpy", "keras", "tf_keras", "rich", "matplotlib"} & set(sys.modules)
        print(sorted(heavy), dict(os.environ) == before)
    """))
    assert done.stdout == "[] True\n"


def test_the_users_log_level_is_kept(run_python):
    done = run_python("-c", textwrap.dedent("""
        import os
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "0"
        from legacy_seq2seq import tf1
        print(os.environ["TF_CPP_MIN_LOG_LEVEL"])
    """))
    assert done.stdout == "0\n"


def test_tensorflow_imported_before_us(run_python):
    done = run_python("-c", textwrap.dedent("""
        import tensorflow
        tensorflow.constant(1) + 1  # eager execution has begun
        from legacy_seq2seq import stack, tf1 as tf
        cell = tf.nn.rnn_cell.BasicLSTMCell(4)
        outputs, _ = tf.nn.dynamic_rnn(cell, tf.zeros([1, 2, 3]), dtype=tf.float32)
        tf.layers.dense(outputs, 2)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            print(sess.run(outputs).shape, [v.op.name for v in tf.trainable_variables()][-1])
        print([f.status for f in stack.findings(stack.installed()) if f.subject == "import order"])
    """))
    assert done.stdout == "(1, 2, 4) dense/kernel\n['note']\n".replace("dense/kernel", "dense/bias"), done.stderr


def test_a_fault_that_the_shape_table_tells_is_not_logged_as_well(tf, capfd):
    from legacy_seq2seq import shapes

    x = tf.placeholder(tf.float32, [None], name="x")
    array = tf.TensorArray(tf.float32, 1, clear_after_read=True).write(0, x)
    with tf.control_dependencies([array.read(0)]):
        array.read(0, name="read_twice")
    with tf.Session() as session:
        table = shapes.table(session, {x: [1.0, 2.0]})
    assert len(table.faults) == 1 and capfd.readouterr().err == ""
