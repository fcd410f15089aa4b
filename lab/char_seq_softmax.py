"""Character RNN with a softmax layer: what do memory and an output layer each contribute?
소프트맥스 층을 얹은 글자 RNN: 기억과 출력층은 각각 무슨 일을 할까?

`char_seq_rnn` could not become sure, since an RNN's outputs lie between -1 and 1. A softmax layer (outputs times a matrix, plus a bias)
makes logits of any size of them. Three networks learn «if you want you» here, side by side, each one lacking something else:

- «bare RNN» has a memory and no output layer: it stays above 0.797 nats, the floor of bounded logits.
- «softmax alone» has an output layer and no memory: after « » comes «y», «w», «y», and it cannot know which. It writes «f you yant you»,
  and falls to 0.136 nats, the floor of a reader that sees one character.
- «RNN + softmax» has both, and goes towards zero.

Result: the three networks end at about 1.0, 0.138 and 0.0001 nats per character; only the third one is right and sure.
Time: 7 seconds.
Follows: «Deep Learning Zero to All», Lab 12-2 and 12-3.
Shows: variable_scope, dynamic_rnn, fold time into the batch -> softmax layer -> unfold, sequence_loss, three losses in one graph.
Picture: the loss curves of the three networks.

    python lab/char_seq_softmax.py --help
"""

import collections
import math

from legacy_seq2seq import labs

# 1. Settings

SENTENCE = "if you want you"
LEARNING_RATE = 0.1
SHOW_EVERY = 100        # steps between two looks at what the three write
BARE, ALONE, BOTH = NETWORKS = ("bare RNN", "softmax alone", "RNN + softmax")


def read_options(arguments=None):
    parser = labs.Parser("Learn a sentence with and without a softmax layer, with and without a memory.", steps=500,
                         plot="the three loss curves")
    parser.add_argument("--text", metavar="FILE", help="learn this UTF-8 text in place of the lecture's sentence; keep it short")
    parser.add_number("--hidden", None, 1, "units of the LSTM below the softmax layer (default: as many as characters)", "UNITS")
    return parser.parse_args(arguments)


# 2. The data

def floor_without_memory(text):
    """The least loss, in nats, of a reader that sees one character at a time: the entropy of what follows it."""
    seen, followed = collections.Counter(text[:-1]), collections.Counter(zip(text, text[1:]))
    return -sum(count * math.log(count / seen[character]) for (character, _), count in followed.items()) / (len(text) - 1)


def floor_of_bounded_logits(vocab):
    """The least loss where each logit lies between -1 and 1: see char_seq_rnn."""
    return math.log(1 + (vocab - 1) * math.exp(-2))


# 3. The graph

Model = collections.namedtuple("Model", "X Y x_one_hot rnn_outputs x_for_softmax logits losses total_loss train_op")


def softmax_layer(tf, inputs, size, vocab):
    """Logits [batch * time, vocab] of `inputs` [batch * time, size]: no activation, so they are as large as they must be."""
    softmax_w = tf.get_variable("softmax_w", [size, vocab])
    softmax_b = tf.get_variable("softmax_b", [vocab])
    return tf.matmul(inputs, softmax_w) + softmax_b


def build_graph(tf, time_steps, vocab, hidden):
    X = tf.placeholder(tf.int32, [None, time_steps])            # [batch, time] ids
    Y = tf.placeholder(tf.int32, [None, time_steps])            # [batch, time] ids, one character later
    x_one_hot = tf.one_hot(X, vocab)                            # [batch, time, vocab]
    logits = {}

    with tf.variable_scope("bare_rnn"):                         # three networks, three scopes: their variables do not meet
        cell = tf.contrib.rnn.BasicLSTMCell(vocab)
        logits[BARE], _ = tf.nn.dynamic_rnn(cell, x_one_hot, dtype=tf.float32)    # [batch, time, vocab], between -1 and 1

    with tf.variable_scope("softmax_alone"):
        x_flat = tf.reshape(x_one_hot, [-1, vocab])             # [batch * time, vocab]
        logits[ALONE] = tf.reshape(softmax_layer(tf, x_flat, vocab, vocab), [-1, time_steps, vocab])

    with tf.variable_scope("rnn_and_softmax"):
        cell = tf.contrib.rnn.BasicLSTMCell(hidden)
        rnn_outputs, _ = tf.nn.dynamic_rnn(cell, x_one_hot, dtype=tf.float32)     # [batch, time, hidden]
        x_for_softmax = tf.reshape(rnn_outputs, [-1, hidden])                     # [batch * time, hidden]
        logits[BOTH] = tf.reshape(softmax_layer(tf, x_for_softmax, hidden, vocab), [-1, time_steps, vocab])

    weights = tf.ones_like(Y, dtype=tf.float32)                 # [batch, time]
    losses = {name: tf.contrib.seq2seq.sequence_loss(logits[name], Y, weights) for name in NETWORKS}
    total_loss = tf.add_n(list(losses.values()))                # the networks share no variable: each has the gradient of its own loss
    step = tf.train.get_or_create_global_step()
    train_op = tf.train.AdamOptimizer(LEARNING_RATE).minimize(total_loss, global_step=step)
    return Model(X, Y, x_one_hot, rnn_outputs, x_for_softmax, logits, losses, total_loss, train_op)


def tensors_to_show(model):
    """For --shapes: tensors and the names of their axes."""
    tensors = {name: getattr(model, name) for name in ("X", "Y", "x_one_hot", "rnn_outputs", "x_for_softmax", "total_loss")}
    axes = {"X": "batch time", "Y": "batch time", "x_one_hot": "batch time vocab", "rnn_outputs": "batch time hidden",
            "x_for_softmax": "batch*time hidden", "total_loss": ""}
    for name, logits in model.logits.items():
        tensors[f"logits, {name}"], axes[f"logits, {name}"] = logits, "batch time vocab"
    return tensors, axes


# 4. Training

def spell(characters, logits):
    return "".join(characters[i] for i in logits[0].argmax(axis=1))


def train(sess, model, feed, characters, history, progress):
    """Runs the steps that are left."""
    while not sess.should_stop():
        _, now, logits = sess.run([model.train_op, model.losses, model.logits], feed_dict=feed)  # dictionaries can be fetched whole
        history.add(sess.step, **now)
        progress(sess.step, loss=now[BOTH])
        if sess.step % SHOW_EVERY == 0 or sess.step == 1:
            for name in NETWORKS:
                written = labs.shorten(spell(characters, logits[name]), 60)
                progress.print(f"step {sess.step:4d}  {name:13s}  loss {now[name]:.4f}  {written}")


# 5. What it learned

def main(arguments=None):
    options = read_options(arguments)
    text = SENTENCE if options.text is None else labs.read_text(options.text)
    if len(text) < 2:
        labs.give_up(f"the text has {len(text)} character; give 2 or more, so that one follows another")
    characters = sorted(set(text))
    ids = [characters.index(character) for character in text]
    inputs, targets = ids[:-1], ids[1:]
    floors = {BARE: floor_of_bounded_logits(len(characters)), ALONE: floor_without_memory(text), BOTH: 0.0}
    print(f"«{labs.shorten(text, 60)}»: {len(characters)} different characters. Knowing nothing: {math.log(len(characters)):.4f} nats; "
          f"bounded logits: {floors[BARE]:.4f} at least; no memory: {floors[ALONE]:.4f} at least.")

    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, len(inputs), len(characters), options.hidden or len(characters))
        feed = {model.X: [inputs], model.Y: [targets]}
        if labs.only_shows(options, feed, *tensors_to_show(model)):
            return 0

        history = labs.History()
        with training.session(options.logdir, loss=model.total_loss, steps=options.steps, state={"history": history}) as sess:
            with training.progress(options.steps, disable=sess.step >= options.steps) as progress:
                train(sess, model, feed, characters, history, progress)
            last, logits = sess.run([model.losses, model.logits], feed_dict=feed)
            print("\nnetwork         loss     its floor  sentence")
            for name in NETWORKS:
                written = spell(characters, logits[name])
                print(f"{name:13s}  {last[name]:7.4f}   {floors[name]:7.4f}   {labs.shorten(written, 60)}"
                      + ("" if written == text[1:] else "   (wrong)"))
            reached = None
            if text == SENTENCE and sess.step >= 500:
                reached = (last[BOTH] < 0.01 and spell(characters, logits[BOTH]) == text[1:]
                           and last[BARE] > floors[BARE] and floors[ALONE] < last[ALONE] < 0.15)
            labs.report(options, f"{last[BARE]:.3f} nats for the bare RNN, {last[ALONE]:.3f} for a softmax layer alone, {last[BOTH]:.4f} "
                                 "for an RNN with a softmax layer.", reached, bare=last[BARE], softmax=last[ALONE], both=last[BOTH])
            if options.plot and history.last(BOTH) is not None:
                labs.curves(options.plot, {name: history[name] for name in NETWORKS}, "A memory, an output layer, and both",
                            "step", "nats per character", floors[BARE], f"floor of bounded logits, {floors[BARE]:.3f}", log=True)
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# «if you want you»: 10 different characters. Knowing nothing: 2.3026 nats; bounded logits: 0.7966 at least; no memory: 0.1364 at least.
# step    1  bare RNN       loss 2.2820   ttt  ww   ooo
# step    1  softmax alone  loss 2.2795  uuyauuyaaauyau
# step    1  RNN + softmax  loss 2.3726  ooooooooiooooo
# step  100  bare RNN       loss 1.0524  f you want you
# step  100  softmax alone  loss 0.1474  f you yant you
# step  100  RNN + softmax  loss 0.0003  f you want you
# step  200  bare RNN       loss 1.0455  f you want you
# step  200  softmax alone  loss 0.1413  f you yant you
# step  200  RNN + softmax  loss 0.0002  f you want you
# step  300  bare RNN       loss 1.0447  f you want you
# step  300  softmax alone  loss 0.1393  f you yant you
# step  300  RNN + softmax  loss 0.0001  f you want you
# step  400  bare RNN       loss 1.0442  f you want you
# step  400  softmax alone  loss 0.1383  f you yant you
# step  400  RNN + softmax  loss 0.0001  f you want you
# step  500  bare RNN       loss 1.0440  f you want you
# step  500  softmax alone  loss 0.1378  f you yant you
# step  500  RNN + softmax  loss 0.0001  f you want you
# step 500/500  loss 0.0001  11.6 ms/step  0:00:00 left
#
# network         loss     its floor  sentence
# bare RNN        1.0440    0.7966   f you want you
# softmax alone   0.1378    0.1364   f you yant you   (wrong)
# RNN + softmax   0.0001    0.0000   f you want you
# Result: 1.044 nats for the bare RNN, 0.138 for a softmax layer alone, 0.0001 for an RNN with a softmax layer.
#
# Exercise: give --hidden 1. A memory of one number: what does the third network still get right?
