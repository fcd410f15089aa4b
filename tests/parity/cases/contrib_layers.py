"""tf.contrib.layers: fully_connected and the initialisers."""

from tests.parity.casebook import Model, case, mistake, values


@case
def fully_connected(tf):
    inputs = tf.constant(values("inputs", [3, 4]))
    hidden = tf.contrib.layers.fully_connected(inputs, 5)
    outputs = tf.contrib.layers.fully_connected(hidden, 2, activation_fn=None)
    return Model(outputs={"hidden": hidden, "outputs": outputs}, loss=tf.reduce_sum(outputs ** 2))


@case
def fully_connected_on_sequences(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 4])
    outputs = tf.contrib.layers.fully_connected(inputs, 5, activation_fn=tf.nn.tanh, scope="project")
    return Model(feed={inputs: values("inputs", [2, 3, 4])}, outputs={"outputs": outputs}, loss=tf.reduce_sum(outputs))


@case
def fully_connected_reused(tf):
    inputs = tf.constant(values("inputs", [3, 4]))
    first = tf.contrib.layers.fully_connected(inputs, 4, scope="shared")
    second = tf.contrib.layers.fully_connected(first, 4, scope="shared", reuse=True)
    return Model(outputs={"outputs": second}, loss=tf.reduce_sum(second))


@case
def fully_connected_regularized_without_biases(tf):
    outputs = tf.contrib.layers.fully_connected(
        tf.constant(values("inputs", [3, 4])), 5, biases_initializer=None, weights_regularizer=tf.nn.l2_loss,
        variables_collections=["mine"], outputs_collections="layers")
    regularization = tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
    counts = tf.constant([len(tf.get_collection(key)) for key in ("mine", "layers", tf.GraphKeys.MODEL_VARIABLES)])
    return Model(outputs={"outputs": outputs, "regularization": regularization, "counts": counts},
                 loss=tf.reduce_sum(outputs) + regularization)


@case
def fully_connected_normalized(tf):
    outputs = tf.contrib.layers.fully_connected(
        tf.constant(values("inputs", [3, 4])), 5, normalizer_fn=lambda x, factor: x * factor, normalizer_params={"factor": 2.0})
    return Model(outputs={"outputs": outputs}, loss=tf.reduce_sum(outputs))


@mistake
def fully_connected_of_unknown_depth(tf):
    return Model(outputs={"outputs": tf.contrib.layers.fully_connected(tf.placeholder(tf.float32, [3, None]), 5)})


@mistake
def fully_connected_of_a_vector(tf):
    return Model(outputs={"outputs": tf.contrib.layers.fully_connected(tf.zeros([3]), 5)})


@case
def initializers_with_a_seed(tf):
    layers = tf.contrib.layers
    shapes = {"matrix": [4, 6], "vector": [5], "filter": [3, 3, 4, 6]}
    makers = {
        "xavier": layers.xavier_initializer(seed=1), "xavier_normal": layers.xavier_initializer(uniform=False, seed=2),
        "he": layers.variance_scaling_initializer(seed=3),
        "fan_out": layers.variance_scaling_initializer(factor=1.0, mode="FAN_OUT", uniform=True, seed=4),
    }
    return Model(outputs={"%s_%s" % (maker, shape): makers[maker](shapes[shape]) for maker in makers for shape in shapes})


@mistake
def initializer_of_integers(tf):
    return Model(outputs={"outputs": tf.contrib.layers.xavier_initializer(dtype=tf.int32)([2, 3])})


@mistake
def initializer_of_an_unknown_mode(tf):
    return Model(outputs={"outputs": tf.contrib.layers.variance_scaling_initializer(mode="FAN_ALL")([2, 3])})
