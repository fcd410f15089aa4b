"""tf.contrib.framework: arg_scope, variables and their collections, finding them."""

from tests.parity.casebook import Model, case, mistake, values


def counts(tf, *keys):
    return tf.constant([len(tf.get_collection(key)) for key in keys])


def joined(tf, variables):
    """The op names of `variables`, as a string tensor."""
    return tf.constant(" ".join(v.op.name for v in variables))


def make_scoped(tf):
    @tf.contrib.framework.add_arg_scope
    def scaled(inputs, factor=1.0, offset=0.0):
        """Doc."""
        return inputs * factor + offset
    return scaled


@case
def framework_arg_scope(tf):
    fw, scaled = tf.contrib.framework, make_scoped(tf)
    one = tf.constant(1.0)
    outputs = {"plain": scaled(one)}
    with fw.arg_scope([scaled], factor=3.0) as kept:
        outputs["scoped"] = scaled(one)
        outputs["own"] = scaled(one, factor=5.0)
        with fw.arg_scope([scaled], offset=0.5):
            outputs["nested"] = scaled(one)
            outputs["depth"] = tf.constant(len(fw.current_arg_scope()))
    outputs["left"] = scaled(one)
    with fw.arg_scope(kept):
        outputs["again"] = scaled(one)
    outputs["facts"] = tf.constant([fw.has_arg_scope(scaled), fw.has_arg_scope(len)])
    outputs["scoped_arguments"] = tf.constant(" ".join(fw.arg_scoped_arguments(scaled)))
    outputs["name"] = tf.constant(scaled.__name__ + scaled.__doc__)
    return Model(outputs=outputs)


@mistake
def framework_arg_scope_of_an_undecorated_function(tf):
    with tf.contrib.framework.arg_scope([len], factor=1.0):
        pass


@mistake
def framework_arg_scope_of_no_list(tf):
    with tf.contrib.framework.arg_scope(make_scoped(tf), factor=1.0):
        pass


@mistake
def framework_arg_scope_again_with_arguments(tf):
    scaled = make_scoped(tf)
    with tf.contrib.framework.arg_scope([scaled], factor=1.0) as kept:
        pass
    with tf.contrib.framework.arg_scope(kept, factor=2.0):
        pass


@mistake
def framework_arg_scope_of_a_positional_argument_given_twice(tf):
    scaled = make_scoped(tf)
    with tf.contrib.framework.arg_scope([scaled], factor=1.0):
        scaled(tf.constant(1.0), 2.0)


@case
def framework_variables(tf):
    fw = tf.contrib.framework
    with tf.variable_scope("A"):
        a = fw.variable("a", [2], collections=["mine"])
        b = fw.model_variable("b", [2, 3], regularizer=tf.nn.l2_loss, collections=["mine"])
        c = fw.model_variable("c", [2], trainable=False, initializer=tf.ones_initializer())
    d = fw.local_variable(tf.zeros([2]), name="d")
    e = fw.global_variable(tf.ones([2]), name="e")
    fw.add_model_variable(e)
    fw.add_model_variable(e)
    with fw.arg_scope([fw.model_variable], trainable=False):
        f = fw.model_variable("f", [1])
    keys = tf.GraphKeys
    outputs = {"counts": counts(tf, "mine", keys.GLOBAL_VARIABLES, keys.MODEL_VARIABLES, keys.TRAINABLE_VARIABLES, keys.LOCAL_VARIABLES,
                                keys.REGULARIZATION_LOSSES)}
    loss = tf.reduce_sum(b ** 2)
    outputs["total"] = tf.reduce_sum(c + d + e)
    outputs["name"] = tf.constant(fw.get_variable_full_name(a) + " " + f.op.name)
    return Model(outputs=outputs, loss=loss)


@case
def framework_finding_variables(tf):
    fw = tf.contrib.framework
    with tf.variable_scope("A"):
        first = fw.model_variable("w", [1])
        with tf.variable_scope("B") as inner:
            fw.model_variable("w", [1])
            fw.variable("ww", [1])
    with tf.variable_scope("AB"):
        fw.model_variable("w", [1], trainable=False)
    local = fw.local_variable([1.0], name="A/local")
    every = tf.global_variables()
    outputs = {
        "all": fw.get_variables(), "scope": fw.get_variables("A"), "scope_slash": fw.get_variables("A/"),
        "scope_object": fw.get_variables(inner), "suffix": fw.get_variables(suffix="w"), "both": fw.get_variables("A/B", "/w"),
        "by_suffix": fw.get_variables_by_suffix("w", "A"), "by_name": fw.get_variables_by_name("w"),
        "by_name_scope": fw.get_variables_by_name("w", "A/B"), "model": fw.get_model_variables(),
        "trainable": fw.get_trainable_variables("A"),
        "local": fw.get_local_variables("A"), "unique": [fw.get_unique_variable("A/w")],
        "restore": fw.get_variables_to_restore(exclude=["A/B"]), "restore_two": fw.get_variables_to_restore(["AB", "A/B"], ["A/B/ww"]),
        "filtered": fw.filter_variables(every, include_patterns=["B"], exclude_patterns=["ww"]),
        "filtered_start": fw.filter_variables(every, include_patterns=["A/B"], reg_search=False),
        "filtered_none": fw.filter_variables(every, exclude_patterns=["A"]),
    }
    assert first in every and local not in every
    return Model(outputs={name: joined(tf, found) for name, found in outputs.items()})


@mistake
def framework_unique_variable_of_two(tf):
    tf.contrib.framework.model_variable("w/a", [1])
    tf.contrib.framework.model_variable("w/b", [1])
    tf.contrib.framework.get_unique_variable("w")


@mistake
def framework_unique_variable_of_none(tf):
    tf.contrib.framework.get_unique_variable("w")


@mistake
def framework_variables_to_restore_of_no_list(tf):
    tf.contrib.framework.get_variables_to_restore(include="A")


@case
def framework_device_chooser(tf):
    fw = tf.contrib.framework
    found = []
    choosers = [fw.VariableDeviceChooser(num_tasks=2), fw.VariableDeviceChooser(device_type="CPU", replica=1),
                fw.VariableDeviceChooser(num_tasks=3, job_name="other", device_type="GPU")]
    for chooser in choosers:
        with tf.Graph().as_default(), tf.device(chooser):  # never run: there is no such machine
            found += [fw.variable("v%d" % i, [1]).device for i in range(3)]
    return Model(outputs={"devices": tf.constant(" ".join(found))})


@case
def framework_zero_initializer(tf):
    fw = tf.contrib.framework
    ref = tf.Variable(values("start", [3]), collections=[], trainable=False)
    return Model(outputs={"zeroed": tf.identity(fw.zero_initializer(ref))})


@case
def framework_global_step(tf):
    fw = tf.contrib.framework
    assert fw.get_global_step() is None
    step = fw.create_global_step()
    fw.assert_global_step(step)
    same = [fw.get_or_create_global_step() is step, fw.get_global_step() is step, fw.assert_or_get_global_step() is step,
            fw.assert_or_get_global_step(global_step_tensor=step) is step]
    return Model(outputs={"same": tf.constant(same), "step": tf.identity(step)})


@mistake
def framework_global_step_of_floats(tf):
    tf.contrib.framework.assert_or_get_global_step(global_step_tensor=tf.Variable(1.0, name="global_step"))
