"""Language model: a network that knows which word comes next can make sentences; shall it take the best word, or draw one?
언어 모델: 다음 단어를 아는 신경망은 문장을 만들 수 있다. 가장 그럴듯한 단어를 고를까, 확률에 따라 뽑을까?

First eight words: «you say goodbye and i say hello .» A network that has read them a few hundred times says them again, and knows that
after «say» come «goodbye» and «hello», depending on what was before. Then sentences in the format of the Penn Treebank's files: a line
each, `<unk>` for rare words, `N` for numbers; `<eos>` is put at the end of each line when it is read.

What you will see: the perplexity (among how many words, on the average, the model hesitates) of sentences that it has not read, beside that
of n-grams, whose memory ends after a few words; and two ways to write. Deterministic: always the best word, so the same sentence each time.
Probabilistic: each word drawn as likely as the model finds it, so a new sentence each time. `skip_ids` are never said, `<eos>` ends it.

Result: a perplexity of about 3.8 on sentences that it has not read, where the best n-grams, those of 4 words, have 4.3; by the best word
one and the same sentence, by lot a new one each time. The book's network reaches about 136 on the Penn Treebank itself (`--data`).
Time: about 20 seconds.
Follows: «Deep Learning from Scratch 2», chapters 5 to 7.
Shows: truncated backpropagation with the state fed, LSTMBlockCell, dynamic_rnn, dropout, tied weights, clip_by_global_norm, sequence_loss.
Picture: the perplexity of the validation sentences, epoch by epoch, over the n-grams'.

    python lab/language_model.py --data FOLDER          your copy of the Penn Treebank: FOLDER/ptb.train.txt, ptb.valid.txt, ptb.test.txt
"""

import collections
import math
import os

import numpy as np

from legacy_seq2seq import labs, text

# 1. Settings

GREETING = "you say goodbye and i say hello ."
GREETING_STEPS = 150
BATCH = 20              # readers at as many places of the text
TIME = 35               # words that are unrolled for the gradient
LEARNING_RATE = 0.005   # Adam's
CLIP = 0.25             # the longest gradient
ORDERS = range(1, 6)    # of the n-grams
LONGEST = 40            # words of a sentence, should <eos> not come


def read_options(arguments=None):
    parser = labs.Parser("Learn which word comes next, and make sentences.", epochs=6, plot="the perplexity of the validation sentences")
    parser.add_argument("--data", metavar="FOLDER", help="the Penn Treebank's files ptb.train.txt, ptb.valid.txt and ptb.test.txt "
                                                         "(default: sentences of business news, made by a grammar)")
    parser.add_number("--hidden", 100, 1, "units of the LSTM, and numbers of a word's embedding", "UNITS")
    parser.add_argument("--start", metavar="WORDS", help="the sentences begin with these (default: the)", default="the")
    parser.add_number("--sentences", 5, 1, "sentences to make in each way")
    return parser.parse_args(arguments)


# 2. The data

Corpus = collections.namedtuple("Corpus", "vocabulary train valid test sentences")


def read_corpus(options):
    """The vocabulary of the training sentences, the ids of the three parts, each sentence followed by <eos>, and the training sentences."""
    parts = {}
    for part in ("train", "valid", "test"):
        path = os.path.join(options.data, f"ptb.{part}.txt") if options.data else labs.data(f"news.{part}.txt")
        parts[part] = [line.split() + ["<eos>"] for line in labs.read_text(path).splitlines() if line.strip()]
    tokens = {part: [token for sentence in sentences for token in sentence] for part, sentences in parts.items()}
    for part, found in tokens.items():
        if len(found) <= BATCH * TIME:
            labs.give_up(f"ptb.{part}.txt has {len(found)} words; give {BATCH * TIME + 1} or more")
    vocabulary = text.Vocabulary.build(tokens["train"], specials=("<eos>", "<unk>"))
    missing = [word for word in options.start.split() if word not in vocabulary]
    if missing or not options.start.split():
        labs.give_up(f"--start has {' '.join(missing) or 'no word'!r}, which the text has not; give words of its own, such as 'the'")
    ids = {part: np.array(vocabulary.encode(found), np.int32) for part, found in tokens.items()}  # [words]
    return Corpus(vocabulary, **ids, sentences={" ".join(sentence[:-1]) for sentence in parts["train"]})


# 3. The graph

Model = collections.namedtuple("Model", "X Y keep embedded initial_state outputs final_state logits loss train_op")


def build_graph(tf, vocabulary_size, hidden):
    X = tf.placeholder(tf.int32, [None, None])                  # [batch, time] ids
    Y = tf.placeholder(tf.int32, [None, None])                  # [batch, time] ids, one word later
    keep = tf.placeholder_with_default(1.0, [])                 # the share of the numbers that dropout keeps
    embedding = tf.get_variable("embedding", [vocabulary_size, hidden])
    embedded = tf.nn.dropout(tf.nn.embedding_lookup(embedding, X), keep_prob=keep)  # [batch, time, hidden]

    cell = tf.contrib.rnn.LSTMBlockCell(hidden)                 # an LSTM whose step is one operation
    initial_state = cell.zero_state(tf.shape(X)[0], tf.float32)  # LSTMStateTuple of [batch, hidden]: zero, unless another one is fed
    outputs, final_state = tf.nn.dynamic_rnn(cell, embedded, initial_state=initial_state)  # [batch, time, hidden], the last state
    dropped = tf.nn.dropout(outputs, keep_prob=keep)
    logits = tf.tensordot(dropped, embedding, [[2], [1]])       # [batch, time, vocab]; the embedding serves twice («weight tying»)
    logits += tf.get_variable("bias", [vocabulary_size], initializer=tf.zeros_initializer())
    loss = tf.contrib.seq2seq.sequence_loss(logits, Y, tf.ones(tf.shape(Y)))  # nats per word

    variables = tf.trainable_variables()
    gradients, _ = tf.clip_by_global_norm(tf.gradients(loss, variables), CLIP)
    train_op = tf.train.AdamOptimizer(LEARNING_RATE).apply_gradients(zip(gradients, variables), tf.train.get_or_create_global_step())
    return Model(X, Y, keep, embedded, initial_state, outputs, final_state, logits, loss, train_op)


AXES = {"X": "batch time", "Y": "batch time", "embedded": "batch time embedding", "outputs": "batch time hidden",
        "logits": "batch time vocab", "loss": ""}


# 4. Training

def perplexity(sess, model, ids):
    windows, carried, losses = text.windows(ids, BATCH, TIME), labs.Carried(model.initial_state), []
    for inputs, targets, first in windows.rest_of_epoch():
        loss, carried.values = sess.run([model.loss, model.final_state], {model.X: inputs, model.Y: targets, **carried.feed(first)})
        losses.append(loss)
    return math.exp(np.mean(losses))


def generate(sess, model, vocabulary, start, choose, skip_ids=()):
    """A sentence: each word that `choose` takes is the next input; <eos> ends it. skip_ids: words that are not said."""
    words, carried = list(vocabulary.encode(start)), labs.Carried(model.initial_state)
    inputs = [vocabulary.eos_id, *words]                        # the sentence before has ended: a new one begins
    while len(words) < LONGEST:
        logits, carried.values = sess.run([model.logits, model.final_state], {model.X: [inputs], **carried.feed()})
        chosen = choose(text.allowed(logits[0, -1], skip_ids))  # of [vocab] logits
        if chosen == vocabulary.eos_id:
            break
        words.append(chosen)
        inputs = [chosen]
    return vocabulary.decode(words)


def greet(tf, seed):
    """The first example: eight words, read until the network says them. Returns what it says, and the odds of the words after «say»."""
    vocabulary = text.Vocabulary.build(GREETING.split(), specials=("<eos>", "<unk>"))
    ids = [vocabulary.eos_id, *vocabulary.encode(GREETING, end=True)]
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(seed)
        model = build_graph(tf, len(vocabulary), 32)
        sess.run(tf.global_variables_initializer())
        for _ in range(GREETING_STEPS):
            sess.run(model.train_op, {model.X: [ids[:-1]], model.Y: [ids[1:]]})
        said = generate(sess, model, vocabulary, "you", np.argmax)
        after = {}
        for history in ("you say", "you say goodbye and i say"):
            odds = text.softmax(sess.run(model.logits, {model.X: [[vocabulary.eos_id, *vocabulary.encode(history)]]})[0, -1])
            after[history] = (vocabulary.tokens[odds.argmax()], odds.max())
    return said, after


def train(sess, model, windows, carried, corpus, history, progress):
    """Runs the steps that are left. After each epoch the validation sentences are read."""
    while not sess.should_stop():
        inputs, targets, first = windows.next()                 # [batch, time] both; first: the text begins anew, with a zero state
        _, loss, carried.values = sess.run([model.train_op, model.loss, model.final_state],
                                           {model.X: inputs, model.Y: targets, model.keep: 0.8, **carried.feed(first)})
        progress(sess.step, perplexity=math.exp(loss))
        if windows.position == 0:
            history.add(sess.step, perplexity=perplexity(sess, model, corpus.valid))
            progress.print(f"epoch {windows.epoch}  perplexity of the validation sentences {history.last('perplexity'):.2f}")


# 5. What it learned

def show_both_ways(sess, model, corpus, options):
    """Sentences by the best word and by lot. Returns the number of different ones of each way, and the drawn ones that were not read."""
    vocabulary, random = corpus.vocabulary, np.random.RandomState(options.seed)
    skip_ids = [vocabulary.id(word) for word in ("<unk>", "N", "$") if word in vocabulary]
    ways = {"deterministic": np.argmax, "probabilistic": lambda logits: text.sample(logits, random)}
    made = {way: [generate(sess, model, vocabulary, options.start, choose, skip_ids) for _ in range(options.sentences)]
            for way, choose in ways.items()}
    for way, sentences in made.items():
        print(f"{way}, without <unk>, N and $:", *sentences, sep="\n    ")
    print("probabilistic, with them:", generate(sess, model, vocabulary, options.start, ways["probabilistic"]), sep="\n    ")
    new = sum(sentence not in corpus.sentences for sentence in made["probabilistic"])
    return len(set(made["deterministic"])), len(set(made["probabilistic"])), new


def main(arguments=None):
    options = read_options(arguments)
    corpus = read_corpus(options)
    vocabulary = corpus.vocabulary
    windows = text.windows(corpus.train, BATCH, TIME)
    steps = labs.steps(options, windows.windows_per_epoch)
    print(f"Sentences: {len(corpus.train)} words to learn from, {len(vocabulary)} different ones; {len(corpus.test)} for the test.")
    print(f"They begin: {labs.shorten(vocabulary.decode(corpus.train[:40], stop=False), 120)}")
    ngrams = {order: text.NGrams(corpus.train, len(vocabulary), order).perplexity(corpus.test)
              for order in ORDERS if order * math.log2(len(vocabulary)) < 63}
    best = min(ngrams, key=ngrams.get)
    print("Perplexity of the test sentences by n-grams: " + ", ".join(f"{order}: {value:.2f}" for order, value in ngrams.items()))

    from legacy_seq2seq import tf1 as tf  # here, so that --help and bad input are answered at once
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, len(vocabulary), options.hidden)
        inputs, targets, _ = text.windows(corpus.train, BATCH, TIME).next()
        if labs.only_shows(options, {model.X: inputs, model.Y: targets}, {name: getattr(model, name) for name in AXES}, AXES):
            return 0

        said, after = greet(tf, options.seed)
        print(f"The greeting network, asked to begin with «you»: {said}")
        for history, (word, odds) in after.items():
            print(f"  after «{history}»: «{word}», {odds:.0%}")

        carried, curve = labs.Carried(model.initial_state), labs.History()
        state = {"windows": windows, "carried": carried, "curve": curve}
        with training.session(options.logdir, loss=model.loss, steps=steps, state=state) as sess, \
                training.progress(steps, disable=sess.step >= steps) as progress:
            train(sess, model, windows, carried, corpus, curve, progress)
            sess.save()                                         # now: what follows draws random numbers, dropout's, that training would not
            finished = sess.step >= options.epochs * windows.windows_per_epoch
            reached = perplexity(sess, model, corpus.test)
            same, different, new = show_both_ways(sess, model, corpus, options)
    promised = reached < ngrams[best] and said == GREETING and same == 1 and different > 1
    labs.report(options, f"a perplexity of {reached:.2f} on the test sentences, {ngrams[best]:.2f} by {best}-grams; of {options.sentences} "
                         f"sentences the best word makes {same} different, drawing {different}, {new} of them never read.",
                promised if finished and not options.data else None, perplexity=reached, ngrams=ngrams[best])
    if options.plot and curve.last("perplexity"):
        labs.curve(options.plot, *curve["perplexity"], "Language model", "step", "perplexity, validation sentences", ngrams[best],
                   f"{best}-grams on the test, {ngrams[best]:.2f}")
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# Sentences: 73490 words to learn from, 148 different ones; 6131 for the test.
# They begin: the offer in london was too high <eos> <unk> corp. built the loan in october <eos> investors say the factories of the a…
# Perplexity of the test sentences by n-grams: 1: 77.42, 2: 6.05, 3: 4.69, 4: 4.31, 5: 4.34
# The greeting network, asked to begin with «you»: you say goodbye and i say hello .
#   after «you say»: «goodbye», 100%
#   after «you say goodbye and i say»: «hello», 100%
# epoch 1  perplexity of the validation sentences 6.02
# step 170/624  perplexity 4.6881  53.8 ms/step  0:00:24 left
# epoch 2  perplexity of the validation sentences 4.25
# epoch 3  perplexity of the validation sentences 3.98
# step 368/624  perplexity 4.1278  52.1 ms/step  0:00:13 left
# epoch 4  perplexity of the validation sentences 3.90
# epoch 5  perplexity of the validation sentences 3.85
# step 569/624  perplexity 3.9718  51.3 ms/step  0:00:02 left
# epoch 6  perplexity of the validation sentences 3.82
# deterministic, without <unk>, N and $:
#     the car maker was worth about , according to mr. smith
#     the car maker was worth about , according to mr. smith
#     the car maker was worth about , according to mr. smith
#     the car maker was worth about , according to mr. smith
#     the car maker was worth about , according to mr. smith
# probabilistic, without <unk>, N and $:
#     the contract was worth about , according to ms. brown
#     the bonds of the airlines have been sold , according to ms. brown
#     the directors that the airline praised last year was for sale , says mr. brown
#     the prices are too high , says general foods
#     the brewer that the airlines bought yesterday has been sold in chicago
# probabilistic, with them:
#     the bank that the analyst refused in the third quarter is in trouble in chicago
# step 624/624  perplexity 3.8142  48.9 ms/step  0:00:00 left
# Result: a perplexity of 3.78 on the test sentences, 4.31 by 4-grams; of 5 sentences the best word makes 1 different, drawing 5,
#   5 of them never read.
#
# Exercise: generate with a temperature (text.sample(logits, random, temperature=0.5)): at which do the sentences stay grammatical,
# and still differ?
