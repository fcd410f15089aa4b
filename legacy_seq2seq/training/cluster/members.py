"""Who of the tasks that train is heard of, by the numbers that they raise on a parameter server's board."""

import time

from legacy_seq2seq.training.cluster import waiting

_SILENT = 8  # seconds after which a task that is not heard of is taken for dead


class Members:
    """As seen by `task`, who tells of changes. consequence: of a silence, for the message; greets: whether who comes and leaves is told."""

    def __init__(self, task, consequence="it may come back at its address", greets=True):
        self._task, self._consequence, self._greets = task, consequence, greets
        self._heard = {}  # {name: (number, when it changed)}
        self._silent = set()

    @property
    def alive(self):
        return set(self._heard) - self._silent

    def look(self, numbers, tells=True):
        """numbers: {task, as text: its number}, as the board has them now."""
        now = time.monotonic()
        for name, number in numbers.items():
            before = self._heard.get(name)
            if before is None or before[0] != number:
                self._heard[name] = number, now
                if tells and before is None and self._greets:
                    waiting.tell(self._task, f"{name} has come")
                elif tells and before is not None and (name in self._silent or number < before[0]):
                    waiting.tell(self._task, f"{name} has come back")
                self._silent.discard(name)
            elif now - before[1] > _SILENT and name not in self._silent:
                self._silent.add(name)
                if tells:
                    waiting.tell(self._task, f"{name} is not heard of any more; {self._consequence}")
        for name in set(self._heard) - set(numbers):
            del self._heard[name]
            self._silent.discard(name)
            if tells and self._greets:
                waiting.tell(self._task, f"{name} has left")
