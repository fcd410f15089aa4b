"""Headlines, the way of 2016: buckets, an attention decoder unrolled in lists, and a sampled softmax.
헤드라인 만들기, 2016년 방식: 버킷, 리스트로 펼친 어텐션 디코더, 샘플링 소프트맥스.

Before there was dynamic_decode, a decoder was a Python list: a placeholder for each word, a graph of its own for each pair of lengths
(a bucket), and `feed_previous=True` to let it read its own words. tf.contrib.legacy_seq2seq is that library; TensorFlow's translate
tutorial and its text summarisation were written with it. Here a text of some sentences goes in, and its headline comes out.

What you will see: the network finds the sentence that tells the news, wherever it stands, and says it in headline style («a fire
destroyed an old factory in Lyon» → «fire destroys factory in Lyon»). The baseline to beat, called the lead, takes the text's first words.

Texts and headlines are generated (data/make_headlines.py). --data takes your own: a line is a text, a tab, its headline.

Result: above 90 % of the held-out headlines word for word, ROUGE-1 above 95 where the lead has 22.
Time: about a minute.
Follows: TensorFlow's translate tutorial (legacy seq2seq); Rush, Chopra and Weston 2015,
«A Neural Attention Model for Sentence Summarization».
Shows: embedding_attention_seq2seq, model_with_buckets, feed_previous, sampled_softmax_loss, output_projection, one train_op per bucket.
Picture: the loss.

    python lab/headline.py --data my_news.tsv --epochs 40
"""

import collections
import random

from legacy_seq2seq import labs

# 1. Settings

BUCKETS = [(20, 10), (30, 10), (45, 12)]    # words of a text, and of a headline with its <sos>; each is a graph of its own
EMBEDDING = 64
LEARNING_RATE = 0.003
EPOCHS = 12
CLIP = 5.0              # the gradient's norm at most
SAMPLED = 64            # words that the softmax looks at in training, of the whole vocabulary; fewer are faster and noisier
SHOWN = 8               # held-out headlines printed at the end


def read_options(arguments=None):
    parser = labs.Parser("Write headlines with tf.contrib.legacy_seq2seq.", epochs=EPOCHS, plot="the loss")
    parser.add_argument("--data", metavar="FILE", help="texts and headlines, tab-separated, a pair a line (default: the built-in ones)")
    parser.add_number("--hidden", 96, 1, "GRU units", "UNITS")
    parser.add_number("--batch", 32, 1, "texts in a step")
    parser.add_number("--vocabulary", 20000, 5, "words known; the rarer ones are <unk>", "WORDS")
    return parser.parse_args(arguments)


# 2. The data

def read_data(path):
    """(pairs to train, pairs held out): (text, headline), both lists of words."""
    from legacy_seq2seq import text

    try:
        pairs = [(text.words(told), text.words(headline)) for told, headline in text.read_pairs(path, punctuation=True)]
    except (OSError, ValueError) as error:
        labs.give_up(str(error).replace("source:", "--data:"))
    if len(pairs) < 10:
        labs.give_up(f"--data {path} has {len(pairs)} pairs; give 10 or more, each a line of a text, a tab and its headline")
    random.Random(0).shuffle(pairs)
    held_out = len(pairs) // 10
    return pairs[held_out:], pairs[:held_out]


def columns(pairs, vocabulary):
    """The texts, cut to their beginning where they are too long for the last bucket; the headlines between <sos> and <eos>."""
    texts, headlines = BUCKETS[-1]
    sources = [vocabulary.encode(told[:texts]) for told, _ in pairs]
    return [sources, [vocabulary.encode(headline[:headlines - 1], start=True, end=True) for _, headline in pairs]]


# 3. The graph

Model = collections.namedtuple("Model", "encoder_inputs decoder_inputs weights losses train_ops written")


def build_graph(tf, vocabulary_size, hidden):
    """A model for each bucket, all with the same variables. A list's item is a step in time, of shape [batch]."""
    legacy = tf.contrib.legacy_seq2seq
    encoder_inputs = [tf.placeholder(tf.int32, [None], f"encoder{i}") for i in range(BUCKETS[-1][0])]      # each [batch]
    decoder_inputs = [tf.placeholder(tf.int32, [None], f"decoder{i}") for i in range(BUCKETS[-1][1] + 1)]  # each [batch]; <sos> first
    weights = [tf.placeholder(tf.float32, [None], f"weight{i}") for i in range(BUCKETS[-1][1])]            # each [batch], 0 on padding
    targets = decoder_inputs[1:]                            # what the decoder is to say is what it reads a step later

    # From the decoder's state to words. The sampled softmax wants a row for each word; the projection is its transpose.
    w = tf.get_variable("projection_w", [vocabulary_size, hidden])
    b = tf.get_variable("projection_b", [vocabulary_size], initializer=tf.zeros_initializer())

    def sampled_loss(labels, logits):
        """The loss of `logits` [batch, hidden], which are states here: against the right words and some drawn ones, not against all."""
        return tf.nn.sampled_softmax_loss(w, b, tf.reshape(labels, [-1, 1]), logits, min(SAMPLED, vocabulary_size - 1), vocabulary_size)

    def model(feed_previous):
        return lambda encoder, decoder: legacy.embedding_attention_seq2seq(
            encoder, decoder, tf.nn.rnn_cell.GRUCell(hidden), vocabulary_size, vocabulary_size, EMBEDDING,
            output_projection=(tf.transpose(w), b), feed_previous=feed_previous)

    with tf.variable_scope("seq2seq"):                      # training: the decoder reads the true headline
        _, losses = legacy.model_with_buckets(encoder_inputs, decoder_inputs, targets, weights, BUCKETS, model(False), sampled_loss)
    with tf.variable_scope("seq2seq", reuse=True):          # writing: it reads its own words, and of decoder_inputs only <sos>
        outputs, _ = legacy.model_with_buckets(encoder_inputs, decoder_inputs, targets, weights, BUCKETS, model(True), sampled_loss)
    written = [tf.stack([tf.argmax(tf.matmul(state, w, transpose_b=True) + b, 1) for state in states], 1)  # [batch, time] ids
               for states in outputs]

    optimizer = tf.train.AdamOptimizer(LEARNING_RATE)
    step = tf.train.get_or_create_global_step()
    variables = tf.trainable_variables()
    train_ops = []
    for loss in losses:                                     # a bucket's step trains the variables of all
        gradients, _ = tf.clip_by_global_norm(tf.gradients(loss, variables), CLIP)
        train_ops.append(optimizer.apply_gradients(zip(gradients, variables), global_step=step))
    return Model(encoder_inputs, decoder_inputs, weights, losses, train_ops, written)


def feed_of(model, bucket, arrays, pad_id):
    """texts [batch, time] and headlines [batch, time + 1] into the placeholders of their bucket, a column each.

    The texts go in backwards: their beginning is then nearest to the headline's, and the padding is what is read first.
    """
    texts, headlines = arrays
    feed = dict(zip(model.encoder_inputs, texts[:, ::-1].T))
    feed.update(zip(model.decoder_inputs, headlines.T))
    feed.update(zip(model.weights, (headlines[:, 1:] != pad_id).astype("float32").T))
    return feed


# 4. Training

def train(sess, model, batches, vocabulary, history, progress):
    while not sess.should_stop():
        bucket, arrays = next(batches)                      # a batch is of one bucket, and its op alone is run
        _, loss = sess.run([model.train_ops[bucket], model.losses[bucket]], feed_of(model, bucket, arrays, vocabulary.pad_id))
        history.add(sess.step, loss=loss)
        progress(sess.step, loss=loss)
        if batches.position == 0 and batches.epoch % 2 == 0:
            ids = sess.run(model.written[bucket], feed_of(model, bucket, arrays, vocabulary.pad_id))
            told, headline = vocabulary.decode(arrays[0][0]), vocabulary.decode(ids[0])
            progress.print(f"epoch {batches.epoch:2d}  loss {loss:.3f}  {labs.shorten(told, 60)}  →  {headline}")
            sess.write_text("headline", headline)


# 5. What it learned

def write_headlines(sess, model, pairs, vocabulary):
    """The network's headlines of the held-out texts, in order, as lists of words."""
    from legacy_seq2seq import text

    written = [None] * len(pairs)
    numbers = [[i] for i in range(len(pairs))]              # a column that says which text a row is: buckets mix them
    rooms = [(source, headline + 1, 1) for source, headline in BUCKETS]
    for bucket, arrays in text.Buckets([*columns(pairs, vocabulary), numbers], 100, rooms, shuffle=False).rest_of_epoch():
        ids = sess.run(model.written[bucket], feed_of(model, bucket, arrays[:2], vocabulary.pad_id))
        for (number,), row in zip(arrays[2], ids):
            written[number] = vocabulary.tokens_of(row)
    return written


def rouge(written, expected, n):
    """ROUGE-n, F1, 0 to 100, the mean over all headlines: the n-grams that both have, against those of either."""
    total = 0
    for one, other in zip(written, expected):
        grams = [collections.Counter(zip(*(words[i:] for i in range(n)))) for words in (one, other)]
        both = sum((grams[0] & grams[1]).values())
        total += 2 * both / max(1, sum(grams[0].values()) + sum(grams[1].values()))
    return 100 * total / len(expected)


def tell(options, pairs, written, whole):
    """Headlines right and wrong, then the result. whole: whether the training was the one of which the lab promises something."""
    for (told, headline), words in list(zip(pairs, written))[:SHOWN]:
        print(f"  {labs.shorten(' '.join(told), 130)}\n    {'=' if words == headline else '≠'} {' '.join(words)}")
        if words != headline:
            print(f"    expected: {' '.join(headline)}")
    expected = [headline for _, headline in pairs]
    length = round(sum(map(len, expected)) / len(expected))
    lead = [told[:length] for told, _ in pairs]             # the baseline: the text's first words, as many as headlines have
    exact = sum(map(list.__eq__, written, expected)) / len(expected)
    one, two, lead_one, lead_two = [rouge(found, expected, n) for found in (written, lead) for n in (1, 2)]
    labs.report(
        options, f"{exact:.1%} of {len(expected)} held-out headlines exact; ROUGE-1 {one:.1f} and ROUGE-2 {two:.1f}, where the lead has "
        f"{lead_one:.1f} and {lead_two:.1f} (Rush et al., news of 2004: ROUGE-1 28.2 against the lead's 22.4).",
        exact > 0.9 and one > 95 if whole else None, exact=exact, rouge_1=one, rouge_2=two, lead_1=lead_one, lead_2=lead_two)


def main(arguments=None):
    options = read_options(arguments)
    train_pairs, test_pairs = read_data(options.data or labs.data("headlines.tsv"))
    from legacy_seq2seq import text

    vocabulary = text.Vocabulary.build((word for pair in train_pairs for words in pair for word in words), max_size=options.vocabulary)
    rooms = [(source, headline + 1) for source, headline in BUCKETS]
    batches = text.Buckets(columns(train_pairs, vocabulary), options.batch, rooms, seed=options.seed)
    print(f"Pairs: {len(train_pairs)} to train, {len(test_pairs)} held out; {len(vocabulary)} words; buckets {BUCKETS}.")
    for told, headline in train_pairs[:3]:
        print(f"  {' '.join(told)}\n    → {' '.join(headline)}")

    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, len(vocabulary), options.hidden)
        if options.shapes is not None or options.diagram:
            bucket, arrays = next(batches)
            ends = {f"{name}[0]": getattr(model, name)[0] for name in ("encoder_inputs", "decoder_inputs", "weights")}
            axes = {name: "batch" for name in ends}
            ends.update({f"losses[{bucket}]": model.losses[bucket], f"written[{bucket}]": model.written[bucket]})
            axes[f"written[{bucket}]"] = "batch time"
            labs.only_shows(options, feed_of(model, bucket, arrays, vocabulary.pad_id), ends, axes)
            return 0
        steps = labs.steps(options, batches.batches_per_epoch())
        # No loss= for the session to look at: which one a step has is its bucket's affair.
        history = labs.History()
        with training.session(options.logdir, steps=steps, state={"batches": batches, "history": history}) as sess:
            with training.progress(steps, disable=sess.step >= steps) as progress:
                train(sess, model, batches, vocabulary, history, progress)
            if sess.stopped_by:
                print(f"Stopped by {sess.stopped_by} after step {sess.step} of {steps}.")
            written = write_headlines(sess, model, test_pairs, vocabulary)
            whole = options.data is None and options.epochs >= EPOCHS and options.steps is None and sess.step >= steps
            tell(options, test_pairs, written, whole)
            if options.plot and history.last("loss"):
                labs.curve(options.plot, *history.smooth("loss", 20), "Headlines with sampled softmax, means of 20 steps", "step",
                           "sampled loss per word", log=True)
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# Pairs: 3600 to train, 400 held out; 507 words; buckets [(20, 10), (30, 10), (45, 12)].
#   the students of Lima stopped working on Thursday . they want more money . talks had failed in November . the last strike was seven
#   years ago .
#     → students in Lima go on strike
#   people in Chicago pay less for water since Tuesday . the minister was pleased .
#     → price of water falls in Chicago
#   coffee has become seven percent more expensive in Lima . the minister promised help . the shops blame the weather .
#     → price of coffee rises in Lima
# epoch  2  loss 0.244  nobody knows how long it will last . sugar has become five …  →  price of gas falls in Seoul
# epoch  4  loss 0.020  on Monday all teachers in Quito laid down their work . they…  →  teachers in Quito go on strike
# epoch  6  loss 0.046  it is the highest price since May . water has become four p…  →  price of water rises in Paris
# epoch  8  loss 0.014  smoke could be seen for eight miles . on Friday a wooden su…  →  fire destroys supermarket in Prague
# epoch 10  loss 0.002  electricity has become ten percent more expensive in Boston…  →  price of electricity rises in Boston
# epoch 12  loss 0.001  Lee , a doctor from Dublin , has won this year 's prize for…  →  Lee wins literature prize
#   a new medicine against measles is being tried by doctors in Quito since Wednesday . other countries are interested . the first re…
#     = Quito doctors test drug against measles
#   a new medicine against cancer is being tried by doctors in Geneva since Friday . the work took eleven years .
#     = Geneva doctors test drug against cancer
#   the prize for music goes to the farmer Okafor from Athens , the jury said on Friday . the prize is worth four thousand euros . th…
#     = Okafor wins music prize
#   the drivers of Tokyo stopped working on Thursday . talks had failed in September . they want more money .
#     = drivers in Tokyo go on strike
#   children were the first to see it . a camel broke out of the zoo in Busan , the director said on Monday . the keepers had left a …
#     = camel escapes from Busan zoo
#   the jury had met twelve times . Murphy , a teacher from Berlin , has won this year 's prize for peace . the winner thanked nine f…
#     = Murphy wins peace prize
#   in February work on a museum will begin in Oslo . the old one is too small .
#     = Oslo to get new museum
#   people in Quito must pay more for rice since Saturday . it is the highest price since February . the minister promised help .
#     = price of rice rises in Quito
# Result: 95.2% of 400 held-out headlines exact; ROUGE-1 99.0 and ROUGE-2 98.5, where the lead has 22.2 and 4.5 (Rush et al., news of
#   2004: ROUGE-1 28.2 against the lead's 22.4).
#
# Exercise: feed the texts forwards (feed_of). How many epochs later does the first headline come right, and why?
# Then give --data a file of your own newspaper's first sentences and headlines: what does the lead score there?
