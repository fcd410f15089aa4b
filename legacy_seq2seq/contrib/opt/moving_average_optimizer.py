"""Training that keeps a moving average of each variable, and saves it in its place. Source: TF1 tf.contrib.opt."""

from legacy_seq2seq import tf1 as tf


class MovingAverageOptimizer(tf.train.Optimizer):
    """Steps of `opt`, after each of which the averages of the variables move.

    average_decay, num_updates: as in tf.train.ExponentialMovingAverage. sequential_update: averages after the step, else beside it.
    The averages are variables `<name>/ExponentialMovingAverage`. Raises ValueError for a decay outside [0, 1].
    Source: TF1 tf.contrib.opt.MovingAverageOptimizer.
    """

    def __init__(self, opt, average_decay=0.9999, num_updates=None, sequential_update=True):
        if isinstance(average_decay, (int, float)) and not 0.0 <= average_decay <= 1.0:
            raise ValueError(f"MovingAverageOptimizer: `average_decay` is {average_decay}; expected a share in [0, 1], such as 0.999.")
        super().__init__(False, "MovingAverage" if opt is None else opt.get_name())
        self._opt, self._sequential = opt, sequential_update
        self._averages = tf.train.ExponentialMovingAverage(average_decay, num_updates=num_updates)
        self._in_place_of = None

    def compute_gradients(self, *args, **kwargs):
        """As the wrapped optimiser's."""
        return self._opt.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        """As tf.train.Optimizer.apply_gradients; the op it returns has averaged too."""
        grads_and_vars = list(grads_and_vars)
        train = self._opt.apply_gradients(grads_and_vars, global_step=global_step, name=name)
        variables = [var for grad, var in grads_and_vars if grad is not None]
        with tf.control_dependencies([train] if self._sequential else []):
            average = self._averages.apply(variables)
        self._in_place_of = {var.op.name: self._averages.average(var) for var in variables}
        return tf.group(train, average, name="train_with_avg")

    def swapping_saver(self, var_list=None, name="swapping_saver", **kwargs):
        """A tf.train.Saver that stores each average under its variable's name, and the variable under the average's.

        A checkpoint of it, read by an ordinary Saver, gives the averages. var_list: a list or dict of variables, all by default;
        it must hold both of each pair. Raises RuntimeError before apply_gradients, ValueError where one of a pair is missing.
        """
        if self._in_place_of is None:
            raise RuntimeError("swapping_saver: there are no averages yet; expected apply_gradients or minimize to be called first.")
        if var_list is None:
            var_list = tf.global_variables()
        named = dict(var_list) if isinstance(var_list, dict) else {var.op.name: var for var in var_list}
        key_of = {var.op.name: key for key, var in named.items()}
        swapped = dict(named)
        for variable, average in self._in_place_of.items():
            if variable not in key_of:
                continue
            if average.op.name not in key_of:
                raise ValueError(f"swapping_saver: `var_list` has the variable {variable} without its average {average.op.name}; expected "
                                 "both. Add the average, or leave var_list out.")
            here, there = key_of[variable], key_of[average.op.name]
            swapped[here], swapped[there] = named[there], named[here]
        return tf.train.Saver(swapped, name=name, **kwargs)

    def get_slot(self, var, name):
        """As the wrapped optimiser's."""
        return self._opt.get_slot(var, name)

    def get_slot_names(self):
        """As the wrapped optimiser's."""
        return self._opt.get_slot_names()

    def variables(self):
        """The wrapped optimiser's variables."""
        return self._opt.variables()
