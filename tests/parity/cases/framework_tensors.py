"""tf.contrib.framework: tensor helpers, nested structures, conditions, checkpoints, graphs."""

import collections
import os
import tempfile

import numpy as np

from tests.parity.casebook import Model, case, mistake, values


@case
def framework_tensor_helpers(tf):
    fw = tf.contrib.framework
    x = tf.constant(values("x", [2, 3]))
    sparse = fw.convert_to_tensor_or_sparse_tensor(tf.SparseTensorValue([[0, 1]], [2.0], [1, 2]))
    predictions, labels = fw.remove_squeezable_dimensions(tf.constant([[1], [2]]), tf.constant([1, 2]))
    unknown = tf.placeholder(tf.float32)
    late, late_labels = fw.remove_squeezable_dimensions(unknown, tf.constant([1.0, 2.0]))
    return Model(feed={unknown: np.array([[1.0], [2.0]], np.float32)}, outputs={
        "sum": fw.reduce_sum_n([x, tf.constant(1.0)]), "sum_of_one": fw.reduce_sum_n([x]),
        "dense": fw.convert_to_tensor_or_sparse_tensor([1, 2]),
        "sparse": sparse.values, "scalar": fw.assert_scalar(tf.constant(1.0)), "scalar_int": fw.assert_scalar_int(tf.constant(1)),
        "is_tensor": tf.constant([fw.is_tensor(x), fw.is_tensor(sparse), fw.is_tensor(1)]),
        "dtype": tf.constant(fw.assert_same_float_dtype([x, None, x]).name + fw.assert_same_float_dtype().name
                             + fw.assert_same_float_dtype(dtype=tf.float16).name),
        "predictions": predictions, "labels": labels, "late": late, "late_labels": late_labels,
        "sorted": fw.sort(x, direction="DESCENDING"), "argsorted": fw.argsort(x, axis=0),
    })


@case
def framework_with_shape(tf):
    fw = tf.contrib.framework
    partly, unknown = tf.placeholder(tf.float32, [None, 2]), tf.placeholder(tf.float32)
    known = tf.zeros([3, 2])
    return Model(feed={partly: values("x", [3, 2]), unknown: values("y", [3, 2])}, outputs={
        "same": fw.with_shape([3, 2], known), "list": fw.with_shape([3, 2], partly), "tensor": fw.with_shape(tf.shape(unknown), partly),
        "from_known": fw.with_same_shape(known, unknown), "from_unknown": fw.with_same_shape(unknown, partly)})


@mistake
def framework_with_wrong_shape(tf):
    tf.contrib.framework.with_shape([3, 3], tf.zeros([3, 2]))


@mistake
def framework_with_wrong_rank(tf):
    tf.contrib.framework.with_shape([3, 2, 1], tf.placeholder(tf.float32, [None, 2]))


@mistake
def framework_scalar_of_a_vector(tf):
    tf.contrib.framework.assert_scalar(tf.zeros([1]))


@mistake
def framework_scalar_int_of_a_float(tf):
    tf.contrib.framework.assert_scalar_int(tf.constant(1.0))


@mistake
def framework_float_dtypes_that_differ(tf):
    tf.contrib.framework.assert_same_float_dtype([tf.zeros([1]), tf.zeros([1], tf.float64)])


@mistake
def framework_float_dtype_of_integers(tf):
    tf.contrib.framework.assert_same_float_dtype([tf.zeros([1], tf.int32)])


@mistake
def framework_sparse_of_another_dtype(tf):
    tf.contrib.framework.convert_to_tensor_or_sparse_tensor(tf.SparseTensorValue([[0]], [1.0], [1]), dtype=tf.int32)


@case
def framework_smart_conditions(tf):
    fw = tf.contrib.framework
    unknown = tf.placeholder(tf.bool, [])
    return Model(feed={unknown: False}, outputs={
        "known": fw.smart_cond(True, lambda: tf.constant(1), lambda: tf.constant(2)),
        "constant": fw.smart_cond(tf.constant(False), lambda: tf.constant(1), lambda: tf.constant(2)),
        "unknown": fw.smart_cond(unknown, lambda: tf.constant(1), lambda: tf.constant(2)),
        "case": fw.smart_case([(False, lambda: tf.constant(1)), (unknown, lambda: tf.constant(2)), (True, lambda: tf.constant(3))]),
        "case_known": fw.smart_case([(True, lambda: tf.constant(1)), (False, lambda: tf.constant(2))], default=lambda: tf.constant(4)),
        "case_default": fw.smart_case([(unknown, lambda: tf.constant(1))], default=lambda: tf.constant(4)),
        "values": tf.constant(str([fw.smart_constant_value(p) for p in (True, unknown, 1, 0)])),
        "constant_value": tf.constant(bool(fw.smart_constant_value(tf.constant(True)))),
    })


@mistake
def framework_smart_cond_of_a_list(tf):
    tf.contrib.framework.smart_cond([], lambda: 1, lambda: 2)


@mistake
def framework_smart_cond_without_functions(tf):
    tf.contrib.framework.smart_cond(True, 1, 2)


@mistake
def framework_smart_case_of_no_list(tf):
    tf.contrib.framework.smart_case(True)


@case
def framework_nest(tf):
    nest = tf.contrib.framework.nest
    Point = collections.namedtuple("Point", "x y")
    structure = {"b": Point(1, [2, 3]), "a": (4,)}
    texts = [
        str(nest.flatten(structure)), str(nest.map_structure(lambda n: n * 2, structure)), str(nest.is_sequence((1,))),
        str(nest.is_sequence("ab")), str(nest.pack_sequence_as([0, (0, 0)], [1, 2, 3])),
        str(nest.flatten_up_to([0, 0], [[1, 2], 3])), str(nest.map_structure_up_to([0, 0], len, [[1, 2], [3]])),
        str(nest.flatten_dict_items({(4, 5): (6, 7)})), str(nest.flatten_with_joined_string_paths(structure)),
        str(list(nest.yield_flat_paths([1, {"k": 2}]))),
    ]
    return Model(outputs={"text": tf.constant("|".join(texts).replace("OrderedDict", ""))})


@mistake
def framework_nest_of_other_structure(tf):
    tf.contrib.framework.nest.assert_same_structure([1, 2], [1, [2]])


@mistake
def framework_nest_packed_with_too_few(tf):
    tf.contrib.framework.nest.pack_sequence_as([1, (2, 3)], [1, 2])


@case
def framework_names(tf):
    fw = tf.contrib.framework
    with tf.name_scope("outer"):
        with tf.name_scope("inner"):
            scope = fw.get_name_scope()
            x = tf.placeholder(tf.float32, [], name="x")
    texts = [scope, fw.get_name_scope(), fw.prepend_name_scope("a", "s"), fw.prepend_name_scope("^a", "s"),
             fw.prepend_name_scope("loc:@a", "s"), fw.prepend_name_scope("a", ""), fw.strip_name_scope("s/a", "s"),
             fw.strip_name_scope("^s/a", "s"), fw.strip_name_scope("loc:@s/a", "s"), fw.strip_name_scope("t/a", "s"),
             " ".join(p.name for p in fw.get_placeholders(tf.get_default_graph())),
             str(fw.get_graph_from_inputs([1, x]) is tf.get_default_graph())]
    return Model(outputs={"text": tf.constant("|".join(texts))})


@mistake
def framework_inputs_of_two_graphs(tf):
    with tf.Graph().as_default():
        x = tf.constant(1)
    tf.contrib.framework.get_graph_from_inputs([x, tf.constant(2)])


@case
def framework_py_func(tf):
    fw = tf.contrib.framework
    x = tf.constant(values("x", [2]))
    result = fw.py_func(lambda pair, factor: {"twice": pair["x"] * 2, "product": pair["x"] * factor}, args=({"x": x},),
                        kwargs={"factor": 3}, output_types={"twice": tf.float32, "product": tf.float32},
                        output_shapes={"twice": [2], "product": [None]})
    return Model(outputs=result)


@mistake
def framework_py_func_of_a_single_argument(tf):
    tf.contrib.framework.py_func(len, args=3, output_types=tf.int64)


@case
def framework_specs(tf):
    fw = tf.contrib.framework
    spec = fw.BoundedTensorSpec([2], tf.float32, 0, [1, 2], name="b")
    plain = fw.TensorSpec([None, 2], tf.int32, "t")
    ranged = fw.BoundedTensorSpec.from_spec(fw.TensorSpec([1], tf.int8))
    return Model(outputs={
        "minimum": tf.constant(spec.minimum), "maximum": tf.constant(spec.maximum), "range": tf.constant([ranged.minimum, ranged.maximum]),
        "equal": tf.constant([spec == fw.BoundedTensorSpec([2], tf.float32, 0, [1, 2], name="b"),
                              spec == fw.TensorSpec([2], tf.float32, "b"),
                              plain.is_compatible_with(tf.zeros([3, 2], tf.int32)), plain.is_compatible_with(tf.zeros([3, 2]))])})


@mistake
def framework_bounded_spec_without_minimum(tf):
    tf.contrib.framework.BoundedTensorSpec([2], tf.float32, None, 1)


@mistake
def framework_bounded_spec_that_does_not_broadcast(tf):
    tf.contrib.framework.BoundedTensorSpec([2], tf.float32, [0, 0, 0], 1)


@case
def framework_deprecated(tf):
    fw = tf.contrib.framework

    @fw.deprecated("2016-01-01", "Use another.")
    def old(x):
        return x + 1

    @fw.deprecated_args("2016-01-01", "Leave it out.", "y", ("z", None))
    def with_old(x, y=1, z=2):
        return x + y

    @fw.deprecated_arg_values("2016-01-01", "Set it.", y=True)
    def with_value(x, y=False):
        return x + int(y)

    return Model(outputs={"results": tf.constant([old(1), with_old(1, y=2), with_old(1, z=None), with_value(1, True)])})


@mistake
def framework_deprecated_on_no_date(tf):
    tf.contrib.framework.deprecated("soon", "Use another.")


@mistake
def framework_deprecated_args_unknown(tf):
    tf.contrib.framework.deprecated_args("2016-01-01", "Leave it out.", "y")(lambda x: x)


@case
def framework_fuse_op(tf):
    x = tf.placeholder(tf.float32, [2], name="x")
    tf.exp(tf.sqrt(tf.square(x, name="a"), name="b"), name="c")
    tf.abs(x, name="d")
    enum = tf.float32.as_datatype_enum
    fused = tf.contrib.framework.fuse_op(tf.get_default_graph().as_graph_def(), ["a"], ["c"], [enum], True, "fused", "Fused")
    return Model(outputs={"nodes": tf.constant("|".join("%s %s %s" % (n.name, n.op, list(map(str, n.input))) for n in fused.node)),
                          "noted": tf.constant([[n for n in fused.node if n.name == "fused"][0].attr["_output_quantized"].b])})


@mistake
def framework_fuse_op_of_an_unknown_node(tf):
    tf.contrib.framework.fuse_op(tf.GraphDef(), ["a"], ["b"], [1], True, "fused", "Fused")


@mistake
def framework_fuse_op_that_needs_more(tf):
    x = tf.placeholder(tf.float32, [2], name="x")
    tf.sqrt(tf.square(x, name="a"), name="b")
    tf.abs(x, name="d")
    tf.contrib.framework.fuse_op(tf.get_default_graph().as_graph_def(), ["d"], ["b"], [1], True, "fused", "Fused")


@case
def framework_orthogonal_initializers(tf):
    fw = tf.contrib.framework
    delta = fw.convolutional_delta_orthogonal(gain=2.0, seed=1)([3, 3, 2, 3])
    found = {"delta": tf.tensordot(delta, delta, [[0, 1, 3], [0, 1, 3]])}
    for name, shape in (("convolutional_orthogonal_1d", [3, 2, 3]), ("convolutional_orthogonal_2d", [2, 2, 2, 3]),
                        ("convolutional_orthogonal_3d", [2, 2, 2, 2, 3])):
        kernel = tf.reduce_sum(getattr(fw, name)(seed=2)(shape), list(range(len(shape) - 2)))
        found[name] = tf.matmul(kernel, kernel, transpose_b=True)
    return Model(outputs=found)


@mistake
def framework_orthogonal_initializer_that_widens(tf):
    tf.contrib.framework.convolutional_delta_orthogonal()([3, 3, 4, 3])


def checkpoint(tf):
    """The path of a checkpoint that holds emb [4, 2], slot [4, 2], bias [3, 1], with vocabulary files beside it."""
    folder = tempfile.mkdtemp()
    with tf.Graph().as_default(), tf.Session() as sess:
        named = [tf.Variable(values(name, shape), name=name) for name, shape in (("emb", [4, 2]), ("slot", [4, 2]), ("bias", [3, 1]))]
        sess.run(tf.global_variables_initializer())
        path = tf.train.Saver(named).save(sess, os.path.join(folder, "model.ckpt"))
    for name, words in (("old", "a b c d"), ("new", "d x b a"), ("old_class", "p q r"), ("new_class", "r p")):
        with open(os.path.join(folder, name), "w") as file:
            file.write("\n".join(words.split()) + "\n")
    return folder, path


@case
def framework_remapping(tf):
    fw = tf.contrib.framework
    folder, path = checkpoint(tf)
    files = {name: os.path.join(folder, name) for name in ("old", "new", "old_class", "new_class")}

    def fill(shape, dtype=tf.float32, partition_info=None):
        return tf.fill(shape, 9.0)

    remapped = {
        "matrix": fw.load_and_remap_matrix_initializer(path, "emb", 4, 2, old_row_vocab_file=files["old"], new_row_vocab_file=files["new"],
                                                       num_row_oov_buckets=1, initializer=fill)([5, 2]),
        "shortened": fw.load_and_remap_matrix_initializer(path, "emb", 4, 2, old_row_vocab_size=2, old_row_vocab_file=files["old"],
                                                          new_row_vocab_file=files["new"])([4, 2]),
        "embedding": fw.load_embedding_initializer(path, "emb", 4, 2, files["old"], files["new"], num_oov_buckets=1,
                                                   initializer=fill)([5, 2]),
        "bias": fw.load_linear_multiclass_bias_initializer(path, "bias", 2, files["old_class"], files["new_class"], 1, fill)([3, 1]),
        "slot": fw.load_variable_slot_initializer(path, "slot", None, 4, 2, files["old"], files["new"])([4, 2]),
    }
    return Model(outputs=remapped)


@case
def framework_checkpoints(tf):
    fw = tf.contrib.framework
    folder, path = checkpoint(tf)
    with tf.Session() as sess:
        emb = tf.get_variable("emb", [4, 2], trainable=False, collections=["here"])
        other = tf.get_variable("other", [4, 2], trainable=False, collections=["here"])
        op, feed = fw.assign_from_checkpoint(path, {"emb": emb, "slot": [other]})
        sess.run(op, feed)
        first = np.array(sess.run([emb, other]))
        restore = fw.assign_from_checkpoint_fn(path, {"slot": emb, "gone": other}, ignore_missing_vars=True)
        restore(sess)
        second = sess.run(emb)
    nothing = fw.assign_from_checkpoint_fn(path, {"gone": other}, ignore_missing_vars=True)
    started = tf.get_variable("started", [4, 2], trainable=False)
    fw.init_from_checkpoint(folder, {"slot": "started"})
    set_by_hand = fw.global_variable(np.zeros([2], np.float32), name="by_hand")
    op, feed = fw.assign_from_values({"by_hand": np.array([3.0, 4.0])})
    with tf.Session() as sess:
        sess.run(op, feed)
        third = sess.run(set_by_hand)
        fw.assign_from_values_fn({"by_hand": np.array([5.0, 6.0])})(sess)
        fourth = sess.run(set_by_hand)
    return Model(outputs={
        "list": tf.constant(str(sorted(fw.list_variables(path)))), "value": tf.constant(fw.load_variable(folder, "bias")),
        "has": tf.constant([fw.load_checkpoint(path).has_tensor("emb"), nothing is None]), "first": tf.constant(first),
        "second": tf.constant(second), "third": tf.constant(third), "fourth": tf.constant(fourth), "started": tf.identity(started)})


@mistake
def framework_assign_of_an_unknown_name(tf):
    tf.contrib.framework.assign_from_values({"gone": np.zeros([2])})


@mistake
def framework_assign_from_a_checkpoint_that_lacks_it(tf):
    _, path = checkpoint(tf)
    tf.contrib.framework.assign_from_checkpoint(path, {"gone": tf.get_variable("v", [2])})


@mistake
def framework_assign_from_a_checkpoint_of_another_shape(tf):
    _, path = checkpoint(tf)
    tf.contrib.framework.assign_from_checkpoint(path, {"emb": tf.get_variable("v", [2])})


@mistake
def framework_assign_nothing_from_a_checkpoint(tf):
    _, path = checkpoint(tf)
    tf.contrib.framework.assign_from_checkpoint_fn(path, [])


@case
def framework_record_input(tf):
    folder = tempfile.mkdtemp()
    with tf.python_io.TFRecordWriter(os.path.join(folder, "data.tfrecord")) as writer:
        for _ in range(4):
            writer.write(b"same")
    records = tf.contrib.framework.RecordInput(os.path.join(folder, "data.*"), batch_size=2, name="input")
    return Model(outputs={"records": tf.strings.reduce_join(records.get_yield_op())})
