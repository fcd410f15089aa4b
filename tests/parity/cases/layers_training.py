"""tf.contrib.layers beside the layers: regularizers, optimize_loss, summaries, embeddings."""

import importlib

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values


def characters(tf, text):
    """The text as a tensor of character codes, so that names can be compared as outputs are."""
    return tf.constant(list(bytearray(text.encode("utf-8"))), tf.int32)


def names(tf, tensors):
    return characters(tf, "\n".join(tensor.name for tensor in tensors))


def summarized(tf):
    """Every summary's name, kind and, for scalars, what it summarizes."""
    outputs = {}
    kinds = []
    for summary in tf.get_collection(tf.GraphKeys.SUMMARIES):
        kinds.append(summary.op.type + " " + summary.name)
        outputs["value of " + summary.op.name] = summary.op.inputs[1]
    outputs["kinds"] = characters(tf, "\n".join(kinds))
    return outputs


def weights(tf, name="weights", dtype=None):
    return tf.get_variable(name, [3, 4], dtype=dtype or tf.float32)


# Regularizers

def regularized(name, build_regularizer, dtype_name="float32"):
    def build(tf):
        penalty = build_regularizer(tf, tf.contrib.layers)(weights(tf, dtype=getattr(tf, dtype_name)))
        return Model(outputs={"penalty": penalty, "name": names(tf, [penalty])}, loss=penalty)

    build.__name__ = "layers_regularizer_" + name
    case(build)


regularized("l1", lambda tf, layers: layers.l1_regularizer(0.3))
regularized("l2", lambda tf, layers: layers.l2_regularizer(0.3))
regularized("l2_in_a_scope", lambda tf, layers: layers.l2_regularizer(0.3, scope="decay"))
regularized("l2_of_a_tensor", lambda tf, layers: layers.l2_regularizer(tf.constant(0.3)))
regularized("l1_float64", lambda tf, layers: layers.l1_regularizer(0.3), "float64")
regularized("l1_l2", lambda tf, layers: layers.l1_l2_regularizer(0.3, 0.7))
regularized("l1_l2_by_default", lambda tf, layers: layers.l1_l2_regularizer())
regularized("l1_l2_without_l1", lambda tf, layers: layers.l1_l2_regularizer(0.0, 0.7))
regularized("l1_l2_without_l2", lambda tf, layers: layers.l1_l2_regularizer(0.3, 0.0, scope="decay"))
regularized("sum", lambda tf, layers: layers.sum_regularizer(
    [layers.l1_regularizer(0.3), None, layers.l1_regularizer(0.0), layers.l2_regularizer(0.1)]))
regularized("sum_in_a_scope", lambda tf, layers: layers.sum_regularizer([layers.l1_regularizer(0.3)], scope="decay"))


@case
def layers_regularizers_that_do_nothing(tf):
    layers = tf.contrib.layers
    given = weights(tf)
    nothing = [
        layers.l1_regularizer(0.0)(given), layers.l2_regularizer(0.0)(given), layers.l1_l2_regularizer(0.0, 0.0)(given),
        layers.sum_regularizer([]), layers.sum_regularizer([None]), layers.sum_regularizer([layers.l1_regularizer(0.0)])(given),
    ]
    return Model(outputs={"none": tf.constant([result is None for result in nothing])})


@case
def layers_regularizer_of_get_variable(tf):
    layers = tf.contrib.layers
    with tf.variable_scope("model", regularizer=layers.l2_regularizer(0.5)):
        first = weights(tf, "first")
        weights(tf, "second")
    penalties = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    return Model(outputs={"names": names(tf, penalties), "total": tf.add_n(penalties)}, loss=tf.reduce_sum(first) + tf.add_n(penalties))


@case
def layers_apply_regularization(tf):
    layers = tf.contrib.layers
    first, second = weights(tf, "first"), weights(tf, "second")
    tf.add_to_collection(tf.GraphKeys.WEIGHTS, first)
    of_collection = layers.apply_regularization(layers.l1_regularizer(0.3))
    of_list = layers.apply_regularization(layers.l2_regularizer(0.7), [first, second])
    of_nothing = layers.apply_regularization(layers.l2_regularizer(0.0), [first, second])
    kept = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    return Model(outputs={"of_collection": of_collection, "of_list": of_list, "of_nothing": of_nothing, "names": names(tf, kept)},
                 loss=of_collection + of_list)


def refused(name, build):
    build.__name__ = "layers_" + name
    mistake(build)


refused("apply_regularization_without_weights", lambda tf: tf.contrib.layers.apply_regularization(tf.nn.l2_loss))
refused("apply_regularization_not_a_scalar", lambda tf: tf.contrib.layers.apply_regularization(lambda given: given, [weights(tf)]))
refused("l1_regularizer_of_an_integer", lambda tf: tf.contrib.layers.l1_regularizer(1))
refused("l1_regularizer_of_a_bool", lambda tf: tf.contrib.layers.l1_regularizer(True))
refused("l2_regularizer_negative", lambda tf: tf.contrib.layers.l2_regularizer(-0.1))
refused("l2_regularizer_of_a_string", lambda tf: tf.contrib.layers.l2_regularizer("0.1")(weights(tf)))
refused("l1_l2_regularizer_of_an_integer", lambda tf: tf.contrib.layers.l1_l2_regularizer(0.1, 1))
refused("l1_l2_regularizer_negative", lambda tf: tf.contrib.layers.l1_l2_regularizer(-0.1, 0.0))


# optimize_loss

def quadratic(tf):
    """A loss of a matrix, a vector, an embedding (whose gradient is sparse) and a variable that it ignores."""
    matrix, vector = tf.get_variable("matrix", [3, 2]), tf.get_variable("vector", [2])
    embedding = tf.get_variable("embedding", [5, 2])
    tf.get_variable("ignored", [2])
    inputs = tf.constant(values("inputs", [4, 3], -2, 2))
    found = tf.nn.embedding_lookup(embedding, tf.constant([0, 3, 3, 1]))
    return tf.reduce_mean((tf.matmul(inputs, matrix) + vector - found - 1.0) ** 2)


def optimized(name, arguments, with_step=True):
    """A case that trains for some steps; `arguments(tf)` are those of optimize_loss besides the loss."""
    def build(tf):
        loss = quadratic(tf)
        if with_step:
            tf.train.get_or_create_global_step()
        given = dict(global_step=None, learning_rate=0.1, optimizer="SGD")
        given.update(arguments(tf))
        train = tf.contrib.layers.optimize_loss(loss, **given)
        # The outputs are fetched before any step; to fetch the values of summaries would already train.
        outputs = {"name": names(tf, [train]), "kinds": summarized(tf)["kinds"]}
        return Model(outputs=outputs, loss=loss, train=train, steps=4)

    build.__name__ = "layers_optimize_loss_" + name
    case(build)


optimized("sgd", lambda tf: {})
optimized("adam", lambda tf: {"optimizer": "Adam", "learning_rate": 0.05})
optimized("adagrad", lambda tf: {"optimizer": "Adagrad"})
optimized("ftrl", lambda tf: {"optimizer": "Ftrl"})
optimized("momentum", lambda tf: {"optimizer": "Momentum"})
optimized("rmsprop", lambda tf: {"optimizer": "RMSProp", "learning_rate": 0.01})
optimized("without_a_step", lambda tf: {}, with_step=False)
optimized("class", lambda tf: {"optimizer": tf.train.AdamOptimizer, "learning_rate": tf.constant(0.05)})
optimized("instance", lambda tf: {"optimizer": tf.train.AdamOptimizer(0.05), "learning_rate": None})
optimized("function", lambda tf: {"optimizer": lambda rate: tf.train.GradientDescentOptimizer(rate * 2)})
optimized("function_without_a_rate", lambda tf: {"optimizer": lambda: tf.train.GradientDescentOptimizer(0.2), "learning_rate": None})
optimized("numpy_rate", lambda tf: {"learning_rate": np.float64(0.1)})
optimized("named", lambda tf: {"name": "training", "optimizer": "Momentum"})
optimized("all_summaries", lambda tf: {"summaries": tf.contrib.layers.OPTIMIZER_SUMMARIES, "clip_gradients": 0.5})
optimized("gradient_norms", lambda tf: {"summaries": ["gradient_norm"]})
optimized("no_summaries", lambda tf: {"summaries": []})
optimized("clipped", lambda tf: {"clip_gradients": 0.05})
optimized("clipped_by_function", lambda tf: {
    "clip_gradients": lambda pairs: [(None if g is None else tf.clip_by_value(g, -0.05, 0.05), v) for g, v in pairs]})
optimized("noise_of_scale_zero", lambda tf: {"gradient_noise_scale": 0.0, "variables": tf.trainable_variables()[:2]})
optimized("multipliers", lambda tf: {"gradient_multipliers": {
    "matrix:0": 0.5, tf.trainable_variables()[2]: 3.0, "vector": 100.0, "ignored:0": 2.0}})
optimized("some_variables", lambda tf: {"variables": tf.trainable_variables()[:1]})
optimized("decay", lambda tf: {
    "learning_rate_decay_fn": lambda rate, step: tf.train.exponential_decay(rate, step, decay_steps=1, decay_rate=0.5)})
optimized("not_counting", lambda tf: {
    "increment_global_step": False, "learning_rate_decay_fn": lambda rate, step: rate / tf.to_float(step + 1)})
optimized("global_step_given", lambda tf: {"global_step": tf.train.get_global_step()})
optimized("colocated", lambda tf: {"colocate_gradients_with_ops": True})


def multiple_steps_of_adaptive_clipping(name, arguments):
    """The first gradients are large, so that clipping sets in."""
    optimized("adaptive_clipping" + name, lambda tf: {
        "clip_gradients": adaptive_of(tf, arguments(tf)), "learning_rate": 0.3, "gradient_multipliers": {"matrix:0": 5.0}})


def adaptive_of(tf, arguments):
    # Not public in TF 1.15: it stands in the module beside optimize_loss.
    return importlib.import_module(tf.contrib.layers.optimize_loss.__module__).adaptive_clipping_fn(**arguments)


multiple_steps_of_adaptive_clipping("", lambda tf: {"report_summary": True})
multiple_steps_of_adaptive_clipping("_static", lambda tf: {"static_max_norm": 0.2, "name": "adaptive"})
multiple_steps_of_adaptive_clipping("_with_step", lambda tf: {
    "global_step": tf.train.get_global_step(), "std_factor": 0.1, "decay": 0.9, "epsilon": 1e-3})


@case
def layers_optimize_loss_after_update_ops(tf):
    counter = tf.get_variable("counter", [], initializer=tf.zeros_initializer(), trainable=False)
    other = tf.get_variable("other", [], initializer=tf.zeros_initializer(), trainable=False)
    tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, tf.assign_add(counter, 1.0))
    loss = tf.reduce_sum((tf.get_variable("weight", [2]) - 1.0) ** 2)
    train = tf.contrib.layers.optimize_loss(loss, None, 0.1, "SGD")
    again = tf.contrib.layers.optimize_loss(loss, None, 0.1, "SGD", update_ops=[tf.assign_add(other, 10.0)])
    with tf.control_dependencies([train, again]):
        counts = tf.stack([counter.read_value(), other.read_value()])
    return Model(outputs={"counts": counts, "names": names(tf, [train, again])}, loss=loss)


@case
def layers_optimize_loss_twice(tf):
    loss = quadratic(tf)
    first = tf.contrib.layers.optimize_loss(loss, None, 0.1, "Adam", variables=tf.trainable_variables()[:1])
    second = tf.contrib.layers.optimize_loss(loss, None, 0.1, "Adam", variables=tf.trainable_variables()[1:3])
    outputs = summarized(tf)
    return Model(outputs={"names": names(tf, [first, second]), "kinds": outputs["kinds"]}, loss=loss,
                 train=tf.group(first, second), steps=3)


@case
def layers_optimize_loss_reports_gradient_norms(tf):
    loss = quadratic(tf)
    tf.contrib.layers.optimize_loss(loss, None, 0.1, "SGD", clip_gradients=0.1, summaries=["loss", "gradient_norm", "gradients"])
    return Model(outputs=summarized(tf))


@case
def layers_optimizer_tables(tf):
    layers = tf.contrib.layers
    return Model(outputs={
        "names": characters(tf, " ".join(sorted(layers.OPTIMIZER_CLS_NAMES))),
        "summaries": characters(tf, " ".join(layers.OPTIMIZER_SUMMARIES)),
        "key": tf.constant(layers.SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY, tf.int64)})


def misused(name, arguments, loss=None):
    def build(tf):
        given = dict(global_step=None, learning_rate=0.1, optimizer="SGD")
        given.update(arguments(tf))
        tf.contrib.layers.optimize_loss(loss(tf) if loss else quadratic(tf), **given)

    refused("optimize_loss_" + name, build)


misused("integer_rate", lambda tf: {"learning_rate": 1})
misused("negative_rate", lambda tf: {"learning_rate": -0.1})
misused("rate_of_a_vector", lambda tf: {"learning_rate": tf.constant([0.1])})
misused("rate_of_unknown_shape", lambda tf: {"learning_rate": tf.placeholder(tf.float32)})
misused("rate_of_numpy_float32", lambda tf: {"learning_rate": np.float32(0.1)})
misused("rate_of_a_variable", lambda tf: {"learning_rate": tf.get_variable("rate", [])})
misused("unknown_name", lambda tf: {"optimizer": "Adamax"})
misused("optimizer_of_a_number", lambda tf: {"optimizer": 3})
misused("function_of_something_else", lambda tf: {"optimizer": lambda rate: rate})
misused("class_without_rate", lambda tf: {"optimizer": tf.train.AdamOptimizer, "learning_rate": None})
misused("name_without_rate", lambda tf: {"learning_rate": None})
misused("unknown_summary", lambda tf: {"summaries": ["losses"]})
misused("integer_clip", lambda tf: {"clip_gradients": 5})
misused("string_clip", lambda tf: {"clip_gradients": "5"})
misused("decay_without_step", lambda tf: {"learning_rate_decay_fn": lambda rate, step: rate})
misused("step_of_a_number", lambda tf: {"global_step": 3})
misused("step_of_floats", lambda tf: {"global_step": tf.get_variable("step", [], trainable=False)})
misused("no_variables", lambda tf: {"variables": []})
misused("loss_of_a_vector", lambda tf: {}, loss=lambda tf: tf.get_variable("loss", [2]))
misused("loss_of_unknown_shape", lambda tf: {}, loss=lambda tf: tf.placeholder(tf.float32))
misused("loss_of_no_variable", lambda tf: {}, loss=lambda tf: tf.constant(1.0))


# Summaries

@case
def layers_summarize_tensors(tf):
    layers = tf.contrib.layers
    given = [tf.constant(1.5, name="scalar"), tf.constant([1.0, 2.0], name="vector"),
             tf.placeholder_with_default([1.0], None, name="unknown"),
             tf.constant(True, name="truth"), tf.constant("text", name="text"), weights(tf)]
    results = layers.summarize_tensors(given)
    results += [layers.summarize_tensor(given[0], "tagged"), layers.summarize_tensor(given[1], tag="tagged/too")]
    outputs = summarized(tf)
    outputs["none"] = tf.constant([result is None for result in results])
    outputs["returned"] = names(tf, [result for result in results if result is not None])
    return Model(outputs=outputs)


@case
def layers_summarize_activations(tf):
    layers = tf.contrib.layers
    inputs = tf.constant(values("activations", [5, 4], -9, 9), name="inputs")
    activations = [tf.nn.relu(inputs), tf.nn.relu6(inputs), tf.nn.softplus(inputs), tf.tanh(inputs), tf.nn.relu(tf.to_double(inputs)),
                   tf.reduce_sum(inputs)]
    for activation in activations:
        tf.add_to_collection(tf.GraphKeys.ACTIVATIONS, activation)
    some = layers.summarize_activations("Relu")
    outputs = summarized(tf)
    all_of_them = layers.summarize_activations()
    one = layers.summarize_activation(activations[0])
    outputs.update(summarized(tf))
    outputs["returned"] = names(tf, some + all_of_them + [one])
    return Model(outputs=outputs)


@case
def layers_summarize_collection(tf):
    layers = tf.contrib.layers
    for name in ("alpha", "beta/one", "beta/two", "gamma"):
        tf.add_to_collection("things", tf.constant(1.0, name=name))
    chosen = layers.summarize_collection("things", "beta")
    by_own = layers.summarize_collection("things", ".*a$", summarizer=lambda tensor: tensor + 1.0)
    outputs = summarized(tf)
    outputs["returned"] = names(tf, chosen + by_own)
    outputs["number"] = tf.constant([len(chosen), len(by_own), len(layers.summarize_collection("others"))])
    return Model(outputs=outputs)


# Embeddings

VOCAB, DEPTH = 6, 3
IDS = np.array([[1, 2, 2, 0], [0, 0, 0, 0], [5, 1, 5, 3]], np.int32)


def embedded(name, **arguments):
    def build(tf):
        given = tf.constant(IDS)
        outputs = tf.contrib.layers.embed_sequence(given, VOCAB, DEPTH, **arguments)
        penalties = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
        loss = tf.reduce_sum(outputs * tf.constant(values("weights", [3, 4, DEPTH])))
        return Model(outputs={"outputs": outputs, "model_variables": tf.constant(len(tf.model_variables()))},
                     loss=tf.add_n(penalties + [loss]))

    build.__name__ = "layers_embed_sequence" + name
    case(build)


embedded("")
embedded("_unique", unique=True)
embedded("_scoped", scope="words")
embedded("_untrained", trainable=False, initializer=lambda shape, **_: values("untrained", shape))
embedded("_regularized", regularizer=lambda given: 0.1 * given[0, 0] ** 2)


@case
def layers_embed_sequence_of_unknown_length(tf):
    given = tf.placeholder(tf.int64, [None, None])
    layers = tf.contrib.layers
    first = layers.embed_sequence(given, VOCAB, DEPTH, scope="words", initializer=tf.ones_initializer())
    again = layers.embed_sequence(given, scope="words", reuse=True, unique=True)
    auto = layers.embed_sequence(given, scope="words", reuse=tf.AUTO_REUSE)
    part = layers.embed_sequence(given, VOCAB, scope="words", reuse=True)
    return Model(feed={given: IDS}, outputs={"first": first, "again": again, "auto": auto, "part": part}, loss=tf.reduce_sum(first * again))


@case
def layers_embedding_lookup_unique(tf):
    layers = tf.contrib.layers
    params = tf.get_variable("params", [VOCAB, 2, DEPTH])
    parts = [tf.get_variable("part_%d" % i, [3, DEPTH]) for i in range(2)]
    scalar, cube = tf.constant(2), tf.constant(ids("cube", [2, 3, 2], VOCAB))
    unknown = tf.placeholder(tf.int32)
    outputs = {
        "scalar": layers.embedding_lookup_unique(params, scalar), "cube": layers.embedding_lookup_unique(params, cube),
        "list": layers.embedding_lookup_unique(params, [[3, 3], [0, 3]], name="named"),
        "parts": layers.embedding_lookup_unique(parts, tf.constant(IDS)),
        "by_div": layers.embedding_lookup_unique(parts, tf.constant(IDS), partition_strategy="div"),
        "unknown": layers.embedding_lookup_unique(params, unknown),
    }
    return Model(feed={unknown: IDS}, outputs=outputs, loss=tf.add_n([tf.reduce_sum(tensor ** 2) for tensor in outputs.values()]))


def sparse(tf, with_weights=False):
    """Ids of four rows: two ids, none, an invalid one beside a good one, only an invalid one."""
    indices = np.array([[0, 0], [0, 1], [2, 0], [2, 1], [3, 0]], np.int64)
    given = tf.SparseTensor(tf.constant(indices), tf.constant([1, 4, -1, 2, -1], tf.int64), tf.constant([4, 3], tf.int64))
    if not with_weights:
        return given
    return given, tf.SparseTensor(given.indices, tf.constant([1.0, 3.0, 1.0, -0.5, 1.0]), given.dense_shape)


def safe(name, **arguments):
    def build(tf):
        layers = tf.contrib.layers
        params = tf.get_variable("params", [VOCAB, DEPTH])
        plain = layers.safe_embedding_lookup_sparse([params], sparse(tf), **arguments)
        weighted = layers.safe_embedding_lookup_sparse([params], *sparse(tf, True), **arguments)
        return Model(outputs={"plain": plain, "weighted": weighted}, loss=tf.reduce_sum(plain ** 2) + tf.reduce_sum(weighted ** 2))

    build.__name__ = "layers_safe_embedding_lookup_sparse" + name
    case(build)


safe("")
safe("_sum", combiner="sum")
safe("_sqrtn", combiner="sqrtn", default_id=3)
safe("_clipped", combiner="mean", max_norm=0.4)


@case
def layers_safe_embedding_lookup_sparse_of_rank_three(tf):
    indices = tf.constant([[0, 0, 0], [0, 1, 0], [0, 1, 1], [1, 1, 2]], tf.int64)
    given = tf.SparseTensor(indices, tf.constant([1, 2, 0, 3], tf.int64), tf.constant([2, 2, 3], tf.int64))
    parts = [tf.get_variable("part_%d" % i, [3, DEPTH]) for i in range(2)]
    outputs = {strategy: tf.contrib.layers.safe_embedding_lookup_sparse(parts, given, partition_strategy=strategy)
               for strategy in ("div", "mod")}
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["div"] ** 2))


refused("safe_embedding_lookup_sparse_without_weights", lambda tf: tf.contrib.layers.safe_embedding_lookup_sparse([], sparse(tf)))
refused("safe_embedding_lookup_sparse_of_none", lambda tf: tf.contrib.layers.safe_embedding_lookup_sparse(None, sparse(tf)))
refused("safe_embedding_lookup_sparse_unknown_combiner", lambda tf: tf.contrib.layers.safe_embedding_lookup_sparse(
    [tf.ones([VOCAB, DEPTH])], sparse(tf), combiner="max"))
refused("safe_embedding_lookup_sparse_of_doubles", lambda tf: tf.contrib.layers.safe_embedding_lookup_sparse(
    [tf.ones([VOCAB, DEPTH], tf.float64)], *sparse(tf, True)))
refused("embed_sequence_without_sizes", lambda tf: tf.contrib.layers.embed_sequence(tf.constant(IDS)))
refused("embed_sequence_without_depth", lambda tf: tf.contrib.layers.embed_sequence(tf.constant(IDS), VOCAB))
refused("embed_sequence_reused_without_scope", lambda tf: tf.contrib.layers.embed_sequence(tf.constant(IDS), reuse=True))


def embedded_with_another_size(tf):
    tf.contrib.layers.embed_sequence(tf.constant(IDS), VOCAB, DEPTH, scope="words")
    tf.contrib.layers.embed_sequence(tf.constant(IDS), VOCAB + 1, DEPTH, scope="words", reuse=True)


refused("embed_sequence_of_another_size", embedded_with_another_size)


def bags(name, build_ids, **arguments):
    def build(tf):
        outputs = tf.contrib.layers.bow_encoder(build_ids(tf), VOCAB, DEPTH, **arguments)
        return Model(outputs={"outputs": outputs, "model_variables": tf.constant(len(tf.model_variables()))},
                     loss=tf.reduce_sum(outputs ** 2))

    build.__name__ = "layers_bow_encoder" + name
    case(build)


bags("", lambda tf: tf.constant(IDS))
bags("_of_sparse_ids", sparse)
bags("_dense", lambda tf: tf.constant(IDS), sparse_lookup=False)
bags("_scoped", lambda tf: tf.constant(IDS, tf.int64), scope="bag", trainable=True, regularizer=None)


@case
def layers_bow_encoder_reused(tf):
    first = tf.contrib.layers.bow_encoder(tf.constant(IDS), VOCAB, DEPTH, scope="bag")
    again = tf.contrib.layers.bow_encoder(tf.placeholder_with_default(IDS, [None, None]), VOCAB, DEPTH, scope="bag", reuse=True)
    return Model(outputs={"first": first, "again": again}, loss=tf.reduce_sum(first * again))


refused("bow_encoder_dense_of_sparse_ids", lambda tf: tf.contrib.layers.bow_encoder(sparse(tf), VOCAB, DEPTH, sparse_lookup=False))
