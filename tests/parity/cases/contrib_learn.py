"""tf.contrib.learn's text preprocessing and data sets: what plain Python gives, shown as constants."""

import gzip
import os
import struct
import tempfile
import zlib

import numpy as np

from tests.parity.casebook import Model, case, mistake

DOCUMENTS = ["This is a cat, isn't it?", "A dog; a cat's dog.", "", u"cat x2 3.5 foo_bar na\u00efve e-mail $5 \u65e5\u672c !",
             "NASAs HTMLParser readCSVFile USA"]


def shown(tf, **values):
    """Each value as an output; texts as numbers, since golden files hold numbers."""
    return Model(outputs={name: tf.constant(_numbers(value)) for name, value in values.items()})


def _numbers(value):
    if isinstance(value, str):
        return zlib.crc32(value.encode("utf-8"))
    if isinstance(value, (list, tuple)):
        return np.array([_numbers(item) for item in value])
    return np.array(value)


@case
def learn_tokenizer(tf):
    words = list(tf.contrib.learn.preprocessing.tokenizer(DOCUMENTS))
    return shown(tf, lengths=[len(row) for row in words], words=[word for row in words for word in row])


@case
def learn_vocabulary_processor(tf):
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(5)
    ids = np.array(list(processor.fit_transform(DOCUMENTS)))
    return shown(tf, ids=ids, size=len(processor.vocabulary_), back=list(processor.reverse(ids)),
                 unseen=list(processor.transform(["dog unheard cat"]))[0])


@case
def learn_vocabulary_processor_trimmed(tf):
    results = {}
    for least in (1, 2):
        processor = tf.contrib.learn.preprocessing.VocabularyProcessor(4, min_frequency=least)
        results["ids_%d" % least] = np.array(list(processor.fit_transform(DOCUMENTS)))
        results["size_%d" % least] = len(processor.vocabulary_)
    return shown(tf, **results)


@case
def learn_vocabulary_processor_with_own_parts(tf):
    vocabulary = tf.contrib.learn.preprocessing.CategoricalVocabulary(unknown_token="?")
    vocabulary.add("dog")
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(
        3, vocabulary=vocabulary, tokenizer_fn=lambda documents: (text.lower().split() for text in documents))
    processor.fit(["A cat", "a dog"])
    first = np.array(list(processor.transform(["DOG a cat x"])))
    processor.fit(["new words"])  # frozen: nothing is added
    return shown(tf, first=first, then=np.array(list(processor.transform(["new dog"]))), back=list(processor.reverse(first)))


@case
def learn_vocabulary_processor_restored(tf):
    path = os.path.join(tempfile.mkdtemp(), "vocab")
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(4, min_frequency=1)
    processor.fit(DOCUMENTS)
    processor.save(path)
    restored = tf.contrib.learn.preprocessing.VocabularyProcessor.restore(path)
    ids = np.array(list(restored.transform(DOCUMENTS)))
    return shown(tf, ids=ids, back=list(restored.reverse(ids)), size=len(restored.vocabulary_), limit=restored.max_document_length)


@mistake
def learn_vocabulary_processor_restored_from_nowhere(tf):
    tf.contrib.learn.preprocessing.VocabularyProcessor.restore("/nonexistent/vocab")


@mistake
def learn_reverse_of_an_id_never_given(tf):
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(4)
    list(processor.fit(["a b"]).reverse([[1, 99]]))


@mistake
def learn_reverse_without_the_way_back(tf):
    vocabulary = tf.contrib.learn.preprocessing.CategoricalVocabulary(support_reverse=False)
    vocabulary.add("a")
    vocabulary.reverse(1)


@case
def learn_categorical_vocabulary(tf):
    vocabulary = tf.contrib.learn.preprocessing.CategoricalVocabulary()
    for word in ("b", "a", "b", "c", "c", "c", ""):
        vocabulary.add(word)
    grown = [vocabulary.get(word) for word in ("a", "b", "c", "", "new")]
    vocabulary.freeze()
    frozen = [vocabulary.get(word) for word in ("newer", "new", "<UNK>")]
    vocabulary.trim(1)
    kept = [vocabulary.get(word) for word in ("a", "b", "c", "new")]
    return shown(tf, grown=grown, frozen=frozen, kept=kept, size=len(vocabulary), words=[vocabulary.reverse(i) for i in range(3)])


@case
def learn_categorical_vocabulary_trimmed_on_both_sides(tf):
    vocabulary = tf.contrib.learn.preprocessing.CategoricalVocabulary()
    for word, count in zip("edcba", (3, 2, 3, 9, 1)):
        vocabulary.add(word, count)
    vocabulary.trim(1, 9)
    return shown(tf, size=len(vocabulary), words=[vocabulary.reverse(i) for i in range(len(vocabulary))])


@case
def learn_categorical_processor(tf):
    rows = np.array([["a", "x"], ["b", "y"], ["a", "z"]])
    results = {}
    for share in (False, True):
        for least in (0, 1):
            processor = tf.contrib.learn.preprocessing.CategoricalProcessor(min_frequency=least, share=share)
            results["share_%d_%d" % (share, least)] = np.array(list(processor.fit_transform(rows)))
            results["unseen_%d_%d" % (share, least)] = np.array(list(processor.transform([["q", "a"]])))
    return shown(tf, **results)


@case
def learn_categorical_processor_of_missing_values(tf):
    processor = tf.contrib.learn.preprocessing.CategoricalProcessor()
    return shown(tf, ids=np.array(list(processor.fit_transform([[1.0, ""], [float("nan"), "x"], [2.0, "x"]]))))


@case
def learn_byte_processor(tf):
    processor = tf.contrib.learn.preprocessing.ByteProcessor(10)
    rows = np.array(list(processor.fit_transform(["abc", u"\u65e5\u672c\u8a9e\u3067", b"a\xff", ""])))
    return shown(tf, rows=rows, back=list(processor.reverse(rows)))


@case
def learn_mode_keys(tf):
    keys = tf.contrib.learn.ModeKeys
    return shown(tf, keys=[keys.TRAIN, keys.EVAL, keys.INFER])


@case
def learn_load_iris(tf):
    iris = tf.contrib.learn.datasets.load_iris()
    again = tf.contrib.learn.datasets.load_dataset("iris")
    return shown(tf, data=iris.data, target=iris.target, again=again.data[:2])


@case
def learn_synthetic(tf):
    make = tf.contrib.learn.datasets.make_dataset
    sets = {"circles": make("circles", 6), "noisy": make("circles", 10, 0.3, 1, n_classes=4),
            "few": make("circles", 7, seed=42, n_classes=3),
            "wide": make("circles", 6, seed=2, factor=1.5, n_classes=3)}
    for mode in ("archimedes", "bernoulli", "fermat"):
        sets[mode] = make("spirals", 9, 0.1, 5, mode=mode)
    sets["loops"] = make("spirals", 6, seed=3, n_loops=3)
    values = {name: made.data for name, made in sets.items()}
    values.update({name + "_target": made.target for name, made in sets.items()})
    return shown(tf, **values)


@mistake
def learn_make_dataset_of_another_name(tf):
    tf.contrib.learn.datasets.make_dataset("moons")


@mistake
def learn_spirals_of_another_mode(tf):
    tf.contrib.learn.datasets.make_dataset("spirals", mode="euler")


@mistake
def learn_load_dataset_of_another_name(tf):
    tf.contrib.learn.datasets.load_dataset("moons")


def _file(name, text):
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, "w") as file:
        file.write(text)
    return path


@case
def learn_csv(tf):
    base = tf.contrib.learn.datasets.base
    rows = "1,2.5,3,0\n4,5.5,6,1\n"
    values = {}
    for column in (-1, 0, 1):
        with_header = base.load_csv_with_header(_file("a.csv", "2,3,yes,no\n" + rows), np.float64, np.float32, column)
        without = base.load_csv_without_header(_file("a.csv", rows), np.float32, np.float64, column)
        values.update({"data_%d" % column: with_header.data, "target_%d" % column: with_header.target,
                       "plain_%d" % column: without.data, "plain_target_%d" % column: without.target})
    return shown(tf, **values)


@case
def learn_csv_shrunk(tf):
    path = _file("a.csv", "".join("%d,x\n" % i for i in range(7)))
    tf.contrib.learn.datasets.base.shrink_csv(path, 3)
    with open(path.replace(".csv", "_small.csv")) as file:
        return shown(tf, text=file.read())


@mistake
def learn_csv_that_is_not_there(tf):
    tf.contrib.learn.datasets.base.load_csv_without_header("/nonexistent/a.csv", np.int32, np.float32)


def _mnist_folder(train=12, test=5):
    """Twelve and five images of 4 x 3 in MNIST's files."""
    folder = tempfile.mkdtemp()
    random = np.random.RandomState(0)
    for part, count in (("train", train), ("t10k", test)):
        with gzip.open(os.path.join(folder, part + "-images-idx3-ubyte.gz"), "wb") as file:
            file.write(struct.pack(">IIII", 2051, count, 4, 3) + random.randint(0, 256, count * 12).astype(np.uint8).tobytes())
        with gzip.open(os.path.join(folder, part + "-labels-idx1-ubyte.gz"), "wb") as file:
            file.write(struct.pack(">II", 2049, count) + random.randint(0, 10, count).astype(np.uint8).tobytes())
    return folder


def _read(tf, **options):
    return tf.contrib.learn.datasets.mnist.read_data_sets(_mnist_folder(), **options)


@case
def learn_mnist(tf):
    data = _read(tf, validation_size=4)
    return shown(tf, images=data.train.images, labels=data.train.labels, validation=data.validation.images, test=data.test.labels,
                 sizes=[data.train.num_examples, data.validation.num_examples, data.test.num_examples])


@case
def learn_mnist_in_other_forms(tf):
    data = _read(tf, validation_size=0, one_hot=True, reshape=False, dtype=tf.uint8)
    return shown(tf, images=data.train.images, labels=data.train.labels, validation=data.validation.num_examples)


@case
def learn_mnist_batches_of_a_seed(tf):
    data = _read(tf, validation_size=4, seed=5)
    batches = [data.train.next_batch(3) for _ in range(7)]
    test = data.test.next_batch(4)
    return shown(tf, images=np.array([images for images, _ in batches]), labels=np.array([labels for _, labels in batches]),
                 epochs=data.train.epochs_completed, test_images=test[0], test_labels=test[1])


@case
def learn_mnist_batches_of_the_graphs_seed(tf):
    tf.set_random_seed(9)
    data = _read(tf, validation_size=4)
    return shown(tf, labels=np.array([data.train.next_batch(3)[1] for _ in range(7)]))


@case
def learn_mnist_batches_of_numpys_seed(tf):
    data = _read(tf, validation_size=4, one_hot=True)
    np.random.seed(3)
    return shown(tf, labels=np.array([data.train.next_batch(8)[1] for _ in range(3)]))


@case
def learn_mnist_batches_in_order(tf):
    data = _read(tf, validation_size=4)
    return shown(tf, labels=np.array([data.train.next_batch(3, shuffle=False)[1] for _ in range(4)]),
                 more=data.train.next_batch(20, shuffle=False)[1])


@case
def learn_mnist_fake(tf):
    fake = tf.contrib.learn.datasets.mnist.read_data_sets("/nonexistent", fake_data=True, one_hot=True)
    images, labels = fake.train.next_batch(2, fake_data=True)
    return shown(tf, images=images, labels=labels, size=fake.train.num_examples)


@case
def learn_mnist_parts(tf):
    mnist = tf.contrib.learn.datasets.mnist
    with open(os.path.join(_mnist_folder(), "train-labels-idx1-ubyte.gz"), "rb") as file:
        labels = mnist.extract_labels(file, one_hot=True, num_classes=11)
    data = mnist.DataSet(np.arange(24, dtype=np.uint8).reshape(2, 4, 3, 1), np.array([3, 4]), seed=1)
    return shown(tf, labels=labels, one_hot=mnist.dense_to_one_hot(np.array([1, 0]), 3), images=data.images)


@mistake
def learn_mnist_validation_of_too_many(tf):
    _read(tf)


@mistake
def learn_mnist_of_another_dtype(tf):
    tf.contrib.learn.datasets.mnist.DataSet(np.zeros([2, 4, 3, 1]), np.zeros(2), dtype=tf.int32)


@mistake
def learn_mnist_of_colours(tf):
    tf.contrib.learn.datasets.mnist.DataSet(np.zeros([2, 4, 3, 3]), np.zeros(2))


@mistake
def learn_mnist_labels_missing(tf):
    tf.contrib.learn.datasets.mnist.DataSet(np.zeros([2, 4, 3, 1]), np.zeros(1))


@mistake
def learn_mnist_images_taken_for_labels(tf):
    with open(os.path.join(_mnist_folder(), "train-images-idx3-ubyte.gz"), "rb") as file:
        tf.contrib.learn.datasets.mnist.extract_labels(file)
