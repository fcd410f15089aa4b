"""Optimisers outside of TensorFlow, SciPy's among them, on a graph's loss. Source: TF1 tf.contrib.opt.ExternalOptimizerInterface."""

import numpy as np

from legacy_seq2seq import tf1 as tf


class ExternalOptimizerInterface:
    """Gives an outside optimiser one vector for all variables, and functions of it for loss, gradient and constraints.

    loss: a scalar. var_list: the trainable variables by default. equalities, inequalities: lists of tensors, to become 0 and to
    stay at least 0. var_to_bounds: {variable: (lowest, highest)}, each a number or array, ±infinity for none.
    A subclass has `_minimize`; see ScipyOptimizerInterface. Source: TF1 tf.contrib.opt.ExternalOptimizerInterface.
    """

    def __init__(self, loss, var_list=None, equalities=None, inequalities=None, var_to_bounds=None, **optimizer_kwargs):
        self._loss, self._vars = loss, list(var_list) if var_list is not None else tf.trainable_variables()
        self._equalities, self._inequalities = list(equalities or []), list(inequalities or [])
        self.optimizer_kwargs = optimizer_kwargs
        self._packed_bounds = self._bounds(var_to_bounds) if var_to_bounds is not None else None
        self._placeholders = [tf.placeholder(var.dtype.base_dtype, var.shape) for var in self._vars]
        self._assign = tf.group(*[tf.assign(var, value) for var, value in zip(self._vars, self._placeholders)])
        ends = np.cumsum([var.shape.num_elements() for var in self._vars])
        self._slices = [slice(end - var.shape.num_elements(), end) for var, end in zip(self._vars, ends)]
        self._packed = _pack(self._vars)
        self._loss_gradient = self._gradient(loss)
        self._equality_gradients = [self._gradient(tensor) for tensor in self._equalities]
        self._inequality_gradients = [self._gradient(tensor) for tensor in self._inequalities]

    def _bounds(self, var_to_bounds):
        by_name = {var.name: bounds for var, bounds in var_to_bounds.items()}
        packed = []
        for var in self._vars:
            low, high = by_name.get(var.name, (-np.inf, np.inf))
            shape = var.shape.as_list()
            packed += zip(np.broadcast_to(low, shape).ravel().tolist(), np.broadcast_to(high, shape).ravel().tolist())
        return packed

    def _gradient(self, tensor):
        """The gradient of one scalar `[size]`, or of each element of a tensor, summed over all of them as tf.gradients does."""
        gradients = tf.gradients(tensor, self._vars)
        return _pack([tf.zeros_like(var) if grad is None else tf.convert_to_tensor(grad) for grad, var in zip(gradients, self._vars)])

    def minimize(self, session=None, feed_dict=None, fetches=None, step_callback=None, loss_callback=None, **run_kwargs):
        """Runs the optimiser to its end and sets the variables to what it found.

        fetches: tensors evaluated with the loss; their values go to `loss_callback(*values)`, which is called at each evaluation.
        step_callback: called with the packed vector after each of the optimiser's steps. run_kwargs: for session.run.
        """
        session = session or tf.get_default_session()
        feed_dict, fetches = feed_dict or {}, list(fetches or [])
        loss_callback, step_callback = loss_callback or (lambda *_: None), step_callback or (lambda _: None)

        def evaluate(tensors, callback=None):
            def at(vector):
                feed = dict(feed_dict)
                feed.update(self._variable_feed(vector))
                values = session.run(list(tensors) + (fetches if callback else []), feed, **run_kwargs)
                if callback:
                    callback(*values[len(tensors):])
                results = [np.asarray(value, np.float64) for value in values[:len(tensors)]]
                return results[0] if len(results) == 1 else tuple(results)

            return at

        found = self._minimize(
            initial_val=session.run(self._packed), loss_grad_func=evaluate([self._loss, self._loss_gradient], loss_callback),
            equality_funcs=[evaluate([tensor]) for tensor in self._equalities],
            equality_grad_funcs=[evaluate([tensor]) for tensor in self._equality_gradients],
            inequality_funcs=[evaluate([tensor]) for tensor in self._inequalities],
            inequality_grad_funcs=[evaluate([tensor]) for tensor in self._inequality_gradients],
            packed_bounds=self._packed_bounds, step_callback=step_callback, optimizer_kwargs=self.optimizer_kwargs)
        session.run(self._assign, dict(zip(self._placeholders, self._unpacked(found))), **run_kwargs)

    def _unpacked(self, vector):
        return [np.asarray(vector)[part].reshape(var.shape.as_list()) for part, var in zip(self._slices, self._vars)]

    def _variable_feed(self, vector):
        """Feeds the variables' values themselves: nothing is assigned while the optimiser tries."""
        return dict(zip(self._vars, self._unpacked(vector)))

    def _minimize(self, initial_val, loss_grad_func, equality_funcs, equality_grad_funcs, inequality_funcs, inequality_grad_funcs,
                  packed_bounds, step_callback, optimizer_kwargs):
        raise NotImplementedError(f"{type(self).__name__} has no `_minimize`; expected a subclass to give it, as "
                                  "tf.contrib.opt.ScipyOptimizerInterface does.")


def _pack(tensors):
    return tf.concat([tf.reshape(tensor, [-1]) for tensor in tensors], 0)


class ScipyOptimizerInterface(ExternalOptimizerInterface):
    """Minimises with scipy.optimize.minimize: `method` ("L-BFGS-B" by default; "SLSQP" for constraints), `options`, `tol` as there.

    Raises ImportError at minimize where SciPy is not installed. Source: TF1 tf.contrib.opt.ScipyOptimizerInterface.

        tf.contrib.opt.ScipyOptimizerInterface(loss, options={"maxiter": 100}).minimize(session)
    """

    _DEFAULT_METHOD = "L-BFGS-B"

    def _minimize(self, initial_val, loss_grad_func, equality_funcs, equality_grad_funcs, inequality_funcs, inequality_grad_funcs,
                  packed_bounds, step_callback, optimizer_kwargs):
        optimize = _scipy_optimize()
        options = dict(optimizer_kwargs)
        method = options.pop("method", self._DEFAULT_METHOD)
        constraints = [{"type": "eq", "fun": f, "jac": g} for f, g in zip(equality_funcs, equality_grad_funcs)]
        constraints += [{"type": "ineq", "fun": f, "jac": g} for f, g in zip(inequality_funcs, inequality_grad_funcs)]
        if constraints:
            options["constraints"] = constraints
        result = optimize.minimize(
            loss_grad_func, initial_val, jac=True, callback=step_callback, method=method, bounds=packed_bounds, **options)
        tf.logging.info("%s ended after %s steps, loss %s: %s", method, result.get("nit"), result.get("fun"), result.get("message"))
        return result["x"]


def _scipy_optimize():
    try:
        from scipy import optimize
    except ImportError as error:
        raise ImportError("ScipyOptimizerInterface: SciPy is not installed. To do: pip install scipy") from error
    return optimize
