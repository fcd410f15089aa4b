"""`legacy-seq2seq shapes program.py [args...]`: runs a program up to its first fed step, shows every shape, and stops."""

import contextlib
import os
import sys

from legacy_seq2seq.runner import steps


def main(options):
    """Runs what the command line names and shows the table of its first step (or `--step`). Returns the exit status."""
    from legacy_seq2seq import runner
    from legacy_seq2seq.runner import failures, sources

    fault = _fault_in(options)
    if fault:
        print(f"legacy-seq2seq: {fault}", file=sys.stderr)
        return 2
    sources.notes_bindings = True
    shower = _Shower(options)
    failures.before_the_error = shower.up_to_the_error
    with shower.watching():
        try:
            status = runner.main(options)
        except SystemExit as end:  # `tf.app.run()` ends so
            status = end.code
    if status:
        raise SystemExit(status)
    return shower.without_a_step()


def _fault_in(options):
    """What is wrong with the command line, None where nothing is."""
    if options.program is not None and options.program.endswith(".ipynb"):
        return "shapes shows programs; in a notebook call shapes.table(session, feed_dict) in a cell"
    if options.step < 1:
        return f"--step is {options.step}; give 1 for the first step that is fed, or more"
    if options.rank is not None and options.rank < 0:
        return f"--rank is {options.rank}; give a number of axes, 0 or more"
    if options.line is not None and not options.line.rpartition(":")[2].replace("-", "", 1).isdigit():
        return f"--line is {options.line!r}; give a number (12), two (12-20), or a file and a number (train.py:12)"
    if options.diagram and not options.diagram.lower().endswith((".svg", ".png")):
        return f"--diagram {options.diagram}: give a name that ends in .svg or .png"
    for option, path in (("--html", options.html), ("--diagram", options.diagram)):
        folder = os.path.dirname(os.path.abspath(path)) if path else "."
        if path and not (os.path.isdir(folder) and os.access(folder, os.W_OK)):
            return f"{option} {path} cannot be written: {folder} is no folder, or is not yours; name another"
    if options.diagram:
        import importlib.util

        if importlib.util.find_spec("matplotlib") is None:
            return "--diagram needs matplotlib: pip install matplotlib"
    return None


class _Shower:
    """Waits for the step whose shapes are wanted, and shows them."""

    def __init__(self, options):
        self._options = options
        self._steps = 0
        self._is_inside = False
        self._folder = os.getcwd()  # the program may change it

    @contextlib.contextmanager
    def watching(self):
        """Has every session's run come by here, and no session rewrite its graph, so that names are those of the program."""
        from legacy_seq2seq import stack
        from legacy_seq2seq.shapes import tracing

        session = stack.inner_module("client.session").BaseSession
        run, start = session.run, session.__init__
        shower = self

        def started(self, target="", graph=None, config=None):
            return start(self, target, graph, config if target else tracing.without_rewriting(config))

        def watched(self, fetches, feed_dict=None, options=None, run_metadata=None):
            if shower._is_inside or not shower._is_the_step(self, fetches, feed_dict):
                return run(self, fetches, feed_dict, options, run_metadata)
            shower._is_inside = True
            _, shapes = tracing.run(self, fetches, feed_dict, options=options)
            shower._show_and_stop(self.graph, shapes, feed_dict, sys._getframe(1))

        session.run, session.__init__ = watched, started
        try:
            yield
        finally:
            session.run, session.__init__ = run, start

    def _is_the_step(self, session, fetches, feed_dict):
        ops = steps.operations(session.graph, fetches)
        if not (steps.computes(ops) if feed_dict else steps.takes_data(ops)):
            return False
        self._steps += 1
        return self._steps == self._options.step

    def _show_and_stop(self, graph, shapes, feed_dict, frame):
        """Ends the process here: the program's own `except` and `finally` must not take a step that was none for a result."""
        from legacy_seq2seq.shapes import rehearsal

        fed = rehearsal.shapes_of_feed(feed_dict, graph)
        shapes.update({name: [shape] for name, shape in fed.items() if shape is not None})
        sys.stdout.flush()
        status = 0
        try:
            self._show(self._table(graph, shapes, frame, f"Shapes of step {self._steps}"), sys.stdout, only_run=True)
        except (OSError, ValueError) as error:
            print(f"legacy-seq2seq: {error}", file=sys.stderr)
            status = 2
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)

    def _table(self, graph, shapes, frame, title):
        from legacy_seq2seq.shapes import naming, tables

        return tables.of_graph(graph, naming.Names(graph, tables.callers_frames(frame)), shapes, title=title)

    def _show(self, table, stream, only_run=False):
        options = self._options
        shown = table.select(options.name, options.scope, options.line, options.rank, options.unfold or ())
        if only_run:
            shown.rows = [row for row in shown.rows if row.runtime is not None]
        if options.json:
            print(shown.json(), file=stream)
        else:
            shown.print(stream)
        if options.html:
            path = os.path.join(self._folder, options.html)
            with open(path, "w", encoding="utf-8") as file:
                file.write(f'<!doctype html><meta charset="utf-8"><title>Shapes</title>\n{shown.html()}\n')
            print(f"The table: {options.html}", file=sys.stderr)
        if options.diagram:
            table.diagram(os.path.join(self._folder, options.diagram))
            print(f"The diagram: {options.diagram}", file=sys.stderr)

    def up_to_the_error(self, error):
        """Shows what exists of the graph when a program fails, before its error."""
        if self._is_inside or isinstance(error, KeyboardInterrupt):
            return
        graph = steps.largest_graph()
        if graph is None:
            return
        from legacy_seq2seq.shapes import places

        entries = places.entries(error.__traceback__)
        try:
            frame = entries[-1].tb_frame if entries else sys._getframe()
            self._show(self._table(graph, {}, frame, "Shapes up to the error (static: no step was run)"), sys.stderr)
        except Exception:  # the program's own error is what the user must see
            return

    def without_a_step(self):
        """The program ended before the step: its graph is shown with static shapes."""
        graph = steps.largest_graph()
        fed = f"{self._steps} of the steps were fed; --step {self._options.step} was not reached" if self._steps else "no step was fed"
        if graph is None:
            print(f"legacy-seq2seq: {fed}, and no graph was built", file=sys.stderr)
            return 2
        print(f"legacy-seq2seq: {fed}; these are the static shapes", file=sys.stderr)
        try:
            self._show(self._table(graph, {}, sys._getframe(), "Shapes (static: no step was fed)"), sys.stdout)
        except (OSError, ValueError) as error:
            print(f"legacy-seq2seq: {error}", file=sys.stderr)
            return 2
        return 0
