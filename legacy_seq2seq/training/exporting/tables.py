"""Lookup tables: what fills them when an exported model is loaded."""

import collections

from legacy_seq2seq import tf1 as tf

Start = collections.namedtuple("Start", "table op file")
Start.__doc__ = """The operation `op` that fills the table that `table` makes. file: the tensor of its vocabulary's path, or None."""

_STATIC = {"HashTable", "HashTableV2"}
_FROM_FILE = {"InitializeTableFromTextFile", "InitializeTableFromTextFileV2"}
_FILLING = {"InitializeTable", "InitializeTableV2", "LookupTableImport", "LookupTableImportV2", *_FROM_FILE}
_CHANGING = {"MutableHashTableV2", "MutableHashTableOfTensorsV2", "MutableDenseHashTableV2"}


def starts(ops, tell):
    """[Start] of the static tables among some operations. Raises ValueError for a table that nothing fills."""
    found = []
    for table in [op for op in ops if op.type in _STATIC]:
        filling = [op for op in table.outputs[0].consumers() if op.type in _FILLING]
        if not filling:
            raise ValueError(f"export: the lookup table {tell.op(table)} is filled by nothing in the graph; expected an initializer, as "
                             "tf.lookup.StaticHashTable and tf.contrib.lookup make one.")
        found += [Start(table, op, op.inputs[1] if op.type in _FROM_FILE else None) for op in filling]
    return found


def changing(ops):
    """The operations that make tables whose contents a session changes."""
    return [op for op in ops if op.type in _CHANGING]


def contents(table):
    """Makes the tensors (keys, values) of what a table holds."""
    handle = table.outputs[0]
    return tf.raw_ops.LookupTableExportV2(table_handle=handle, Tkeys=table.get_attr("key_dtype"), Tvalues=table.get_attr("value_dtype"))


def fill(handle, keys, values):
    """The operation that fills a table with arrays."""
    return tf.raw_ops.LookupTableImportV2(table_handle=handle, keys=tf.constant(keys), values=tf.constant(values))
