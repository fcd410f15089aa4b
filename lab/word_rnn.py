"""Word RNN: what does a network know of the next word that counting does not?
단어 RNN: 다음 단어에 대해, 세어 보는 것만으로는 모르는 무엇을 신경망은 알고 있을까?

As char-RNN reads letters, this network reads words: Moby Dick in small letters, marks as words of their own, `<eos>` after each
sentence, `<unk>` for rare words, `N` for numbers. Two sizes: `--size small`, which takes minutes, and `medium`, of more words and units.

What you will see: the perplexity of the end of the book, by n-grams, by the network, and by the mean of the two probabilities. The mean
wins: counts remember phrases word by word, the network knows which words are alike. Then two ways to write: each word drawn by its
probability (`SampleEmbeddingHelper`), and beam search (`BeamSearchDecoder`), which looks for the likeliest sentence as a whole.

Result: a perplexity of about 57 on the held-out end of Moby Dick, where 3-grams have 69, and 54 by the mean of both.
Time: about a minute and a half.
Follows: Zaremba, Sutskever and Vinyals, «Recurrent Neural Network Regularization», 2014; the mean as in Mikolov et al., 2010.
Shows: truncated backpropagation, the state fed; GRUBlockCellV2, dropout, cosine_decay, SampleEmbeddingHelper, BasicDecoder,
BeamSearchDecoder, tile_batch, dynamic_decode, an output layer of one's own.
Picture: the perplexity of the held-out text, epoch by epoch, over the 3-grams'.

    python lab/word_rnn.py --start "the whale was"
"""

import collections
import math

import numpy as np

from legacy_seq2seq import labs, text

# 1. Settings

Size = collections.namedtuple("Size", "words hidden epochs keep")
SIZES = {"small": Size(words=2000, hidden=128, epochs=5, keep=0.7), "medium": Size(words=8000, hidden=256, epochs=12, keep=0.5)}
BATCH = 20              # readers at as many places of the text
TIME = 20               # words that are unrolled for the gradient
LEARNING_RATE = 0.005   # Adam's, falling to nothing along a cosine
CLIP = 1.0              # the longest gradient
HELD_OUT = 0.05         # the end of the text, which is not learnt from
ORDERS = (1, 2, 3)      # of the n-grams; the last one is the baseline
LONGEST = 30            # words of a sentence, should <eos> not come
BEAM = 5                # sentences that the beam search keeps


def read_options(arguments=None):
    parser = labs.Parser("Learn to write, word by word.", plot="the perplexity of the held-out text")
    parser.add_argument("--text", metavar="FILE", help="learn this UTF-8 text; some 100 kB or more (default: Moby Dick)")
    parser.add_argument("--size", choices=list(SIZES), default="small", help="of vocabulary and network (default small)")
    parser.add_argument("--start", default="the", metavar="WORDS", help="the sentences begin with these (default: the)")
    parser.add_argument("--temperature", type=float, default=0.8, metavar="T", help="of the drawing (default 0.8)")
    parser.add_number("--sentences", 5, 1, "sentences to draw")
    options = parser.parse_args(arguments)
    if not options.temperature > 0:
        labs.give_up(f"--temperature is {options.temperature}; give more than 0")
    return options


# 2. The data

def to_words(corpus):
    """The words and marks of a text, `<eos>` after each sentence."""
    words = []
    for line in corpus.replace("--", "—").splitlines():
        for word in text.clean(line.replace('"', " "), numbers=True).split():
            words += [word, "<eos>"] if word in (".", "!", "?") else [word]
        if words and words[-1] != "<eos>":
            words.append("<eos>")
    return words


def read_corpus(options):
    """The vocabulary, and the ids of the text to learn from and of the one held out."""
    words = to_words(labs.read_text(options.text or labs.data("moby_dick.txt")))
    end = int(len(words) * (1 - HELD_OUT))
    if end <= BATCH * TIME or len(words) - end <= TIME + 1:
        labs.give_up(f"the text has {len(words)} words; give one of {21 * TIME + BATCH * TIME} or more")
    vocabulary = text.Vocabulary.build(words[:end], max_size=SIZES[options.size].words, specials=("<eos>", "<unk>"))
    missing = [word for word in options.start.split() if word not in vocabulary]
    if missing or not options.start.split():
        labs.give_up(f"--start has {' '.join(missing) or 'no word'!r}, which the vocabulary has not; give frequent words, as 'the'")
    ids = np.array(vocabulary.encode(words), np.int32)          # [words]
    return vocabulary, ids[:end], ids[end:]


# 3. The graph

Model = collections.namedtuple(
    "Model", "X Y keep embedded initial_state outputs final_state logits word_loss loss train_op last drawn best")


def build_graph(tf, vocabulary, size, temperature, decay_steps, seed):
    X = tf.placeholder(tf.int32, [None, None])                  # [batch, time] ids
    Y = tf.placeholder(tf.int32, [None, None])                  # [batch, time] ids, one word later
    keep = tf.placeholder_with_default(1.0, [])                 # the share of the numbers that dropout keeps
    embedding = tf.get_variable("embedding", [len(vocabulary), size.hidden], initializer=tf.random_uniform_initializer(-0.1, 0.1))
    embedded = tf.nn.dropout(tf.nn.embedding_lookup(embedding, X), keep_prob=keep)  # [batch, time, hidden]

    cell = tf.contrib.rnn.GRUBlockCellV2(size.hidden)           # a GRU whose step is one operation
    initial_state = cell.zero_state(tf.shape(X)[0], tf.float32)  # [batch, hidden]: zero, unless another one is fed
    outputs, final_state = tf.nn.dynamic_rnn(cell, embedded, initial_state=initial_state)  # [batch, time, hidden], [batch, hidden]
    project = tf.layers.Dense(len(vocabulary))
    logits = project(tf.nn.dropout(outputs, keep_prob=keep))    # [batch, time, vocab]
    word_loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=Y, logits=logits)  # [batch, time] nats
    loss = tf.reduce_mean(word_loss)

    step = tf.train.get_or_create_global_step()
    variables = tf.trainable_variables()
    gradients, _ = tf.clip_by_global_norm(tf.gradients(loss, variables), CLIP)
    optimizer = tf.train.AdamOptimizer(tf.train.cosine_decay(LEARNING_RATE, step, decay_steps))
    train_op = optimizer.apply_gradients(zip(gradients, variables), global_step=step)

    # Writing: the same cell and the same weights in a decoder, which goes on from final_state with the words `last`.
    class Sayable(tf.layers.Layer):
        """The logits of words that may be said: all but <unk>."""

        def call(self, outputs):
            return project(outputs) - 1e9 * tf.one_hot(vocabulary.unk_id, len(vocabulary))

        def compute_output_shape(self, shape):
            return project.compute_output_shape(shape)

    last = tf.placeholder(tf.int32, [None])                     # [batch] ids
    seq2seq = tf.contrib.seq2seq
    helper = seq2seq.SampleEmbeddingHelper(embedding, last, vocabulary.eos_id, softmax_temperature=temperature, seed=seed)
    drawing = seq2seq.BasicDecoder(cell, helper, final_state, Sayable())
    drawn = seq2seq.dynamic_decode(drawing, maximum_iterations=LONGEST)[0].sample_id  # [batch, time]
    search = seq2seq.BeamSearchDecoder(cell, embedding, last, vocabulary.eos_id, seq2seq.tile_batch(final_state, BEAM), BEAM, Sayable())
    best = seq2seq.dynamic_decode(search, maximum_iterations=LONGEST)[0].predicted_ids  # [batch, time, BEAM], the best one first
    return Model(X, Y, keep, embedded, initial_state, outputs, final_state, logits, word_loss, loss, train_op, last, drawn, best)


AXES = {"X": "batch time", "Y": "batch time", "embedded": "batch time embedding", "initial_state": "batch hidden",
        "outputs": "batch time hidden", "logits": "batch time vocab", "word_loss": "batch time", "loss": ""}


# 4. Training

def probabilities(sess, model, ids):
    """That the network gives to each word of a text but the first, in one go through it."""
    windows, carried, losses = text.windows(ids, 1, TIME), labs.Carried(model.initial_state), []
    for inputs, targets, first in windows.rest_of_epoch():
        loss, carried.values = sess.run([model.word_loss, model.final_state], {model.X: inputs, model.Y: targets, **carried.feed(first)})
        losses.append(loss[0])
    return np.exp(-np.concatenate(losses))                      # [words]


def perplexity(probabilities):
    return float(np.exp(-np.log(probabilities).mean()))


def train(sess, model, windows, carried, keep, held_out, history, progress):
    """Runs the steps that are left. After each epoch the held-out text is read."""
    while not sess.should_stop():
        inputs, targets, first = windows.next()                 # [batch, time] both; first: the text begins anew, with a zero state
        feed = {model.X: inputs, model.Y: targets, model.keep: keep, **carried.feed(first)}
        _, loss, carried.values = sess.run([model.train_op, model.loss, model.final_state], feed)
        progress(sess.step, perplexity=math.exp(loss))
        if windows.position == 0:
            history.add(sess.step, perplexity=perplexity(probabilities(sess, model, held_out)))
            progress.print(f"epoch {windows.epoch}  perplexity of the held-out text {history.last('perplexity'):.1f}")


# 5. What it learned

def show_writing(sess, model, vocabulary, options):
    start = vocabulary.encode(options.start)
    read = [vocabulary.eos_id, *start[:-1]]                     # the sentence before has ended; the last word is the decoder's first input
    many = options.sentences
    drawn, best = sess.run([model.drawn, model.best], {model.X: [read] * many, model.last: start[-1:] * many})
    print(f"Drawn, at a temperature of {options.temperature}:")
    for ids in drawn:
        print(f"    {options.start} {vocabulary.decode(ids)}")
    print(f"By beam search, the best three of {BEAM}:")
    for i in range(3):
        print(f"    {options.start} {vocabulary.decode([word for word in best[0, :, i] if word >= 0])}")


def main(arguments=None):
    options = read_options(arguments)
    size = SIZES[options.size]
    vocabulary, train_ids, held_out = read_corpus(options)
    windows = text.windows(train_ids, BATCH, TIME)
    whole = size.epochs * windows.windows_per_epoch
    steps = whole if options.steps is None else min(options.steps, whole)
    print(f"Text: {len(train_ids)} words to learn from, {len(held_out)} held out, {np.mean(held_out == vocabulary.unk_id):.1%} of them "
          f"<unk> to a vocabulary of {len(vocabulary)}. It begins: {labs.shorten(vocabulary.decode(train_ids[:20], stop=False), 60)}")
    counted = {order: text.NGrams(train_ids, len(vocabulary), order).probabilities(held_out)[1:] for order in ORDERS}
    print("Perplexity of the held-out text by n-grams: " + ", ".join(f"{order}: {perplexity(p):.1f}" for order, p in counted.items()))

    from legacy_seq2seq import tf1 as tf  # here, so that --help and bad input are answered at once
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, vocabulary, size, options.temperature, whole, options.seed)
        inputs, targets, _ = text.windows(train_ids, BATCH, TIME).next()
        feed = {model.X: inputs, model.Y: targets, model.last: inputs[:, -1]}
        if labs.only_shows(options, feed, {name: getattr(model, name) for name in AXES}, AXES):
            return 0

        carried, history = labs.Carried(model.initial_state), labs.History()
        one_thread = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)  # these steps are too small to share
        with training.session(options.logdir, loss=model.loss, steps=steps, config=one_thread,
                              state={"windows": windows, "carried": carried, "history": history}) as sess, \
                training.progress(steps, disable=sess.step >= steps) as progress:
            train(sess, model, windows, carried, size.keep, held_out, history, progress)
            sess.save()                                         # now: what follows draws random numbers that training would not
            finished = sess.step >= whole
            network = probabilities(sess, model, held_out)
            show_writing(sess, model, vocabulary, options)
    counts = counted[ORDERS[-1]][:len(network)]
    by_network, by_counts, by_both = perplexity(network), perplexity(counts), perplexity((network + counts) / 2)
    sentence = f"a perplexity of {by_network:.1f} on the held-out text, {by_counts:.1f} by {ORDERS[-1]}-grams, {by_both:.1f} by their mean."
    reached = by_network < by_counts and by_both < 0.9 * by_counts
    labs.report(options, sentence, reached if finished and not options.text else None,
                network=by_network, ngrams=by_counts, both=by_both)
    if options.plot and history.last("perplexity"):
        labs.curve(options.plot, *history["perplexity"], "Word RNN", "step", "perplexity, held out", by_counts,
                   f"{ORDERS[-1]}-grams, {by_counts:.1f}")
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# Text: 242744 words to learn from, 12776 held out, 13.1% of them <unk> to a vocabulary of 2000. It begins: chapter N . <eos> <unk>
#   . <eos> call me ishmael . <eos> som…
# Perplexity of the held-out text by n-grams: 1: 175.1, 2: 73.7, 3: 68.7
# epoch 1  perplexity of the held-out text 84.9
# epoch 2  perplexity of the held-out text 67.1
# epoch 3  perplexity of the held-out text 60.3
# epoch 4  perplexity of the held-out text 57.1
# epoch 5  perplexity of the held-out text 56.5
# Drawn, at a temperature of 0.8:
#     the rose , and the deck where the whale-boat had been a boat to encounter his prepared enough to him .
#     the upper kind of the sperm whale — the name of one hundred aspect of wrinkles , an full and weight of the sperm whale ,
#       though they have been dropping
#     the barbs are secured to the sea , that the same scene no way was now , and when from all it to the measure them .
#     the ivory chief marked seemed a sort of a so very whole of a man's deal part .
#     the history with the vicinity of the age .
# By beam search, the best three of 5:
#     the sperm whale .
#     the sperm whale , the sperm whale has been seen .
#     the sperm whale , the sperm whale has been seen , as if it is to be found .
# step 3030/3030  perplexity 40.2162  154 ms/step  0:00:00 left
# Result: a perplexity of 56.5 on the held-out text, 68.6 by 3-grams, 54.4 by their mean.
#
# Exercise: give the mean of the two probabilities other weights than one half each. Which is best, and may it be chosen on the
# held-out text?
