"""`training.session`: a TF1 session that saves, resumes exactly, and stops where stopping is safe."""

import contextlib
import sys
import time

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.client.session import without
from legacy_seq2seq.contrib.framework import nest
from legacy_seq2seq.training import averaging, finite, global_step, random_state, restoring, settings
from legacy_seq2seq.training.cluster import place
from legacy_seq2seq.training.cluster.definition import ClusterError, find
from legacy_seq2seq.training.iterators import Iterators
from legacy_seq2seq.training.lock import Lock
from legacy_seq2seq.training.reach import Reach
from legacy_seq2seq.training.saving import Checkpoints, SaveError
from legacy_seq2seq.training.signals import Listener, Stopped
from legacy_seq2seq.training.summaries import Summaries


def session(logdir=None, loss=None, steps=None, save_steps=None, save_seconds=None, keep=5, summary_steps=50, state=None, hooks=(),
            config=None, cluster=None, job=None, task=None):
    """A `TrainingSession` on the default graph, initialised, or restored from the newest good checkpoint in `logdir`.

        with training.session("logs", loss=loss, steps=10000, state={"batches": batches}) as sess:
            while not sess.should_stop():
                inputs, targets = batches.next()
                _, value = sess.run([train_op, loss], {x: inputs, y: targets})

    Build the graph first, with `tf.train.get_or_create_global_step()` given to `minimize`.

    logdir: the folder of checkpoints (`model.ckpt-STEP`) and of TensorBoard's events; None saves nothing. loss: a tensor that is
    looked at in each training step: a NaN ends the training before it is saved. steps: the global step at which `should_stop` says so.
    save_steps, save_seconds: how often a checkpoint is written (by default every 60 seconds), besides at the beginning and the end;
    where both are given, whichever comes first. keep: how many of the last checkpoints stay; 0 keeps all. summary_steps: how often the
    graph's summaries and the loss are written for TensorBoard; 0 never. state: {name: object}, what else decides over the steps to come:
    objects with `get_state()` and `set_state(state)` (such as a source of batches), or random generators. hooks, config: as
    tf.train.MonitoredTrainingSession has them. cluster, job, task: which task of which cluster this is, as `training.task` takes them;
    by default as `legacy-seq2seq run --cluster` or TF_CONFIG says, and where neither does, none. In a cluster the chief alone restores,
    saves and writes summaries; the variables are on the parameter servers.

    A run that is resumed goes on as if it had not been stopped, to the bit: variables, random operations of the graph, positions of
    tf.data's iterators, Python's and NumPy's global generators, and `state` are part of a checkpoint.

    Raises ValueError without a global step, or for arguments that do not fit; TakenError where another run holds the folder; MisfitError
    where its checkpoint has other variables than the graph; tf.errors.DataLossError where all its checkpoints are damaged; ClusterError
    for a cluster that does not fit together.
    Source: TF1 tf.train.MonitoredTrainingSession, on which it stands.
    """
    try:
        return TrainingSession(settings.checked(
            logdir=logdir, loss=loss, steps=steps, save_steps=save_steps, save_seconds=save_seconds, keep=keep, summary_steps=summary_steps,
            state=state, hooks=hooks, config=config, task=find(cluster, job, task)))
    except ClusterError as error:
        raise error.with_traceback(None) from None  # what lies between says nothing to the user


class TrainingSession:
    """Made by `training.session`; runs as a tf.Session does.

    step: the global step. restored: the path of the checkpoint it began with, or None. stopped_by: "Ctrl-C", "SIGTERM" or None.
    graph: its graph. raw_session: the tf.Session inside, which nothing is added to.
    """

    def __init__(self, asked):
        """asked: `Settings`."""
        self.graph = tf.get_default_graph()
        self._is_chief = asked.task is None or asked.task.is_chief
        self.logdir, self._loss, self._settings = asked.logdir if self._is_chief else None, asked.loss, asked
        self._listener = Listener()
        self._stack = contextlib.ExitStack()
        self._asked, self._in_doubt, self._closed = False, False, False
        self.raw_session, self._place, self._ending, self.step = None, None, (None, None, None), 0
        with self._stack:  # what was begun ends, should the rest fail
            try:
                self._prepare()
                self._open()
            except BaseException as error:
                self._ending = (type(error), error, error.__traceback__)
                raise
            self._stack = self._stack.pop_all()

    # 1. Before the session: what belongs to the graph

    def _prepare(self):
        step = global_step.of_graph()
        if self.graph.finalized:  # by an earlier session: a notebook's cell that is run again
            self.graph._unsafe_unfinalize()
        moving = global_step.ops_that_move(step)
        self._trains = Reach(moving + averaging.steps_of(self.graph))
        self._goes_by_one = self._settings.task is None and global_step.go_by_one(moving)  # in a cluster others move it, too
        self._checkpoints = Checkpoints(self.logdir, self._settings.keep, self._settings.state)
        random = random_state.keep(self.graph)
        self._drawn = random.drawn
        self._iterators = Iterators(self.graph)
        self._checkpoints.add(random, self._iterators)
        self._finite = finite.Variables(tf.global_variables())
        self._step_tensor = tf.identity(step)
        self._summaries = None
        if self.logdir is None:
            return
        if random.unknown:
            self._tell("what these operations draw after a resume differs from a run that was not stopped: "
                       + ", ".join(op.name for op in random.unknown))
        queues = [runner.queue.name for runner in tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS)]
        if queues:
            self._tell("what was read through these queues is not in a checkpoint, and a resumed run reads it from its start: "
                       f"{', '.join(queues)}. tf.data and legacy_seq2seq.text go on where they were.")
        settings.make_folder(self.logdir)
        self._stack.callback(Lock(self.logdir).release)
        newest = restoring.newest_good(self.logdir)
        if newest is not None:
            restoring.check_fit(newest, self.graph, self._iterators.keys())
        if self._settings.summary_steps:
            self._summaries = Summaries(self.logdir, self.graph, self._loss, self._settings.summary_steps)

    # 2. The session

    def _open(self):
        self._monitored = self._open_monitored()
        self._stack.callback(lambda: self._monitored.__exit__(*self._ending))
        self._at_head = (None, None)
        self._saved_step, self._tried_step, self._saved_at = None, 0, time.monotonic()
        self.restored = self._checkpoints.restored
        self._read_step()
        if self.restored:
            self._saved_step = self._tried_step = self.step
            print(f"training.session: going on from {self.restored}, step {self.step}", file=sys.stderr)
        if self._summaries is not None:
            self._summaries.open(self.step)
            self._stack.callback(self._summaries.close)
        if self.logdir is not None and not self.restored:
            self._save()  # finds out now, not after hours, that nothing can be written
        if self._settings.task is None:
            self._listener.start()
            self._stack.callback(self._listener.stop)

    def _open_monitored(self):
        scaffold = tf.train.Scaffold(init_fn=self._checkpoints.initialise, saver=self._checkpoints)
        hooks, config = [*self._settings.hooks, _Watch(self)], without(self._settings.config, "arithmetic_optimization")
        if self._settings.task is not None:
            return self._join(scaffold, hooks, config)
        return tf.train.MonitoredTrainingSession(
            checkpoint_dir=self.logdir, scaffold=scaffold, hooks=hooks, save_checkpoint_secs=None, save_summaries_steps=None,
            save_summaries_secs=None, config=config, log_step_count_steps=None)

    def _join(self, scaffold, hooks, config):
        """Joins the cluster; until then, too, Ctrl-C and SIGTERM end it, and the end of the job does."""
        self._listener.start()
        self._stack.callback(self._listener.stop)
        try:
            self._place = place.join(self._settings.task, self.graph, config, lambda: self._listener.received)
            self._stack.callback(lambda: self._place.end(*self._how_it_ended()))
            return self._place.monitored_session(scaffold, hooks, self.logdir)
        except tf.errors.OutOfRangeError as error:
            self._tell(f"{error.message}.")
            if self._listener.received:
                raise Stopped(self._listener.received, 0) from None
            raise SystemExit(self._place.over[1]) from None

    def session_created(self, raw_session):
        """Called for the first session, and for one that takes its place after a fault of a cluster."""
        is_another = self.raw_session is not None
        if not self._is_chief and self.raw_session is None:
            self._checkpoints.initialise(None, raw_session)  # a worker's own random numbers
        self.raw_session = raw_session
        self._step_now = raw_session.make_callable(self._step_tensor)
        for name in self._checkpoints.restore_the_rest(raw_session):
            self._tell(f"{self._checkpoints.restored} has no state of {name!r}; it begins anew.")
        if is_another and self._is_chief:
            before = self.step
            self._read_step()
            self._saved_step = self._tried_step = self.step
            where = self._checkpoints.restored or "the beginning"
            self._tell(f"the variables are again those of {where}, step {self.step}; the steps from there to {before} are done again.")

    def _read_step(self):
        self.step = int(self._step_now())

    def fetches_beside(self, fetches, feed):
        """What is computed with a run of the program's: nothing, unless it is a training step."""
        if not self._trains.includes(fetches, self.graph):
            return None
        loss = [] if self._loss is None else [self._loss]
        return {"loss": loss, "summaries": self._summaries.tensors(feed) if self._summaries_are_due() else []}

    def after_run(self, fetches, results):
        """results: those of `fetches_beside`, None after a run that trains nothing."""
        self._iterators.after_run(self.raw_session, fetches)
        if results is None:
            return
        summaries_are_due = self._summaries_are_due()
        self._iterators.training_goes_on()
        if self._goes_by_one:
            self.step += 1
        else:
            self._read_step()
        if results["loss"]:
            finite.check_loss(self._loss.name, results["loss"][0], self.step, self._what_stands())
        if summaries_are_due:
            self._summaries.write(self.step, results["summaries"], results["loss"][0] if results["loss"] else None)
        if not self._asked:  # a loop that does not ask at its head
            self._save_if_due()

    def _summaries_are_due(self):
        return self._summaries is not None and (self.step + 1) % self._summaries.every == 0

    # 3. What a program calls

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        """As `tf.Session.run`. A run that moves the global step is a training step: the loss is looked at, a checkpoint may be due."""
        if self._listener.received and not self._asked:
            raise Stopped(self._listener.received, self.step)
        try:
            return self._monitored.run(self._kept(fetches), self._kept_feed(feed_dict), options, run_metadata)
        except tf.errors.OutOfRangeError:  # the end of the input, before anything was computed from it
            raise
        except tf.errors.OpError:
            self._in_doubt = self._trains.includes(fetches, self.graph)  # some variables may have moved, others not
            raise

    def should_stop(self):
        """Whether the training is over: `steps` are made, Ctrl-C or SIGTERM came, or a hook asked for it.

        Ask at the head of the loop. Checkpoints are written here, where a step and all that belongs to it is over.
        """
        self._asked = True
        if self.logdir is not None:
            self._at_head = (self.step, self._checkpoints.snapshot())
            self._save_if_due(self._at_head[1])
        is_done = self._settings.steps is not None and self.step >= self._settings.steps
        return bool(self._listener.received or is_done or self._monitored.should_stop())

    @property
    def stopped_by(self):
        return self._listener.name

    @property
    def seconds_of_saving(self):
        """What the checkpoints have cost so far."""
        return self._checkpoints.seconds

    def save(self):
        """Writes a checkpoint now and returns its path; None without a folder. Raises SaveError where it cannot be written."""
        return None if self.logdir is None else self._save()

    def write_scalar(self, name, value):
        """Writes a number for TensorBoard, at this step."""
        if self._summaries is not None:
            self._summaries.write_scalar(name, value, self.step)

    def write_text(self, name, text):
        """Writes a text, a sample say, for TensorBoard, at this step."""
        if self._summaries is not None:
            self._summaries.write_text(name, text, self.step)

    def __enter__(self):
        self._stack.enter_context(self.graph.as_default())
        self._stack.enter_context(self.raw_session.as_default())
        return self

    def __exit__(self, kind, error, traceback):
        is_end_of_input = isinstance(error, (tf.errors.OutOfRangeError, StopIteration))
        self._ending = (kind, error, traceback)
        self._end(None if is_end_of_input else error)
        return is_end_of_input

    def close(self):
        """Saves, and ends the session. A `with` does it by itself."""
        self._end(None)

    # 4. Saving

    def _save_if_due(self, states=None):
        """states: a snapshot of what Python remembers, where one was taken for this step."""
        if self.logdir is None or self._saved_step == self.step:
            return
        steps, seconds = self._settings.save_steps, self._settings.save_seconds
        by_steps = steps and self.step - self._tried_step >= steps
        by_seconds = seconds and time.monotonic() - self._saved_at >= seconds
        if by_steps or by_seconds:
            try:
                self._save(states)
            except SaveError as error:
                self._tried_step, self._saved_at = self.step, time.monotonic()
                self._tell(f"{error}. {self._what_stands()}; training goes on, and the next one is tried in time.")
            except (tf.errors.AbortedError, tf.errors.UnavailableError):
                if self._place is None:
                    raise
                self._tell(f"a parameter server is gone before step {self.step} could be saved; {self._what_stands()}.")

    def _save(self, states=None):
        self._read_step()
        self._finite.check(self.raw_session, self.step, self._what_stands())
        left_out = len(self._iterators.unsaved)
        with self.graph.device(self._place and self._place.device):  # savers that are made now
            path = self._checkpoints.save(self.raw_session, self.step, states or self._checkpoints.snapshot())
        self._saved_step, self._tried_step, self._saved_at = self.step, self.step, time.monotonic()
        for name, reason in list(self._iterators.unsaved.items())[left_out:]:
            self._tell(f"the position of the iterator {name} cannot be saved ({reason.rstrip('.')}); a resumed run reads past what was "
                       "read, which is exact where the pipeline's Python functions and seeded random operations do the same again.")
        if self._summaries is not None:
            self._summaries.flush()
        return path

    def _what_stands(self):
        return f"{self._checkpoints.saved[-1]} stands" if self._checkpoints.saved else "nothing was saved yet"

    # 5. The end

    def _end(self, error):
        if self._closed:
            return
        self._closed = True
        number, saved = self._listener.received, None
        try:
            if self.logdir is not None and not isinstance(error, finite.NanLoss) and not self._in_doubt and not (
                    self._place and self._place.is_lost):
                saved = self._save_last(error)
        finally:
            with contextlib.ExitStack() as stack:
                stack.push(self._stack.pop_all())
        if number and (error is None or isinstance(error, Stopped)):
            where = f"; saved {saved}. The same command goes on from there" if saved else ""
            self._tell(f"stopped by {self._listener.name} at step {self.step}{where}.")
            raise Stopped(number, self.step) from None
        if error is not None and saved:
            self._tell(f"step {self.step} was saved before the error: {saved}")

    def _save_last(self, error):
        """Saves what was not saved yet. Where the program failed between two steps, its state at the loop's head is saved."""
        if error is None:
            self._read_step()
            return self._save() if self._saved_step != self.step else self._checkpoints.saved[-1]
        if isinstance(error, KeyboardInterrupt) or self._saved_step == self.step:
            return None
        try:
            return self._save(self._at_head[1] if self._at_head[0] == self.step else None)
        except (SaveError, finite.NanLoss, tf.errors.OpError) as second:
            self._tell(str(second))  # the program's own error is what the user must see
            return None

    def _how_it_ended(self):
        """For the other tasks of a cluster: what the chief has done, and with which exit status it ends."""
        error = self._ending[1]
        if self._listener.received:
            return f"the chief was stopped by {self._listener.name} at step {self.step}", 0
        if error is None or isinstance(error, (tf.errors.OutOfRangeError, StopIteration)):
            return f"the chief has finished at step {self.step}", 0
        return f"the chief has failed at step {self.step}: {type(error).__name__}", 1

    def _tell(self, text):
        print(f"training.session: {text}", file=sys.stderr)

    # 6. Fetches and feeds of random operations, which others stand for

    def _kept(self, fetches):
        if not self._drawn:
            return fetches
        if isinstance(fetches, (list, tuple, dict)):
            return nest.map_structure(self._in_place_of, fetches)
        return self._in_place_of(fetches)

    def _in_place_of(self, element):
        name = element if isinstance(element, str) else getattr(element, "name", None)
        return self._drawn.get(name, element) if isinstance(name, str) else element

    def _kept_feed(self, feed):
        return feed if not self._drawn or not feed else {self._in_place_of(tensor): value for tensor, value in feed.items()}


class _Watch(tf.train.SessionRunHook):
    """What happens around each run of a `TrainingSession`."""

    def __init__(self, owner):
        self._owner = owner

    def after_create_session(self, session, coord):
        self._owner.session_created(session)

    def before_run(self, run_context):
        fetches, feed = run_context.original_args.fetches, run_context.original_args.feed_dict
        return tf.train.SessionRunArgs(self._owner.fetches_beside(fetches, feed))

    def after_run(self, run_context, run_values):
        self._owner.after_run(run_context.original_args.fetches, run_values.results)
