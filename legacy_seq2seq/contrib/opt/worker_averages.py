"""Workers that train on copies of their own, and meet at shared centers now and then. Source: TF1 tf.contrib.opt.

Variables are made under a custom getter: a trainable one becomes a local variable of the worker, with its center
`global_center_variable/<name>` among the global variables.
"""

from legacy_seq2seq import tf1 as tf

_CENTER, _OLD_CENTER, _GRADIENT = "global_center_variable", "local_center_variable", "grad_variable"


class _CopyingGetter:
    """`tf.variable_scope("", custom_getter=...)`: trainable variables become a worker's copies. worker_device: where they live."""

    def __init__(self, worker_device):
        self._worker_device = worker_device
        self._centers = {}  # by the copy's name: (copy, center, what else belongs to it)

    def __call__(self, getter, name, trainable, collections, *args, **kwargs):
        if trainable is False:
            return getter(name, *args, trainable=trainable, collections=collections, **kwargs)
        with tf.device(self._worker_device):
            copy = getter(name, *args, trainable=True, collections=[tf.GraphKeys.LOCAL_VARIABLES], **kwargs)
        if copy.name not in self._centers:
            start = copy.initialized_value()
            center = tf.Variable(start, trainable=False, collections=[tf.GraphKeys.GLOBAL_VARIABLES], name=f"{_CENTER}/{name}")
            self._centers[copy.name] = copy, center, self._companion(name, start)
        return copy

    def _companion(self, name, start):
        return None

    def _local(self, prefix, name, value):
        with tf.device(self._worker_device):
            return tf.Variable(value, trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES], name=f"{prefix}/{name}")


class ModelAverageCustomGetter(_CopyingGetter):
    """The getter for `ModelAverageOptimizer`. Source: TF1 tf.contrib.opt.ModelAverageCustomGetter."""


class ElasticAverageCustomGetter(_CopyingGetter):
    """The getter for `ElasticAverageOptimizer`: each copy has `local_center_variable/<name>`, the center as last seen. Source: TF1."""

    def _companion(self, name, start):
        return self._local(_OLD_CENTER, name, start)


class AGNCustomGetter(_CopyingGetter):
    """The getter for `AGNOptimizer`: each copy has `grad_variable/<name>`, the sum of its gradients. Source: TF1."""

    def _companion(self, name, start):
        return self._local(_GRADIENT, name, tf.zeros_like(start))


class _MeetingOptimizer(tf.train.Optimizer):
    """Steps of `opt` on the worker's copies; every `period` steps `_meet`, and one more on the global step."""

    def __init__(self, opt, getter, num_worker, period, use_locking, name):
        super().__init__(use_locking, name)
        self._opt, self._getter, self._num_worker, self._period = opt, getter, num_worker, period
        self._local_step = tf.Variable(0, trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES], name="local_step")
        self._opt._prepare()

    def _own(self, variables):
        """(copy, center, companion) of each variable."""
        try:
            return [self._getter._centers[var.name] for var in variables]
        except KeyError as error:
            raise ValueError(f"{type(self).__name__}: the variable {error} was not made under the custom getter; expected all to be. "
                             'Make the model within tf.variable_scope("", custom_getter=getter).') from None

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        """A step on the worker's copies, and a meeting where one is due. global_step counts the meetings.

        Raises ValueError without gradients, or for variables that are not the getter's.
        """
        pairs = [(grad, var) for grad, var in grads_and_vars if grad is not None]
        if not pairs:
            raise ValueError(f"{type(self).__name__}: no gradients came; expected at least one (gradient, variable) pair.")
        own = self._own([var for _, var in pairs])
        self._make_slots(own)
        trained = self._step(pairs, own)
        with tf.control_dependencies([trained]):
            counted = tf.assign_add(self._local_step, 1)
        with tf.control_dependencies([counted]):
            due = tf.equal(tf.floormod(tf.identity(self._local_step), self._period), 0)

            def meet():
                with tf.control_dependencies([self._meet(own)]):
                    return tf.group(tf.assign_add(global_step, 1)) if global_step is not None else tf.no_op()

            return tf.group(tf.cond(due, meet, tf.no_op), name=name)

    def _make_slots(self, own):
        """Slots that are needed inside of the meeting are made outside of it."""

    def _make_local_slots(self, own):
        """Slots of the copies, which are the worker's own as the copies are."""
        before = {var.name for var in tf.global_variables()}
        self._opt._create_slots([copy for copy, _, _ in own])
        everywhere = tf.get_collection_ref(tf.GraphKeys.GLOBAL_VARIABLES)
        new = [var for var in everywhere if var.name not in before]
        everywhere[:] = [var for var in everywhere if var.name in before]
        for var in new:
            tf.add_to_collection(tf.GraphKeys.LOCAL_VARIABLES, var)

    def _step(self, pairs, own):
        return self._opt.apply_gradients(pairs)

    def get_init_op(self, task_index=0):
        """The op that sets the worker's copies to the centers."""
        return tf.group(*[tf.assign(copy, center) for copy, center, _ in self._getter._centers.values()])

    def get_slot(self, var, name):
        """As the wrapped optimiser's."""
        return self._opt.get_slot(var, name)

    def get_slot_names(self):
        """As the wrapped optimiser's."""
        return self._opt.get_slot_names()


class _StartAtCenters(tf.train.SessionRunHook):
    """Sets a worker's copies to the centers as its session starts."""

    def __init__(self, make_init_op):
        self._make_init_op = make_init_op

    def begin(self):
        self._init_op = self._make_init_op()

    def after_create_session(self, session, coord):
        session.run(self._init_op)


class ElasticAverageOptimizer(_MeetingOptimizer):
    """Copies tied to a center by a spring (Zhang, Choromanska & LeCun 2015).

    The loss has a term that pulls each copy to the center it last saw, of strength `rho` (moving_rate / learning rate by
    default). Every communication_period steps copy and center move towards each other by `moving_rate` of their distance
    (0.9 / communication_period / num_worker by default). synchronous: the center moves when all workers have come.
    Source: TF1 tf.contrib.opt.ElasticAverageOptimizer.
    """

    BETA = 0.9

    def __init__(self, opt, num_worker, ea_custom_getter, communication_period=10, moving_rate=None, rho=None, use_locking=True,
                 synchronous=False, name="ElasticAverageOptimizer"):
        super().__init__(opt, ea_custom_getter, num_worker, communication_period, use_locking, name)
        self._moving_rate = self.BETA / communication_period / num_worker if moving_rate is None else moving_rate
        self._rho = self._moving_rate / opt._learning_rate if rho is None else rho
        self._synchronous = synchronous

    def compute_gradients(self, loss, var_list=None, gate_gradients=tf.train.Optimizer.GATE_OP, aggregation_method=None,
                          colocate_gradients_with_ops=False, grad_loss=None):
        """As tf.train.Optimizer.compute_gradients, of the loss with the pull to the centers."""
        variables = list(var_list) if var_list else tf.trainable_variables()
        pulls = [tf.nn.l2_loss(copy - old) for copy, _, old in self._own(variables)]
        return self._opt.compute_gradients(loss + self._rho * tf.add_n(pulls), variables, gate_gradients, aggregation_method,
                                           colocate_gradients_with_ops, grad_loss)

    def _make_slots(self, own):
        self._make_local_slots(own)

    def _meet(self, own):
        moves = [self._moving_rate * (copy - center) for copy, center, _ in own]
        # One after the other: a variable that is read is not copied, so a center must not move while it is noted.
        with tf.control_dependencies(moves):
            noted = [tf.assign(old, center) for _, center, old in own]
        with tf.control_dependencies(noted):
            updates = [tf.assign_sub(copy, move) for (copy, _, _), move in zip(own, moves)]
            if self._synchronous and self._num_worker > 1:
                updates += [_all_workers(center, move, self._num_worker, lambda c, mean: tf.assign_add(c, self._num_worker * mean))
                            for (_, center, _), move in zip(own, moves)]
            else:
                updates += [tf.assign_add(center, move) for (_, center, _), move in zip(own, moves)]
        return tf.group(*updates)

    def make_session_run_hook(self, is_chief, task_index):
        """The hook for tf.train.MonitoredTrainingSession that starts the worker at the centers."""
        return _StartAtCenters(lambda: self.get_init_op(task_index))

    def swapping_saver(self, var_list=None, name="swapping_saver", **kwargs):
        """A tf.train.Saver that stores the centers under the names of the variables."""
        named = {var.op.name: var for var in (tf.global_variables() if var_list is None else var_list)}
        for copy, center, _ in self._getter._centers.values():
            if center.op.name in named:
                del named[center.op.name]
                named[copy.op.name] = center
        return tf.train.Saver(named, name=name, **kwargs)


class ModelAverageOptimizer(_MeetingOptimizer):
    """Copies that train alone and become their mean every `interval_steps` steps.

    num_worker: how many come to a meeting; each waits for all. Source: TF1 tf.contrib.opt.ModelAverageOptimizer.
    """

    def __init__(self, opt, num_worker, is_chief, ma_custom_getter, interval_steps=100, use_locking=True, name="ModelAverageOptimizer"):
        super().__init__(opt, ma_custom_getter, num_worker, interval_steps, use_locking, name)
        self._is_chief = is_chief

    def compute_gradients(self, *args, **kwargs):
        """As the wrapped optimiser's."""
        return self._opt.compute_gradients(*args, **kwargs)

    def _meet(self, own):
        if self._num_worker > 1:
            updates = [_all_workers(center, copy, self._num_worker, tf.assign) for copy, center, _ in own]
        else:
            updates = [tf.assign(center, copy) for copy, center, _ in own]
        with tf.control_dependencies(updates):
            return tf.group(*[tf.assign(copy, center) for copy, center, _ in own])

    def get_init_op(self):
        """The op that sets the worker's copies to the centers."""
        return super().get_init_op()

    def make_session_run_hook(self):
        """The hook for tf.train.MonitoredTrainingSession that starts the worker at the centers."""
        return _StartAtCenters(self.get_init_op)


class AGNOptimizer(_MeetingOptimizer):
    """Accumulated gradient normalisation (Hermans, Spanakis & Möckel 2017).

    Each copy trains with `opt`. Every communication_period steps `opt` moves the center by the mean of the gradients since the
    last meeting, and the copy starts again from there. Source: TF1 tf.contrib.opt.AGNOptimizer.
    """

    def __init__(self, optimizer, num_worker, custom_getter, communication_period=10, use_locking=True, name="AGNOptimizer"):
        super().__init__(optimizer, custom_getter, num_worker, communication_period, use_locking, name)

    def _make_slots(self, own):
        self._make_local_slots(own)
        self._opt._create_slots([center for _, center, _ in own])

    def _step(self, pairs, own):
        sums = [tf.assign_add(total, tf.convert_to_tensor(grad)) for (grad, _), (_, _, total) in zip(pairs, own)]
        return tf.group(self._opt.apply_gradients(pairs), *sums)

    def _meet(self, own):
        moved = self._opt.apply_gradients([(total / self._period, center) for _, center, total in own])
        with tf.control_dependencies([moved]):
            return tf.group(*[tf.assign(copy, center) for copy, center, _ in own],
                            *[tf.assign(total, tf.zeros_like(total)) for _, _, total in own])

    def make_session_run_hook(self, is_chief, task_index):
        """The hook for tf.train.MonitoredTrainingSession that starts the worker at the centers."""
        return _StartAtCenters(lambda: self.get_init_op(task_index))


def _all_workers(center, value, num_worker, use):
    """Waits for the values of all workers; one of them does `use(center, mean)`, the others wait for it."""
    name = center.op.name
    with tf.colocate_with(center):
        sums = tf.ConditionalAccumulator(center.dtype.base_dtype, center.shape, shared_name=f"{name}/meeting")
        tokens = tf.FIFOQueue(-1, tf.int32, shapes=[[]], shared_name=f"{name}/tokens")
    with tf.control_dependencies([sums.apply_grad(value, local_step=tf.int64.max)]):
        last = tf.greater_equal(sums.num_accumulated(), num_worker)

        def conclude():
            with tf.control_dependencies([use(center, sums.take_grad(num_worker))]):
                return tf.group(tokens.enqueue_many([tf.zeros([num_worker], tf.int32)]))

        concluded = tf.cond(last, conclude, tf.no_op)
    with tf.control_dependencies([concluded]):
        return tokens.dequeue().op
