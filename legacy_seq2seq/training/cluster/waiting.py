"""Waiting for another task: it can be interrupted, and says whom it waits for."""

import socket
import sys
import threading
import time

_FIRST, _NEXT = 3, 30  # seconds until it is said, and said again


def tell(task, text):
    print(f"training.cluster: {task}: {text}", file=sys.stderr, flush=True)


def until(ready, task, what):
    """Asks `ready()` until it is true; what: says what is waited for, a text or a function that returns one."""
    began = said = time.monotonic()
    pause = _FIRST
    while not ready():
        if time.monotonic() - said >= pause:
            said, pause = time.monotonic(), _NEXT
            tell(task, f"waits for {what() if callable(what) else what} ({said - began:.0f} s)")
        time.sleep(0.1)


def answers(address):
    """Whether a process listens at "host:port"."""
    return not silence(address)


def silence(address):
    """Why nothing listens at "host:port" that can be reached from here; None where something does."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=2).close()
        return None
    except socket.gaierror as error:
        return f"the host {host} is not known here ({error.strerror})"
    except ConnectionRefusedError:
        return "nothing listens there"
    except OSError as error:
        return f"it cannot be reached ({error.strerror or error})"


class Asked:
    """Calls `function` in a thread again and again until it returns something true: calls of TensorFlow cannot be interrupted.

    `done()` is to be asked, by `until` for instance; it raises what the function raised, except `passing`.
    """

    def __init__(self, function, passing=()):
        self._function, self._passing = function, passing
        self._result = self._error = None
        self.passed = None  # the last error of the `passing` ones
        self._given_up = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while not self._given_up.is_set():
            try:
                self._result = self._function()
                if self._result:
                    return
            except self._passing as error:
                self.passed = error
            except BaseException as error:
                self._error = error
                return
            self._given_up.wait(0.2)

    def done(self):
        if self._error is not None:
            raise self._error
        return self._result

    def give_up(self):
        self._given_up.set()
