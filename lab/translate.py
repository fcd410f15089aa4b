"""Translation word by word: can one state carry a whole English sentence into French, or must the decoder look back?
단어 단위 번역: 벡터 하나에 영어 문장 전체를 담아 프랑스어로 옮길 수 있을까, 아니면 되돌아보아야 할까?

An encoder reads the English sentence in both directions; a decoder writes the French one, a word at a time. With attention it looks at the
encoder's outputs at every step and chooses what to look at; with --no-attention it has the encoder's last state, and nothing else.
Training forces the teacher's words upon the decoder; afterwards it must go on from its own, greedily or with a beam.

What you will see: French that agrees («les vieilles maisons», «je l'ai vue»), the words in French order where English has another
(«the red car», «la voiture rouge»), and where the decoder looked while it wrote each of them.

The 30,000 pairs are made by a grammar (data/make_pairs.py), so no translation is in doubt and BLEU comes near 100. With --data take the
sentence pairs of manythings.org/anki (fra-eng.zip, its fra.txt), which people wrote, and where many translations are right but one counts.

Result: BLEU above 90 on the held-out tenth, greedily and with a beam; without attention 54 to 64.
Time: about 2 minutes.
Follows: Bahdanau, Cho and Bengio 2015, «Neural Machine Translation by Jointly Learning to Align and Translate»; TensorFlow's NMT tutorial.
Shows: bidirectional_dynamic_rnn, TrainingHelper, AttentionWrapper, GreedyEmbeddingHelper, BeamSearchDecoder, tile_batch, variables reused.
Picture: where the decoder looked while it wrote four of the held-out sentences; without attention, the loss.
Runs: (none); --no-attention

    python lab/translate.py --data fra.txt --epochs 15
"""

import collections
import importlib.util
import random
import re

from legacy_seq2seq import labs

# 1. Settings

EMBEDDING = 96          # numbers that stand for a word
LEARNING_RATE = 0.004
EPOCHS = 6
CLIP = 5.0              # the gradient's norm at most
RARE = 2                # words seen fewer times are <unk>
EVALUATED_AT_ONCE = 250
LONGEST_TRANSLATION = 30  # words; a decoder that never says <eos> is stopped
SHOWN = 8               # held-out sentences printed at the end
PROMISED = {True: 90.0, False: 45.0}  # BLEU with attention, and without


def read_options(arguments=None):
    parser = labs.Parser("Translate English into French, word by word.", epochs=EPOCHS, plot="attention heat maps")
    parser.add_argument("--data", metavar="FILE", help="tab-separated sentence pairs, as manythings.org's fra.txt (default: built-in ones)")
    parser.add_number("--pairs", 30000, 10, "take so many of the pairs, drawn at random")
    parser.add_number("--hidden", 128, 2, "units of the decoder; each direction of the encoder has half of them", "UNITS")
    parser.add_number("--batch", 128, 1, "sentences in a step")
    parser.add_number("--beam", 5, 1, "translations kept in mind by the beam search", "WIDTH")
    parser.add_number("--longest", 20, 1, "leave out pairs with a longer sentence", "WORDS")
    parser.add_argument("--no-attention", dest="attention", action="store_false", help="the decoder sees the encoder's last state alone")
    options = parser.parse_args(arguments)
    if importlib.util.find_spec("sacrebleu") is None:
        labs.give_up("BLEU is computed by sacrebleu: pip install sacrebleu (or legacy_seq2seq with the extra `lab`)")
    return options


# 2. The data

Data = collections.namedtuple("Data", "train test english french")  # lists of (English, French) texts; two vocabularies


def split_elisions(line):
    """«l'eau» is two words, «l'» and «eau»: each is met more often than the two together. English "don't" stays one."""
    return re.sub(r"\b((?:qu|lorsqu|puisqu|[cdjlmnst])') ?(?=\w)", r"\1 ", line)


def joined(french):
    """The words as people write them: "l' eau est froide" → "l'eau est froide"."""
    return french.replace("' ", "'")


def read_data(path, most, longest):
    from legacy_seq2seq import text

    try:
        reader = text.read_pairs(path, lower=True, punctuation=True, max_length=longest, over_long="drop")
        pairs = [(english.replace("’", "'"), split_elisions(french.replace("’", "'"))) for english, french in reader]
    except (OSError, ValueError) as error:
        labs.give_up(str(error).replace("source:", "--data:"))
    translations = collections.defaultdict(list)                # people translate a sentence in several ways
    for english, french in pairs:
        translations[english].append(french)
    sentences = list(translations)
    if len(sentences) < 10:
        labs.give_up(f"--data {path} has {len(sentences)} different sentences of at most {longest} words with a translation; give 10 "
                     f"or more: a line is English, a tab, French (lines without a tab: {reader.counts['without_tab']})")
    random.Random(0).shuffle(sentences)                         # the file is sorted by length: its last tenth would be no fair sample
    sentences = sentences[:most]
    held_out = len(sentences) // 10                             # of the sentences, not of the pairs: none of them is seen in training
    train = [(english, french) for english in sentences[held_out:] for french in translations[english]]
    test = [(english, translations[english][0]) for english in sentences[:held_out]]
    vocabularies = [text.Vocabulary.of_lines(side, min_count=RARE if len(train) >= 1000 else 1) for side in zip(*train)]
    return Data(train, test, *vocabularies)


def columns(pairs, data):
    """What a batch is made of. `<sos>` begins what the decoder reads, `<eos>` ends what it is to write."""
    from legacy_seq2seq import text

    sources = [data.english.encode(english, end=True) for english, _ in pairs]
    inputs = [data.french.encode(french, start=True) for _, french in pairs]
    targets = [data.french.encode(french, end=True) for _, french in pairs]
    return [sources, text.lengths(sources), inputs, targets, text.lengths(targets)]


# 3. The graph

Model = collections.namedtuple("Model", "source source_lengths inputs targets target_lengths encoder_outputs encoder_state logits loss "
                                        "train_op greedy alignments beam")
AXES = {"source": "batch source_time", "inputs": "batch time", "targets": "batch time", "encoder_outputs": "batch source_time hidden",
        "encoder_state": "batch hidden", "logits": "batch time vocab", "loss": "", "greedy": "batch time", "beam": "batch time width"}


def build_graph(tf, data, options):
    seq2seq = tf.contrib.seq2seq
    source = tf.placeholder(tf.int32, [None, None], "source")                # [batch, source time]
    source_lengths = tf.placeholder(tf.int32, [None], "source_lengths")      # [batch]
    inputs = tf.placeholder(tf.int32, [None, None], "inputs")                # [batch, time], <sos> first
    targets = tf.placeholder(tf.int32, [None, None], "targets")              # [batch, time], <eos> last
    target_lengths = tf.placeholder(tf.int32, [None], "target_lengths")      # [batch]
    batch_size = tf.shape(source)[0]

    # The encoder: what stands before a word and what stands behind it. Padding is not read: sequence_length says where it begins.
    embedded = tf.nn.embedding_lookup(tf.get_variable("english", [len(data.english), EMBEDDING]), source)  # [batch, source time, embedding]
    half = options.hidden // 2
    both_outputs, both_states = tf.nn.bidirectional_dynamic_rnn(
        tf.nn.rnn_cell.GRUCell(half), tf.nn.rnn_cell.GRUCell(half), embedded, source_lengths, dtype=tf.float32)
    encoder_outputs = tf.concat(both_outputs, 2)                             # [batch, source time, hidden]
    encoder_state = tf.concat(both_states, 1)                                # [batch, hidden]

    embeddings = tf.get_variable("french", [len(data.french), EMBEDDING])
    to_words = tf.layers.Dense(len(data.french), use_bias=False, name="to_words")  # a logit for each French word

    def decoder_cell(width=1):
        """The decoder's cell and the state it begins with. A beam of some width holds each sentence so many times."""
        tiled = [encoder_outputs, encoder_state, source_lengths]
        memory, state, lengths = tiled if width == 1 else [seq2seq.tile_batch(tensor, width) for tensor in tiled]
        cell = tf.nn.rnn_cell.GRUCell(2 * half)
        if not options.attention:
            return cell, state
        mechanism = seq2seq.LuongAttention(2 * half, memory, lengths, scale=True)
        cell = seq2seq.AttentionWrapper(cell, mechanism, attention_layer_size=2 * half, alignment_history=width == 1)
        return cell, cell.zero_state(batch_size * width, tf.float32).clone(cell_state=state)

    # Training: whatever the decoder would say, the next word that it reads is the teacher's.
    with tf.variable_scope("decode"):
        cell, state = decoder_cell()
        helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embeddings, inputs), target_lengths)
        decoded, _, _ = seq2seq.dynamic_decode(seq2seq.BasicDecoder(cell, helper, state))
    logits = to_words(decoded.rnn_output)                                    # [batch, time, vocab]
    weights = tf.sequence_mask(target_lengths, dtype=tf.float32)             # [batch, time], 0 on padding
    loss = seq2seq.sequence_loss(logits, targets, weights)                   # nats per word
    optimizer = tf.train.AdamOptimizer(LEARNING_RATE)
    gradients, variables = zip(*optimizer.compute_gradients(loss))
    clipped, _ = tf.clip_by_global_norm(gradients, CLIP)
    train_op = optimizer.apply_gradients(zip(clipped, variables), global_step=tf.train.get_or_create_global_step())

    # Translating: the same variables, and the decoder reads what it wrote. Greedy takes the best word each time.
    start, end = tf.fill([batch_size], data.french.sos_id), data.french.eos_id
    with tf.variable_scope("decode", reuse=True):
        cell, state = decoder_cell()
        decoder = seq2seq.BasicDecoder(cell, seq2seq.GreedyEmbeddingHelper(embeddings, start, end), state, output_layer=to_words)
        greedy, greedy_state, _ = seq2seq.dynamic_decode(decoder, maximum_iterations=LONGEST_TRANSLATION)
    alignments = None
    if options.attention:                                                    # [batch, time, source time]; each row sums to 1
        alignments = tf.transpose(greedy_state.alignment_history.stack(), [1, 0, 2])

    # A beam keeps the WIDTH likeliest beginnings: a word that is second best now may lead to the best sentence.
    with tf.variable_scope("decode", reuse=True):
        cell, state = decoder_cell(options.beam if options.beam > 1 else 1)
        decoder = seq2seq.BeamSearchDecoder(cell, embeddings, start, end, state, options.beam, output_layer=to_words)
        beam, _, _ = seq2seq.dynamic_decode(decoder, maximum_iterations=LONGEST_TRANSLATION)  # predicted_ids [batch, time, width]
    return Model(source, source_lengths, inputs, targets, target_lengths, encoder_outputs, encoder_state, logits, loss, train_op,
                 greedy.sample_id, alignments, beam.predicted_ids)


def feed_of(model, batch):
    return dict(zip((model.source, model.source_lengths, model.inputs, model.targets, model.target_lengths), batch))


# 4. Training

def train(sess, model, batches, data, history, progress):
    """Runs the steps that are left; at each epoch's end the loss of held-out pairs and a translation are shown."""
    from legacy_seq2seq import text

    held_out = next(text.batches(columns(data.test, data), min(EVALUATED_AT_ONCE, len(data.test)), shuffle=False))
    while not sess.should_stop():
        _, loss = sess.run([model.train_op, model.loss], feed_of(model, next(batches)))
        history.add(sess.step, training=loss)
        progress(sess.step, loss=loss)
        if batches.position == 0:
            held_out_loss, ids = sess.run([model.loss, model.greedy], feed_of(model, held_out))
            history.add(sess.step, held_out=held_out_loss)
            written = joined(data.french.decode(ids[0]))
            progress.print(f"epoch {batches.epoch:2d}  loss {loss:.3f}, held out {held_out_loss:.3f}  {data.test[0][0]}  →  {written}")
            sess.write_text("translation", f"{data.test[0][0]}  →  {written}")


# 5. What it learned

def translate_held_out(sess, model, data):
    """(greedy, with the beam): the French texts of the held-out sentences, in order."""
    from legacy_seq2seq import text

    batches = text.Batches(columns(data.test, data), EVALUATED_AT_ONCE, shuffle=False)
    greedy, beam = [], []
    for batch in batches.rest_of_epoch():
        feed = feed_of(model, batch)
        greedy += [joined(data.french.decode(ids)) for ids in sess.run(model.greedy, feed)]
        best = sess.run(model.beam, feed)[:, :, 0]              # [batch, time]: the likeliest of the beam; -1 behind its end
        beam += [joined(data.french.decode([i for i in ids if i >= 0])) for ids in best]
    return greedy, beam


def bleu(translations, references):
    """BLEU from 0 to 100 by sacrebleu, in small letters. force: that full stops are words of their own already needs no warning."""
    import sacrebleu

    return sacrebleu.corpus_bleu(translations, [references], lowercase=True, force=True).score


def print_samples(pairs, references, greedy, beam):
    for (english, _), reference, one, other in zip(pairs, references, greedy, beam):
        print(f"  {english}\n    {'=' if one == reference else '≠'} {one}")
        if other != one:
            print(f"    the beam: {other}")
        if one != reference:
            print(f"    expected: {reference}")


def report(options, references, greedy, beam, whole):
    """The result. whole: whether it is that of a whole training on the built-in pairs, of which the lab promises something."""
    scores = bleu(greedy, references), bleu(beam, references)
    exact = [sum(map(str.__eq__, found, references)) / len(references) for found in (greedy, beam)]
    labs.report(
        options, f"{'with' if options.attention else 'without'} attention BLEU {scores[0]:.1f} greedily, {scores[1]:.1f} with a beam of "
        f"{options.beam}; {exact[0]:.1%} and {exact[1]:.1%} of {len(references)} held-out sentences exact (Bahdanau et al., news: BLEU "
        "26.8 with attention, 17.8 without).", min(scores) > PROMISED[options.attention] if whole else None,
        bleu_greedy=scores[0], bleu_beam=scores[1], exact_greedy=exact[0], exact_beam=exact[1])


def draw_attention(sess, model, data, path):
    """The maps of four held-out sentences, of those with the most words that fit."""
    from legacy_seq2seq import text

    chosen = sorted((pair for pair in data.test if len(pair[0].split()) <= 11), key=lambda pair: -len(pair[0].split()))[:40:10]
    batch = columns(chosen, data)
    feed = {model.source: text.pad(batch[0]), model.source_lengths: batch[1]}
    ids, alignments = sess.run([model.greedy, model.alignments], feed)
    maps = []
    for row, looked, source in zip(ids, alignments, batch[0]):
        written = [*data.french.tokens_of(row), "<eos>"][:len(row)]
        maps.append((looked[:len(written), :len(source)], [data.english.tokens[i] for i in source], written))
    labs.heat_maps(path, maps, "Where the decoder looked while it wrote")


def main(arguments=None):
    options = read_options(arguments)
    path = options.data or labs.data("eng-fra.tsv")
    data = read_data(path, options.pairs, options.longest)
    print(f"Pairs: {len(data.train)} to train, {len(data.test)} held out. Words: {len(data.english)} English, {len(data.french)} French.")
    for english, french in data.train[:4]:
        print(f"  {english}  →  <sos> {french} <eos>")

    from legacy_seq2seq import text, training
    from legacy_seq2seq import tf1 as tf

    batches = text.Batches(columns(data.train, data), options.batch, seed=options.seed)
    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, data, options)
        few = text.Batches(columns(data.train[:options.batch], data), options.batch).next()
        if labs.only_shows(options, feed_of(model, few), {name: getattr(model, name) for name in AXES}, AXES):
            return 0
        steps = labs.steps(options, batches.batches_per_epoch())
        history = labs.History()
        with training.session(options.logdir, loss=model.loss, steps=steps, state={"batches": batches, "history": history}) as sess:
            with training.progress(steps, disable=sess.step >= steps) as progress:
                train(sess, model, batches, data, history, progress)
            if sess.stopped_by:
                print(f"Stopped by {sess.stopped_by} after step {sess.step} of {steps}.")
            greedy, beam = translate_held_out(sess, model, data)
            references = [joined(french) for _, french in data.test]
            print_samples(data.test[:SHOWN], references, greedy, beam)
            if options.plot and options.attention:
                draw_attention(sess, model, data, options.plot)
            elif options.plot and history.last("training"):
                curves = {"training, means of 50 steps": history.smooth("training", 50), "held out": history["held_out"]}
                labs.curves(options.plot, curves, "Translation without attention", "step", "nats per word", log=True)
            whole = options.data is None and options.pairs == 30000 and options.epochs >= EPOCHS and sess.step >= steps
            report(options, references, greedy, beam, whole and options.steps is None)
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# Pairs: 27000 to train, 3000 held out. Words: 957 English, 1934 French.
#   their mother calls you .  →  <sos> leur mère t' appelle . <eos>
#   they were running behind the farm .  →  <sos> ils couraient derrière la ferme . <eos>
#   my wife likes beds .  →  <sos> ma femme aime les lits . <eos>
#   the queen swept thirty-eight museums .  →  <sos> la reine a balayé trente-huit musées . <eos>
# epoch  1  loss 2.069, held out 2.012  our daughters will drink some juice in the park .  →  nos filles nourrissent des jouets dans
#   l'année prochaine .
# epoch  2  loss 1.002, held out 0.963  our daughters will drink some juice in the park .  →  nos filles habitent du thé dans le parc .
# epoch  3  loss 0.210, held out 0.258  our daughters will drink some juice in the park .  →  nos filles boiront du jus dans le parc .
# epoch  4  loss 0.084, held out 0.143  our daughters will drink some juice in the park .  →  nos filles boiront du jus dans le parc .
# epoch  5  loss 0.057, held out 0.092  our daughters will drink some juice in the park .  →  nos filles boiront du jus dans le parc .
# epoch  6  loss 0.042, held out 0.085  our daughters will drink some juice in the park .  →  nos filles boiront du jus dans le parc .
#   our daughters will drink some juice in the park .
#     = nos filles boiront du jus dans le parc .
#   the swords that julie painted are heavy .
#     ≠ les épées que julie a peinte sont lourdes .
#     expected: les épées que julie a peintes sont lourdes .
#   they are receiving the coat .
#     = ils reçoivent le manteau .
#   it is eleven o'clock now .
#     = il est onze heures maintenant .
#   our tree is green .
#     = notre arbre est vert .
#   he showed a ring to the proud child .
#     = il a montré une bague à l'enfant fier .
#   i used to give the hat to a singer .
#     = je donnais le chapeau à une chanteuse .
#   he used to go to the clean bank .
#     = il allait à la banque propre .
# Result: with attention BLEU 94.1 greedily, 94.4 with a beam of 5; 87.3% and 87.6% of 3000 held-out sentences exact (Bahdanau et al.,
#   news: BLEU 26.8 with attention, 17.8 without).
#
# Exercise: count how many held-out sentences are exact by their length, with and without attention. Where do the two part?
# Then take away the elisions' own words (split_elisions): what becomes of the vocabulary, and of BLEU?
