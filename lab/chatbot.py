"""A chatbot: does it learn its answers by heart, or does it know a question again that is put in other words?
챗봇: 대답을 통째로 외울 뿐일까, 아니면 다르게 물어도 같은 질문임을 알아볼까?

A question goes into an encoder, an answer comes out of a decoder with attention: translation, from questions to answers. The built-in
dialogues have 55 answers, each to six questions that mean the same; five of them are for training, the sixth is held out.

What you will see: after some epochs it answers every question it was trained on word for word. Held-out paraphrases are the harder half.
What helps is to forget: a word of the question is replaced by <unk> now and then (--forget), so that no answer hangs on a single word.

The beam search keeps several answers, and the penalty on length decides between short and long ones. At the end you may talk to it. With
--data take the Cornell Movie-Dialogs Corpus (a folder with movie_lines.txt and movie_conversations.txt), which has no paraphrases: there
the perplexity of held-out answers is what counts, and patience.

Result: 98 % or more of the training questions answered word for word, and 80 % of the held-out paraphrases; by chance it would be 2 %.
Time: about 20 seconds.
Follows: Vinyals and Le 2015, «A Neural Conversational Model»; the chatbot lectures with the movie dialogues.
Shows: dropout by tf.cond, BahdanauAttention, AttentionWrapper, BeamSearchDecoder with a length penalty, placeholder_with_default.
Picture: the share of right answers, of training questions and of paraphrases, over the epochs.

    python lab/chatbot.py --chat
    python lab/chatbot.py --data cornell --epochs 3 --hidden 256
"""

import ast
import collections
import math
import os
import random
import sys

from legacy_seq2seq import labs

# 1. Settings

EMBEDDING = 64
LEARNING_RATE = 0.003
CLIP = 5.0              # the gradient's norm at most
KEEP = 0.7              # of the embeddings' numbers in training; dropout
LENGTH_PENALTY = 0.6    # 0: the beam likes short answers, whose probability is a product of few factors
LONGEST_ANSWER = 25     # words; a decoder that never says <eos> is stopped
LOOK_EVERY = 5          # epochs between two looks at the answers
SHOWN = 10              # held-out questions answered at the end


def read_options(arguments=None):
    parser = labs.Parser("Train a chatbot, and talk to it.", epochs=40, plot="right answers over the epochs")
    parser.add_argument("--data", metavar="PATH", help="a file with a question, a tab, its answer a line; or a folder with movie_lines.txt "
                                                       "and movie_conversations.txt (default: the built-in dialogues)")
    parser.add_argument("--chat", action="store_true", help="talk to it when it is trained (in a terminal it asks you to without)")
    parser.add_number("--pairs", 50000, 10, "take so many pairs at most, drawn at random")
    parser.add_number("--longest", 12, 1, "leave out pairs with a longer question or answer", "WORDS")
    parser.add_number("--vocabulary", 8000, 5, "words known; the rarer ones are <unk>", "WORDS")
    parser.add_number("--hidden", 128, 2, "GRU units", "UNITS")
    parser.add_number("--batch", 32, 1, "questions in a step")
    parser.add_number("--beam", 5, 2, "answers kept in mind by the beam search", "WIDTH")
    parser.add_number("--forget", 15, 0, "percent of the questions' words that are replaced by <unk> in training", "PERCENT")
    return parser.parse_args(arguments)


# 2. The data

SEPARATOR = " +++$+++ "


def read_movies(folder):
    """Each line of a conversation with the one that answers it. The files are no UTF-8: they are older than that habit."""
    def rows(name):
        with open(os.path.join(folder, name), encoding="cp1252", errors="replace") as file:
            return [line.rstrip("\n").split(SEPARATOR) for line in file]

    try:
        lines = {row[0]: row[4] for row in rows("movie_lines.txt") if len(row) == 5}
        conversations = [ast.literal_eval(row[3]) for row in rows("movie_conversations.txt") if len(row) == 4]
    except OSError as error:
        labs.give_up(f"--data {folder}: {error.filename} cannot be read: {error.strerror}; the folder holds movie_lines.txt and "
                     "movie_conversations.txt")
    except (ValueError, SyntaxError):
        labs.give_up(f"--data {folder}: movie_conversations.txt has a line whose last field is no list such as ['L194', 'L195']")
    return [(lines[one], lines[other]) for talk in conversations for one, other in zip(talk, talk[1:]) if one in lines and other in lines]


def read_data(options):
    """(pairs to train, pairs held out), texts in small letters. Of answers with three questions or more the last question is held out."""
    from legacy_seq2seq import text

    movies = options.data is not None and os.path.isdir(options.data)
    try:
        pairs = read_movies(options.data) if movies else list(text.read_pairs(options.data or labs.data("dialogues.tsv")))
    except (OSError, ValueError) as error:
        labs.give_up(str(error).replace("source:", "--data:"))
    pairs = [(text.clean(question), text.clean(answer)) for question, answer in pairs]
    pairs = [pair for pair in pairs if all(0 < len(text.words(side)) <= options.longest for side in pair)]
    if len(pairs) < 10:
        labs.give_up(f"--data {options.data} has {len(pairs)} pairs of at most {options.longest} words; give 10 or more: each line a "
                     "question, a tab and its answer, or the folder of the movie dialogues")
    if len(pairs) > options.pairs:
        pairs = random.Random(0).sample(pairs, options.pairs)
    asked = collections.defaultdict(list)
    for question, answer in pairs:
        asked[answer].append(question)
    if not movies and all(len(questions) >= 3 for questions in asked.values()):
        held_out = {(questions[-1], answer) for answer, questions in asked.items()}
    else:
        held_out = set(random.Random(0).sample(sorted(set(pairs)), max(1, len(set(pairs)) // 20)))
    return [pair for pair in pairs if pair not in held_out], sorted(held_out)


def columns(pairs, vocabulary):
    from legacy_seq2seq import text

    questions = [vocabulary.encode(question) for question, _ in pairs]
    inputs = [vocabulary.encode(answer, start=True) for _, answer in pairs]
    targets = [vocabulary.encode(answer, end=True) for _, answer in pairs]
    return [questions, text.lengths(questions), inputs, targets, text.lengths(targets)]


# 3. The graph

Model = collections.namedtuple("Model", "questions lengths inputs targets target_lengths training encoder_outputs logits loss "
                            "train_op answers")
AXES = {"questions": "batch time", "targets": "batch time", "encoder_outputs": "batch time hidden", "logits": "batch time vocab",
        "loss": "",
        "answers": "batch time width"}


def build_graph(tf, vocabulary, options):
    seq2seq, hidden = tf.contrib.seq2seq, options.hidden - options.hidden % 2
    questions = tf.placeholder(tf.int32, [None, None], "questions")              # [batch, question time]
    lengths = tf.placeholder(tf.int32, [None], "lengths")                        # [batch]
    inputs = tf.placeholder(tf.int32, [None, None], "inputs")                    # [batch, time], <sos> first
    targets = tf.placeholder(tf.int32, [None, None], "targets")                  # [batch, time], <eos> last
    target_lengths = tf.placeholder(tf.int32, [None], "target_lengths")          # [batch]
    training = tf.placeholder_with_default(False, [], "training")                # fed as True in training alone
    batch_size = tf.shape(questions)[0]

    # One vocabulary and one embedding for both sides: it is one language.
    embeddings = tf.get_variable("embeddings", [len(vocabulary), EMBEDDING])
    unknown = tf.fill(tf.shape(questions), vocabulary.unk_id)
    read = tf.cond(training, lambda: tf.where(tf.random_uniform(tf.shape(questions)) < options.forget / 100, unknown, questions),
                   lambda: questions)                                            # [batch, question time]

    def embed(ids):
        """[batch, time] ids → [batch, time, embedding]; in training with dropout. Outside of it nothing is drawn: see tf.cond."""
        embedded = tf.nn.embedding_lookup(embeddings, ids)
        return tf.cond(training, lambda: tf.nn.dropout(embedded, keep_prob=KEEP), lambda: embedded)

    both_outputs, both_states = tf.nn.bidirectional_dynamic_rnn(
        tf.nn.rnn_cell.GRUCell(hidden // 2), tf.nn.rnn_cell.GRUCell(hidden // 2), embed(read), lengths, dtype=tf.float32)
    encoder_outputs = tf.concat(both_outputs, 2)                                 # [batch, question time, hidden]
    encoder_state = tf.concat(both_states, 1)                                    # [batch, hidden]

    def decoder_cell(memory, state, memory_lengths, copies):
        mechanism = seq2seq.BahdanauAttention(hidden, memory, memory_lengths)
        cell = seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(hidden), mechanism, attention_layer_size=hidden)
        return cell, cell.zero_state(batch_size * copies, tf.float32).clone(cell_state=state)

    to_words = tf.layers.Dense(len(vocabulary), use_bias=False, name="to_words")
    with tf.variable_scope("answer"):
        cell, state = decoder_cell(encoder_outputs, encoder_state, lengths, 1)
        helper = seq2seq.TrainingHelper(embed(inputs), target_lengths)
        decoded, _, _ = seq2seq.dynamic_decode(seq2seq.BasicDecoder(cell, helper, state))
    logits = to_words(decoded.rnn_output)                                        # [batch, time, vocab]
    weights = tf.sequence_mask(target_lengths, dtype=tf.float32)                 # [batch, time], 0 on padding
    loss = seq2seq.sequence_loss(logits, targets, weights)                       # nats per word
    optimizer = tf.train.AdamOptimizer(LEARNING_RATE)
    gradients, variables = zip(*optimizer.compute_gradients(loss))
    clipped, _ = tf.clip_by_global_norm(gradients, CLIP)
    train_op = optimizer.apply_gradients(zip(clipped, variables), global_step=tf.train.get_or_create_global_step())

    with tf.variable_scope("answer", reuse=True):                                # the same variables; WIDTH answers to each question
        tiled = [seq2seq.tile_batch(tensor, options.beam) for tensor in (encoder_outputs, encoder_state, lengths)]
        cell, state = decoder_cell(*tiled, options.beam)
        decoder = seq2seq.BeamSearchDecoder(cell, embeddings, tf.fill([batch_size], vocabulary.sos_id), vocabulary.eos_id, state,
                                            options.beam,
                                            output_layer=to_words, length_penalty_weight=LENGTH_PENALTY)
        answers, _, _ = seq2seq.dynamic_decode(decoder, maximum_iterations=LONGEST_ANSWER)
    return Model(questions, lengths, inputs, targets, target_lengths, training, encoder_outputs, logits, loss, train_op,
                 answers.predicted_ids)                                          # [batch, time, width], the best first


def feed_of(model, batch):
    return dict(zip((model.questions, model.lengths, model.inputs, model.targets, model.target_lengths), batch))


# 4. Training

def train(sess, model, batches, sides, vocabulary, history, progress):
    """Runs the steps that are left. Now and then the questions of the `sides`, {name: pairs}, are answered."""
    while not sess.should_stop():
        _, loss = sess.run([model.train_op, model.loss], {**feed_of(model, next(batches)), model.training: True})
        progress(sess.step, loss=loss)
        if batches.position == 0 and batches.epoch % LOOK_EVERY == 0:
            for name, pairs in sides.items():
                history.add(batches.epoch, **{name: right(answer_all(sess, model, pairs, vocabulary), pairs)})
            shares = ", ".join(f"{name} {history.last(name):.0%}" for name in sides)
            progress.print(f"epoch {batches.epoch:3d}  loss {loss:.3f}  right: {shares}")
            sess.write_text("right answers", shares)


# 5. What it learned

def answer_all(sess, model, pairs, vocabulary):
    """The best answer of the beam to each question, in order."""
    from legacy_seq2seq import text

    answers = []
    for batch in text.Batches(columns(pairs, vocabulary), 200, shuffle=False).rest_of_epoch():
        best = sess.run(model.answers, feed_of(model, batch))[:, :, 0]           # [batch, time]; -1 behind an answer's end
        answers += [vocabulary.decode([i for i in ids if i >= 0]) for ids in best]
    return answers


def right(answers, pairs):
    return sum(answer == expected for answer, (_, expected) in zip(answers, pairs)) / len(pairs)


def perplexity(sess, model, pairs, vocabulary):
    """Of the held-out answers, per word, <eos> counted."""
    from legacy_seq2seq import text

    total = words = 0
    for batch in text.Batches(columns(pairs, vocabulary), 200, shuffle=False).rest_of_epoch():
        total += float(sess.run(model.loss, feed_of(model, batch))) * batch[-1].sum()
        words += batch[-1].sum()
    return math.exp(min(total / words, 50))


def chat(sess, model, vocabulary):
    """Questions from the keyboard, until an empty line or the end of the input."""
    from legacy_seq2seq import text

    print("Ask it something (an empty line ends).")
    while True:
        try:
            question = text.clean(input("> ")).rstrip(" .?!")
        except EOFError:
            return
        if not question:
            return
        ids = vocabulary.encode(question)
        best = sess.run(model.answers, {model.questions: [ids], model.lengths: [len(ids)]})[0, :, 0]  # [time]
        print(f"  {vocabulary.decode([i for i in best if i >= 0])}")


def main(arguments=None):
    options = read_options(arguments)
    train_pairs, test_pairs = read_data(options)
    from legacy_seq2seq import text

    train_pairs = [(question.rstrip(" .?!") or question, answer) for question, answer in train_pairs]
    test_pairs = [(question.rstrip(" .?!") or question, answer) for question, answer in test_pairs]
    vocabulary = text.Vocabulary.of_lines([side for pair in train_pairs for side in pair], max_size=options.vocabulary)
    batches = text.Batches(columns(train_pairs, vocabulary), options.batch, seed=options.seed)
    print(f"Pairs: {len(train_pairs)} to train, {len(test_pairs)} held out, with {len({answer for _, answer in train_pairs})} answers; "
          f"{len(vocabulary)} words.")
    for question, answer in train_pairs[:4]:
        print(f"  {question}  →  {answer}")

    from legacy_seq2seq import tf1 as tf
    from legacy_seq2seq import training

    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, vocabulary, options)
        few = text.Batches(columns(train_pairs[:options.batch], vocabulary), options.batch).next()
        if labs.only_shows(options, feed_of(model, few), {name: getattr(model, name) for name in AXES}, AXES):
            return 0
        steps = labs.steps(options, batches.batches_per_epoch())
        sides = {"training questions": train_pairs[:1000], "held-out paraphrases": test_pairs[:1000]}
        history = labs.History()
        with training.session(options.logdir, loss=model.loss, steps=steps, state={"batches": batches, "history": history}) as sess:
            with training.progress(steps, disable=sess.step >= steps) as progress:
                train(sess, model, batches, sides, vocabulary, history, progress)
            if sess.stopped_by:
                print(f"Stopped by {sess.stopped_by} after step {sess.step} of {steps}.")
            answers = {name: answer_all(sess, model, pairs, vocabulary) for name, pairs in sides.items()}
            surprise = perplexity(sess, model, test_pairs, vocabulary)
            tell(options, sides, answers, surprise, sess.step >= steps)
            curves = {name: history[name] for name in sides}
            if options.plot and history["training questions"][0]:
                labs.curves(options.plot, curves, "Right answers, word for word", "epoch", "share", percent=True)
            if options.chat or sys.stdin.isatty() and not options.json and not sess.stopped_by:
                chat(sess, model, vocabulary)
    return 0


def tell(options, sides, answers, surprise, whole):
    (known, new), (known_answers, new_answers) = sides.values(), answers.values()
    for (question, expected), answer in list(zip(new, new_answers))[::max(1, len(new) // SHOWN)][:SHOWN]:
        print(f"  {question}\n    {'=' if answer == expected else '≠'} {answer}")
        if answer != expected:
            print(f"    expected: {expected}")
    shares = right(known_answers, known), right(new_answers, new)
    promised = options.data is None and options.steps is None and options.epochs >= 40 and whole
    labs.report(options, f"{shares[0]:.1%} of {len(known)} training questions and {shares[1]:.1%} of {len(new)} held-out ones answered "
                f"word for word; a perplexity of {surprise:.2f} on the latter (Vinyals and Le: 17 on film subtitles, no exact figure).",
                shares[0] > 0.98 and shares[1] >= 0.8 if promised else None, known=shares[0], new=shares[1], perplexity=surprise)


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# Pairs: 275 to train, 55 held out, with 55 answers; 294 words.
#   hello  →  hello , nice to meet you .
#   hi  →  hello , nice to meet you .
#   hello there  →  hello , nice to meet you .
#   hi there  →  hello , nice to meet you .
# epoch   5  loss 3.318  right: training questions 0%, held-out paraphrases 0%
# epoch  10  loss 1.749  right: training questions 0%, held-out paraphrases 0%
# epoch  15  loss 0.622  right: training questions 65%, held-out paraphrases 49%
# epoch  20  loss 0.190  right: training questions 94%, held-out paraphrases 71%
# epoch  25  loss 0.117  right: training questions 96%, held-out paraphrases 75%
# epoch  30  loss 0.166  right: training questions 99%, held-out paraphrases 82%
# epoch  35  loss 0.162  right: training questions 99%, held-out paraphrases 85%
# epoch  40  loss 0.068  right: training questions 99%, held-out paraphrases 84%
#   are you able to swim in the sea
#     = yes , but only on paper .
#   can you tell me the capital of italy
#     = rome is the capital of italy .
#   can you tell me what the moon is
#     = the moon turns around the earth .
#   do you think it is going to rain
#     = take an umbrella with you .
#   have you got a cat
#     = yes , i have a small cat .
#   i am so hungry i want to eat something
#     = let us cook something .
#   i feel very sick
#     = go to a doctor soon .
#   please tell me your name
#     = my name is momo .
#   tell me who made you
#     = a student made me in one night .
#   what game do you like to play
#     ≠ i like rice and soup .
#     expected: i play chess every evening .
# Result: 98.9% of 275 training questions and 83.6% of 55 held-out ones answered word for word; a perplexity of 1.14 on the latter
#   (Vinyals and Le: 17 on film subtitles, no exact figure).
#
# Exercise: give --forget 0, then 40. What becomes of the training questions, and of the paraphrases? Ask it something it has no answer to.
