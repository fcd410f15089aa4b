"""RNN with long sequences: can a recurrent network learn a whole sentence by heart?
긴 문장 RNN: 순환 신경망은 문장 하나를 통째로 외울 수 있을까?

A sentence is cut into windows of ten characters; for each, the network sees the characters one by one
and must name the next one each time. Two stacked LSTMs read, a softmax layer of its own decides.

What you will see: the loss falls from ln(25) = 3.2 nats per character to about 0.229, and the sentence
stands there, first character aside: after a lone «f», who knows whether « » or «o» comes next? That
doubt at the start of each window is all that is left of the loss (the «floor» printed below).

Result: a mean loss of 0.23 nats per character, and the sentence; the lecture publishes 0.2296.
Time: 10 seconds.
Follows: «Deep Learning Zero to All», Lab 12-4.
Shows: placeholders, one_hot, stacked MultiRNNCell, dynamic_rnn, reshape -> softmax -> reshape, sequence_loss with weights.
Picture: the loss curve over the floor.

    python lab/rnn_long_char.py --help
"""

import collections
import math
import random
import time

from legacy_seq2seq import labs

# 1. Settings

SENTENCE = ("if you want to build a ship, don't drum up people together to collect wood and don't assign them tasks and work, "
            "but rather teach them to long for the endless immensity of the sea.")
LEARNING_RATE = 0.1     # high, but the batch is the whole data set: no noise to average out
WINDOWS_PER_STEP = 1024  # a longer text than the lecture's is taken in batches of so many windows
SHOW_EVERY = 50         # steps between two looks at what the network writes
LECTURE_LOSS = 0.2296   # the last loss that the lecture publishes


def read_options(arguments=None):
    parser = labs.Parser("Learn a sentence by heart with a stacked RNN and a softmax layer.", steps=500, plot="the loss curve")
    parser.add_argument("--text", metavar="FILE", help="learn this UTF-8 text in place of the lecture's sentence")
    parser.add_number("--window", 10, 2, "characters the network sees at once", "N", "a window of one shows no past to learn from")
    parser.add_number("--hidden", None, 1, "LSTM units of a layer (default: as many as characters)", "UNITS")
    parser.add_number("--layers", 2, 1, "stacked LSTM layers")
    parser.add_argument("--export", metavar="FOLDER", help="write the trained network as a SavedModel, which any TensorFlow loads, there")
    parser.add_argument("--verbose", action="store_true", help="print the lecture's full log: each window at each step")
    return parser.parse_args(arguments)


# 2. The data

def cut_into_windows(text, window):
    """The characters, and the ids of each window and of the characters that follow: `[windows, time]` both."""
    if len(text) <= window:
        labs.give_up(f"the text has {len(text)} characters; a window of {window} and the character after it need at least {window + 1}. "
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


AXES = {"X": "batch time", "Y": "batch time", "x_one_hot": "batch time vocab", "rnn_outputs": "batch time hidden",
        "x_for_softmax": "batch*time hidden", "softmax_outputs": "batch*time vocab", "outputs": "batch time vocab",
        "weights": "batch time", "mean_loss": ""}


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


def train(sess, model, batches, characters, options, history, progress):
    """Runs the steps that are left."""
    while not sess.should_stop():
        inputs, targets = batches.next()
        _, loss, results = sess.run([model.train_op, model.mean_loss, model.outputs], feed_dict={model.X: inputs, model.Y: targets})
        history.add(sess.step, loss=loss)
        step = sess.step - 1                                    # the lecture counts from 0
        if options.verbose:
            print_lecture_log(step, characters, results, loss)
            continue
        progress(sess.step, loss=loss)
        if step % SHOW_EVERY == 0:
            written = chain(characters, results)
            progress.print(f"step {step:4d}  loss {loss:.4f}  {labs.shorten(written, 80)}")
            sess.write_text("written", written)


# 5. What it learned

def outputs_to_export(tf, model, characters, window):
    """For windows of any number: logits and the best characters."""
    logits = tf.reshape(model.softmax_outputs, [-1, window, len(characters)])  # [batch, time, vocab]
    return {"logits": logits, "characters": tf.gather(characters, tf.argmax(logits, axis=2))}  # [batch, time] strings


def main(arguments=None):
    options = read_options(arguments)
    text = SENTENCE if options.text is None else labs.read_text(options.text)
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
        feed = {model.X: first_inputs, model.Y: first_targets}
        if labs.only_shows(options, feed, {name: getattr(model, name) for name in AXES}, AXES):
            return 0

        history = labs.History()
        with training.session(options.logdir, loss=model.mean_loss, steps=options.steps, summary_steps=1,
                              state={"batches": batches, "history": history}) as sess:
            began_at, started = sess.step, time.time()
            with training.progress(options.steps, disable=options.verbose or began_at >= options.steps) as progress:
                train(sess, model, batches, characters, options, history, progress)
            seconds, steps, loss = time.time() - started, sess.step - began_at, history.last("loss")
            written = chain(characters, sess.run(model.outputs, {model.X: first_inputs}))
            if options.export:
                training.export(sess, options.export, inputs={"ids": model.X}, outputs=exported)
                print(f"The trained network: {options.export}")
            if sess.stopped_by:
                print(f"Stopped by {sess.stopped_by} after step {sess.step} of {options.steps}.")
            if steps:
                earlier = f" after {began_at} of an earlier run" if began_at else ""
                print(f"Steps: {steps}{earlier} in {seconds:.1f} s, {1000 * seconds / steps:.1f} ms each.")
            print("The network writes:")
            print(labs.shorten(written, 2000))
            if loss is not None:
                lecture = f" (the lecture's: {LECTURE_LOSS})" if text is SENTENCE else ""
                reached = loss < 0.235 if text is SENTENCE and sess.step >= 500 else None
                labs.report(options, f"a loss of {loss:.4f} nats per character{lecture}.", reached, loss=loss)
            if loss is not None and options.plot:
                labs.curve(options.plot, *history["loss"], "Stacked RNN with a softmax layer", "step", "nats per character", floor,
                           f"floor of this data, {floor:.4f}", log=True)
    return 0


if __name__ == "__main__":
    labs.run(main)

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
# Steps: 500 in 4.5 s, 9.0 ms each.
# The network writes:
# m you want to build a ship, don't drum up people together to collect wood and don't assign them tasks and work,
#   but rather teach them to long for the endless immensity of the sea.
# Result: a loss of 0.2290 nats per character (the lecture's: 0.2296).
#
# Exercise: give --window 3. The floor rises; why? And what does the network write in the middle of the sentence?
