"""Where a training is: step, loss, rate, time left, in a terminal, a notebook or a log."""

import collections
import math
import time

_SECONDS_BETWEEN_LINES = 10  # in a log, where a bar would be a line for each step
_SECONDS_BETWEEN_LOOKS = 0.3  # in a notebook, where each look is a message to the browser
_WIDTH = 40  # characters of a notebook's bar

Told = collections.namedtuple("Told", "step numbers rate left")
Told.__doc__ = """What is known after a step: its number, the numbers given with it as text, the rate as text, seconds left or None."""


class progress:
    """Shows where a training is. Use it in a `with`, and call it after each step.

        with training.progress(10000) as progress:
            …
            progress(step, loss=loss)

    total: the last step, None where nobody knows. disable: show nothing. In a terminal and in a notebook it is a bar; elsewhere a
    line every ten seconds. Rate and time left count from the first step that it is told, so a resumed training shows its own.
    """

    def __init__(self, total=None, disable=False, console=None):
        from rich.console import Console

        self._total, self._disabled = total, disable
        self._console = console or Console()
        self._first = self._last = None  # (step, time)
        self._view = _Nothing() if disable else self._view_for(self._console)

    def __enter__(self):
        self._view.start()
        return self

    def __exit__(self, *_):
        self._view.stop()

    def __call__(self, step, **numbers):
        """step: how many steps were made. numbers: what to show, such as loss=2.3; a text is shown as it is."""
        if self._disabled:
            return
        self._last = (step, time.monotonic())
        self._first = self._first or self._last
        seconds = self.seconds_per_step
        left = None if self._total is None or math.isnan(seconds) else max(0, self._total - step) * seconds
        self._view.show(Told(step, _numbers_text(numbers), _rate_text(seconds), left))

    def print(self, text):
        """Prints a line above the bar."""
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    @property
    def seconds_per_step(self):
        """Of the steps since the first that was told; NaN before the second."""
        if self._first is None or self._last[0] <= self._first[0]:
            return math.nan
        return (self._last[1] - self._first[1]) / (self._last[0] - self._first[0])

    def _view_for(self, console):
        if console.is_jupyter:
            return _Cell(self._total)
        return _Bar(self._total, console) if console.is_terminal else _Lines(self._total, self.print)


class _Nothing:
    def start(self):
        pass

    def stop(self):
        pass


class _Bar:
    """A bar at the foot of a terminal."""

    def __init__(self, total, console):
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        of_total = "/{task.total}" if total is not None else ""
        self._bar = Progress(TextColumn("step {task.completed}" + of_total), BarColumn(), TextColumn("{task.fields[numbers]}"),
                             TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), console=console)
        self._total = total

    def start(self):
        self._bar.start()
        self._task = self._bar.add_task("", total=self._total, numbers="", rate="")

    def show(self, told):
        self._bar.update(self._task, completed=told.step, numbers=told.numbers, rate=told.rate)

    def stop(self):
        self._bar.stop()


class _Lines:
    """A line now and then, and one at the end."""

    def __init__(self, total, say, seconds=_SECONDS_BETWEEN_LINES):
        self._total, self._say, self._seconds = total, say, seconds
        self._last, self._shown_at = None, time.monotonic()

    def start(self):
        pass

    def show(self, told):
        self._last = told
        if time.monotonic() - self._shown_at >= self._seconds:
            self._show_last()

    def stop(self):
        if self._last is not None:
            self._show_last()

    def _show_last(self):
        self._say(self._line(self._last))
        self._last, self._shown_at = None, time.monotonic()

    def _line(self, told):
        parts = [f"step {told.step}" + (f"/{self._total}" if self._total is not None else ""), told.numbers, told.rate]
        if told.left is not None:
            parts.append(f"{int(told.left) // 3600}:{int(told.left) // 60 % 60:02d}:{int(told.left) % 60:02d} left")
        return "  ".join(part for part in parts if part)


class _Cell(_Lines):
    """A line under a notebook's cell that changes, with a bar in it."""

    def __init__(self, total):
        super().__init__(total, self._change, _SECONDS_BETWEEN_LOOKS)

    def start(self):
        from IPython.display import display

        self._place = display(self._content("…"), raw=True, display_id=True)

    def _change(self, line):
        self._place.update(self._content(line), raw=True)

    def _line(self, told):
        if self._total:
            done = min(_WIDTH, _WIDTH * told.step // self._total)
            return f"{'━' * done}{'╌' * (_WIDTH - done)}  {super()._line(told)}"
        return super()._line(told)

    @staticmethod
    def _content(line):
        return {"text/plain": line}


def _numbers_text(numbers):
    return " ".join(f"{name} {value if isinstance(value, str) else format(float(value), '.4f')}" for name, value in numbers.items())


def _rate_text(seconds):
    if math.isnan(seconds):
        return ""
    return f"{1000 * seconds:.3g} ms/step" if seconds < 1 else f"{seconds:.3g} s/step"
