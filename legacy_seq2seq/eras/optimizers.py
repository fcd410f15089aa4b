"""Optimisers as they were: what differs is how rows that a step meets more than once are updated, and Adadelta's own step.

Until 0.12 a sparse gradient (that of an embedding) was applied as it came: each mention of a row was a step of its own for the
accumulators. Since 1.0 the mentions are summed first. Until 1.1 Adadelta moved a variable by the step that its *new* average of steps
gives; today's moves it by that of the old average.
"""

from legacy_seq2seq import tf1 as tf


class _EachMention:
    """Applies sparse gradients with their repeated rows, as 0.12 did. Its slots are named by the name scope, and know no reuse."""

    def apply_gradients(self, *arguments, **options):
        with tf.variable_scope(tf.VariableScope(None, tf.get_default_graph().get_name_scope()), auxiliary_name_scope=False):
            return super().apply_gradients(*arguments, **options)

    def _apply_sparse_duplicate_indices(self, grad, var):
        return self._apply_sparse(grad, var)


class AdadeltaOptimizer(tf.train.AdadeltaOptimizer):
    """Adadelta of 1.0 and 1.1. Source: TF1 tf.train.AdadeltaOptimizer (Zeiler, 2012)."""

    def _settings(self, dtype):
        return [tf.cast(one, dtype) for one in (self._lr_t, self._rho_t, self._epsilon_t)]

    def _apply_dense(self, grad, var):
        average, steps = self.get_slot(var, "accum"), self.get_slot(var, "accum_update")
        new_average, new_steps, move = self._moved(grad, average, steps, var.dtype.base_dtype)
        return tf.group(*(tf.assign(old, new, use_locking=self._use_locking).op for old, new in (
            (average, new_average), (steps, new_steps), (var, var - move))))

    def _apply_sparse(self, grad, var):
        return self._apply_rows(grad.values, grad.indices, var)

    def _apply_rows(self, values, rows, var):
        average, steps = self.get_slot(var, "accum"), self.get_slot(var, "accum_update")
        new_average, new_steps, move = self._moved(values, tf.gather(average, rows), tf.gather(steps, rows), var.dtype.base_dtype)
        with tf.control_dependencies([new_average, new_steps, move]):
            return tf.group(tf.scatter_update(average, rows, new_average).op, tf.scatter_update(steps, rows, new_steps).op,
                            tf.scatter_sub(var, rows, move).op)

    def _moved(self, grad, average, steps, dtype):
        """The averages after a step, and by how much the variable goes down."""
        rate, rho, epsilon = self._settings(dtype)
        average = rho * average + (1 - rho) * tf.square(grad)
        scaled = tf.rsqrt(average + epsilon) * grad
        new_steps = rho * steps + (1 - rho) * tf.square(tf.sqrt(steps + epsilon) * scaled)
        return average, new_steps, rate * tf.sqrt(new_steps + epsilon) * scaled


class _AdadeltaOfEachMention(_EachMention, AdadeltaOptimizer):
    def _apply_sparse(self, grad, var):
        """One mention after the other, since each changes what the next one reads."""
        def body(i):
            with tf.control_dependencies([self._apply_rows(grad.values[i:i + 1], grad.indices[i:i + 1], var)]):
                return i + 1

        count = tf.shape(grad.indices)[0]
        return tf.while_loop(lambda i: i < count, body, [0], parallel_iterations=1, back_prop=False).op


def of_each_mention(name):
    """The optimiser `tf.train.<name>` of 0.12: a class of the same name."""
    base = _AdadeltaOfEachMention if name == "AdadeltaOptimizer" else getattr(tf.train, name)
    bases = (base,) if issubclass(base, _EachMention) else (_EachMention, base)
    return type(base)(name, bases, {"__doc__": base.__doc__, "__module__": __name__})
