"""Finding variables by scope, suffix or name. Source: TF1 tf.contrib.framework (variables)."""

import re

from legacy_seq2seq import tf1 as tf


def get_variables(scope=None, suffix=None, collection=tf.GraphKeys.GLOBAL_VARIABLES):
    """The variables of `collection` whose name begins with `scope` (a regular expression, or a
    VariableScope) and whose op name ends in `suffix`.

    A scope "A" also matches "AB/w"; write "A/" for one scope alone.
    Source: TF1 tf.contrib.framework.get_variables.
    """
    if isinstance(scope, tf.VariableScope):
        scope = scope.name
    if suffix is None:
        return tf.get_collection(collection, scope)
    if ":" not in suffix:
        suffix += ":"  # variables are filtered by name, "A/w:0"
    return tf.get_collection(collection, f"{scope or ''}.*{suffix}")


def get_model_variables(scope=None, suffix=None):
    """`get_variables` among MODEL_VARIABLES."""
    return get_variables(scope, suffix, tf.GraphKeys.MODEL_VARIABLES)


def get_local_variables(scope=None, suffix=None):
    """`get_variables` among LOCAL_VARIABLES."""
    return get_variables(scope, suffix, tf.GraphKeys.LOCAL_VARIABLES)


def get_trainable_variables(scope=None, suffix=None):
    """`get_variables` among TRAINABLE_VARIABLES."""
    return get_variables(scope, suffix, tf.GraphKeys.TRAINABLE_VARIABLES)


def get_variables_by_suffix(suffix, scope=None):
    """The global variables whose op name ends in `suffix`."""
    return get_variables(scope, suffix)


def get_variables_by_name(given_name, scope=None):
    """The global variables whose name without scopes is `given_name`."""
    return [v for v in get_variables(scope) if f"/{v.op.name}".endswith(f"/{given_name}")]


def get_unique_variable(var_op_name):
    """The one global variable whose op name begins with `var_op_name`; the exact name wins.

    Raises ValueError where none or several match. Source: TF1 tf.contrib.framework.get_unique_variable.
    """
    candidates = get_variables(var_op_name)
    for candidate in candidates:
        if candidate.op.name == var_op_name:
            return candidate
    if candidates:
        names = ", ".join(v.op.name for v in candidates[:4])
        raise ValueError(f"get_unique_variable: {var_op_name!r} fits {len(candidates)} variables: {names}. Give the whole op name.")
    known = ", ".join(v.op.name for v in tf.global_variables()[:8]) or "none"
    raise ValueError(f"get_unique_variable: no variable is called {var_op_name!r}. Names include their scopes; this graph has: {known}.")


def get_variable_full_name(var):
    """The name of `var` in a checkpoint; a slice of a partitioned variable has the whole one's."""
    info = var._save_slice_info if hasattr(var, "_save_slice_info") else None
    return info.full_name if info else var.op.name


def get_variables_to_restore(include=None, exclude=None):
    """The global variables of the scopes in `include` (all by default) but not of those in `exclude`.

    include, exclude: lists of scopes. Raises TypeError where one is not a list or tuple.
    Source: TF1 tf.contrib.framework.get_variables_to_restore.
    """
    for argument, scopes in (("include", include), ("exclude", exclude)):
        if scopes is not None and not isinstance(scopes, (list, tuple)):
            raise TypeError(f"get_variables_to_restore: `{argument}` is {scopes!r}; expected a list of scopes such as [\"encoder\"].")
    included = [None] if include is None else include
    kept = list(dict.fromkeys(v for scope in included for v in get_variables(scope)))
    left_out = {v for scope in exclude or [] for v in get_variables(scope)}
    return [v for v in kept if v not in left_out]


def filter_variables(var_list, include_patterns=None, exclude_patterns=None, reg_search=True):
    """Those of `var_list` whose name ("A/w:0") fits one of `include_patterns` and none of `exclude_patterns`.

    Patterns are regular expressions, found anywhere in the name; with `reg_search=False`, at its
    beginning. None leaves a test out. Source: TF1 tf.contrib.framework.filter_variables.
    """
    find = re.search if reg_search else re.match

    def fits(var, patterns):
        return any(find(pattern, var.name) for pattern in patterns)

    return [v for v in var_list
            if (include_patterns is None or fits(v, include_patterns))
            and (exclude_patterns is None or not fits(v, exclude_patterns))]
