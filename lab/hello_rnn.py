"""Hello RNN: one cell learns which letter of «hihello» comes next.
Hello RNN: 셀 하나로 «hihello»의 다음 글자 맞히기.

The smallest recurrent network that does something: five letters, six steps of time, one cell. It reads «hihell» letter by letter and
must name the letter that follows each: «ihello». After «h» comes «i» once and «e» once, after «l» comes «l» once and «o» once. Who sees
the present letter alone must guess there; a cell that remembers what it has read need not.

Everything is written by hand here: the ids, the one-hot rows, the shapes. A fully connected layer makes five scores of the cell's output
at each time, one for each letter, and the highest score is the answer. Need that layer be, where the cell has five outputs already?
Try --bare, which leaves it out: 7 of the first 20 seeds misspell then, and none is sure. `char_seq_rnn` tells why.

Result: after 50 steps it spells «ihello», as in the lecture, with a loss below 0.02 nats a letter.
Time: 5 seconds.
Follows: «Deep Learning Zero to All», Lab 12-1.
Shows: placeholders of a static shape, BasicLSTMCell and BasicRNNCell, zero_state, dynamic_rnn, fully_connected, sequence_loss, argmax.
Runs: (none)

    python lab/hello_rnn.py --help
"""

import collections
import math

from legacy_seq2seq import labs

# 1. Settings

LETTERS = ["h", "i", "e", "l", "o"]     # the id of a letter is its place here: h = 0, i = 1, e = 2, l = 3, o = 4
NUM_CLASSES = 5
INPUT_SIZE = 5          # a one-hot row has as many columns as there are letters
HIDDEN_SIZE = 5         # units of the cell: as many as letters, so that --bare can read them as scores
BATCH_SIZE = 1          # one word
TIME_STEPS = 6          # six letters of it
LEARNING_RATE = 0.1


def read_options(arguments=None):
    parser = labs.Parser("Learn to spell «ihello» after «hihell» with a single cell.", steps=50)
    parser.add_argument("--cell", choices=("lstm", "rnn"), default="lstm", help="an LSTM, or tanh of a sum alone (default lstm)")
    parser.add_argument("--bare", action="store_true", help="take the cell's outputs as the scores, without a layer between")
    return parser.parse_args(arguments)


# 2. The data

X_ONE_HOT = [[[1, 0, 0, 0, 0],          # h
              [0, 1, 0, 0, 0],          # i
              [1, 0, 0, 0, 0],          # h
              [0, 0, 1, 0, 0],          # e
              [0, 0, 0, 1, 0],          # l
              [0, 0, 0, 1, 0]]]         # l     [batch, time, letters] = [1, 6, 5]
Y_DATA = [[1, 0, 2, 3, 3, 4]]           # i h e l l o   [batch, time] = [1, 6]


def spell(ids):
    return "".join(LETTERS[i] for i in ids)


# 3. The graph

Model = collections.namedtuple("Model", "X Y outputs x_for_fc scores mean_loss prediction train_op")
AXES = {"X": "batch time letters", "Y": "batch time", "outputs": "batch time hidden", "x_for_fc": "batch*time hidden",
        "scores": "batch time letters", "prediction": "batch time", "mean_loss": ""}


def build_graph(tf, kind, bare=False):
    X = tf.placeholder(tf.float32, [BATCH_SIZE, TIME_STEPS, INPUT_SIZE])    # [batch, time, letters] one-hot
    Y = tf.placeholder(tf.int32, [BATCH_SIZE, TIME_STEPS])                  # [batch, time] ids

    if kind == "lstm":
        cell = tf.contrib.rnn.BasicLSTMCell(num_units=HIDDEN_SIZE, state_is_tuple=True)
    else:
        cell = tf.contrib.rnn.BasicRNNCell(num_units=HIDDEN_SIZE)           # state = tanh([x, state] W + b), and the state is the output
    initial_state = cell.zero_state(BATCH_SIZE, tf.float32)                 # before the first letter it knows nothing
    outputs, _ = tf.nn.dynamic_rnn(cell, X, initial_state=initial_state, dtype=tf.float32)  # [batch, time, hidden]

    x_for_fc = tf.reshape(outputs, [-1, HIDDEN_SIZE])                       # [batch * time, hidden]: one layer for all times
    fc = x_for_fc if bare else tf.contrib.layers.fully_connected(x_for_fc, num_outputs=NUM_CLASSES, activation_fn=None)
    scores = tf.reshape(fc, [BATCH_SIZE, TIME_STEPS, NUM_CLASSES])          # [batch, time, letters]

    weights = tf.ones([BATCH_SIZE, TIME_STEPS])                             # every letter counts
    mean_loss = tf.contrib.seq2seq.sequence_loss(logits=scores, targets=Y, weights=weights)
    prediction = tf.argmax(scores, axis=2)                                  # [batch, time] ids
    step = tf.train.get_or_create_global_step()
    train_op = tf.train.AdamOptimizer(LEARNING_RATE).minimize(mean_loss, global_step=step)
    return Model(X, Y, outputs, x_for_fc, scores, mean_loss, prediction, train_op)


# 4. Training, and 5. What it learned

def print_scores(scores):
    """A line for each step of time: what it read, its five scores, what it says and what it should say."""
    print("\nread   " + "".join(f"{letter:>7}" for letter in LETTERS) + "    says  right")
    for row, one_hot, target in zip(scores, X_ONE_HOT[0], Y_DATA[0]):
        print(f"  {LETTERS[one_hot.index(1)]}    " + "".join(f"{score:7.2f}" for score in row)
              + f"     {LETTERS[row.argmax()]}      {LETTERS[target]}")


def main(arguments=None):
    options = read_options(arguments)
    target = spell(Y_DATA[0])
    print(f"It reads «{spell(row.index(1) for row in X_ONE_HOT[0])}» and should write «{target}». "
          f"Knowing nothing: {math.log(NUM_CLASSES):.4f} nats a letter.")

    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, options.cell, options.bare)
        feed = {model.X: X_ONE_HOT, model.Y: Y_DATA}
        if labs.only_shows(options, feed, {name: getattr(model, name) for name in AXES}, AXES):
            return 0

        with training.session(options.logdir, loss=model.mean_loss, steps=options.steps, summary_steps=1) as sess:
            while not sess.should_stop():
                _, loss, prediction = sess.run([model.train_op, model.mean_loss, model.prediction], feed_dict=feed)
                if sess.step % 5 == 0 or sess.step == 1:
                    print(f"step {sess.step:3d}  loss {loss:.4f}  {spell(prediction[0])}")
            scores, loss = sess.run([model.scores, model.mean_loss], feed_dict=feed)
            print_scores(scores[0])
            written = spell(row.argmax() for row in scores[0])
            labs.report(options, f"after {sess.step} steps «{written}» (the lecture's: «{target}»), {loss:.4f} nats a letter.",
                        written == target and loss < 0.02 if sess.step >= 50 and not options.bare else None, loss=loss)
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# It reads «hihell» and should write «ihello». Knowing nothing: 1.6094 nats a letter.
# step   1  loss 1.6259  oloihh
# step   5  loss 1.3424  llllll
# step  10  loss 0.6799  ihello
# step  15  loss 0.2129  ihello
# step  20  loss 0.0718  ihello
# step  25  loss 0.0270  ihello
# step  30  loss 0.0118  ihello
# step  35  loss 0.0057  ihello
# step  40  loss 0.0038  ihello
# step  45  loss 0.0029  ihello
# step  50  loss 0.0024  ihello
#
# read         h      i      e      l      o    says  right
#   h      -1.77   6.91  -0.69  -2.26  -0.68     i      i
#   i       7.93  -2.53   1.83  -2.13  -2.53     h      h
#   h       0.65   0.16   7.45   1.12  -4.17     e      e
#   e      -1.63  -0.77  -0.54   6.85  -3.78     l      l
#   l      -4.13  -3.34  -1.92   6.49   0.38     l      l
#   l      -1.94  -5.06  -5.73  -0.67   5.57     o      o
# Result: after 50 steps «ihello» (the lecture's: «ihello»), 0.0023 nats a letter.
#
# Exercise: give --bare with --seed 3. Which letter is wrong, and what would the cell have to remember for it?
