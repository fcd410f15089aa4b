"""A regression whose variables are called as operations are, but for the case: `mean` beside `Mean`, `w` beside `W`."""

import numpy as np
import tensorflow as tf

STEPS = 6


def scaled(rows, width):
    """The rows about their running mean."""
    now = tf.reduce_mean(rows, 0)  # the operation Mean
    mean = tf.get_variable("mean", [width], initializer=tf.constant_initializer(0.5), trainable=False)
    return rows - 0.5 * (now + mean)


def main():
    inputs, targets = tf.placeholder(tf.float32, [None, 3], "X"), tf.placeholder(tf.float32, [None, 1], "Y")
    with tf.variable_scope("input"):
        rows = scaled(inputs, 3)
    with tf.name_scope("Layer"):
        W = tf.Variable(tf.random_normal([3, 4], seed=1), name="W")
        w = tf.Variable(tf.random_normal([4, 1], seed=2), name="w")
        hidden = tf.tanh(tf.matmul(rows, W))
    with tf.name_scope("layer"):
        b = tf.Variable(tf.zeros([1]), name="b")
        B = tf.Variable(tf.zeros([1]), name="b")
    loss = tf.reduce_mean(tf.square(tf.matmul(hidden, w) + b + B - targets))
    train = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
    data = np.random.RandomState(3)
    x = data.rand(8, 3)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for step in range(STEPS):
            print(step, session.run([loss, train], {inputs: x, targets: x[:, :1] * x[:, 1:2]})[0])
    graph = tf.get_default_graph()
    print([graph.unique_name(name) for name in ("a", "a", "A", "a_1", "a", "A_1", "A")])
    copy = tf.Graph()
    with copy.as_default():
        tf.import_graph_def(graph.as_graph_def(), name="")
        print(tf.constant(1, name="X").name, tf.constant(1, name="x").name, tf.constant(1, name="X").name)


if __name__ == "__main__":
    main()
