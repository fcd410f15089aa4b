"""Input pipelines with tf.data: what do shuffle buffer, padded_batch, buckets and prefetch do?
tf.data 입력 파이프라인: 셔플 버퍼, padded_batch, 버킷, prefetch는 각각 무슨 일을 할까?

A file holds sentences of two classes, first all of one class and then all of the other, as files often come. A small network is to tell
the classes apart. The data reach it through a pipeline that is part of the graph: a run that needs a batch pulls it out of the file.

Four questions, each answered with figures. (1) What is the order of the stream? shuffle(n) fills a buffer with n lines and hands out a
random one each time, so a line can come forward by n places at most: a small buffer leaves a sorted file sorted. (2) What does that do
to learning? (3) How much of a batch is padding, in the order of the stream and in buckets of similar length? (4) How many sentences a
second come from Python by feed_dict, from tf.data, with prefetch (the next batch is read during the step) and in buckets? Python
reads such short lines faster than the graph does, so feed_dict is not the slowest here; prefetch takes the reading out of the step's time
(1.2 to 1.6 times as fast, on two busy cores), and buckets take the padding out of the step, which gains most (twice as fast again).

Result: after one pass the network tells the classes apart with the large buffer (above 85 %) and guesses without one (about 50 %);
padded_batch makes about 75 % of a batch padding, buckets less than 20 %.
Time: about 30 seconds.
Follows: the lectures on input pipelines; TensorFlow's guide to tf.data.
Shows: TextLineDataset, Dataset.zip, shuffle, map with string_split, padded_batch, tf.data.experimental.bucket_by_sequence_length, prefetch,
make_initializable_iterator with a placeholder, feeding a tensor that is no placeholder, an iterator's place saved with a checkpoint.
Picture: position in the file against position in the stream, for four buffers.

    python lab/input_pipeline.py --help
"""

import collections
import contextlib
import itertools
import os
import tempfile
import time
import zlib

import numpy as np

from legacy_seq2seq import labs, text

# 1. Settings

SENTENCES = 6000        # of the generated file
IDS = 1000              # a word's id is a hash of it, below this: no vocabulary is needed; 0 stays for the padding
BATCH_SIZE = 64
BOUNDARIES = (6, 9, 12, 16, 22, 30, 45)     # lengths at which a new bucket begins
HIDDEN = 32
LEARNING_RATE = 0.005
UNSEEN = 10             # one line in so many is held out
STEPS_TIMED = 40


def read_options(arguments=None):
    parser = labs.Parser("Learn from a sorted file through tf.data, and measure the pipeline.", epochs=2, plot="the order of the streams")
    parser.add_argument("--data", metavar="FILE", help="take these sentences: UTF-8 lines, 0 or 1 <TAB> words; the order of the file stays")
    parser.add_number("--buffer", None, 1, "lines in the shuffle buffer of the training (default: the whole file)", "LINES")
    return parser.parse_args(arguments)


# 2. The data

def generated_lines(count=SENTENCES, words=400, seed=0):
    """`count` lines of label <TAB> words, sorted by label. Both classes use all words, each some more often than the other does."""
    random = np.random.RandomState(seed)
    taste = random.normal(0, 0.6, words)
    lines = []
    for label in (0, 1):
        shares = np.exp(taste if label else -taste)
        for length in np.clip(random.lognormal(2.5, 0.7, count // 2), 3, 80).astype(int):
            chosen = random.choice(words, length, p=shares / shares.sum())
            lines.append(f"{label}\t" + " ".join(f"w{i}" for i in chosen))
    return lines


def read_the_lines(path):
    if path is None:
        return generated_lines()
    lines = labs.read_text(path).splitlines()
    for number, line in enumerate(lines, 1):
        label, tab, words = line.partition("\t")
        if label not in ("0", "1") or not tab or not words.split():
            labs.give_up(f"--data {path}, line {number}: {labs.shorten(line, 40)!r}; expected 0 or 1, a tab, and words")
    if len(lines) < 2 * UNSEEN:
        labs.give_up(f"--data {path} has {len(lines)} lines; give {2 * UNSEEN} or more")
    return lines


def write_files(folder, lines):
    """The lines to learn and the unseen ones, a file each: (path, path, how many to learn)."""
    unseen = lines[::UNSEEN]
    learned = [line for i, line in enumerate(lines) if i % UNSEEN]
    paths = [os.path.join(folder, name) for name in ("learned.txt", "unseen.txt")]
    for path, part in zip(paths, (learned, unseen)):
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(part) + "\n")
    return (*paths, len(learned))


# 3. The graph: first the pipeline, then the network

Batch = collections.namedtuple("Batch", "position label ids length")        # [batch], [batch], [batch, time], [batch]
Model = collections.namedtuple("Model", "initializer path buffer batch outputs logits loss right train_op")
AXES = {"position": "batch", "label": "batch", "ids": "batch time", "length": "batch", "outputs": "batch time hidden", "logits": "batch"}


def make_pipeline(tf, path, buffer, seed, in_buckets, prefetch, passes):
    """A data set of `Batch`es. path, buffer: tensors, so that one graph reads several files with several buffers."""
    def parse(position, line):
        parts = tf.string_split([line], "\t").values                        # [2] label, words
        words = tf.string_split([parts[1]]).values                          # [time]
        ids = 1 + tf.string_to_hash_bucket_fast(words, IDS - 1)             # [time]
        return position, tf.string_to_number(parts[0]), ids, tf.size(words)

    lines = tf.data.Dataset.zip((tf.data.Dataset.range(2 ** 40), tf.data.TextLineDataset(path)))     # each line with its position
    lines = lines.shuffle(buffer, seed=seed).repeat(passes)                 # each pass in an order of its own
    sentences = lines.map(parse, num_parallel_calls=2)                      # text is shuffled, not ids: a buffer of text is smaller
    shapes = ([], [], [None], [])                                           # None: padded to the longest of the batch
    if in_buckets:
        batches = sentences.apply(tf.data.experimental.bucket_by_sequence_length(
            lambda position, label, ids, length: length, BOUNDARIES, [BATCH_SIZE] * (len(BOUNDARIES) + 1), padded_shapes=shapes))
    else:
        batches = sentences.padded_batch(BATCH_SIZE, padded_shapes=shapes)
    return batches.prefetch(2) if prefetch else batches


def build_graph(tf, path, buffer, seed, in_buckets=False, prefetch=False, passes=1):
    path = tf.placeholder_with_default(path, [])
    buffer = tf.placeholder_with_default(tf.constant(buffer, tf.int64), [])
    iterator = tf.data.make_initializable_iterator(make_pipeline(tf, path, buffer, seed, in_buckets, prefetch, passes))
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)    # a training session begins with it
    batch = Batch(*iterator.get_next())                                     # each run takes the next batch

    embedding = tf.get_variable("embedding", [IDS, HIDDEN])
    embedded = tf.nn.embedding_lookup(embedding, batch.ids)                 # [batch, time, hidden]
    outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(HIDDEN), embedded, sequence_length=batch.length, dtype=tf.float32)
    # The mean over the words: the outputs are 0 where a sentence has ended.
    mean = tf.reduce_sum(outputs, axis=1) / tf.cast(batch.length, tf.float32)[:, None]      # [batch, hidden]
    logits = tf.layers.dense(mean, 1)[:, 0]                                 # [batch]
    loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=batch.label, logits=logits))
    right = tf.reduce_sum(tf.cast(tf.equal(logits > 0, batch.label > 0.5), tf.int32))       # how many of the batch
    step = tf.train.get_or_create_global_step()
    train_op = tf.train.AdamOptimizer(LEARNING_RATE).minimize(loss, global_step=step)
    return Model(iterator.initializer, path, buffer, batch, outputs, logits, loss, right, train_op)


def until_the_end(tf, sess, fetches):
    """The results of `fetches`, run until the data set has ended, which tf.data tells by an error."""
    while True:
        try:
            yield sess.run(fetches)
        except tf.errors.OutOfRangeError:
            return


# (1) and (2): the order, and what it does to learning

Order = collections.namedtuple("Order", "positions moved mixed exact")


def look_at_orders(tf, files, buffers, seed):
    """Per buffer: an `Order`, and what one pass in this order teaches."""
    learned, unseen, _ = files
    orders = {}
    with tf.Graph().as_default():
        tf.set_random_seed(seed)
        model = build_graph(tf, learned, 1, seed)
        size = tf.size(model.batch.label)
        for buffer in buffers:
            with tf.Session() as sess:                          # a new session: the same first weights
                sess.run(tf.global_variables_initializer())
                sess.run(model.initializer, {model.buffer: buffer})
                batches = [(batch.position, batch.label) for batch, _ in until_the_end(tf, sess, [model.batch, model.train_op])]
                positions = np.concatenate([position for position, _ in batches])
                rarer = [min(label.mean(), 1 - label.mean()) for _, label in batches]       # 0: one class alone, 0.5: half and half
                sess.run(model.initializer, {model.path: unseen, model.buffer: 1})
                rights, sizes = zip(*until_the_end(tf, sess, [model.right, size]))
            moved = np.abs(positions - np.arange(len(positions))).mean()
            orders[buffer] = Order(positions, moved, np.mean(rarer), sum(rights) / sum(sizes))
    return orders


# (3) and (4): padding and throughput

def from_python(path):
    """The file's batches the way of feed_dict: read, split, hashed and padded in Python, for as long as they are asked for."""
    while True:
        with open(path, encoding="utf-8") as file:
            for lines in iter(lambda: list(itertools.islice(file, BATCH_SIZE)), []):
                labels, sentences = zip(*(line.rstrip("\n").split("\t") for line in lines))
                ids = [[1 + zlib.crc32(word.encode()) % (IDS - 1) for word in sentence.split()] for sentence in sentences]
                yield Batch(np.arange(len(ids)), np.array(labels, np.float32), text.pad(ids), text.lengths(ids))


def sentences_per_second(sess, fetches, feeds):
    """The best of three rounds, as other programs may want the processor, too. feeds: feed_dicts, made one by one while the time runs."""
    rates = []
    for _ in range(3):
        began = time.perf_counter()
        sentences = sum(sess.run(fetches, feed)[0] for feed in itertools.islice(feeds, STEPS_TIMED))
        rates.append(sentences / (time.perf_counter() - began))
    return max(rates)


Way = collections.namedtuple("Way", "padding reading training")


def measure_way(tf, files, seed, by_python=False, **settings):
    """The share of padding in a pass, and sentences a second: read only, and with a training step."""
    learned, _, count = files
    with tf.Graph().as_default():
        tf.set_random_seed(seed)
        model = build_graph(tf, learned, count, seed, passes=None, **settings)
        size = tf.size(model.batch.label)
        feeds = itertools.repeat(None)
        if by_python:       # any tensor can be fed, not placeholders alone: what is fed is not pulled from the pipeline
            feeds = (dict(zip(model.batch, batch)) for batch in from_python(learned))
        with tf.Session() as sess:
            sess.run([tf.global_variables_initializer(), model.initializer])
            reading = sentences_per_second(sess, [size, model.batch], feeds)
            trained = sentences_per_second(sess, [size, model.train_op], feeds)
            real, all_cells = 0, 0
            for _, feed in zip(range(count // BATCH_SIZE), feeds):
                lengths, ids = sess.run([model.batch.length, model.batch.ids], feed)
                real, all_cells = real + lengths.sum(), all_cells + ids.size
    return Way(1 - real / all_cells, reading, trained)


WAYS = {"feed_dict from Python": {"by_python": True}, "tf.data": {}, "tf.data, prefetch": {"prefetch": True},
        "tf.data, prefetch, buckets": {"prefetch": True, "in_buckets": True}}


# 4. Training

def train(sess, model, progress):
    losses = []
    while not sess.should_stop():
        _, loss = sess.run([model.train_op, model.loss])        # no feed_dict: the batch comes out of the graph
        losses.append(loss)
        progress(sess.step, loss=np.mean(losses[-50:]))


def train_well(tf, options, files):
    """The pipeline as it should be, in a training that goes on at the batch where it was stopped. Returns (share right, steps)."""
    from legacy_seq2seq import training

    learned, unseen, count = files
    with tf.Graph().as_default():
        tf.set_random_seed(options.seed)
        model = build_graph(tf, learned, options.buffer or count, options.seed, in_buckets=True, prefetch=True, passes=None)
        others = tf.data.make_initializable_iterator(make_pipeline(tf, unseen, 1, 0, in_buckets=False, prefetch=False, passes=1))
        other_batch = Batch(*others.get_next())
        tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, others.initializer)

        steps = labs.steps(options, count // BATCH_SIZE)
        with training.session(options.logdir, loss=model.loss, steps=steps) as sess:
            with training.progress(steps, disable=sess.step >= steps) as progress:
                train(sess, model, progress)
            sess.run(others.initializer)                        # from the beginning, however often it was read
            rights = []
            for batch in until_the_end(tf, sess.raw_session, other_batch):
                rights.append((sess.run(model.right, dict(zip(model.batch, batch))), len(batch.label)))
            right, seen = np.sum(rights, axis=0)
            return right / seen, sess.step


# 5. What it learned

def print_glimpse(lines):
    print(f"{len(lines)} lines, {sum(line[0] == '1' for line in lines)} of class 1. The first, one of the middle, the last:")
    for line in (lines[0], lines[len(lines) // 2], lines[-1]):
        print("  " + labs.shorten(line.replace("\t", " | "), 100))


def print_orders(orders):
    print("\n(1), (2) shuffle(n), one pass over the file:")
    print("       n   a line has moved by   of the rarer class in a batch   right on unseen lines")
    for buffer, order in orders.items():
        print(f"{buffer:8d}   {order.moved:10.1f} places                      {order.mixed:6.1%}                  {order.exact:6.1%}")


def print_ways(ways):
    print("\n(3), (4)                     padding   sentences a second, read only   with a training step")
    for name, way in ways.items():
        print(f"  {name:26s} {way.padding:6.1%}                        {way.reading:7,.0f}                {way.training:7,.0f}")


def main(arguments=None):
    options = read_options(arguments)
    lines = read_the_lines(options.data)
    print_glimpse(lines)

    from legacy_seq2seq import tf1 as tf

    with contextlib.ExitStack() as stack:
        # An iterator's saved place names its file: a training that is to go on needs its files where they were.
        files = write_files(options.logdir or stack.enter_context(tempfile.TemporaryDirectory()), lines)
        if options.shapes is not None or options.diagram:
            with tf.Graph().as_default():
                model = build_graph(tf, files[0], files[2], options.seed, in_buckets=True)
                labs.only_shows(options, {}, {**model.batch._asdict(), "outputs": model.outputs, "logits": model.logits}, AXES)
            return 0
        buffers = sorted({1, min(100, files[2]), min(1000, files[2]), files[2]})
        orders = look_at_orders(tf, files, buffers, options.seed)
        print_orders(orders)
        ways = {name: measure_way(tf, files, options.seed, **settings) for name, settings in WAYS.items()}
        print_ways(ways)
        print("\nAnd now as it should be: the large buffer, buckets, prefetch.")
        right, steps = train_well(tf, options, files)

    plain, in_buckets = ways["tf.data"], ways["tf.data, prefetch, buckets"]
    first, last = orders[buffers[0]], orders[buffers[-1]]
    reached = None
    if options.data is None and options.buffer is None and steps >= 2 * (files[2] // BATCH_SIZE):
        reached = last.exact > 0.85 and right > 0.85 and first.exact < 0.65 and plain.padding > 0.5 and in_buckets.padding < 0.2
    labs.report(options, f"{first.exact:.1%} right after one pass in the file's order, {last.exact:.1%} after a shuffled one, {right:.1%} "
                         f"at the end; {plain.padding:.0%} padding by padded_batch, {in_buckets.padding:.0%} in buckets.", reached,
                sorted=first.exact, shuffled=last.exact, right=right, padded=plain.padding, buckets=in_buckets.padding,
                **{f"per_second_{name}": way.training for name, way in ways.items()})
    if options.plot:
        panels = {f"shuffle({buffer})": (range(len(order.positions)), order.positions) for buffer, order in orders.items()}
        labs.scatters(options.plot, panels, "What a shuffle buffer does to the order of a file", "position in the stream",
                      "position in the file")
    return 0


if __name__ == "__main__":
    labs.run(main)

# Output of a real run:
#
# 6000 lines, 3000 of class 1. The first, one of the middle, the last:
#   0 | w186 w139 w323 w164 w364 w75 w376 w246
#   1 | w180 w263 w207 w164 w67
#   1 | w311 w341 w184 w160 w303 w105 w49 w113 w86 w49 w377 w151 w109 w70 w253 w328 w198 w210 w127 w225…
#
# (1), (2) shuffle(n), one pass over the file:
#        n   a line has moved by   of the rarer class in a batch   right on unseen lines
#        1          0.0 places                        0.2%                   50.0%
#      100         73.2 places                        1.2%                   50.0%
#     1000        651.7 places                       13.0%                   50.0%
#     5400       1799.9 places                       45.0%                   92.0%
#
# (3), (4)                     padding   sentences a second, read only   with a training step
#   feed_dict from Python       75.7%                         89,631                  1,323
#   tf.data                     75.0%                         13,897                  2,088
#   tf.data, prefetch           75.0%                         13,319                  3,707
#   tf.data, prefetch, buckets  15.6%                          9,213                  4,490
#
# And now as it should be: the large buffer, buckets, prefetch.
# step 168/168  loss 0.1443  18 ms/step  0:00:00 left
# Result: 50.0% right after one pass in the file's order, 92.0% after a shuffled one, 93.0% at the end;
#   75% padding by padded_batch, 16% in buckets.
#
# Exercise: give --buffer 1000. Two passes are made, and the order is not quite mixed. What is the last class that the network sees?
