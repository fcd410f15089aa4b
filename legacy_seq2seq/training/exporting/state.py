"""What a session holds of the exported operations' state: the values of variables, the contents of tables, the vocabulary files."""

import collections
import contextlib

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.exporting import references, tables
from legacy_seq2seq.training.exporting.telling import listed

Variable = collections.namedtuple("Variable", "name value trainable")
Variable.__doc__ = """A variable: its name in the graph and in the export's checkpoint, its value as an array, whether it is trained."""


class Reader:
    """Reads from a session without its hooks: those of a MonitoredSession or a `training.session` count no step, save nothing."""

    def __init__(self, session, graph):
        self._session = getattr(session, "raw_session", session)
        self.graph = graph

    def run(self, fetches):
        try:
            if hasattr(self._session, "run_step_fn"):
                return self._session.run_step_fn(lambda step_context: step_context.session.run(fetches))
            return self._session.run(fetches)
        except RuntimeError as error:
            raise RuntimeError(f"export: {error} Export while the session is open, inside of its `with` statement.") from None

    @contextlib.contextmanager
    def adding(self):
        """A finalized graph takes operations inside, as there is no other way to read some things."""
        is_final = self.graph.finalized
        if is_final:
            self.graph._unsafe_unfinalize()
        try:
            with self.graph.as_default(), tf.control_dependencies(None), tf.name_scope("export"):
                yield
        finally:
            if is_final:
                self.graph.finalize()


class State:
    """variables: [Variable]. starts: [tables.Start]. files: [tensor], the vocabularies' paths. contents: {table: (keys, values)}."""

    def __init__(self, reader, cut, tell):
        self._reader, self._tell = reader, tell
        self.variables = self._variables(cut)
        self.starts = cut.starts
        self.files = self._files(cut)
        self.contents = self._contents(cut)

    def _variables(self, cut):
        tensors = {op.name: self._value_tensor(op) for op in cut.ops if op.type in references.VARIABLES or op.type == "VarHandleOp"}
        values = self._read(tensors)
        trained = {variable.op.name for variable in cut.graph.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES)}
        return [Variable(name, value, name in trained) for name, value in values.items()]

    def _value_tensor(self, op):
        """A tensor that reads a variable."""
        if op.type != "VarHandleOp":
            return op.outputs[0]
        for one in op.outputs[0].consumers():
            if one.type == "ReadVariableOp" and not one.control_inputs and self._reader.graph.is_fetchable(one.outputs[0]):
                return one.outputs[0]
        with self._reader.adding():
            return tf.raw_ops.ReadVariableOp(resource=op.outputs[0], dtype=op.get_attr("dtype"))

    def _read(self, tensors):
        try:
            return self._reader.run(tensors)
        except tf.errors.FailedPreconditionError:
            missing = [name for name, one in tensors.items() if self._is_missing(one)]
            if not missing:
                raise
        names = listed(self._tell.op(self._reader.graph.get_operation_by_name(name)) for name in missing)
        raise tf.errors.FailedPreconditionError(
            None, None, f"export: these variables have no value in the session yet:{names}\nTo do: train the model, or restore a "
            "checkpoint, or run tf.global_variables_initializer() and tf.local_variables_initializer() first.")

    def _is_missing(self, tensor):
        try:
            self._reader.run(tensor)
        except tf.errors.FailedPreconditionError:
            return True
        return False

    def _files(self, cut):
        """The tensors of file names; a name that is computed becomes a fixed one."""
        collected = [self._reader.graph.as_graph_element(one) for one in cut.graph.get_collection(tf.GraphKeys.ASSET_FILEPATHS)]
        needed = {op.name for op in cut.ops}
        tensors = {one.name: one for one in [*[start.file for start in cut.starts if start.file is not None], *collected]
                   if one.op.name in needed or one.name in cut.fixed}
        for name, tensor in tensors.items():
            if name not in cut.fixed and tensor.op.type != "Const":
                cut.fixed[name] = tf.make_ndarray(tf.make_tensor_proto(self._reader.run(tensor)))
            path = cut.fixed[name].item() if name in cut.fixed else self._reader.run(tensor)
            if not tf.gfile.Exists(path):
                raise FileNotFoundError(f"export: the vocabulary file {tf.compat.as_text(path)}, which a lookup table reads, is not there "
                                        "(any more); put it back, it becomes a part of the export.")
        return list(tensors.values())

    def _contents(self, cut):
        changing = tables.changing(cut.ops)
        if not changing:
            return {}
        with self._reader.adding():
            tensors = {table.name: tuple(tables.contents(table)) for table in changing}
        return self._reader.run(tensors)
