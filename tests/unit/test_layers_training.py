"""contrib.layers beside the layers: what golden results cannot show. Values by hand, errors with their remedies."""

import re

import numpy as np
import pytest

from legacy_seq2seq import absent


def value(tf, tensor):
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        return sess.run(tensor)


def test_regularizers_by_hand(tf):
    layers, weights = tf.contrib.layers, tf.constant([1.0, -2.0, 3.0])
    both = layers.l1_l2_regularizer(0.5, 0.25)(weights)
    np.testing.assert_allclose(value(tf, [layers.l1_regularizer(0.5)(weights), layers.l2_regularizer(0.25)(weights), both]),
                               [0.5 * 6, 0.25 * 14 / 2, 0.5 * 6 + 0.25 * 14 / 2])


@pytest.mark.parametrize("build, error, message", [
    (lambda layers: layers.l1_regularizer(1), ValueError, "l1_regularizer: `scale` is the integer 1.*Write 1.0"),
    (lambda layers: layers.l1_l2_regularizer(0.1, 2), ValueError, "`scale_l2` is the integer 2.*Write 2.0"),
    (lambda layers: layers.l2_regularizer(-0.5), ValueError, "l2_regularizer: `scale` is -0.5; expected 0.0 or more"),
    (lambda layers: layers.apply_regularization(lambda w: w, [np.ones([2])]), ValueError, None),
    (lambda layers: layers.apply_regularization(layers.l2_regularizer(0.1)), ValueError, "`weights_list` is empty.*trainable_variables"),
    (lambda layers: layers.embed_sequence([[1]], 5), ValueError, "vocab_size=5 and embed_dim=None.*reuse=True"),
    (lambda layers: layers.safe_embedding_lookup_sparse([], None), ValueError, r"`embedding_weights` is \[\]; expected a tensor"),
])
def test_errors_name_the_argument_and_the_remedy(tf, build, error, message):
    with pytest.raises((error, AttributeError) if message is None else error, match=message):
        build(tf.contrib.layers)


@pytest.mark.parametrize("options, message", [
    ({"learning_rate": 1}, r"`learning_rate` is 1, of int;.*Write it with a point"),
    ({"learning_rate": -1.0}, "`learning_rate` is -1.0; expected 0.0 or more"),
    ({"optimizer": "Adamax"}, "`optimizer` is 'Adamax'; expected one of Adagrad, Adam, Ftrl, Momentum, RMSProp, SGD"),
    ({"optimizer": lambda rate: rate}, r"the function `optimizer` returned .*Return it: lambda learning_rate"),
    ({"learning_rate": None}, r"`learning_rate` is None, but the optimizer SGD.*tf.train.AdamOptimizer\(0.001\)"),
    ({"summaries": ["los"]}, "`summaries` has 'los'; expected some of learning_rate, loss"),
    ({"clip_gradients": 5}, r"`clip_gradients` is 5, of int;.*such as 5.0"),
    ({"learning_rate_decay_fn": lambda rate, step: rate}, "`learning_rate_decay_fn` needs a global step.*get_or_create_global_step"),
])
def test_optimize_loss_says_what_to_do(tf, options, message):
    loss = tf.reduce_sum(tf.get_variable("weights", [2]) ** 2)
    with pytest.raises(ValueError, match="optimize_loss: " + message):
        tf.contrib.layers.optimize_loss(loss, **{"global_step": None, "learning_rate": 0.1, "optimizer": "SGD", **options})


@pytest.mark.parametrize("rate", ["placeholder", "variable"])
def test_the_remedy_for_a_rate_of_another_kind_works(tf, rate):
    loss = tf.reduce_sum(tf.get_variable("weights", [2]) ** 2)
    given = tf.placeholder_with_default(0.5, None) if rate == "placeholder" else tf.get_variable("rate", [])
    with pytest.raises(ValueError, match=r"set_shape\(\[\]\)" if rate == "placeholder" else r"tf.identity\(learning_rate\)"):
        tf.contrib.layers.optimize_loss(loss, None, given, "SGD")
    if rate == "placeholder":
        given.set_shape([])
    else:
        given = tf.identity(given)
    tf.contrib.layers.optimize_loss(loss, None, given, "SGD")


@pytest.mark.parametrize("sparse", [False, True])
def test_gradient_noise_has_the_scale_asked_for(tf, sparse):
    from legacy_seq2seq.contrib.layers.gradient_transforms import with_noise

    variable = tf.get_variable("weights", [4000])
    gradient = tf.IndexedSlices(tf.constant([5.0]), tf.constant([7]), tf.constant([4000])) if sparse else tf.ones([4000])
    (noisy, _), (none, _) = with_noise([(gradient, variable), (None, variable)], 0.5)
    dense = np.zeros(4000)
    dense[7 if sparse else slice(None)] = 5 if sparse else 1
    noise = value(tf, noisy) - dense
    assert none is None
    assert abs(noise.mean()) < 0.05
    assert 0.4 < noise.std() < 0.48  # a normal cut at two deviations has 0.88 of the deviation
    assert np.abs(noise).max() <= 1.0


def test_multiplied_sparse_gradients_stay_sparse(tf):
    from legacy_seq2seq.contrib.layers.gradient_transforms import multiplied

    embedding = tf.get_variable("embedding", [5, 2])
    gradient = tf.gradients(tf.nn.embedding_lookup(embedding, [1, 3]), embedding)[0]
    (result, _), = multiplied([(gradient, embedding)], {embedding: 3})
    assert isinstance(result, tf.IndexedSlices)
    np.testing.assert_allclose(value(tf, result.values), np.full([2, 2], 3.0))


def test_a_row_without_ids_gets_zeros_or_the_default(tf):
    weights = tf.constant([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]])
    ids = tf.SparseTensor([[0, 0], [0, 1], [2, 0]], tf.constant([1, 2, -1], tf.int64), [3, 2])
    layers = tf.contrib.layers
    results = value(tf, [layers.safe_embedding_lookup_sparse([weights], ids),
                         layers.safe_embedding_lookup_sparse([weights], ids, default_id=1)])
    np.testing.assert_allclose(results[0], [[3, 3], [0, 0], [0, 0]])
    np.testing.assert_allclose(results[1], [[3, 3], [2, 2], [2, 2]])


def test_dense_ids_become_sparse_without_padding(tf):
    from legacy_seq2seq.tf1.contrib.layers.python.ops.sparse_ops import dense_to_sparse_tensor

    for dense, ignored, expected in (([[1, 0], [0, 2]], None, [1, 2]), ([[1, 0], [0, 2]], 1, [0, 0, 2]), ([["a", ""]], None, [b"a"])):
        sparse = dense_to_sparse_tensor(tf.constant(dense), ignored)
        assert list(value(tf, sparse.values)) == expected
        assert value(tf, sparse.dense_shape).tolist() == list(np.shape(dense))


def test_private_modules_of_old_programs_are_found(tf):
    from legacy_seq2seq.tf1.contrib.layers.python.layers import encoders, optimizers, regularizers, summaries

    assert encoders.bow_encoder is tf.contrib.layers.bow_encoder
    assert optimizers.optimize_loss is tf.contrib.layers.optimize_loss
    assert regularizers.l2_regularizer is tf.contrib.layers.l2_regularizer
    assert callable(optimizers.adaptive_clipping_fn)
    tf.get_variable("weights", [2])
    assert [summary.op.name for summary in summaries.summarize_variables()] == ["weights_summary"]


ABSENT = sorted(name for name in absent.OUTSIDE if name.startswith("tf.contrib.layers."))


@pytest.mark.parametrize("name", ABSENT)
def test_absent_names_give_a_replacement_that_exists(tf, name):
    entry = absent.OUTSIDE[name]
    with pytest.raises(AttributeError, match=re.escape(f"{name} is not available: {entry.reason}. Use instead: {entry.use}.")):
        getattr(tf.contrib.layers, name.rpartition(".")[2])
    for path in re.findall(r"tf(?:\.\w+)+", entry.use):
        found = tf
        for part in path.split(".")[1:]:
            found = getattr(found, part)


def test_the_replacements_of_feature_columns_work(tf):
    columns = tf.feature_column
    features = {"age": tf.constant([[1.0], [2.0]]), "word": tf.constant(["cat", "dog"])}
    words = columns.categorical_column_with_vocabulary_list("word", ["cat", "dog"])
    inputs = columns.input_layer(features, [columns.numeric_column("age"), columns.indicator_column(words)])
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
        np.testing.assert_allclose(sess.run(inputs), [[1, 1, 0], [2, 0, 1]])
