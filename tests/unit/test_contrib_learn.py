"""tf.contrib.learn: what golden files cannot show: messages, local files, old pickles."""

import collections
import gzip
import io
import json
import os
import pickle
import struct
import sys
import types

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.learn.preprocessing import categorical_vocabulary, text
from legacy_seq2seq.examples.tutorials.mnist import input_data

VocabularyProcessor = tf.contrib.learn.preprocessing.VocabularyProcessor
NAMES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def mnist_file(name, count):
    if "images" in name:
        return struct.pack(">IIII", 2051, count, 2, 2) + bytes(range(4 * count))
    return struct.pack(">II", 2049, count) + bytes(range(count))


def test_absent_mnist_files_are_named_with_their_place(tmp_path):
    (tmp_path / "train-labels-idx1-ubyte.gz").write_bytes(gzip.compress(mnist_file(NAMES[1], 3)))
    with pytest.raises(FileNotFoundError) as caught:
        input_data.read_data_sets(str(tmp_path))
    message = str(caught.value)
    assert str(tmp_path) in message and "storage.googleapis.com" in message
    assert "train-images-idx3-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz" in message
    assert "train-labels" not in message


def test_mnist_files_may_be_unpacked(tmp_path):
    for name in NAMES:
        (tmp_path / name).write_bytes(mnist_file(name, 4))
    data = tf.contrib.learn.datasets.mnist.read_data_sets(str(tmp_path), validation_size=1, one_hot=True)
    np.testing.assert_allclose(data.train.images[0], np.array([4, 5, 6, 7]) / 255.0, rtol=1e-6)
    np.testing.assert_array_equal(data.train.labels, np.eye(10)[[1, 2, 3]])
    assert data.validation.num_examples == 1


def test_digits_keep_to_a_seed_of_numpy(tmp_path):
    def order():
        np.random.seed(5)
        return tf.contrib.learn.datasets.mnist.DataSet(np.zeros([9, 2, 2, 1], np.uint8), np.arange(9)).next_batch(9)[1].tolist()

    assert order() == order()


def test_exchanged_mnist_files_are_recognised(tmp_path):
    for name in NAMES:
        (tmp_path / name).write_bytes(mnist_file(NAMES[1], 4))
    with pytest.raises(ValueError, match="2049.*expected|begins with 2051"):
        input_data.read_data_sets(str(tmp_path))


def test_a_vocabulary_is_saved_as_json(tmp_path):
    path = str(tmp_path / "vocabulary")
    processor = VocabularyProcessor(3).fit(["to be", "naïve"])
    processor.save(path)
    with open(path, encoding="utf-8") as file:
        stored = json.load(file)
    assert stored["words"] == ["<UNK>", "to", "be", "naïve"]


def own_tokenizer(documents):
    return (document.split("-") for document in documents)


def test_a_tokenizer_is_saved_by_its_name(tmp_path):
    path = str(tmp_path / "vocabulary")
    VocabularyProcessor(3, tokenizer_fn=own_tokenizer).fit(["a-b c"]).save(path)
    restored = VocabularyProcessor.restore(path)
    np.testing.assert_array_equal(next(restored.transform(["b c-a"])), [2, 1, 0])


def test_a_tokenizer_that_is_not_loaded_is_named(tmp_path, monkeypatch):
    path = str(tmp_path / "vocabulary")
    VocabularyProcessor(3, tokenizer_fn=own_tokenizer).save(path)
    monkeypatch.delitem(sys.modules[__name__].__dict__, "own_tokenizer")
    with pytest.raises(ValueError, match="own_tokenizer, which is not loaded. Import"):
        VocabularyProcessor.restore(path)


def test_a_lambda_cannot_be_saved(tmp_path):
    with pytest.raises(pickle.PicklingError, match="Define it with `def`"):
        VocabularyProcessor(3, tokenizer_fn=lambda documents: documents).save(str(tmp_path / "vocabulary"))


def old_pickle(path, monkeypatch, tokenizer):
    """A pickle as TF 1.15 writes it: the same classes under TensorFlow's module names."""
    base = "tensorflow.contrib.learn.python.learn.preprocessing."
    vocabulary_class = type("CategoricalVocabulary", (), {"__module__": base + "categorical_vocabulary"})
    processor_class = type("VocabularyProcessor", (), {"__module__": base + "text"})
    modules = {base + "text": types.SimpleNamespace(VocabularyProcessor=processor_class, tokenizer=tokenizer),
               base + "categorical_vocabulary": types.SimpleNamespace(CategoricalVocabulary=vocabulary_class)}
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    vocabulary, processor = vocabulary_class(), processor_class()
    vocabulary.__dict__.update(_unknown_token="<UNK>", _mapping={"<UNK>": 0, "to": 1}, _support_reverse=True,
                               _reverse_mapping=["<UNK>", "to"],
                               _freq=collections.defaultdict(int, to=2), _freeze=True)
    processor.__dict__.update(max_document_length=2, min_frequency=0, vocabulary_=vocabulary, _tokenizer=tokenizer)
    with open(path, "wb") as file:
        pickle.dump(processor, file, protocol=2)


def test_a_pickle_of_tf1_is_read(tmp_path, monkeypatch):
    def tokenizer(documents):
        return documents

    tokenizer.__module__, tokenizer.__qualname__ = "tensorflow.contrib.learn.python.learn.preprocessing.text", "tokenizer"
    path = str(tmp_path / "old")
    old_pickle(path, monkeypatch, tokenizer)
    restored = VocabularyProcessor.restore(path)
    assert type(restored) is text.VocabularyProcessor
    assert type(restored.vocabulary_) is categorical_vocabulary.CategoricalVocabulary
    np.testing.assert_array_equal(next(restored.transform(["be to"])), [0, 1])


def test_a_pickle_that_would_run_something_is_refused(tmp_path):
    path = tmp_path / "evil"
    buffer = io.BytesIO()
    pickle.Pickler(buffer, protocol=2).dump(os.getcwd)
    path.write_bytes(buffer.getvalue())
    with pytest.raises(pickle.UnpicklingError, match="refers to .*getcwd"):
        VocabularyProcessor.restore(str(path))


@pytest.mark.parametrize("name", ["DNNClassifier", "LinearRegressor", "run", "read_batch_examples", "make_export_strategy"])
def test_what_is_outside_says_what_to_use(name):
    with pytest.raises(AttributeError, match=f"tf.contrib.learn.{name} is not available: .*Use instead"):
        getattr(tf.contrib.learn, name)


def test_another_name_is_not_provided():
    with pytest.raises(AttributeError, match="tf.contrib.learn.nonsense is not provided. Provided: BaseEstimator"):
        tf.contrib.learn.nonsense  # noqa: B018


def test_the_old_deep_paths_lead_to_the_same_objects():
    from legacy_seq2seq.tf1.contrib.learn.python.learn.datasets import base
    from legacy_seq2seq.tf1.contrib.learn.python.learn.datasets.mnist import DataSet
    from legacy_seq2seq.tf1.contrib.learn.python.learn.preprocessing.text import VocabularyProcessor as deep

    assert deep is VocabularyProcessor and DataSet is tf.contrib.learn.datasets.mnist.DataSet and base.Dataset._fields == ("data", "target")


def test_data_that_is_not_shipped_says_where_it_is():
    with pytest.raises(FileNotFoundError, match="boston_house_prices.csv"):
        tf.contrib.learn.datasets.load_boston()
    with pytest.raises(FileNotFoundError, match="dbpedia_csv.tar.gz"):
        tf.contrib.learn.datasets.load_dataset("dbpedia")
    assert tf.contrib.learn.datasets.load_dataset("dbpedia", test_with_fake_data=True).train.data.shape == (3, 2)


def test_a_header_that_lies_is_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("5,3,yes,no\n1,2,3,0\n4,5,6,1\n")
    with pytest.raises(ValueError, match="says that it has 5 rows, and has 2"):
        tf.contrib.learn.datasets.base.load_csv_with_header(str(path), np.int32, np.float32)


def test_mode_keys_know_their_own():
    tf.contrib.learn.ModeKeys.validate("train")
    with pytest.raises(ValueError, match="expected ModeKeys.TRAIN, EVAL or INFER"):
        tf.contrib.learn.ModeKeys.validate("predict")


def test_a_metric_may_be_a_tensor_alone(tmp_path):  # as of contrib.learn: tf.contrib.metrics.streaming_x(...)[1]
    learn = tf.contrib.learn

    def model_fn(features, labels, mode):
        loss = tf.reduce_mean(tf.get_variable("w", [], tf.float32) * features)
        # Each of its own: the first one's update is what is read in the end, while the others' values are.
        means = [tf.contrib.metrics.streaming_mean(features) for _ in range(3)]
        metrics = {"last": means[0][1], "pair": means[1], "listed": list(means[2])}
        return learn.ModelFnOps(mode, features, loss, tf.assign_add(tf.train.get_global_step(), 1), metrics)

    estimator = learn.Estimator(model_fn, str(tmp_path))
    inputs = lambda: (tf.constant([2.0, 4.0]), tf.constant([0.0]))  # noqa: E731
    estimator.fit(input_fn=inputs, steps=1)
    found = estimator.evaluate(input_fn=inputs, steps=2)
    assert (found["last"], found["pair"], found["listed"]) == (3.0, 3.0, 3.0)


def test_the_names_of_tasks():
    config = tf.contrib.learn.RunConfig()
    assert [getattr(tf.contrib.learn.TaskType, name) for name in ("MASTER", "PS", "WORKER")] == ["master", "ps", "worker"]
    assert config.environment == tf.contrib.learn.estimators.run_config.Environment.LOCAL == "local"
