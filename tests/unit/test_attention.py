"""Attention: cases small enough to do by hand, and errors whose remedy works."""

import re

import numpy as np
import pytest

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import alignments as own
from legacy_seq2seq.contrib.seq2seq import attention_wrapper as module

seq2seq = tf.contrib.seq2seq
GRUCell, BasicLSTMCell = tf.nn.rnn_cell.GRUCell, tf.nn.rnn_cell.BasicLSTMCell
MEMORY = np.arange(24, dtype=np.float32).reshape(2, 3, 4)  # [batch, time, depth]


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def run(*tensors, feed=None):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        results = sess.run(tensors, feed)
    return results if len(tensors) > 1 else results[0]


def memory(batch=2, time=3, depth=4):
    return tf.ones([batch, time, depth])


def attention_cell(mechanism=None, cell=None, **options):
    return seq2seq.AttentionWrapper(cell or GRUCell(5), mechanism or seq2seq.LuongAttention(5, memory()), **options)


# What it computes

def test_equal_scores_give_the_mean_of_the_memory_up_to_its_length():
    mechanism = seq2seq.LuongAttention(5, MEMORY, [3, 2])
    context, alignments, _ = module._compute_attention(mechanism, tf.zeros([2, 5]), mechanism.initial_state(2, tf.float32), None)
    context, alignments = run(context, alignments)
    np.testing.assert_allclose(alignments, [[1 / 3] * 3, [0.5, 0.5, 0]], rtol=1e-6)
    np.testing.assert_allclose(context, [MEMORY[0].mean(0), MEMORY[1, :2].mean(0)], rtol=1e-6)


def test_sharp_scores_give_the_best_cell():
    """The keys are the memory itself, one-hot; the query asks for cell 2 by a large product."""
    mechanism = module._BaseAttentionMechanism(None, np.eye(3, dtype=np.float32)[None], lambda score, _: tf.nn.softmax(score))
    score = module._luong_score(tf.constant([[0.0, 0.0, 99.0]]), mechanism.keys, None)
    np.testing.assert_allclose(run(mechanism._probability_fn(score, None)), [[0, 0, 1]], atol=1e-6)


def test_bahdanau_normalized_depends_on_the_direction_of_v_alone():
    query, keys = tf.constant([[0.1, -0.4]]), tf.constant([[[0.3, 0.2], [-0.5, 0.7]]])
    v, b = tf.constant([3.0, 4.0]), tf.zeros([2])
    expected = np.tanh([[0.4, -0.2], [-0.4, 0.3]]) @ [2 * 0.6, 2 * 0.8]
    short, long = (module._bahdanau_score(query, keys, factor * v, tf.constant(2.0), b) for factor in (1, 10))
    for score in run(short, long):
        np.testing.assert_allclose(score[0], expected, rtol=1e-5, atol=1e-6)


def test_history_holds_the_alignments_of_every_step():
    cell = attention_cell(alignment_history=True)
    state = cell.zero_state(2, tf.float32)
    each = []
    for _ in range(4):
        _, state = cell(tf.ones([2, 3]), state)
        each.append(state.alignments)
    history, each = run(state.alignment_history.stack(), tf.stack(each))
    assert history.shape == (4, 2, 3)  # [time, batch, memory time]
    np.testing.assert_array_equal(history, each)


# Alignments

def by_numpy_loop(stops, before):
    """Raffel et al. 2017, equation 8: the walk, cell by cell."""
    alignments = np.zeros_like(stops)
    for row in range(len(stops)):
        reaching = 0.0
        for i in range(stops.shape[1]):
            reaching = (reaching * (1 - stops[row, i - 1]) if i else 0.0) + before[row, i]
            alignments[row, i] = stops[row, i] * reaching
    return alignments


@pytest.mark.parametrize("compute", [seq2seq.monotonic_attention, own.own_monotonic_attention])
@pytest.mark.parametrize("mode", ["recursive", "parallel"])
def test_monotonic_attention_is_the_walk_cell_by_cell(compute, mode):
    random = np.random.RandomState(0)
    stops = random.uniform(0.1, 0.9, [3, 6]).astype(np.float32)
    before = random.dirichlet(np.ones(6), 3).astype(np.float32)
    np.testing.assert_allclose(run(compute(tf.constant(stops), tf.constant(before), mode)), by_numpy_loop(stops, before), rtol=1e-5)


def test_monotonic_attention_takes_doubles_in_every_mode():
    """TF 1.15 is at fault here: its "recursive" mixes float32 into them and raises TypeError. So does Addons'."""
    stops, before = np.array([[0.25, 0.5]]), np.array([[1.0, 0.0]])
    for mode in ("recursive", "parallel"):
        np.testing.assert_allclose(run(seq2seq.monotonic_attention(stops, before, mode)), [[0.25, 0.375]], rtol=1e-12)


def test_safe_cumprod_by_hand():
    np.testing.assert_allclose(run(seq2seq.safe_cumprod([0.5, 0.5, 0.0, 1.0])), [0.5, 0.25, 0, 0], atol=1e-7)


@pytest.mark.skipif(stack.addons() is None, reason="TensorFlow Addons is not there")
def test_our_alignments_are_those_of_addons():
    theirs = stack.addons().seq2seq
    x = np.random.RandomState(1).uniform(0, 1, [3, 5]).astype(np.float32)
    before = tf.constant(np.eye(5, dtype=np.float32)[[0, 2, 1]])
    pairs = [(own.own_hardmax(x), theirs.hardmax(x))]
    pairs += [(f(x, axis=1, exclusive=True)) for f in ()]
    pairs += [(own.own_safe_cumprod(x, axis=1, exclusive=True), theirs.safe_cumprod(x, axis=1, exclusive=True))]
    pairs += [(own.own_monotonic_attention(tf.constant(x), before, mode), theirs.monotonic_attention(tf.constant(x), before, mode))
              for mode in own.MONOTONIC_MODES]
    for ours, other in pairs:
        assert ours.shape.as_list() == other.shape.as_list()
        np.testing.assert_allclose(*run(ours, other), rtol=1e-5, atol=1e-7)


# Errors, and that what they recommend works

def message_of(error, build, *arguments, **options):
    with pytest.raises(error) as caught:
        build(*arguments, **options)
    return str(caught.value)


@pytest.mark.parametrize("cell", [GRUCell, BasicLSTMCell])
def test_the_encoders_state_for_the_wrappers(cell):
    encoder_state = cell(5).zero_state(2, tf.float32)
    wrapper = attention_cell(cell=cell(5))
    text = message_of(TypeError, wrapper, tf.ones([2, 3]), encoder_state)
    assert "`state`" in text and "AttentionWrapperState" in text and "[2, 5]" in text
    assert "attention_cell.zero_state(batch_size, tf.float32).clone(cell_state=encoder_state)" in text
    output, _ = wrapper(tf.ones([2, 3]), wrapper.zero_state(2, tf.float32).clone(cell_state=encoder_state))
    assert output.shape.as_list() == [2, 4]


def test_memory_for_the_mechanism():
    assert "This is a tensor: the memory goes into the mechanism" in message_of(
        TypeError, seq2seq.AttentionWrapper, GRUCell(5), memory())
    assert "This is the class itself" in message_of(TypeError, seq2seq.AttentionWrapper, GRUCell(5), [seq2seq.LuongAttention])


def test_memory_that_is_not_tiled_for_the_beams():
    text = message_of(tf.errors.InvalidArgumentError, attention_cell().zero_state, 6, tf.float32)
    assert "6 is 3 times 2" in text and "tile the memory" in text
    assert "tf.contrib.seq2seq.tile_batch(..., multiplier=3)" in text
    tiled = attention_cell(seq2seq.LuongAttention(5, tf.tile(memory(), [3, 1, 1])))
    assert tiled.zero_state(6, tf.float32).cell_state.shape.as_list() == [6, 5]


def test_memory_of_an_unrelated_batch():
    text = message_of(tf.errors.InvalidArgumentError, attention_cell().zero_state, 3, tf.float32)
    assert "tile_batch" not in text and "batch_size = tf.shape(encoder_outputs)[0]" in text


def test_a_batch_that_differs_at_run_time_only():
    batch = tf.placeholder(tf.int32, [])
    state = attention_cell().zero_state(batch, tf.float32)
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"tile_batch\(\.\.\., multiplier=beam_width\)"):
        run(state.cell_state, feed={batch: 6})
    assert run(state.cell_state, feed={batch: 2}).shape == (2, 5)


def test_the_encoders_state_that_is_not_tiled_for_the_beams():
    wrapper = attention_cell(seq2seq.LuongAttention(5, memory(6)))
    text = message_of(ValueError, wrapper.zero_state(6, tf.float32).clone, cell_state=tf.zeros([2, 5]))
    assert "shape [2, 5]; expected [6, 5]" in text and "tile_batch(encoder_state, multiplier=3)" in text
    text = message_of(tf.errors.InvalidArgumentError, attention_cell, initial_cell_state=tf.zeros([4, 5]))
    assert "the batch of initial_cell_state" in text and "4 is 2 times 2" in text


def test_inputs_of_another_batch_than_the_state():
    wrapper = attention_cell()
    text = message_of(ValueError, wrapper, tf.ones([6, 3]), wrapper.zero_state(2, tf.float32))
    assert "inputs [6, 3] have batch 6, but the state (attention [2, 4]) has batch 2" in text and "multiplier=3" in text


def test_an_encoder_with_another_kind_of_state():
    state = attention_cell(cell=tf.nn.rnn_cell.MultiRNNCell([GRUCell(3), GRUCell(5)])).zero_state(2, tf.float32)
    layers = [tf.zeros([2, 3]), tf.zeros([2, 5])]
    text = message_of(TypeError, state.clone, cell_state=layers)
    assert text.startswith("AttentionWrapperState.clone: `cell_state` is list([2, 3], [2, 5]), expected tuple([2, 3], [2, 5]).")
    assert "tuple(states)" in text
    assert state.clone(cell_state=tuple(layers)).cell_state[1] is layers[1]


def test_the_encoders_outputs_for_its_state():
    assert "final state, not its outputs" in message_of(
        ValueError, attention_cell().zero_state(2, tf.float32).clone, cell_state=tf.zeros([2, 3, 5]))


def test_an_unknown_field():
    assert "cell_state, attention, time" in message_of(ValueError, attention_cell().zero_state(2, tf.float32).clone, cell=3)


def test_luong_with_a_query_of_another_depth():
    wrapper = attention_cell(seq2seq.LuongAttention(7, memory()))
    text = message_of(ValueError, wrapper, tf.ones([2, 3]), wrapper.zero_state(2, tf.float32))
    assert "depth 5" in text and "num_units 7" in text and "num_units=5" in text and "BahdanauAttention" in text
    with tf.variable_scope("other"):
        for mechanism in (seq2seq.LuongAttention(5, memory()), seq2seq.BahdanauAttention(7, memory())):
            wrapper = attention_cell(mechanism, name=type(mechanism).__name__)
            assert wrapper(tf.ones([2, 3]), wrapper.zero_state(2, tf.float32))[0].shape.as_list() == [2, 4]


@pytest.mark.parametrize("mechanism", [seq2seq.LuongAttention, seq2seq.BahdanauAttention])
def test_memory_of_a_wrong_rank(mechanism):
    """TF 1.15 takes a memory of rank 2 and broadcasts it into nonsense; one of rank 4 fails within the step."""
    text = message_of(ValueError, mechanism, 5, tf.ones([2, 4]))
    assert "shape [2, 4]; expected [batch, time, depth]" in text and "not its final state" in text
    text = message_of(ValueError, mechanism(5, tf.ones([2, 3, 2, 4])), tf.ones([2, 5]), None)
    assert "tf.reshape(memory, [batch_size, -1, depth])" in text
    assert mechanism(5, tf.reshape(tf.ones([2, 3, 2, 4]), [2, -1, 4])).alignments_size == 6


def test_memory_of_unknown_depth():
    unknown = tf.placeholder(tf.float32, [None, None, None])
    assert "memory.set_shape([None, None, depth])" in message_of(ValueError, seq2seq.LuongAttention, 5, unknown)
    unknown.set_shape([None, None, 4])
    assert seq2seq.LuongAttention(5, unknown).keys.shape.as_list() == [None, None, 5]


def test_memory_of_another_dtype():
    text = message_of(TypeError, seq2seq.LuongAttention, 5, memory_64 := tf.zeros([2, 3, 4], tf.float64))
    assert "float64" in text and "dtype=tf.float64" in text
    assert seq2seq.LuongAttention(5, memory_64, dtype=tf.float64).keys.dtype == tf.float64
    assert "tf.nn.embedding_lookup" in message_of(TypeError, seq2seq.LuongAttention, 5, tf.zeros([2, 3, 4], tf.int32))


@pytest.mark.parametrize("lengths, remedy, good", [
    (2, "tf.fill([batch_size], length)", lambda: tf.fill([2], 2)),
    ([[1], [3]], "tf.squeeze(lengths, axis=1)", lambda: tf.squeeze([[1], [3]], axis=1)),
    ([1, 2, 3, 1], "tile_batch(memory, multiplier=2)", None),
    ([1], "tile_batch(lengths, multiplier=2)", lambda: tf.tile([1], [2])),
    ([1, 2, 3], "tf.transpose(memory, [1, 0, 2])", None),
])
def test_lengths_of_a_wrong_shape(lengths, remedy, good):
    """TF 1.15 takes a scalar silently, and where batch and time are equal masks wrong cells by it."""
    text = message_of(ValueError, seq2seq.LuongAttention, 5, memory(), lengths)
    assert "memory_sequence_length" in text and remedy in text
    if good:
        assert run(seq2seq.LuongAttention(5, memory(), good()).values).shape == (2, 3, 4)


def test_a_length_of_zero():
    lengths = tf.constant([0, 2])
    text = message_of(tf.errors.InvalidArgumentError, seq2seq.LuongAttention(5, memory(), lengths), tf.ones([2, 5]), None)
    assert "tf.maximum(lengths, 1)" in text
    alignments, _ = seq2seq.LuongAttention(5, memory(), tf.maximum(lengths, 1))(tf.ones([2, 5]), None)
    np.testing.assert_allclose(run(alignments), [[1, 0, 0], [0.5, 0.5, 0]], rtol=1e-6)


def test_a_layer_of_unknown_depth():
    assert "tf.layers.Dense(depth" in message_of(AttributeError, attention_cell, attention_layer=tf.nn.relu)
    assert attention_cell(attention_layer=tf.layers.Dense(3, use_bias=False)).output_size == 3


def test_the_number_of_layers():
    mechanisms = [seq2seq.LuongAttention(5, memory()) for _ in range(2)]
    text = message_of(ValueError, attention_cell, mechanisms, attention_layer_size=3)
    assert "`attention_layer_size` has 1 entries for 2 mechanisms" in text and "attention_layer_size=[..., ...]" in text
    assert attention_cell(mechanisms, attention_layer_size=[3, 2]).output_size == 5


def test_every_message_of_this_page_is_interpolated():
    """A brace left over in a message would be an f-string without its f."""
    texts = [message_of(TypeError, seq2seq.AttentionWrapper, 5, None), message_of(TypeError, attention_cell, 5),
             message_of(TypeError, attention_cell, cell_input_fn=5), message_of(TypeError, attention_cell, attention_fn=5),
             message_of(ValueError, attention_cell, attention_layer_size=1, attention_layer=tf.layers.Dense(3)),
             message_of(ValueError, seq2seq.monotonic_attention, tf.ones([1, 2]), tf.ones([1, 2]), "soft"),
             message_of(ValueError, module._prepare_memory, memory(), [1, 2], tf.ones([2, 3])),
             message_of(TypeError, module._BaseAttentionMechanism, 5, memory(), tf.nn.softmax)]
    for text in texts:
        assert not re.search(r"\{\w+", text), text


# Mechanisms of TensorFlow Addons

needs_addons = pytest.mark.skipif(stack.addons() is None, reason="TensorFlow Addons is not there")


@needs_addons
@pytest.mark.parametrize("name", ["LuongAttention", "BahdanauAttention"])
def test_a_mechanism_of_addons_gives_what_ours_gives(name):
    values = np.random.RandomState(2).normal(size=[2, 3, 4]).astype(np.float32)
    wrappers = []
    for module_, options in ((stack.addons().seq2seq, {"memory": tf.constant(values)}), (seq2seq, {"memory": values})):
        mechanism = getattr(module_, name)(5, memory_sequence_length=[3, 2], **options)
        wrappers.append(attention_cell(mechanism, attention_layer_size=6, name=f"w{len(wrappers)}"))
    outputs = [tf.nn.dynamic_rnn(wrapper, tf.ones([2, 4, 3]), dtype=tf.float32, scope=f"rnn{number}")
               for number, wrapper in enumerate(wrappers)]
    tensors = [part for output, state in outputs for part in (output, state.alignments)]
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for variable in tf.global_variables():  # by shape: Addons has names of its own
            variable.load(np.random.RandomState(sum(variable.shape.as_list())).normal(size=variable.shape.as_list()), sess)
        theirs, their_alignments, ours, our_alignments = sess.run(tensors)
    np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(our_alignments, their_alignments, rtol=1e-5, atol=1e-6)


@needs_addons
def test_a_mechanism_of_addons_without_memory():
    mechanism = stack.addons().seq2seq.LuongAttention(5)
    assert "setup_memory=True" in message_of(ValueError, attention_cell, mechanism)
    mechanism(memory(), setup_memory=True)
    assert attention_cell(mechanism).zero_state(2, tf.float32).alignments.shape.as_list() == [2, 3]
