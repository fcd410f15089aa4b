"""Lab 12-4. RNN with long sequences: can a recurrent network learn a whole sentence by heart?

A sentence is cut into windows of ten characters; for each, the network sees the characters one by one
and must name the next one each time. Two stacked LSTMs read, a softmax layer of its own decides.

What you will see: the loss falls from ln(25) = 3.2 nats per character to about 0.229, and the sentence
stands there, first character aside: after a lone «f», who knows whether « » or «o» comes next? That
doubt at the start of each window is all that is left of the loss (the «floor» printed below). The
lecture series «Deep Learning Zero to All» publishes 0.2296 as its last loss. Takes some ten seconds.

    python lab/rnn_long_char.py --help
"""

import argparse
import collections
import math
import os
import random
import sys
import tempfile
import time

# 1. Settings

SENTENCE = ("if you want to build a ship, don't drum up people together to collect wood and don't assign them tasks and work, "
            "but rather teach them to long for the endless immensity of the sea.")
LEARNING_RATE = 0.1     # high, but the batch is the whole data set: no noise to average out
WINDOWS_PER_STEP = 1024  # a longer text than the lecture's is taken in batches of so many windows
SHOW_EVERY = 50         # steps between two looks at what the network writes
LECTURE_LOSS = 0.2296   # the last loss that the lecture publishes


def read_options(arguments=None):
    parser = argparse.ArgumentParser(description="Lab 12-4: learn a sentence by heart with a stacked RNN and a softmax layer.")
    parser.add_argument("--text", metavar="FILE", help="learn this UTF-8 text in place of the lecture's sentence")
    parser.add_argument("--steps", type=int, default=500, help="training steps (default 500)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the initial weights (default 0)")
    parser.add_argument("--window", type=int, default=10, help="characters the network sees at once (default 10)")
    parser.add_argument("--hidden", type=int, metavar="UNITS", help="LSTM units of a layer (default: as many as characters)")
    parser.add_argument("--layers", type=int, default=2, help="stacked LSTM layers (default 2)")
    parser.add_argument("--logdir", metavar="FOLDER",
                        help="save the training there, go on with the one that is there already, and write its loss for TensorBoard")
    parser.add_argument("--export", metavar="FOLDER", help="write the trained network as a SavedModel, which any TensorFlow loads, there")
    parser.add_argument("--plot", metavar="PNG", help="draw the loss curve into this file")
    parser.add_argument("--shapes", nargs="?", const="", metavar="SVG",
                        help="print the shape of each tensor, static and at run time, and stop; into a picture too, where named")
    parser.add_argument("--verbose", action="store_true", help="print the lecture's full log: each window at each step")
    options = parser.parse_args(arguments)
    for name, least, why in (("steps", 0, "the number of training steps"), ("hidden", 1, "the units of an LSTM layer"),
                             ("layers", 1, "the number of LSTM layers"), ("seed", 0, "the seed of the initial weights"),
                             ("window", 2, "a window of one shows the network no past to learn from")):
        value = getattr(options, name)
        if value is not None and value < least:
            give_up(f"--{name} is {value}; give {least} or more ({why})")
    return options


def give_up(message):
    """Ends the program with one line about what the user gave, and exit status 2."""
    print(f"rnn_long_char: {message}", file=sys.stderr)
    raise SystemExit(2)


def check_outputs(options):
    """Finds out before training, not after it, that a result could not be written."""
    if options.logdir:
        try:
            os.makedirs(options.logdir, exist_ok=True)
        except OSError as error:
            give_up(f"--logdir {options.logdir} cannot be made: {error.strerror}")
        check_writable("--logdir", options.logdir, options.logdir)
    if options.export:
        if os.path.isfile(options.export) or os.path.isdir(options.export) and os.listdir(options.export):
            give_up(f"--export {options.export} is there already and not empty; name a new folder")
        check_writable("--export", options.export, existing_part(options.export))
    for option, path in (("--plot", options.plot), ("--shapes", options.shapes)):
        if path:
            check_writable(option, path, os.path.dirname(os.path.abspath(path)))
    if options.plot:
        try:
            import matplotlib  # noqa: F401
        except ImportError:
            give_up("--plot needs matplotlib: pip install matplotlib")


def check_writable(option, path, folder):
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        give_up(f"{option} {path} cannot be written: {error.strerror}; name another folder")


def existing_part(path):
    """The innermost folder of the path that is there by now."""
    path = os.path.abspath(path)
    while not os.path.isdir(path):
        path = os.path.dirname(path)
    return path


# 2. The data

def read_text(path, window):
    if path is None:
        return SENTENCE
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        give_up(f"{path} cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        give_up(f"{path} is not UTF-8 (byte {error.start}); convert it: iconv -f latin1 -t utf-8 {path}")
    if not text:
        give_up(f"{path} is empty; give a text of more than {window} characters")
    return text


def cut_into_windows(text, window):
    """The characters, and the ids of each window and of the characters that follow: `[windows, time]` both."""
    if len(text) <= window:
        give_up(f"the text has {len(text)} characters; a window of {window} and the character after it need at least {window + 1}. "
                "Give a longer text or a smaller --window")
    characters = sorted(set(text))
    to_id = {character: i for i, character in enumerate(characters)}
    ids = [to_id[character] for character in text]
    starts = range(len(text) - window)
    return characters, [ids[i:i + window] for i in starts], [ids[i + 1:i + window + 1] for i in starts]


def floor_of_the_loss(inputs, targets):
    """The loss, in nats per character, of a reader that knows each window's past perfectly, and nothing else."""
    seen = collections.Counter()
    followed = collections.Counter()
    for window, following in zip(inputs, targets):
        for t in range(len(window)):
            past = tuple(window[:t + 1])
            seen[past] += 1
            followed[past, following[t]] += 1
    total = -sum(count * math.log(count / seen[past]) for (past, _), count in followed.items())
    return total / sum(seen.values())


# 3. The graph

Model = collections.namedtuple("Model", "X Y x_one_hot rnn_outputs x_for_softmax softmax_outputs outputs weights mean_loss train_op")


def build_graph(tf, batch_size, time_steps, num_classes, hidden, layers):
    X = tf.placeholder(tf.int32, [None, time_steps])            # [batch, time] ids
    Y = tf.placeholder(tf.int32, [None, time_steps])            # [batch, time] ids, one character later
    x_one_hot = tf.one_hot(X, num_classes)                      # [batch, time, vocab]

    cell = tf.contrib.rnn.MultiRNNCell(
        [tf.contrib.rnn.BasicLSTMCell(hidden, state_is_tuple=True) for _ in range(layers)], state_is_tuple=True)
    rnn_outputs, _ = tf.nn.dynamic_rnn(cell, x_one_hot, dtype=tf.float32)  # [batch, time, hidden]

    # One softmax layer for all times: time is folded into the batch, and unfolded after it.
    x_for_softmax = tf.reshape(rnn_outputs, [-1, hidden])       # [batch * time, hidden]
    softmax_w = tf.get_variable("softmax_w", [hidden, num_classes])
    softmax_b = tf.get_variable("softmax_b", [num_classes])
    softmax_outputs = tf.matmul(x_for_softmax, softmax_w) + softmax_b     # [batch * time, vocab] logits, no activation
    outputs = tf.reshape(softmax_outputs, [batch_size, time_steps, num_classes])  # [batch, time, vocab]

    weights = tf.ones([batch_size, time_steps])                 # every character counts
    sequence_loss = tf.contrib.seq2seq.sequence_loss(logits=outputs, targets=Y, weights=weights)
    mean_loss = tf.reduce_mean(sequence_loss, name="mean_loss")
    global_step = tf.train.get_or_create_global_step()          # counts the training steps; a checkpoint knows it
    train_op = tf.train.AdamOptimizer(learning_rate=LEARNING_RATE).minimize(mean_loss, global_step=global_step)
    return Model(X, Y, x_one_hot, rnn_outputs, x_for_softmax, softmax_outputs, outputs, weights, mean_loss, train_op)


def show_shapes(sess, model, feed, picture):
    from legacy_seq2seq import shapes

    axes = {"X": "batch time", "Y": "batch time", "x_one_hot": "batch time vocab", "rnn_outputs": "batch time hidden",
            "x_for_softmax": "batch*time hidden", "softmax_outputs": "batch*time vocab", "outputs": "batch time vocab",
            "weights": "batch time", "mean_loss": ""}
    table = shapes.table(sess, feed, tensors={name: getattr(model, name) for name in axes}, axes=axes)
    table.print()
    if picture:
        table.save_svg(picture)
        print(f"The table as a picture: {picture}")


# 4. Training

class Batches:
    """All windows at once where they fit into a step, as in the lecture; else shuffled batches of one size."""

    def __init__(self, inputs, targets, seed):
        self.inputs, self.targets = inputs, targets
        self.size = min(len(inputs), WINDOWS_PER_STEP)
        self._order = []
        self._random = random.Random(seed)

    def next(self):
        if self.size == len(self.inputs):
            return self.inputs, self.targets
        if len(self._order) < self.size:
            self._order = list(range(len(self.inputs)))
            self._random.shuffle(self._order)
        chosen, self._order = self._order[:self.size], self._order[self.size:]
        return [self.inputs[i] for i in chosen], [self.targets[i] for i in chosen]

    def get_state(self):
        """What is left of this round, and the place in the random numbers: a resumed training goes on with the batch that comes next."""
        return {"order": self._order, "random": self._random.getstate()}

    def set_state(self, state):
        version, numbers, gauss = state["random"]
        self._order = state["order"]
        self._random.setstate((version, tuple(numbers), gauss))

    def first(self):
        """The first windows of the text, in order: what the network writes is shown on them."""
        return self.inputs[:self.size], self.targets[:self.size]


def chain(characters, predicted):
    """The first window as it is predicted, then the last character of each further window."""
    best = predicted.argmax(axis=2)                             # [batch, time] ids
    return "".join(characters[i] for i in best[0]) + "".join(characters[i] for i in best[1:, -1])


def print_lecture_log(step, characters, results, loss):
    for j, result in enumerate(results):
        print(step, j, "".join(characters[i] for i in result.argmax(axis=1)), loss)


def train(sess, model, batches, characters, options, progress):
    """Runs the steps that are left, and returns their losses."""
    losses = []
    while not sess.should_stop():
        inputs, targets = batches.next()
        _, loss, results = sess.run([model.train_op, model.mean_loss, model.outputs], feed_dict={model.X: inputs, model.Y: targets})
        losses.append(float(loss))
        step = sess.step - 1                                    # the lecture counts from 0
        if options.verbose:
            print_lecture_log(step, characters, results, loss)
            continue
        progress(sess.step, loss=loss)
        if step % SHOW_EVERY == 0:
            written = chain(characters, results)
            progress.print(f"step {step:4d}  loss {loss:.4f}  {shorten(written, 80)}")
            sess.write_text("written", written)
    return losses


# 5. What it learned

def draw_losses(losses, floor, began_at, path):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4), dpi=120)
    steps = range(began_at + 1, began_at + len(losses) + 1)
    axes.semilogy(steps, losses, label="mean loss")
    axes.axhline(floor, linestyle=":", color="gray", label=f"floor of this data, {floor:.4f}")
    axes.set(xlabel="step", ylabel="nats per character", title="Lab 12-4: stacked RNN with a softmax layer")
    axes.annotate(f"{losses[-1]:.4f}", (steps[-1], losses[-1]), textcoords="offset points", xytext=(-6, 8), ha="right")
    ticks = [tick for tick in (0.2, 0.3, 0.5, 1, 2, 3, 5) if min(losses) * 0.8 < tick < max(losses) * 1.2]
    axes.set_yticks(ticks, [str(tick) for tick in ticks])
    axes.minorticks_off()
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)
    print(f"The loss curve: {path}")


def outputs_to_export(tf, model, characters, window):
    """For windows of any number: logits and the best characters."""
    logits = tf.reshape(model.softmax_outputs, [-1, window, len(characters)])  # [batch, time, vocab]
    return {"logits": logits, "characters": tf.gather(characters, tf.argmax(logits, axis=2))}  # [batch, time] strings


def shorten(text, width):
    one_line = text.replace("\n", "⏎")
    return one_line if len(one_line) <= width else one_line[:width - 1] + "…"


def main(arguments=None):
    options = read_options(arguments)
    check_outputs(options)
    text = read_text(options.text, options.window)
    characters, inputs, targets = cut_into_windows(text, options.window)
    hidden = options.hidden or len(characters)
    batches = Batches(inputs, targets, options.seed)
    floor = floor_of_the_loss(inputs, targets)
    print(f"Text: {len(text)} characters, {len(characters)} different ones; {len(inputs)} windows of {options.window}, "
          f"{batches.size} in a step. Knowing nothing: {math.log(len(characters)):.4f} nats; the floor: {floor:.4f}.")

    from legacy_seq2seq import tf1 as tf  # here, so that --help and bad input are answered at once
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, batches.size, options.window, len(characters), hidden, options.layers)
        exported = outputs_to_export(tf, model, characters, options.window) if options.export else None
        first_inputs, first_targets = batches.first()
        if options.shapes is not None:
            with tf.Session() as sess:
                sess.run(tf.global_variables_initializer())
                show_shapes(sess, model, {model.X: first_inputs, model.Y: first_targets}, options.shapes)
            return 0

        with training.session(
                options.logdir, loss=model.mean_loss, steps=options.steps, summary_steps=1, state={"batches": batches}) as sess:
            began_at, started = sess.step, time.time()
            with training.progress(options.steps, disable=options.verbose or began_at >= options.steps) as progress:
                losses = train(sess, model, batches, characters, options, progress)
            seconds = time.time() - started
            written = chain(characters, sess.run(model.outputs, {model.X: first_inputs}))
            if options.export:
                training.export(sess, options.export, inputs={"ids": model.X}, outputs=exported)
                print(f"The trained network: {options.export}")
            if sess.stopped_by:
                print(f"Stopped by {sess.stopped_by} after step {sess.step} of {options.steps}.")
            if losses:
                earlier = f" after {began_at} of an earlier run" if began_at else ""
                print(f"Steps: {len(losses)}{earlier} in {seconds:.1f} s, {1000 * seconds / len(losses):.1f} ms each. "
                      f"Last loss: {losses[-1]:.4f}" + (f" (the lecture's: {LECTURE_LOSS})." if text is SENTENCE else "."))
            print("The network writes:")
            print(shorten(written, 2000))
            if losses and options.plot:
                draw_losses(losses, floor, began_at, options.plot)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped by Ctrl-C before the first step.", file=sys.stderr)
        sys.exit(130)

# Output of a real run:
#
# Text: 180 characters, 25 different ones; 170 windows of 10, 170 in a step. Knowing nothing: 3.2189 nats; the floor: 0.2285.
# step    0  loss 3.2977  nnrrrrrrrrrrrrrrrrrrrrrrrrrrrrnnnnnrrrrrrrrrrrrrrrnrnrrrrrrrrrrrrrrnnrrrnnnnnnn…
# step   50  loss 0.2762  p you want to build a ship, don't drum up people together to collect wood and d…
# step  100  loss 0.2321  p you want to build a ship, don't drum up people together to collect wood and d…
# step  150  loss 0.2302  g you want to build a ship, don't drum up people together to collect wood and d…
# step  200  loss 0.2298  p you want to build a ship, don't drum up people together to collect wood and d…
# step  250  loss 0.2293  m you want to build a ship, don't drum up people together to collect wood and d…
# step  300  loss 0.2292  f you want to build a ship, don't drum up people together to collect wood and d…
# step  350  loss 0.2292  f you want to build a ship, don't drum up people together to collect wood and d…
# step  400  loss 0.2293  m you want to build a ship, don't drum up people together to collect wood and d…
# step  450  loss 0.2288  g you want to build a ship, don't drum up people together to collect wood and d…
# step 500/500 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ loss 0.2290 8.43 ms/step 0:00:00
# Steps: 500 in 4.5 s, 9.0 ms each. Last loss: 0.2290 (the lecture's: 0.2296).
# The network writes:
# m you want to build a ship, don't drum up people together to collect wood and don't assign them tasks and work,
#   but rather teach them to long for the endless immensity of the sea.
#
# Exercise: give --window 3. The floor rises; why? And what does the network write in the middle of the sentence?
