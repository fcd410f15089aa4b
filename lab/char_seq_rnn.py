"""Character RNN without an output layer: why is it never sure?
출력층 없는 글자 RNN: 왜 끝까지 확신하지 못할까?

A sentence is cut into its characters by the program this time, and one LSTM reads «if you want yo» to write «f you want you». The layer
that `hello_rnn` has behind its cell is left out: the LSTM's outputs themselves are taken as the scores («logits») of the characters.

What you will see: the sentence is right before step 50, and then the loss stops falling, far from zero. It is not the memory that fails.
An LSTM's output is a tanh times a gate, so it lies between -1 and 1, and a softmax over scores that lie there cannot be sure: with ten
characters the best it can do is 1 for the right one and -1 for the nine others, a probability of e / (e + 9/e) = 45 %. That is a loss
of 0.797, the «floor» printed below; no training goes beneath it, and this one stays well above. The larger the vocabulary the worse.

Result: «f you want you», as in the lecture, its loss above the floor of 0.797 (0.99 to 1.04 with seeds 0 to 2; knowing nothing: 2.303).
Time: 5 seconds.
Follows: «Deep Learning Zero to All», Lab 12-2.
Shows: characters to ids, one_hot, BasicLSTMCell, dynamic_rnn, outputs as logits, sequence_loss.
Picture: the loss over its floor.

    python lab/char_seq_rnn.py --help
"""

import collections
import math

from legacy_seq2seq import labs

# 1. Settings

SENTENCE = "if you want you"
LEARNING_RATE = 0.1
SHOW_EVERY = 50         # steps between two looks at what it writes


def read_options(arguments=None):
    parser = labs.Parser("Learn a sentence with an LSTM whose outputs are the logits.", steps=500, plot="the loss over its floor")
    parser.add_argument("--text", metavar="FILE", help="learn this UTF-8 text in place of the lecture's sentence; keep it short")
    parser.add_argument("--cell", choices=("lstm", "rnn"), default="lstm", help="an LSTM, or tanh of a sum alone (default lstm)")
    return parser.parse_args(arguments)


# 2. The data

def characters_of(text):
    """The different characters, each one's place being its id, and the text in ids."""
    if len(text) < 2:
        labs.give_up(f"the text has {len(text)} character; give 2 or more, so that one follows another")
    characters = sorted(set(text))
    to_id = {character: i for i, character in enumerate(characters)}
    return characters, [to_id[character] for character in text]


def floor_of_bounded_logits(vocab):
    """The least loss, in nats, where each of `vocab` logits lies between -1 and 1: 1 for the right one, -1 for all others."""
    return math.log(1 + (vocab - 1) * math.exp(-2))


# 3. The graph

Model = collections.namedtuple("Model", "X Y x_one_hot outputs probabilities mean_loss train_op")
AXES = {"X": "batch time", "Y": "batch time", "x_one_hot": "batch time vocab", "outputs": "batch time vocab",
        "probabilities": "batch time vocab", "mean_loss": ""}


def build_graph(tf, kind, time_steps, vocab):
    X = tf.placeholder(tf.int32, [None, time_steps])            # [batch, time] ids
    Y = tf.placeholder(tf.int32, [None, time_steps])            # [batch, time] ids, one character later
    x_one_hot = tf.one_hot(X, vocab)                            # [batch, time, vocab]

    make_cell = {"lstm": tf.contrib.rnn.BasicLSTMCell, "rnn": tf.contrib.rnn.BasicRNNCell}[kind]
    cell = make_cell(num_units=vocab)                           # a unit for each character
    outputs, _ = tf.nn.dynamic_rnn(cell, x_one_hot, dtype=tf.float32)  # [batch, time, vocab], between -1 and 1

    weights = tf.ones_like(Y, dtype=tf.float32)                 # [batch, time]
    mean_loss = tf.contrib.seq2seq.sequence_loss(logits=outputs, targets=Y, weights=weights)
    probabilities = tf.nn.softmax(outputs)                      # [batch, time, vocab]
    step = tf.train.get_or_create_global_step()
    train_op = tf.train.AdamOptimizer(LEARNING_RATE).minimize(mean_loss, global_step=step)
    return Model(X, Y, x_one_hot, outputs, probabilities, mean_loss, train_op)


# 4. Training

def train(sess, model, feed, characters, history, progress):
    """Runs the steps that are left."""
    while not sess.should_stop():
        _, loss, outputs = sess.run([model.train_op, model.mean_loss, model.outputs], feed_dict=feed)
        history.add(sess.step, loss=loss)
        progress(sess.step, loss=loss)
        if sess.step % SHOW_EVERY == 0 or sess.step == 1:
            written = "".join(characters[i] for i in outputs[0].argmax(axis=1))
            progress.print(f"step {sess.step:4d}  loss {loss:.4f}  {labs.shorten(written, 80)}")


# 5. What it learned

def print_sureness(characters, inputs, targets, outputs, probabilities):
    """For the first characters: what it says, how sure it is, and the scores behind it."""
    print("\nread  says  right   how sure   its score   the highest of the others")
    for read, target, scores, shares in list(zip(inputs, targets, outputs, probabilities))[:14]:
        best = scores.argmax()
        others = max(score for i, score in enumerate(scores) if i != best)
        read, says, right = (labs.shorten(characters[i], 1).replace(" ", "␣") for i in (read, best, target))
        print(f"  {read}     {says}     {right}      {shares[best]:6.1%}     {scores[best]:6.3f}        {others:6.3f}")


def print_floors():
    print("\nThe floor of a network with bounded logits, by its vocabulary:")
    for vocab in (2, 10, 100, 10_000):
        floor = floor_of_bounded_logits(vocab)
        print(f"  {vocab:6,d} characters or words: {floor:.3f} nats, at most {math.exp(-floor):7.2%} sure; "
              f"knowing nothing: {math.log(vocab):.3f}")


def main(arguments=None):
    options = read_options(arguments)
    text = SENTENCE if options.text is None else labs.read_text(options.text)
    characters, ids = characters_of(text)
    inputs, targets = ids[:-1], ids[1:]
    floor, nothing = floor_of_bounded_logits(len(characters)), math.log(len(characters))
    print(f"{len(text)} characters, {len(characters)} different ones. Knowing nothing: {nothing:.4f} nats; the floor: {floor:.4f}.")

    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, options.cell, len(inputs), len(characters))
        feed = {model.X: [inputs], model.Y: [targets]}
        if labs.only_shows(options, feed, {name: getattr(model, name) for name in AXES}, AXES):
            return 0

        history = labs.History()
        with training.session(options.logdir, loss=model.mean_loss, steps=options.steps, summary_steps=1,
                              state={"history": history}) as sess:
            with training.progress(options.steps, disable=sess.step >= options.steps) as progress:
                train(sess, model, feed, characters, history, progress)
            loss, outputs, probabilities = sess.run([model.mean_loss, model.outputs, model.probabilities], feed_dict=feed)
            written = "".join(characters[i] for i in outputs[0].argmax(axis=1))
            print_sureness(characters, inputs, targets, outputs[0], probabilities[0])
            print_floors()
            reached = written == text[1:] and loss > floor if text == SENTENCE and sess.step >= 500 else None
            labs.report(options, f"it writes «{labs.shorten(written, 80)}» with a loss of {loss:.4f}; bounded logits cannot go below "
                                 f"{floor:.4f}.", reached, loss=loss, floor=floor)
            if options.plot and history.last("loss") is not None:
                labs.curve(options.plot, *history["loss"], "An RNN's outputs as logits", "step", "nats per character", floor,
                           f"floor of logits between -1 and 1, {floor:.3f}")
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# 15 characters, 10 different ones. Knowing nothing: 2.3026 nats; the floor: 0.7966.
# step    1  loss 2.2820   ttt  ww   ooo
# step   50  loss 1.0803  f you want you
# step  100  loss 1.0524  f you want you
# step  150  loss 1.0466  f you want you
# step  200  loss 1.0455  f you want you
# step  250  loss 1.0449  f you want you
# step  300  loss 1.0447  f you want you
# step  350  loss 1.0444  f you want you
# step  400  loss 1.0442  f you want you
# step  450  loss 1.0441  f you want you
# step  500  loss 1.0440  f you want you
# step 500/500  loss 1.0440  2 ms/step  0:00:00 left
#
# read  says  right   how sure   its score   the highest of the others
#   i     f     f       28.9%      0.761         0.001
#   f     ␣     ␣       38.8%      0.964         0.001
#   ␣     y     y       35.0%      0.995         0.347
#   y     o     o       32.3%      0.877         0.311
#   o     u     u       37.0%      0.867         0.001
#   u     ␣     ␣       38.1%      1.000         0.305
#   ␣     w     w       32.4%      0.865         0.303
#   w     a     a       33.7%      0.865         0.000
#   a     n     n       35.8%      0.964         0.000
#   n     t     t       39.2%      0.964         0.001
#   t     ␣     ␣       40.1%      1.000         0.000
#   ␣     y     y       34.7%      0.964         0.300
#   y     o     o       32.2%      0.864         0.275
#   o     u     u       36.7%      0.857         0.001
#
# The floor of a network with bounded logits, by its vocabulary:
#        2 characters or words: 0.127 nats, at most  88.08% sure; knowing nothing: 0.693
#       10 characters or words: 0.797 nats, at most  45.09% sure; knowing nothing: 2.303
#      100 characters or words: 2.667 nats, at most   6.95% sure; knowing nothing: 4.605
#   10,000 characters or words: 7.211 nats, at most   0.07% sure; knowing nothing: 9.210
# Result: it writes «f you want you» with a loss of 1.0440; bounded logits cannot go below 0.7966.
#
# Exercise: give --cell rnn. The loss comes much closer to the floor. Which operations lie between an LSTM's state and its output?
