"""Times single training steps of Lab 12-4's model and prints their median in milliseconds."""

import os
import runpy
import statistics
import time

LAB = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lab", "rnn_long_char.py")
WARM_UP, COUNTED = 50, 300


def main():
    lab = runpy.run_path(LAB)
    characters, inputs, targets = lab["cut_into_windows"](lab["SENTENCE"], 10)
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default(), tf.Session() as sess:
        model = lab["build_graph"](tf, len(inputs), 10, len(characters), len(characters), 2)
        sess.run(tf.global_variables_initializer())
        feed = {model.X: inputs, model.Y: targets}
        seconds = []
        for _ in range(WARM_UP + COUNTED):
            started = time.perf_counter()
            sess.run([model.train_op, model.mean_loss, model.outputs], feed)
            seconds.append(time.perf_counter() - started)
    print(1000 * statistics.median(seconds[WARM_UP:]))


if __name__ == "__main__":
    main()
