"""tf.contrib.layers: messages with their remedies, cases small enough to do by hand, and where TF 1.15 itself fails."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf

layers = tf.contrib.layers


@pytest.fixture(autouse=True)
def own_graph():
    with tf.Graph().as_default():
        yield


def run(*tensors):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        values = sess.run(tensors)
    return values[0] if len(tensors) == 1 else values


def test_a_convolution_of_ones_counts_its_window():
    outputs = layers.conv2d(tf.ones([1, 3, 3, 1]), 1, 3, weights_initializer=tf.ones_initializer())
    assert run(outputs)[0, :, :, 0].tolist() == [[4, 6, 4], [6, 9, 6], [4, 6, 4]]


def test_a_transposed_convolution_spreads_each_place():
    outputs = layers.conv2d_transpose(tf.ones([1, 2, 2, 1]), 1, 2, stride=2, weights_initializer=tf.ones_initializer())
    assert run(outputs)[0, :, :, 0].tolist() == np.ones([4, 4]).tolist()


def test_unknown_channels_are_set_by_the_remedy():
    inputs = tf.placeholder(tf.float32, [None, 4, 4, None])
    with pytest.raises(ValueError, match=r"channels of `inputs` .* are not known .* inputs\.set_shape"):
        layers.conv2d(inputs, 2, 3)
    inputs.set_shape([None, 4, 4, 3])
    assert layers.conv2d(inputs, 2, 3).shape.as_list() == [None, 4, 4, 2]


def test_stride_and_rate_together_are_refused_with_both():
    with pytest.raises(ValueError, match=r"`stride` is \[2, 2\] and `rate` \[3, 3\]; one of them must be 1"):
        layers.conv2d(tf.zeros([1, 9, 9, 1]), 2, 3, stride=2, rate=3)
    layers.conv2d(tf.zeros([1, 9, 9, 1]), 2, 3, rate=3)


def test_another_data_format_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="max_pool2d: `data_format` is 'NWC'; expected 'NCHW' or 'NHWC'"):
        layers.max_pool2d(tf.zeros([1, 4, 4, 1]), 2, data_format="NWC")


def test_batch_norm_learns_the_unbiased_variance_only_when_fused():
    # The batch [0, 2] has mean 1, variance 1, unbiased variance 2; half way from 0 and 1 lie 0.5, then 1 or 1.5.
    inputs = tf.constant([[0.0], [2.0]])
    for fused, variance in ((True, 1.5), (False, 1.0)):
        with tf.variable_scope(f"fused_{fused}"):
            outputs = layers.batch_norm(inputs, decay=0.5, fused=fused, updates_collections=None)
        with tf.control_dependencies([outputs]):
            averages = [v.read_value() for v in tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, f"fused_{fused}.*moving")]
        assert [value.tolist() for value in run(*averages)] == [[0.5], [variance]]


def test_batch_norm_adds_its_two_updates_one_by_one():
    layers.batch_norm(tf.zeros([2, 3, 3, 1]))
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    assert len(updates) == 2 and all(isinstance(update, tf.Operation) for update in updates)


def test_renorm_names_what_it_does_not_go_with():
    with pytest.raises(ValueError, match="`renorm` goes neither with batch_weights"):
        layers.batch_norm(tf.zeros([2, 3]), renorm=True, batch_weights=tf.ones([2]))
    with pytest.raises(ValueError, match=r"unknown keys \['max'\]; expected among \['rmax', 'rmin', 'dmax'\]"):
        layers.batch_norm(tf.zeros([2, 3]), renorm=True, renorm_clipping={"max": 1.0})


def test_group_norm_asks_for_a_divisor():
    with pytest.raises(ValueError, match="`groups` is 32; expected a divisor of the 4 channels"):
        layers.group_norm(tf.zeros([1, 2, 2, 4]))
    layers.group_norm(tf.zeros([1, 2, 2, 4]), groups=4)


def test_spatial_softmax_points_at_the_bright_place():
    image = np.zeros([1, 3, 5, 1], np.float32)
    image[0, 2, 1, 0] = 100  # the lowest row, the second of five columns
    np.testing.assert_allclose(run(layers.spatial_softmax(tf.constant(image))), [[1.0, -0.5]], atol=1e-6)


def test_maxout_takes_the_greatest_of_neighbours():
    assert run(layers.maxout(tf.constant([[1.0, 5.0, 2.0, 4.0]]), 2)).tolist() == [[5, 4]]


def test_images_come_back_from_their_rows():
    images = np.arange(2 * 3 * 4 * 2, dtype=np.float32).reshape([2, 3, 4, 2])
    rows = layers.images_to_sequence(tf.constant(images))
    assert run(rows)[:, 1].tolist() == images[0, 1].tolist()  # [width, batch * height, channels]
    assert run(layers.sequence_to_images(rows, 3)).tolist() == images.tolist()


def test_outputs_are_found_by_their_alias():
    with tf.variable_scope("net"):
        hidden = layers.fully_connected(tf.zeros([2, 3]), 4, outputs_collections="ends")
    from legacy_seq2seq.tf1.contrib.layers.python.layers import utils
    assert utils.convert_collection_to_dict("ends") == {"net/fully_connected": hidden}
    assert utils.convert_collection_to_dict("ends", clear_collection=True) and not tf.get_collection("ends")


def test_utils_say_what_they_expect():
    from legacy_seq2seq.contrib.layers import utils
    assert utils.two_element_tuple(3) == (3, 3) and utils.two_element_tuple([1, 2]) == (1, 2)
    with pytest.raises(ValueError, match=r"expected one number or two"):
        utils.two_element_tuple([1, 2, 3])
    assert utils.n_positive_integers(3, 2) == (2, 2, 2)
    with pytest.raises(ValueError, match="expected one positive integer, or 2 of them; got 0"):
        utils.n_positive_integers(2, 0)
    assert utils.last_dimension(tf.TensorShape([2, 5])) == 5 and utils.channel_dimension(tf.TensorShape([2, 5, 3, 3]), "NCHW") == 5
    with pytest.raises(ValueError, match=r"set_shape"):
        utils.last_dimension(tf.TensorShape([2, None]))
    assert utils.static_cond(True, lambda: 1, lambda: 2) == 1
    assert utils.constant_value(tf.constant(True)) and utils.constant_value(tf.placeholder(tf.bool)) is None
    with pytest.raises(ValueError, match="the value is None"):
        utils.constant_value(None)


def test_recompute_grad_counts_default_names_anew():
    # TF 1.15 looks for `fully_connected_2` and fails.
    @layers.recompute_grad
    def two(x):
        return layers.linear(layers.linear(x, 2), 2)

    with tf.variable_scope("net", use_resource=True):
        x = tf.ones([1, 2])
        outputs = two(x)
        assert [v.op.name for v in tf.trainable_variables()][::2] == ["net/fully_connected/weights", "net/fully_connected_1/weights"]
        gradients = tf.gradients(outputs, [x, *tf.trainable_variables()])
    plain = tf.ones([1, 2])
    weights = [v for v in tf.trainable_variables() if v.op.name.endswith("weights")]
    expected = tf.gradients(plain @ weights[0] @ weights[1], [plain, *weights])
    found, wanted = run([gradients[0], gradients[1], gradients[3]], expected)
    for one, other in zip(found, wanted):
        np.testing.assert_allclose(one, other, rtol=1e-5)


def test_rev_block_has_gradients_inside_a_scope_and_without_variables():
    # TF 1.15 fails at both.
    x = tf.constant([[1.0, 2.0]])
    with tf.variable_scope("net"):
        y1, y2 = layers.rev_block(x, x, lambda a: layers.linear(a, 2), lambda a: layers.linear(a, 2))
        kept = layers.RevBlock(lambda a: layers.linear(a, 2), lambda a: layers.linear(a, 2), use_efficient_backprop=False, name="revblock",
                               _reuse=True, _scope="revblock")
        z1, z2 = kept.forward(x, x)
        variables = tf.trainable_variables()
        assert len(variables) == 4
        loss, other = tf.reduce_sum(y1 * y2), tf.reduce_sum(z1 * z2)
        found, wanted = run(tf.gradients(loss, [x, *variables]), tf.gradients(other, [x, *variables]))
    for one, two in zip(found, wanted):
        np.testing.assert_allclose(one, two, rtol=1e-5)
    y1, y2 = layers.rev_block(x, x, lambda a: a * 2, lambda a: a)
    assert run(tf.gradients(y1 + y2, x)[0]).tolist() == [[7, 7]]  # y1 = 3x, y2 = x + 3x


def test_rev_block_inverts_itself():
    x = tf.constant([[1.0, -2.0]])
    block = layers.RevBlock(lambda a: layers.linear(a, 2), lambda a: tf.sin(a), num_layers=3)
    back, again = block.backward(*block.forward(x, 3 * x))
    np.testing.assert_allclose(run(back, again), [[[1, -2]], [[3, -6]]], rtol=1e-4)


def test_recompute_grad_names_the_tensor_from_outside():
    outside = tf.constant(2.0, name="outside")
    with pytest.raises(ValueError, match=r"uses outside:0 from outside .* Give it as an argument"):
        layers.recompute_grad(lambda a: a * outside)
    assert run(layers.recompute_grad(lambda a, b: a * b)(tf.constant(3.0), outside)) == 6.0


def test_a_float_number_of_outputs_is_answered_with_the_conversion():
    with pytest.raises(ValueError, match=r"`num_outputs` is 4\.0; expected an int\. Convert it: int\(num_outputs\)"):
        layers.fully_connected(tf.zeros([2, 3]), 4.0)
