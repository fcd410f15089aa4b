"""A train op from a loss and an optimizer, and a loop that runs it. Source: TF1 tf.contrib.training.create_train_op, train."""

from legacy_seq2seq import tf1 as tf

# Says «the graph's global step», where None says «no step».
_USE_GLOBAL_STEP = 0


def create_train_op(total_loss, optimizer, global_step=_USE_GLOBAL_STEP, update_ops=None, variables_to_train=None,
                    transform_grads_fn=None, summarize_gradients=False, gate_gradients=tf.train.Optimizer.GATE_OP,
                    aggregation_method=None, colocate_gradients_with_ops=False, check_numerics=True):
    """An op that takes one step of `optimizer` and gives the loss.

    1. Runs `update_ops` first: those of the collection UPDATE_OPS by default.
    2. Computes the gradients of the scalar `total_loss`, of `variables_to_train` (all trainable ones by default).
    3. `transform_grads_fn` takes and returns the list of (gradient, variable) pairs: to clip them, for instance.
    4. Applies them and counts `global_step` up; the graph's own by default, made where there is none; None counts nothing.
    5. With `check_numerics`, running it raises InvalidArgumentError where the loss is infinite or not a number.

    Returns the loss as a tensor that does all this when run; it also stands in the collection TRAIN_OP.
    Source: TF1 tf.contrib.training.create_train_op.

        train_op = create_train_op(loss, tf.train.AdamOptimizer(), transform_grads_fn=clip_gradient_norms_fn(5.0))
    """
    if global_step is _USE_GLOBAL_STEP:
        global_step = tf.train.get_or_create_global_step()
    total_loss = _after_updates(tf.convert_to_tensor(total_loss), update_ops)
    variables = _trainable(variables_to_train)
    grads = optimizer.compute_gradients(total_loss, variables, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
                                        colocate_gradients_with_ops=colocate_gradients_with_ops)
    if transform_grads_fn:
        grads = transform_grads_fn(grads)
    if summarize_gradients:
        with tf.name_scope("summarize_grads"):
            add_gradients_summaries(grads)
    update = optimizer.apply_gradients(grads, global_step=global_step)
    with tf.name_scope("train_op"):
        if check_numerics:
            total_loss = tf.check_numerics(total_loss, "LossTensor is inf or nan")
        with tf.control_dependencies([update]):
            train_op = tf.identity(total_loss, name="control_dependency")
    if train_op not in _listed(tf.GraphKeys.TRAIN_OP):
        tf.add_to_collection(tf.GraphKeys.TRAIN_OP, train_op)
    return train_op


def _after_updates(loss, update_ops):
    """The loss, computed after the `update_ops`."""
    standard = set(_listed(tf.GraphKeys.UPDATE_OPS))
    chosen = standard if update_ops is None else set(update_ops)
    if not standard.issubset(chosen):
        tf.logging.warning("create_train_op: `update_ops` leaves out some of tf.GraphKeys.UPDATE_OPS, such as batch "
                           "normalization's averages; these will not be updated.")
    if not chosen:
        return loss
    with tf.control_dependencies(chosen), tf.name_scope("update_barrier"):
        return tf.identity(loss)


def _listed(collection):
    """A collection's items; tensors hash by identity inside a plain list comparison."""
    return _Identities(tf.get_collection(collection))


class _Identities(list):
    def __contains__(self, item):
        return any(item is other for other in self)


def _trainable(variables_to_train):
    if variables_to_train is None:
        return tf.trainable_variables()
    trainable = _listed(tf.GraphKeys.TRAINABLE_VARIABLES)
    for variable in variables_to_train:
        if variable not in trainable:
            raise AssertionError(f"create_train_op: `variables_to_train` holds {variable.op.name}, which is not trainable. "
                                 "Create it with trainable=True.")
    return variables_to_train


def clip_gradient_norms(gradients_to_variables, max_norm):
    """The (gradient, variable) pairs, each gradient shortened to a norm of at most `max_norm` of its own.

    Gradients that are None stay None. Source: TF1 tf.contrib.training.clip_gradient_norms.
    """
    return [(_map_gradient(lambda values: tf.clip_by_norm(values, max_norm), gradient), variable)
            for gradient, variable in gradients_to_variables]


def clip_gradient_norms_fn(max_norm):
    """`clip_gradient_norms` with its `max_norm` set: a `transform_grads_fn`. Source: TF1 tf.contrib.training."""
    return lambda gradients_to_variables: clip_gradient_norms(gradients_to_variables, max_norm)


def multiply_gradients(grads_and_vars, gradient_multipliers):
    """The (gradient, variable) pairs, with the gradients of some variables multiplied.

    gradient_multipliers: a dict from variables, or their op names, to a factor; others stay as they are.
    Raises ValueError if that is no dict or is empty, and where a variable to multiply has no gradient.
    Source: TF1 tf.contrib.training.multiply_gradients.
    """
    if not gradient_multipliers:
        raise ValueError("multiply_gradients: `gradient_multipliers` is empty; expected {variable or its op name: factor}.")
    if not isinstance(gradient_multipliers, dict):
        raise ValueError(f"multiply_gradients: `gradient_multipliers` is a {type(gradient_multipliers).__name__}; "
                         "expected a dict, {variable or its op name: factor}.")
    factors = {_key(target): factor for target, factor in gradient_multipliers.items()}
    result = []
    for gradient, variable in grads_and_vars:
        if variable.op.name in factors:
            gradient = _multiplied(gradient, variable, factors[variable.op.name])
        result.append((gradient, variable))
    return result


def _key(target):
    return target if isinstance(target, str) else target.op.name


def _multiplied(gradient, variable, factor):
    if gradient is None:
        raise ValueError(f"multiply_gradients: the gradient of {variable.op.name} is None: the loss does not depend on it. "
                         "Leave it out of `gradient_multipliers`.")
    return _map_gradient(lambda values: values * tf.cast(factor, values.dtype), gradient)


def _map_gradient(change, gradient):
    """`change` of a gradient's numbers, be it a tensor or the rows of an IndexedSlices; None stays None."""
    if isinstance(gradient, tf.IndexedSlices):
        return tf.IndexedSlices(change(gradient.values), gradient.indices, gradient.dense_shape)
    return gradient if gradient is None else change(gradient)


def add_gradients_summaries(grads_and_vars):
    """Adds, for each (gradient, variable), a histogram `<name>_gradient` and a scalar `<name>_gradient_norm`.

    Returns the list of summaries; a gradient that is None has none. Source: TF1 tf.contrib.training.add_gradients_summaries.
    """
    summaries = []
    for gradient, variable in grads_and_vars:
        if gradient is None:
            tf.logging.info(f"add_gradients_summaries: {variable.op.name} has no gradient.")
            continue
        values = gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient
        name = variable.op.name
        summaries += [tf.summary.histogram(f"{name}_gradient", values), tf.summary.scalar(f"{name}_gradient_norm", tf.norm(values))]
    return summaries


def train(train_op, logdir, master="", is_chief=True, scaffold=None, hooks=None, chief_only_hooks=None, save_checkpoint_secs=600,
          save_summaries_steps=100, config=None, max_wait_secs=7200, run_metadata=None):
    """Runs `train_op` in a MonitoredTrainingSession until a hook, or the end of the input, stops it.

    logdir: the folder of the checkpoints and summaries. Returns the last value of `train_op`, None if it never ran.
    Raises ValueError on the chief without a `logdir`, unless `save_summaries_steps` and `save_checkpoint_secs` are None.
    Source: TF1 tf.contrib.training.train.

        train(train_op, "/tmp/run", hooks=[tf.train.StopAtStepHook(num_steps=1000)])
    """
    if logdir is None and is_chief:
        for option, value in (("save_summaries_steps", save_summaries_steps), ("save_checkpoint_secs", save_checkpoint_secs)):
            if value:
                raise ValueError(f"train: `logdir` is None, but {option}={value} needs a folder. Give one, or {option}=None.")
    loss = None
    with tf.train.MonitoredTrainingSession(
            master=master, is_chief=is_chief, checkpoint_dir=logdir, scaffold=scaffold, hooks=hooks, chief_only_hooks=chief_only_hooks,
            save_checkpoint_secs=save_checkpoint_secs, save_summaries_steps=save_summaries_steps, config=config,
            max_wait_secs=max_wait_secs) as session:
        while not session.should_stop():
            loss = session.run(train_op, run_metadata=run_metadata)
    return loss
