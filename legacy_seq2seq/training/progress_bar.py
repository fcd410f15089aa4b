"""Where a training is: step, loss, rate, time left, in a terminal, a notebook or a log."""

import math
import time

_SECONDS_BETWEEN_LINES = 10  # in a log, where a bar would be a line for each step


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

        self._total = total
        self._console = console or Console()
        self._disabled = disable
        self._bar = None if disable or not (self._console.is_terminal or self._console.is_jupyter) else self._new_bar()
        self._first = self._last = None
        self._line_at = time.monotonic()

    def __enter__(self):
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total, told="", rate="")
        return self

    def __exit__(self, *_):
        if self._bar is not None:
            self._bar.stop()
        elif self._last is not None and self._last != self._told_last:
            self._print_line()

    def __call__(self, step, **numbers):
        """step: how many steps were made. numbers: what to show, such as loss=2.3; a text is shown as it is."""
        if self._disabled:
            return
        now = time.monotonic()
        if self._first is None:
            self._first = (step, now)
        self._last = (step, now, numbers)
        if self._bar is not None:
            self._bar.update(self._task, completed=step, told=_told(numbers), rate=self._rate_text())
        elif now - self._line_at >= _SECONDS_BETWEEN_LINES:
            self._print_line()

    _told_last = None

    def print(self, text):
        """Prints a line above the bar."""
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    @property
    def seconds_per_step(self):
        """Of the steps since the first that was told; NaN before the second."""
        if self._first is None or self._last[0] <= self._first[0]:
            return math.nan
        return (self._last[1] - self._first[1]) / (self._last[0] - self._first[0])

    def _new_bar(self):
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        of_total = "/{task.total}" if self._total is not None else ""
        return Progress(TextColumn("step {task.completed}" + of_total), BarColumn(), TextColumn("{task.fields[told]}"),
                        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), console=self._console)

    def _rate_text(self):
        seconds = self.seconds_per_step
        if math.isnan(seconds):
            return ""
        return f"{1000 * seconds:.3g} ms/step" if seconds < 1 else f"{seconds:.3g} s/step"

    def _print_line(self):
        step, self._line_at, numbers = self._last[0], time.monotonic(), self._last[2]
        self._told_last = self._last
        parts = [f"step {step}" + (f"/{self._total}" if self._total is not None else ""), _told(numbers), self._rate_text()]
        if self._total is not None and not math.isnan(self.seconds_per_step):
            left = max(0, self._total - step) * self.seconds_per_step
            parts.append(f"{int(left) // 3600}:{int(left) // 60 % 60:02d}:{int(left) % 60:02d} left")
        self.print("  ".join(part for part in parts if part))


def _told(numbers):
    return " ".join(f"{name} {value if isinstance(value, str) else format(float(value), '.4f')}" for name, value in numbers.items())
