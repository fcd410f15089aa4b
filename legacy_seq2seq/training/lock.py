"""One run at a time in a log folder."""

import json
import os
import socket
import sys
import time

import filelock

_LOCK, _HOLDER = "training.lock", "training.holder.json"


class TakenError(RuntimeError):
    """Another run trains in the folder."""


class Lock:
    """Holds a folder until `release` or the end of the process, however it ends."""

    def __init__(self, folder):
        self._holder = os.path.join(folder, _HOLDER)
        self._lock = filelock.FileLock(os.path.join(folder, _LOCK))
        try:
            self._lock.acquire(timeout=0)
        except filelock.Timeout:
            raise TakenError(f"training.session: another run trains in {folder}{self._told()}. Stop it, or give this run a `logdir` of its "
                        "own.") from None
        with open(self._holder, "w", encoding="utf-8") as file:
            json.dump({"process": os.getpid(), "host": socket.gethostname(), "program": sys.argv[0], "since": time.time()}, file)

    def release(self):
        if os.path.exists(self._holder):
            os.remove(self._holder)
        self._lock.release()

    def _told(self):
        try:
            with open(self._holder, encoding="utf-8") as file:
                held = json.load(file)
            since = time.strftime("%Y-%m-%d %H:%M", time.localtime(held["since"]))
            return f": process {held['process']} on {held['host']}, {held['program']}, since {since}"
        except (OSError, ValueError, KeyError):  # it has just begun, or ended
            return ""
