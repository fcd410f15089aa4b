"""hardmax, safe_cumprod, monotonic_attention, and the private functions that published programs import."""

import importlib

import numpy as np

from tests.parity.casebook import Model, case, mistake, values

MODES = ("recursive", "parallel", "hard")


def private(tf):
    """The module of TF 1.15 that has the private names, or ours."""
    ours = tf.__name__.startswith("legacy_seq2seq")
    return importlib.import_module(
        "legacy_seq2seq.contrib.seq2seq.attention_wrapper" if ours else "tensorflow.contrib.seq2seq.python.ops.attention_wrapper")


def probabilities(name, shape):
    return values(name, shape, 0.0, 1.0)


@case
def alignments_hardmax(tf):
    hardmax = tf.contrib.seq2seq.hardmax
    logits = tf.placeholder(tf.float32, [None, None])
    return Model(feed={logits: values("logits", [3, 5])}, outputs={
        "unknown": hardmax(logits), "ties": hardmax([[1.0, 3.0, 3.0], [0.0, 0.0, 0.0]], name="ties"), "int": hardmax([1, 5, 2]),
        "double": hardmax(np.array([[[1.0, 5.0, 2.0]]])), "static": hardmax(tf.constant(values("static", [2, 3, 4])))})


@mistake
def alignments_hardmax_of_a_scalar(tf):
    tf.contrib.seq2seq.hardmax(1.0)


@case
def alignments_safe_cumprod(tf):
    safe_cumprod = tf.contrib.seq2seq.safe_cumprod
    x = tf.placeholder(tf.float32, [None, 4])
    edge = tf.constant([0.5, 1.0, 2.0, 0.25])
    outputs = {
        "rows": safe_cumprod(x), "columns": safe_cumprod(x, axis=1), "positional": safe_cumprod(x, 1, True),
        "exclusive": safe_cumprod(x, axis=1, exclusive=True), "reverse": safe_cumprod(x, axis=-1, reverse=True, name="reverse"),
        "edge": safe_cumprod(edge), "double": safe_cumprod(np.array([0.5, 0.125]))}
    gradient = tf.gradients(outputs["columns"][:, 2] * 3 + outputs["exclusive"][:, 3], x)[0]
    outputs["gradient"] = gradient
    return Model(feed={x: probabilities("x", [3, 4])}, outputs=outputs)


@case
def alignments_safe_cumprod_of_zero_has_a_finite_gradient(tf):
    x = tf.constant([[0.5, 0.0, 0.5]])
    product = tf.contrib.seq2seq.safe_cumprod(x, axis=1)
    return Model(outputs={"finite": tf.reduce_all(tf.is_finite(tf.gradients(product, x)[0])), "product": product})


@mistake
def alignments_safe_cumprod_of_integers(tf):
    tf.contrib.seq2seq.safe_cumprod(tf.ones([2, 3], tf.int32))


@case
def alignments_monotonic(tf):
    stops = tf.placeholder(tf.float32, [None, 6])
    before = tf.placeholder(tf.float32, [2, None])
    given = probabilities("before", [2, 6])
    outputs = {}
    for mode in MODES:
        alignments = tf.contrib.seq2seq.monotonic_attention(stops, before, mode)
        outputs[mode] = alignments
        outputs[mode + "_by_stops"], outputs[mode + "_by_before"] = tf.gradients(alignments ** 2, [stops, before])
    return Model(feed={stops: probabilities("stops", [2, 6]), before: given / given.sum(1, keepdims=True)}, outputs=outputs)


@case
def alignments_monotonic_static(tf):
    stops = np.array([[0.0, 1.0, 1.0, 0.0], [1.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0]], np.float32)
    before = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]], np.float32)
    outputs = {mode: tf.contrib.seq2seq.monotonic_attention(stops, before, mode) for mode in MODES}
    outputs["unknown"] = tf.contrib.seq2seq.monotonic_attention(
        tf.placeholder_with_default(stops, None), tf.placeholder_with_default(before, None), "recursive")
    return Model(outputs=outputs)


@mistake
def alignments_monotonic_of_an_unknown_mode(tf):
    tf.contrib.seq2seq.monotonic_attention(tf.ones([2, 3]), tf.ones([2, 3]), "soft")


@case
def alignments_monotonic_probability(tf):
    probability = private(tf)._monotonic_probability_fn
    score, before = tf.constant(values("score", [2, 4])), tf.constant([[1.0, 0, 0, 0], [0, 0.5, 0.5, 0]])
    return Model(outputs={
        "parallel": probability(score, before, 0.0, "parallel"), "recursive": probability(score, before, 0, mode="recursive"),
        "hard": probability(score, before, sigmoid_noise=0.0, mode="hard"), "noisy": probability(score, before, 1.5, "parallel", seed=3),
        "hard_noisy": probability(score, before, 2.0, "hard", seed=4)})


@case
def alignments_scores(tf):
    module = private(tf)
    query, keys = tf.placeholder(tf.float32, [None, 5]), tf.placeholder(tf.float32, [None, None, 5])
    v, g, b = tf.constant(values("v", [5])), tf.constant(1.7), tf.constant(values("b", [5]))
    return Model(feed={query: values("query", [2, 5]), keys: values("keys", [2, 3, 5])}, outputs={
        "bahdanau": module._bahdanau_score(query, keys, v), "normalized": module._bahdanau_score(query, keys, v, g, b),
        "g_alone": module._bahdanau_score(query, keys, v, attention_g=g),
        "luong": module._luong_score(query, keys, None), "scaled": module._luong_score(query, keys, scale=g)})


@case
def alignments_prepared_memory(tf):
    prepare = private(tf)._prepare_memory
    memory = tf.placeholder(tf.float32, [None, None, 2])
    image = tf.constant(values("image", [2, 3, 2, 2]))
    mask = tf.constant([[True, False, True], [False, True, True]])
    both = prepare({"memory": memory, "image": image}, tf.constant([1, 2], tf.int64))
    return Model(feed={memory: values("memory", [2, 3, 2])}, outputs={
        "plain": prepare(memory), "lengths": prepare(memory, [1, 2]), "mask": prepare(memory, memory_mask=mask),
        "zero_length": prepare(memory, [0, 3]), "nest_memory": both["memory"], "nest_image": both["image"]})


@mistake
def alignments_memory_by_lengths_and_mask(tf):
    private(tf)._prepare_memory(tf.zeros([2, 3, 2]), [1, 2], memory_mask=tf.ones([2, 3], tf.bool))


@case
def alignments_masked_score(tf):
    mask_score = private(tf)._maybe_mask_score
    score = tf.placeholder(tf.float32, [None, None])
    mask = tf.constant([[True, False, True], [False, True, True]])
    return Model(feed={score: values("score", [2, 3])}, outputs={
        "plain": mask_score(score), "lengths": mask_score(score, [1, 2], score_mask_value=-np.inf),
        "mask": mask_score(score, memory_mask=mask, score_mask_value=-5.0)})


@mistake
def alignments_score_by_lengths_and_mask(tf):
    private(tf)._maybe_mask_score(tf.zeros([2, 3]), [1, 2], memory_mask=tf.ones([2, 3], tf.bool), score_mask_value=-1.0)


@mistake
def alignments_score_without_mask_value(tf):
    private(tf)._maybe_mask_score(tf.zeros([2, 3]), [1, 2])


@case
def alignments_compute_attention(tf):
    module = private(tf)
    memory = tf.constant(values("memory", [2, 3, 4]))
    mechanism = tf.contrib.seq2seq.LuongAttention(5, memory, [2, 3])
    query = tf.constant(values("query", [2, 5]))
    state = mechanism.initial_state(2, tf.float32)
    context, alignments, _ = module._compute_attention(mechanism, query, state, None)
    attention, _, next_state = module._compute_attention(mechanism, query, state, tf.layers.Dense(3, name="attention_layer"))
    return Model(loss=tf.reduce_sum(attention ** 2), outputs={
        "context": context, "alignments": alignments, "attention": attention, "next_state": next_state})


@case
def alignments_base_mechanism(tf):
    module = private(tf)
    memory = tf.constant(values("memory", [2, 3, 4]))

    class Dot(module._BaseAttentionMechanism):
        def __call__(self, query, state):
            alignments = self._probability_fn(module._luong_score(self.query_layer(query), self.keys, None), state)
            return alignments, alignments

    layers = [tf.layers.Dense(5, name=name, dtype=tf.float32) for name in ("query_layer", "memory_layer")]
    mechanism = Dot(layers[0], memory, lambda score, before: tf.nn.softmax(score) + before, tf.constant([2, 3]), layers[1],
                    check_inner_dims_defined=False)
    alignments, _ = mechanism(tf.constant(values("query", [2, 4])), tf.constant(values("state", [2, 3])))
    return Model(loss=tf.reduce_sum(alignments ** 2), outputs={"alignments": alignments, "keys": mechanism.keys})


@mistake
def alignments_base_mechanism_with_a_keras_layer(tf):
    private(tf)._BaseAttentionMechanism(tf.keras.layers.Dense(5), tf.zeros([2, 3, 4]), tf.nn.softmax)


@mistake
def alignments_base_mechanism_with_a_number_for_a_layer(tf):
    private(tf)._BaseAttentionMechanism(None, tf.zeros([2, 3, 4]), tf.nn.softmax, memory_layer=5)


@mistake
def alignments_base_mechanism_with_a_number_for_a_function(tf):
    private(tf)._BaseAttentionMechanism(None, tf.zeros([2, 3, 4]), 5, memory_layer=tf.layers.Dense(3, dtype=tf.float32))
