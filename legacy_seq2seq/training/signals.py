"""Ctrl-C and SIGTERM as a wish that a training loop can fulfil."""

import signal
import threading

_NAMES = {signal.SIGINT: "Ctrl-C", signal.SIGTERM: "SIGTERM"}


class Stopped(SystemExit):
    """Ends the program after Ctrl-C (exit status 130) or SIGTERM (143), once the checkpoint is written.

    signal_name: "Ctrl-C" or "SIGTERM". step: the global step. Catch it to go on after training was stopped.
    """

    def __init__(self, number, step):
        super().__init__(128 + number)
        self.signal_name = _NAMES[number]
        self.step = step


class Listener:
    """Notes the first SIGINT or SIGTERM, in `received`; a second one acts as it did before.

    Signals reach the main thread only: elsewhere nothing is changed.
    """

    def __init__(self):
        self.received = None
        self._before = {}

    @property
    def name(self):
        """What was received: "Ctrl-C", "SIGTERM" or None."""
        return _NAMES.get(self.received)

    def start(self):
        if threading.current_thread() is threading.main_thread():
            for number in _NAMES:
                if signal.getsignal(number) is not signal.SIG_IGN:  # started with nohup, or in the background
                    self._before[number] = signal.signal(number, self._note)

    def stop(self):
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before = {}

    def _note(self, number, _):
        self.received = number
        self.stop()
