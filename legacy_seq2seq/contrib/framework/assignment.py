"""Setting variables from checkpoints and from NumPy arrays. Source: TF1 tf.contrib.framework (variables)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.finding import get_variable_full_name


def assign_from_values(var_names_to_values):
    """(op, feed) such that `sess.run(op, feed)` sets each variable to its array.

    var_names_to_values: {op name: NumPy array}, as many elements as the variable has.
    Raises ValueError for an unknown name or another number of elements.
    Source: TF1 tf.contrib.framework.assign_from_values.
    """
    pairs = []
    for name, value in var_names_to_values.items():
        known = [v for v in tf.global_variables() if v.op.name == name]
        if not known:
            raise ValueError(f"assign_from_values: no variable is called {name!r}. Names include their scopes, without \":0\".")
        pairs += [(v, value) for v in known]
    return _assignment(pairs)


def assign_from_values_fn(var_names_to_values):
    """`f(session)` that does what `assign_from_values` prepares."""
    op, feed = assign_from_values(var_names_to_values)
    return lambda session: session.run(op, feed)


def assign_from_checkpoint(model_path, var_list, ignore_missing_vars=False):
    """(op, feed) such that `sess.run(op, feed)` sets variables to what the checkpoint holds.

    var_list: variables, or {name in the checkpoint: variable or list of variables (slices of one)}.
    Raises ValueError for a variable that the checkpoint lacks, unless `ignore_missing_vars`, and for
    shapes that differ. Source: TF1 tf.contrib.framework.assign_from_checkpoint.
    """
    grouped = _grouped_by_name(var_list)
    reader = tf.train.NewCheckpointReader(model_path)
    pairs = []
    for name, variables in grouped.items():
        if not reader.has_tensor(name):
            if not ignore_missing_vars:
                raise ValueError(f"assign_from_checkpoint: {model_path} has no variable {name!r}; it has {_some_names(reader)}. Map the "
                                 "names with var_list={name in the checkpoint: variable}, or set ignore_missing_vars=True.")
            tf.logging.warning("Checkpoint %s has no variable %s; it keeps its value.", model_path, name)
            continue
        stored = reader.get_tensor(name)
        for var in variables:
            pairs.append((var, _part_for(var, stored, name)))
    return _assignment(pairs)


def assign_from_checkpoint_fn(model_path, var_list, ignore_missing_vars=False, reshape_variables=False):
    """`f(session)` that restores `var_list` from the checkpoint; None where nothing of it is stored.

    var_list: variables, or {name in the checkpoint: variable}. reshape_variables: also restore into
    another shape of as many elements. Raises ValueError for an empty `var_list`.
    Source: TF1 tf.contrib.framework.assign_from_checkpoint_fn.
    """
    if not var_list:
        raise ValueError("assign_from_checkpoint_fn: `var_list` is empty. Give the variables to restore, for instance "
                         "tf.contrib.framework.get_variables_to_restore().")
    if ignore_missing_vars:
        var_list = _stored_part(tf.train.NewCheckpointReader(model_path), model_path, var_list)
        if not var_list:
            tf.logging.warning("Checkpoint %s has none of the variables; nothing will be restored.", model_path)
            return None
    saver = tf.train.Saver(var_list, reshape=reshape_variables)
    return lambda session: saver.restore(session, model_path)


def _grouped_by_name(var_list):
    """{name in the checkpoint: [variables]}."""
    grouped = {}
    if isinstance(var_list, dict):
        for name, variables in var_list.items():
            grouped[name] = list(variables) if isinstance(variables, (list, tuple)) else [variables]
    else:
        for var in var_list:
            grouped.setdefault(get_variable_full_name(var), []).append(var)
    return grouped


def _stored_part(reader, model_path, var_list):
    by_name = var_list if isinstance(var_list, dict) else {v.op.name: v for v in var_list}
    missing = [name for name in by_name if not reader.has_tensor(name)]
    for name in missing:
        tf.logging.warning("Checkpoint %s has no variable %s; it keeps its value.", model_path, name)
    return {name: var for name, var in by_name.items() if name not in missing}


def _part_for(var, stored, name):
    """The slice of the array `stored` that `var` holds: all of it, unless `var` is partitioned."""
    info = getattr(var, "_save_slice_info", None)
    if info is not None:
        stored = stored[tuple(slice(begin, begin + size) for begin, size in zip(info.var_offset, info.var_shape))]
    if list(stored.shape) != var.shape.as_list():
        raise ValueError(f"assign_from_checkpoint: {name!r} is stored with shape {list(stored.shape)}, but the variable {var.op.name} has "
                         f"shape {var.shape.as_list()}. Build the model with the sizes that it was trained with.")
    return stored


def _assignment(pairs):
    """One op that assigns through placeholders, and the feed for them."""
    assigns, feed = [], {}
    for var, value in pairs:
        placeholder = tf.placeholder(var.dtype.base_dtype, var.shape, name=f"placeholder/{var.op.name}")
        feed[placeholder] = value.reshape(var.shape.as_list())
        assigns.append(var.assign(placeholder))
    return tf.group(*assigns), feed


def _some_names(reader, count=6):
    names = sorted(reader.get_variable_to_shape_map())
    return ", ".join(names[:count]) + (f" and {len(names) - count} more" if len(names) > count else "")
