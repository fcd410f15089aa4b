"""Writes a `Definition` with its values as a SavedModel."""

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.exporting import references, tables
from legacy_seq2seq.training.exporting.signing import parts


def signature_defs(signed, definition, rewriting):
    """{name: SignatureDef}, with the names that tensors have in the definition and the shapes that they have in the session's graph."""
    def infos(leaves):
        return {key: _tensor_info(leaf, definition, rewriting) for key, leaf in leaves.items()}

    return {one.name: tf.saved_model.build_signature_def(infos(one.inputs), infos(one.outputs), one.method_name) for one in signed}


def _tensor_info(leaf, definition, rewriting):
    info = tf.saved_model.build_tensor_info(leaf)
    named = {part.name: rewriting.value(part) if references.is_reference(part) else definition.name_of(part.name) for part in parts(leaf)}
    if isinstance(leaf, tf.Tensor):
        info.name, info.dtype = named[leaf.name], leaf.dtype.base_dtype.as_datatype_enum
    elif isinstance(leaf, tf.SparseTensor):
        for part in ("values", "indices", "dense_shape"):
            setattr(info.coo_sparse, f"{part}_tensor_name", named[getattr(leaf, part).name])
    else:
        for component in info.composite_tensor.components:
            component.name = named[component.name]
    return info


def write(folder, definition, signatures, state):
    """Writes the SavedModel into `folder`, which must not exist."""
    config = tf.ConfigProto(device_count={"GPU": 0})  # what is written needs none, and the training may have all of its memory
    with tf.Graph().as_default() as graph, tf.Session(graph=graph, config=config) as session:
        tf.import_graph_def(definition.graph_def(), name="")
        assigns = [_variable(graph, one) for one in state.variables]
        session.run(assigns, {assign.inputs[1]: one.value for assign, one in zip(assigns, state.variables)})
        fills = [graph.get_operation_by_name(start.op.name) for start in state.starts]
        fills += [tables.fill(graph.get_tensor_by_name(f"{name}:0"), *content) for name, content in state.contents.items()]
        builder = tf.saved_model.Builder(folder)
        builder.add_meta_graph_and_variables(
            session, [tf.saved_model.tag_constants.SERVING], signature_def_map=signatures,
            assets_collection=[graph.get_tensor_by_name(definition.name_of(one.name)) for one in state.files],
            main_op=tf.group(*fills) if fills else None, strip_default_attrs=True)
        builder.save()


def _variable(graph, variable):
    """Makes the variable whose handle was imported known to the graph. Returns the operation that gives it its second input as value."""
    handle = graph.get_tensor_by_name(f"{variable.name}:0")
    shape, dtype = variable.value.shape, tf.as_dtype(handle.op.get_attr("dtype"))
    with tf.name_scope(f"{variable.name}/"):
        value = tf.zeros(shape, dtype, name="Initializer")
        assign = tf.raw_ops.AssignVariableOp(resource=handle, value=value, name="Assign")
        read = tf.raw_ops.ReadVariableOp(resource=handle, dtype=dtype, name="Read")
    variables = stack.protocol_buffers().framework.variable_pb2
    made = stack.inner_module("ops.resource_variable_ops").ResourceVariable.from_proto(variables.VariableDef(
        variable_name=handle.name, initial_value_name=value.name, initializer_name=assign.name, snapshot_name=read.name, is_resource=True,
        trainable=variable.trainable))
    for collection in [tf.GraphKeys.GLOBAL_VARIABLES, *[tf.GraphKeys.TRAINABLE_VARIABLES] * variable.trainable]:
        graph.add_to_collection(collection, made)
    return assign
