"""Evaluating checkpoints, one or each as it appears. Source: TF1 tf.contrib.training.evaluate_once, evaluate_repeatedly."""

import time

from legacy_seq2seq import tf1 as tf

checkpoints_iterator = tf.train.checkpoints_iterator


def wait_for_new_checkpoint(checkpoint_dir, last_checkpoint=None, seconds_to_sleep=1, timeout=None):
    """The path of the newest checkpoint in `checkpoint_dir`, once it differs from `last_checkpoint`.

    Looks every `seconds_to_sleep`; gives up with None where `timeout` seconds would pass (None: never).
    Source: TF1 tf.contrib.training.wait_for_new_checkpoint.
    """
    stop = None if timeout is None else time.time() + timeout
    while True:
        path = tf.train.latest_checkpoint(checkpoint_dir)
        if path is not None and path != last_checkpoint:
            return path
        if stop is not None and time.time() + seconds_to_sleep > stop:
            return None
        time.sleep(seconds_to_sleep)


def get_or_create_eval_step():
    """The graph's count of evaluation steps, a local int64 variable `eval_step`; made where there is none.

    Raises ValueError where the collection EVAL_STEP holds several. Source: TF1 tf.contrib.training.get_or_create_eval_step.
    """
    steps = tf.get_collection(tf.GraphKeys.EVAL_STEP)
    if len(steps) > 1:
        raise ValueError(f"get_or_create_eval_step: the collection {tf.GraphKeys.EVAL_STEP} holds {len(steps)} variables; expected "
                         "one. Add no variable of your own to it.")
    if steps:
        return steps[0]
    return tf.get_variable("eval_step", shape=[], dtype=tf.int64, initializer=tf.zeros_initializer(), trainable=False,
                           collections=[tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.EVAL_STEP])


class StopAfterNEvalsHook(tf.train.SessionRunHook):
    """Stops an evaluation after `num_evals` runs of its `eval_ops`. Source: TF1 tf.contrib.training.StopAfterNEvalsHook."""

    def __init__(self, num_evals, log_progress=True):
        """num_evals: a number, or None for no limit. log_progress: log about ten times on the way."""
        self._num_evals = num_evals
        self._log_every = max(1, (num_evals or 1) // 10) if log_progress else None
        self._evals_completed = None

    def _set_evals_completed_tensor(self, updated_eval_step):
        """`evaluate_once` gives the count here, and TF1's own loops call it so."""
        self._evals_completed = updated_eval_step

    def before_run(self, run_context):
        return tf.train.SessionRunArgs({"evals": self._evals_completed})

    def after_run(self, run_context, run_values):
        done = run_values.results["evals"]
        if self._log_every and (self._num_evals is None or done % self._log_every == 0 or done == self._num_evals):
            tf.logging.info(f"Evaluation [{done}{'' if self._num_evals is None else f'/{self._num_evals}'}]")
        if self._num_evals is not None and done >= self._num_evals:
            run_context.request_stop()


class SummaryAtEndHook(tf.train.SessionRunHook):
    """Writes the summaries once, when the session ends. Source: TF1 tf.contrib.training.SummaryAtEndHook."""

    def __init__(self, log_dir=None, summary_writer=None, summary_op=None, feed_dict=None):
        """log_dir: the folder to write to, or summary_writer in its place. summary_op: all the graph's summaries by default.

        Raises ValueError without a folder and a writer.
        """
        if summary_writer is None and log_dir is None:
            raise ValueError("SummaryAtEndHook: neither `log_dir` nor `summary_writer` was given; one of them says where to write.")
        self._log_dir, self._summary_writer = log_dir, summary_writer
        self._summary_op, self._feed_dict = summary_op, feed_dict
        self._replace_summary_op = summary_op is None
        self._global_step = None

    def begin(self):
        if self._replace_summary_op:
            self._summary_op = tf.summary.merge_all()  # of this evaluation's graph
        self._global_step = tf.train.get_or_create_global_step()

    def after_create_session(self, session, coord):
        if self._summary_writer is None:
            self._summary_writer = tf.summary.FileWriterCache.get(self._log_dir)

    def end(self, session):
        step = tf.train.global_step(session, self._global_step)
        if self._summary_op is not None:
            self._summary_writer.add_summary(session.run(self._summary_op, self._feed_dict), step)
        self._summary_writer.flush()


def evaluate_once(checkpoint_path, master="", scaffold=None, eval_ops=None, feed_dict=None, final_ops=None, final_ops_feed_dict=None,
                  hooks=None, config=None):
    """Restores `checkpoint_path`, runs `eval_ops` until a hook or the end of the input stops it, then `final_ops`.

    eval_ops: an op, tensor, or a list, tuple or dict of them, run once per step; None runs no step.
    Returns the values of `final_ops`, in its structure. Source: TF1 tf.contrib.training.evaluate_once.

        evaluate_once(path, eval_ops=update_op, final_ops=accuracy, hooks=[StopAfterNEvalsHook(10)])
    """
    eval_ops, hooks = _counted(eval_ops, hooks)
    return _evaluate(checkpoint_path, master, scaffold, eval_ops, feed_dict, final_ops, final_ops_feed_dict, hooks, config)


def evaluate_repeatedly(checkpoint_dir, master="", scaffold=None, eval_ops=None, feed_dict=None, final_ops=None, final_ops_feed_dict=None,
                        eval_interval_secs=60, hooks=None, config=None, max_number_of_evaluations=None, timeout=None, timeout_fn=None):
    """`evaluate_once` for each checkpoint that appears in `checkpoint_dir`, at most one in `eval_interval_secs`.

    Ends after `max_number_of_evaluations`, or where no checkpoint came for `timeout` seconds and `timeout_fn()`
    (by default) agrees. Returns the last values of `final_ops`. Source: TF1 tf.contrib.training.evaluate_repeatedly.
    """
    eval_ops, hooks = _counted(eval_ops, hooks)
    values = None
    paths = checkpoints_iterator(checkpoint_dir, min_interval_secs=eval_interval_secs, timeout=timeout, timeout_fn=timeout_fn)
    for count, path in enumerate(paths, start=1):
        values = _evaluate(path, master, scaffold, eval_ops, feed_dict, final_ops, final_ops_feed_dict, hooks, config)
        if max_number_of_evaluations is not None and count >= max_number_of_evaluations:
            break
    return values


def _counted(eval_ops, hooks):
    """`eval_ops` that count the evaluation steps, and `hooks` that know the count."""
    update = tf.assign_add(get_or_create_eval_step(), 1)
    hooks = list(hooks or [])
    for hook in hooks:
        if hasattr(hook, "_set_evals_completed_tensor"):
            hook._set_evals_completed_tensor(update)
    if isinstance(eval_ops, dict):
        eval_ops = dict(eval_ops, update_eval_step=update)
    elif isinstance(eval_ops, (tuple, list)):
        eval_ops = [*eval_ops, update]
    elif eval_ops is not None:
        eval_ops = [eval_ops, update]
    return eval_ops, hooks


def _evaluate(checkpoint_path, master, scaffold, eval_ops, feed_dict, final_ops, final_ops_feed_dict, hooks, config):
    creator = tf.train.ChiefSessionCreator(scaffold=scaffold, checkpoint_filename_with_path=checkpoint_path, master=master, config=config)
    final = tf.train.FinalOpsHook(final_ops, final_ops_feed_dict)
    with tf.train.MonitoredSession(session_creator=creator, hooks=[*hooks, final]) as session:
        while eval_ops is not None and not session.should_stop():
            session.run(eval_ops, feed_dict)
    return final.final_ops_values
