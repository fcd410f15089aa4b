"""Dates and attention: what does a decoder look at when it writes?
날짜 변환과 어텐션: 디코더는 글자를 쓸 때 입력의 어디를 볼까?

«Tuesday, September 27, 1994», «1994년 9월 27일» and «27. September 1994» are one day: 1994-09-27. A plain
encoder must press the whole question into one vector, and the decoder digs the digits out of it. With
attention the decoder keeps all that the encoder saw, and asks before each character where to look.

What you will see: dates in seven languages become ISO dates. With Bahdanau's attention nearly all are right after two epochs, with Luong's
(--attention luong --epochs 3) after three. After two, the plain network (none) has a few in a hundred, and the one that sees the encoder's
vector at each step (peeky) one in ten (--compare); they learn, too, but much later. And nobody told the network what a month is:
Bahdanau's picture shows that it looks at the year's digits for the year, at the month's name for the month. Luong's is another one:
it finds month and day in what the encoder has carried along to the year.

Result: after two epochs above 95 % exact with Bahdanau's attention, below 10 % with the plain network and below 25 % with the peeky one;
after three above 95 % with Luong's attention.
Time: one to two minutes with Bahdanau's attention, two to three with Luong's, three with --compare.
Follows: «Deep Learning from Scratch 2», chapter 8; Bahdanau et al. 2015; Luong et al. 2015.
Shows: bidirectional_dynamic_rnn, AttentionWrapper with alignment_history, BahdanauAttention, LuongAttention, memory_sequence_length,
TrainingHelper, GreedyEmbeddingHelper, BasicDecoder, dynamic_decode, sharing a decoder's variables by its scope.
Picture: where the decoder looked, a map for each sample; with --compare the share of exact dates over the epochs.
Runs: (none); --attention luong --epochs 3; --compare

    python lab/date_attention.py --help
"""

import collections
import datetime
import random

from legacy_seq2seq import labs, text

# 1. Settings

EXAMPLES = 50_000
FIRST, LAST = datetime.date(1970, 1, 1), datetime.date(2029, 12, 31)   # within a century: «94» can only be 1994
EMBEDDING = 16
LARGEST_GRADIENT = 5.0
TESTED = 2_000          # of the test's dates, so many are written twice an epoch
LONGEST_ANSWER = 20     # symbols after which a decoder that finds no end is stopped
NAMES = {"bahdanau": "Bahdanau attention", "luong": "Luong attention", "none": "plain", "peeky": "peeky"}
# Luong's score, a product, begins to look later than Bahdanau's: its steps are longer, and smaller batches make more of them.
BATCH = {"bahdanau": 128, "luong": 64, "none": 128, "peeky": 128}
LEARNING_RATE = {"bahdanau": 0.002, "luong": 0.003, "none": 0.002, "peeky": 0.002}
# What this lab promises: after so many epochs, the share of exact dates lies from … to ….
PROMISED = {"bahdanau": (2, 0.95, 1.0), "luong": (3, 0.95, 1.0), "none": (2, 0.0, 0.1), "peeky": (2, 0.0, 0.25)}

MONTHS = {
    "English": "January February March April May June July August September October November December",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
WEEKDAYS = {
    "English": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Korean": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "Japanese": "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "French": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "German": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "Spanish": "lunes martes miércoles jueves viernes sábado domingo",
    "Italian": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
}
# How each language writes a date: y and yy the year, m and mm the month, d and dd the day.
FORMS = {
    "English": ("{month} {d}, {y}", "{weekday}, {month} {d}, {y}", "{d} {month} {y}", "{short} {d}, {y}", "{m}/{d}/{yy}"),
    "Korean": ("{y}년 {m}월 {d}일", "{y}년 {m}월 {d}일 {weekday}", "{yy}년 {m}월 {d}일", "{y}. {m}. {d}."),
    "Japanese": ("{y}年{m}月{d}日", "{y}年{m}月{d}日{weekday}"),
    "French": ("{d} {month} {y}", "le {weekday} {d} {month} {y}"),
    "German": ("{d}. {month} {y}", "{weekday}, der {d}. {month} {y}", "{dd}.{mm}.{y}", "{d}.{m}.{yy}"),
    "Spanish": ("{d} de {month} de {y}", "{weekday}, {d} de {month} de {y}"),
    "Italian": ("{d} {month} {y}", "{weekday} {d} {month} {y}"),
}


def read_options(arguments=None):
    parser = labs.Parser("Learn to write dates of many languages as ISO dates.", epochs=2,
                         plot="the attention, or with --compare the curves,")
    parser.add_argument("--attention", choices=tuple(NAMES), default="bahdanau",
                        help="how the decoder sees the question (default bahdanau)")
    parser.add_argument("--compare", action="store_true", help="train with Bahdanau's attention, without any, and peeky")
    parser.add_argument("--data", metavar="FILE", help="learn the lines of this UTF-8 file, such as «27 sep 1994_1994-09-27»")
    parser.add_number("--hidden", 128, 2, "LSTM units of the decoder; an even number, half of them read in each direction", "UNITS")
    options = parser.parse_args(arguments)
    if options.compare and options.attention != "bahdanau":
        labs.give_up("--compare trains several kinds of --attention; leave it out")
    if options.hidden % 2:
        labs.give_up(f"--hidden is {options.hidden}; give an even number")
    return options


# 2. The data

def write_date(day, language, form):
    """The date as people write it: write_date(date(1994, 9, 27), "German", "{d}. {month} {y}") → "27. September 1994"."""
    month = MONTHS[language].split()[day.month - 1] if language in MONTHS else ""
    return form.format(
        y=day.year, yy=f"{day.year % 100:02d}", m=day.month, mm=f"{day.month:02d}", dd=f"{day.day:02d}", month=month, short=month[:3],
        d="1er" if day.day == 1 and language == "French" else day.day, weekday=WEEKDAYS[language].split()[day.weekday()])


def make_dates(count, seed):
    """Two lists of (written, ISO date): for training, and a tenth for the test, whose days come in no form in training."""
    chance = random.Random(seed)
    days = [FIRST + datetime.timedelta(n) for n in range((LAST - FIRST).days + 1)]
    chance.shuffle(days)
    cut = len(days) * 9 // 10

    def some(days, count):
        languages = [chance.choice(list(FORMS)) for _ in range(count)]
        chosen = [(chance.choice(days), language, chance.choice(FORMS[language])) for language in languages]
        return [(write_date(*one), one[0].isoformat()) for one in chosen]

    return some(days[:cut], count * 9 // 10), some(days[cut:], count // 10)


def columns_of(pairs, vocabulary):
    """Questions, their lengths, answers that end with <eos>, their lengths: what a batch is made of."""
    questions = [vocabulary.encode(question) for question, _ in pairs]
    answers = [vocabulary.encode(answer, end=True) for _, answer in pairs]
    return [questions, text.lengths(questions), answers, text.lengths(answers)]


# 3. The graph

Model = collections.namedtuple("Model", "questions question_lengths answers answer_lengths encoded logits loss train_op written alignments")


def build_graph(tf, vocabulary, kind, hidden):
    seq2seq, vocab = tf.contrib.seq2seq, len(vocabulary)
    questions = tf.placeholder(tf.int32, [None, None], "questions")              # [batch, source time] ids
    question_lengths = tf.placeholder(tf.int32, [None], "question_lengths")
    answers = tf.placeholder(tf.int32, [None, None], "answers")                  # [batch, time] ids, <eos> last
    answer_lengths = tf.placeholder(tf.int32, [None], "answer_lengths")
    batch = tf.shape(questions)[0]

    with tf.variable_scope("encoder"):                                           # two LSTMs of half the units, one from each end
        embedding = tf.get_variable("embedding", [vocab, EMBEDDING])
        both_ways, states = tf.nn.bidirectional_dynamic_rnn(
            tf.nn.rnn_cell.BasicLSTMCell(hidden // 2), tf.nn.rnn_cell.BasicLSTMCell(hidden // 2),
            tf.nn.embedding_lookup(embedding, questions), question_lengths, dtype=tf.float32)
        encoded = tf.concat(both_ways, axis=2)                                   # [batch, source time, hidden]
        state = tf.nn.rnn_cell.LSTMStateTuple(*(tf.concat(parts, axis=1) for parts in zip(*states)))  # c and h: [batch, hidden]

    decoder_embedding = tf.get_variable("decoder_embedding", [vocab, EMBEDDING])
    cell = tf.nn.rnn_cell.BasicLSTMCell(hidden)
    if kind in ("bahdanau", "luong"):
        if kind == "bahdanau":
            mechanism = seq2seq.BahdanauAttention(hidden, encoded, question_lengths)            # padding gets no attention
        else:
            mechanism = seq2seq.LuongAttention(hidden, encoded, question_lengths, scale=True)   # scale: a factor that is learnt
        cell = seq2seq.AttentionWrapper(cell, mechanism, attention_layer_size=hidden, alignment_history=True)
        state = cell.zero_state(batch, tf.float32).clone(cell_state=state)
    thought = tf.identity(state.h if kind in ("none", "peeky") else state.cell_state.h)  # [batch, hidden]

    def look_up(ids):
        """[…] ids → […, embedding]; peeky: the encoder's vector beside it."""
        embedded = tf.nn.embedding_lookup(decoder_embedding, ids)
        if kind != "peeky":
            return embedded
        beside = thought if ids.shape.ndims == 1 else tf.tile(thought[:, None], [1, tf.shape(ids)[1], 1])
        return tf.concat([embedded, beside], axis=-1)

    to_logits = tf.layers.Dense(vocab, name="softmax")

    def decode(helper, **limits):
        decoder = seq2seq.BasicDecoder(cell, helper, state, to_logits)
        with tf.variable_scope("decoder", reuse=tf.AUTO_REUSE):                  # one decoder, two ways to feed it
            return seq2seq.dynamic_decode(decoder, **limits)

    # Training: each symbol is given the right one before it, <sos> at first.
    starts = tf.fill([batch], vocabulary.sos_id)
    shifted = tf.concat([starts[:, None], answers[:, :-1]], axis=1)              # [batch, time] ids
    outputs, _, _ = decode(seq2seq.TrainingHelper(look_up(shifted), answer_lengths))
    logits = outputs.rnn_output                                                  # [batch, time, vocab]
    weights = tf.sequence_mask(answer_lengths, dtype=tf.float32)                 # [batch, time], 0 on padding
    loss = seq2seq.sequence_loss(logits, answers, weights, name="loss")
    optimizer = tf.train.AdamOptimizer(LEARNING_RATE[kind])
    gradients, variables = zip(*optimizer.compute_gradients(loss))
    gradients, _ = tf.clip_by_global_norm(gradients, LARGEST_GRADIENT)
    train_op = optimizer.apply_gradients(zip(gradients, variables), tf.train.get_or_create_global_step())

    # Inference: each symbol is given the one that was written, until <eos>.
    outputs, final, _ = decode(seq2seq.GreedyEmbeddingHelper(look_up, starts, vocabulary.eos_id), maximum_iterations=LONGEST_ANSWER)
    written = outputs.sample_id                                                  # [batch, written time] ids
    alignments = None
    if kind in ("bahdanau", "luong"):
        alignments = tf.transpose(final.alignment_history.stack(), [1, 0, 2])    # [batch, written time, source time]
    return Model(questions, question_lengths, answers, answer_lengths, encoded, logits, loss, train_op, written, alignments)


AXES = {"questions": "batch source", "encoded": "batch source hidden", "answers": "batch time", "logits": "batch time vocab", "loss": "",
        "written": "batch written", "alignments": "batch written source"}


def feed_of(model, batch):
    names = ("questions", "question_lengths", "answers", "answer_lengths")
    return {getattr(model, name): values for name, values in zip(names, batch)}


# 4. Training

def train(sess, model, batches, test, history, total, progress):
    """Runs the steps that are left. Twice an epoch, and at the end, dates of the test are written without a teacher."""
    per_epoch = batches.batches_per_epoch()
    while not sess.should_stop():
        _, loss = sess.run([model.train_op, model.loss], feed_of(model, batches.next()))
        progress(sess.step, loss=loss)
        if sess.step % per_epoch in (0, per_epoch // 2) or sess.step == total:
            exact = sum(test.right(test.write(sess, model))) / len(test.pairs)
            history.add(sess.step / per_epoch, exact=exact, loss=loss)
            progress.print(f"epoch {sess.step / per_epoch:4.1f}  loss {loss:.4f}  exact {exact:6.1%}")


class Test:
    """Dates of the test: one batch of them, and whether what is written is right."""

    def __init__(self, pairs, vocabulary):
        self.pairs, self.vocabulary = pairs[:TESTED], vocabulary
        self.batch = text.batches(columns_of(self.pairs, vocabulary), len(self.pairs), shuffle=False, padding=vocabulary.pad_id).next()

    def write(self, sess, model):
        return [self.vocabulary.decode(ids) for ids in sess.run(model.written, feed_of(model, self.batch))]

    def right(self, written):
        return [date == answer for date, (_, answer) in zip(written, self.pairs)]


# 5. What it learned

def show(test, written):
    """Dates of the test with what the network wrote, right and wrong alike."""
    for (question, answer), date, right in list(zip(test.pairs, written, test.right(written)))[:10]:
        print(f"  {date:<10}  {'right' if right else 'wrong: ' + answer:<17}  {question}")


# The Korean and Japanese letters as they are read: a picture may have no font for them.
ROMAN = {"년": "nyeon", "월": "wol", "일": "il", "화": "hwa", "수": "su", "목": "mok", "금": "geum", "토": "to", "요": "yo",
         "年": "nen", "月": "gatsu", "日": "nichi", "火": "ka", "水": "sui", "木": "moku", "金": "kin", "土": "do", "曜": "yo"}


def maps_of(sess, model, test, count=6):
    """Where the decoder looked for the first dates of so many different forms; Korean and Japanese letters as they are read."""
    alignments, written = sess.run([model.alignments, model.written], feed_of(model, test.batch))
    chosen = {}
    for i, (question, _) in enumerate(test.pairs):
        form = ["".join(letter for letter in question if not letter.isalnum()), "년" in question, "年" in question]
        chosen.setdefault(str(form), i)
    maps = []
    for i in list(chosen.values())[:count]:
        source = [ROMAN.get(letter, letter) for letter in test.pairs[i][0]]
        target = [*test.vocabulary.decode(written[i]), "<eos>"]
        maps.append((alignments[i, :len(target), :len(source)], source, target))
    return maps


def learn(kind, options, training_pairs, test, vocabulary):
    """Builds and trains one network. Returns the `History` of its test and the maps of its attention, None where it was only shown."""
    from legacy_seq2seq import tf1 as tf  # here, so that --help and bad input are answered at once
    from legacy_seq2seq import training

    batches = text.batches(columns_of(training_pairs, vocabulary), BATCH[kind], seed=options.seed, padding=vocabulary.pad_id)
    steps = labs.steps(options, batches.batches_per_epoch())
    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, vocabulary, kind, options.hidden)
        shown = {name: getattr(model, name) for name in AXES if getattr(model, name) is not None}
        if labs.only_shows(options, feed_of(model, [column[:BATCH[kind]] for column in test.batch]), shown, AXES):
            return None
        history = labs.History()
        logdir = options.logdir and f"{options.logdir}/{kind}"
        with training.session(logdir, loss=model.loss, steps=steps, state={"batches": batches, "history": history}) as sess, \
                training.progress(steps, disable=sess.step >= steps) as progress:
            print(f"{NAMES[kind]}:")
            train(sess, model, batches, test, history, steps, progress)
            written = test.write(sess, model)
            maps = maps_of(sess, model, test) if model.alignments is not None else []
        print("Dates of the test, which came in no form in training:")
        show(test, written)
        return history, maps


def keeps_its_promise(histories):
    """Whether each network had learnt as much, or as little, as is promised of it; None where one was not trained for so long."""
    then = [(dict(zip(*history["exact"])).get(PROMISED[kind][0]), *PROMISED[kind][1:]) for kind, history in histories.items()]
    return None if any(share is None for share, *_ in then) else all(least <= share <= most for share, least, most in then)


def main(arguments=None):
    options = read_options(arguments)
    if options.data is None:
        training_pairs, test_pairs = make_dates(EXAMPLES, options.seed)
    else:
        pairs = labs.read_pairs(options.data, "_")
        training_pairs, test_pairs = pairs[:len(pairs) * 9 // 10], pairs[len(pairs) * 9 // 10:]
    letters = sorted(set().union(*(question + answer for question, answer in [*training_pairs, *test_pairs])))
    vocabulary = text.Vocabulary([*text.SPECIALS, *letters], level="characters")
    print(f"{len(training_pairs)} dates for training, {len(test_pairs)} for the test; {len(letters)} different characters.")
    for question, answer in training_pairs[:5]:
        print(f"  {answer}  {question}")

    test, histories = Test(test_pairs, vocabulary), {}
    for kind in ("bahdanau", "none", "peeky") if options.compare else (options.attention,):
        learned = learn(kind, options, training_pairs, test, vocabulary)
        if learned is None:
            return 0
        histories[kind], maps = learned
        maps = maps if kind == options.attention else []

    shares = {kind: history.last("exact") for kind, history in histories.items()}
    if None in shares.values():
        return 0                                                # not one step was made
    told = ", ".join(f"{NAMES[kind]} {share:.1%}" for kind, share in shares.items())
    epochs = max(places[-1] for places, _ in (history["exact"] for history in histories.values()))
    labs.report(options, f"exact dates after {epochs:.2g} epochs: {told} (the book: attention nearly all, plain none).",
                None if options.data else keeps_its_promise(histories), **shares)
    if options.plot and (options.compare or options.attention in ("none", "peeky")):
        labs.curves(options.plot, {NAMES[kind]: history["exact"] for kind, history in histories.items()},
                    "Dates that came in no form in training", "epoch", "exact dates", percent=True)
    elif options.plot:
        labs.heat_maps(options.plot, maps, f"{NAMES[options.attention]}: where the decoder looks (dark), row by row as it writes")
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run, with --compare (five of the ten dates shown of each):
#
# 45000 dates for training, 5000 for the test; 72 different characters.
#   1991-06-30  Sunday, June 30, 1991
#   2029-04-26  26.4.29
#   1990-12-11  11 décembre 1990
#   2024-07-26  Freitag, der 26. Juli 2024
#   1992-05-09  9 de mayo de 1992
# Bahdanau attention:
# epoch  0.5  loss 0.7635  exact   0.3%
# epoch  1.0  loss 0.2938  exact  36.0%
# epoch  1.5  loss 0.0205  exact  95.2%
# epoch  2.0  loss 0.0049  exact  98.9%
# Dates of the test, which came in no form in training:
#   1980-09-19  right              1980年9月19日金曜日
#   2022-07-12  right              martes, 12 de julio de 2022
#   1978-11-11  right              11 novembre 1978
#   1988-03-11  right              11 mars 1988
#   1983-02-17  right              1983年2月17日木曜日
# plain:
# epoch  0.5  loss 0.9478  exact   0.0%
# epoch  1.0  loss 0.8144  exact   0.1%
# epoch  1.5  loss 0.7060  exact   0.5%
# epoch  2.0  loss 0.5977  exact   1.1%
# Dates of the test, which came in no form in training:
#   1996-01-11  wrong: 1980-09-19  1980年9月19日金曜日
#   2022-01-23  wrong: 2022-07-12  martes, 12 de julio de 2022
#   1977-05-19  wrong: 1978-11-11  11 novembre 1978
#   1977-05-13  wrong: 1988-03-11  11 mars 1988
#   1976-05-15  wrong: 1983-02-17  1983年2月17日木曜日
# peeky:
# epoch  0.5  loss 0.9014  exact   0.1%
# epoch  1.0  loss 0.7186  exact   0.4%
# epoch  1.5  loss 0.5158  exact   3.2%
# epoch  2.0  loss 0.4036  exact  14.3%
# Dates of the test, which came in no form in training:
#   1980-09-19  right              1980年9月19日金曜日
#   2022-08-28  wrong: 2022-07-12  martes, 12 de julio de 2022
#   1978-11-11  right              11 novembre 1978
#   1988-01-13  wrong: 1988-03-11  11 mars 1988
#   1980-02-18  wrong: 1983-02-17  1983年2月17日木曜日
# Result: exact dates after 2 epochs: Bahdanau attention 98.9%, plain 1.1%, peeky 14.3% (the book: attention nearly all, plain none).
#
# Exercise: let the encoder read from left to right alone (dynamic_rnn). Luong's attention suffers most. Look at the maps: why?
