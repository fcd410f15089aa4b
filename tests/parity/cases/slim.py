"""tf.contrib.slim: a small convolutional network with arg_scope and batch_norm, losses, create_train_op, variables."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, SIDE, CHANNELS, CLASSES = 4, 6, 2, 3


def text(tf, lines):
    """Lines of text as a tensor of character codes."""
    return tf.constant(list(bytearray("\n".join(lines).encode("utf-8"))), tf.int32)


def op_names(tf, things):
    return text(tf, [thing.op.name for thing in things])


def images(tf):
    return tf.constant(values("images", [BATCH, SIDE, SIDE, CHANNELS], -1, 1))


def one_hot(tf):
    return tf.one_hot(tf.constant(ids("labels", [BATCH], CLASSES)), CLASSES)


def net(tf, slim, inputs, is_training, reuse=None):
    """Two convolutions, the second with batch normalisation, and a linear layer."""
    with tf.variable_scope("net", reuse=reuse):
        with slim.arg_scope([slim.conv2d, slim.fully_connected], weights_regularizer=slim.l2_regularizer(0.01),
                            weights_initializer=slim.xavier_initializer()):
            with slim.arg_scope([slim.batch_norm], is_training=is_training, decay=0.9):
                hidden = slim.conv2d(inputs, 4, [3, 3], scope="conv1")
                hidden = slim.max_pool2d(hidden, [2, 2], scope="pool1")
                hidden = slim.conv2d(hidden, 3, 3, padding="VALID", normalizer_fn=slim.batch_norm, scope="conv2")
                hidden = slim.dropout(slim.flatten(hidden), 0.5, is_training=False)
                return slim.fully_connected(hidden, CLASSES, activation_fn=None, scope="logits")


def trained(name, **arguments):
    def build(tf):
        slim = tf.contrib.slim
        logits = net(tf, slim, images(tf), is_training=True)
        slim.losses.softmax_cross_entropy(logits, one_hot(tf))
        total = slim.losses.get_total_loss()
        options = {key: value(tf) if callable(value) else value for key, value in arguments.items()}
        train = slim.learning.create_train_op(total, tf.train.MomentumOptimizer(0.1, 0.9), **options)
        outputs = {
            "logits": logits, "losses": op_names(tf, slim.losses.get_losses()),
            "penalties": tf.stack(slim.losses.get_regularization_losses()),
            "model_variables": op_names(tf, slim.get_model_variables()), "train": op_names(tf, [train]),
            "summaries": op_names(tf, tf.get_collection(tf.GraphKeys.SUMMARIES)),
            "train_ops": tf.constant(len(tf.get_collection(tf.GraphKeys.TRAIN_OP))),
        }
        return Model(outputs=outputs, loss=total, train=train, steps=4)

    build.__name__ = "slim_conv_net" + name
    case(build)


trained("_trained")
trained("_clipped", clip_gradient_norm=0.05)
trained("_multiplied", gradient_multipliers={"net/conv1/weights": 0.0, "net/logits/biases": 10.0}, clip_gradient_norm=1.0)
trained("_summarized", summarize_gradients=True, check_numerics=False)
trained("_without_updates", update_ops=[], global_step=None)
trained("_part", variables_to_train=lambda tf: tf.contrib.slim.get_trainable_variables("net/logits"))


@case
def slim_conv_net_evaluated(tf):
    slim = tf.contrib.slim
    net(tf, slim, images(tf), is_training=True)
    given = tf.placeholder(tf.float32, [None, SIDE, SIDE, CHANNELS])
    logits = net(tf, slim, given, is_training=False, reuse=True)
    return Model(feed={given: values("images", [BATCH, SIDE, SIDE, CHANNELS], -1, 1)},
                 outputs={"logits": logits, "probabilities": slim.softmax(logits),
                          "updates": tf.constant(len(tf.get_collection(tf.GraphKeys.UPDATE_OPS)))})


@case
def slim_repeat_and_stack(tf):
    slim = tf.contrib.slim
    hidden = slim.repeat(images(tf), 2, slim.conv2d, 3, [3, 3], scope="conv")
    hidden = slim.stack(slim.flatten(hidden), slim.fully_connected, [5, 4], scope="dense")
    return Model(outputs={"hidden": hidden}, loss=tf.reduce_sum(hidden))


@case
def slim_arg_scope_of_own_function(tf):
    slim = tf.contrib.slim

    @slim.add_arg_scope
    def scaled(inputs, factor=1.0, offset=0.0):
        return inputs * factor + offset

    given = tf.get_variable("given", [3])
    with slim.arg_scope([scaled], factor=2.0) as outer:
        twice = scaled(given)
        with slim.arg_scope([scaled], offset=1.0):
            both = scaled(given)
            plain = scaled(given, factor=1.0)
    with slim.arg_scope(outer):
        again = scaled(given)
    after = scaled(given)
    outputs = {"twice": twice, "both": both, "plain": plain, "again": again, "after": after,
               "known": tf.constant([slim.has_arg_scope(scaled), slim.has_arg_scope(slim.conv2d), slim.has_arg_scope(slim.l2_regularizer)])}
    return Model(outputs=outputs, loss=tf.add_n([tf.reduce_sum(outputs[name]) for name in ("twice", "both", "plain")]))


@case
def slim_losses_of_two_tasks(tf):
    slim = tf.contrib.slim
    inputs = tf.constant(values("inputs", [BATCH, 5]))
    with slim.arg_scope([slim.fully_connected], activation_fn=None, weights_regularizer=slim.l1_l2_regularizer(0.1, 0.01)):
        classes = slim.fully_connected(inputs, CLASSES, scope="classes")
        depth = slim.fully_connected(inputs, 1, scope="depth")
    first = slim.losses.softmax_cross_entropy(classes, one_hot(tf), scope="of_classes")
    second = slim.losses.mean_squared_error(depth, tf.ones([BATCH, 1]), weights=0.5)
    own = tf.reduce_mean(tf.abs(depth), name="own")
    slim.losses.add_loss(own)
    total = slim.losses.get_total_loss()
    unregularized = slim.losses.get_total_loss(add_regularization_losses=False)
    return Model(outputs={"first": first, "second": second, "unregularized": unregularized, "total": total,
                          "losses": op_names(tf, slim.losses.get_losses())}, loss=total)


@case
def slim_variables(tf):
    slim = tf.contrib.slim
    weights = slim.model_variable("weights", shape=[2, 3], initializer=tf.ones_initializer(), regularizer=slim.l2_regularizer(0.05))
    with tf.variable_scope("other"):
        slim.variable("plain", shape=[2], initializer=tf.zeros_initializer())
    slim.fully_connected(weights, 2, scope="dense")
    slim.get_or_create_global_step()
    listed = {
        "model": slim.get_model_variables(), "all": slim.get_variables(), "other": slim.get_variables("other"),
        "weights": slim.get_variables_by_name("weights"), "by_suffix": slim.get_variables_by_suffix("s"),
        "trainable": slim.get_trainable_variables(), "local": slim.get_local_variables(),
        "to_restore": slim.get_variables_to_restore(exclude=["dense", "global_step"]),
        "included": slim.get_variables_to_restore(include=["dense"]),
        "unique": [slim.get_unique_variable("other/plain")],
    }
    return Model(outputs={name: op_names(tf, found) for name, found in listed.items()})


@case
def slim_gradients(tf):
    learning = tf.contrib.slim.learning
    matrix, vector = tf.get_variable("matrix", [2, 3]), tf.get_variable("vector", [3])
    embedding = tf.get_variable("embedding", [4, 3])
    loss = tf.reduce_sum((matrix + vector) ** 2) + tf.reduce_sum(tf.nn.embedding_lookup(embedding, [1, 1, 3]) ** 2)
    pairs = tf.train.GradientDescentOptimizer(0.1).compute_gradients(loss)
    multiplied = learning.multiply_gradients(pairs, {matrix: 2.0, "embedding": 0.5})
    clipped = learning.clip_gradient_norms(multiplied, 1.0)
    added = learning.add_gradients_summaries(clipped)
    outputs = {"multiplied_%d" % i: tf.convert_to_tensor(gradient) for i, (gradient, _) in enumerate(multiplied)}
    outputs.update({"clipped_%d" % i: tf.convert_to_tensor(gradient) for i, (gradient, _) in enumerate(clipped)})
    outputs["summaries"] = op_names(tf, added)
    return Model(outputs=outputs, loss=loss)


def refused(name, build):
    def misuse(tf):
        build(tf, tf.contrib.slim)

    misuse.__name__ = "slim_" + name
    mistake(misuse)


def loss_of(tf):
    return tf.reduce_sum(tf.get_variable("weights", [2]) ** 2)


def sgd(tf):
    return tf.train.GradientDescentOptimizer(0.1)


refused("train_op_of_a_frozen_variable", lambda tf, slim: slim.learning.create_train_op(
    loss_of(tf), sgd(tf), variables_to_train=[tf.get_variable("frozen", [2], trainable=False)]))
refused("train_op_multiplying_an_unused_variable", lambda tf, slim: slim.learning.create_train_op(
    loss_of(tf), sgd(tf), gradient_multipliers={tf.get_variable("unused", [2]): 2.0}))
refused("multiply_gradients_by_nothing", lambda tf, slim: slim.learning.multiply_gradients(sgd(tf).compute_gradients(loss_of(tf)), {}))
refused("multiply_gradients_by_a_list", lambda tf, slim: slim.learning.multiply_gradients(
    sgd(tf).compute_gradients(loss_of(tf)), [("weights", 2.0)]))
refused("arg_scope_of_a_plain_function", lambda tf, slim: slim.arg_scope([slim.l2_regularizer], scale=1.0).__enter__())
refused("total_loss_of_nothing", lambda tf, slim: slim.losses.get_total_loss())
refused("unique_variable_missing", lambda tf, slim: slim.get_unique_variable("nothing"))


@case
def slim_train_op_checks_numbers(tf):
    slim = tf.contrib.slim
    weights = tf.get_variable("weights", [2])
    total = tf.reduce_sum(weights ** 2)
    train = slim.learning.create_train_op(total, sgd(tf), gradient_multipliers={weights: np.float32(2.0)})
    step = slim.get_global_step()
    with tf.control_dependencies([train]):
        counted = tf.identity(step.read_value())
    return Model(outputs={"counted": counted, "train": op_names(tf, [train])}, loss=total, train=train, steps=3)
