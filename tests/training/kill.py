"""Trains in child processes that are killed at random moments, and prints what each began with, as JSON.

    python -m tests.training.kill FOLDER STEPS KILLS SEED

The children are forked after TensorFlow was loaded, so that most of their time is training and saving.
"""

import json
import os
import random
import signal
import sys
import time

from legacy_seq2seq import tf1  # noqa: F401 - loaded before the fork
from tests.training.model import trained

SAVE_STEPS = 3


def train(folder, steps, log):
    """Writes "step loss" for each step made, and first "from STEP"."""
    with trained(os.path.join(folder, "log"), steps, save_steps=SAVE_STEPS, keep=2) as (sess, _, step):
        log.write(f"from {sess.step}\n")
        while not sess.should_stop():
            loss = step()
            log.write(f"{sess.step} {loss!r}\n")
            log.flush()
    log.write("done\n")


def child(folder, steps, number):
    process = os.fork()
    if process:
        return process
    with open(os.path.join(folder, f"run-{number:03d}"), "w") as log, open(os.path.join(folder, "errors"), "a") as errors:
        os.dup2(errors.fileno(), 2)
        try:
            train(folder, steps, log)
        finally:
            log.flush()
            os._exit(0)


def main(folder, steps, kills, seed):
    chance = random.Random(seed)
    number, killed = 0, 0
    while True:
        process = child(folder, steps, number)
        path = os.path.join(folder, f"run-{number:03d}")
        number += 1
        if killed < kills:
            if killed % 4:
                _wait_for_training(path, process)
                time.sleep(chance.random() * 0.25)  # some ten steps and three savings
            else:
                time.sleep(chance.random() * 2)  # while it builds, restores and saves for the first time
            os.kill(process, signal.SIGKILL)
            killed += 1
            os.waitpid(process, 0)
        else:
            os.waitpid(process, 0)
            break
    print(json.dumps({"runs": number, "killed": killed}))


def _wait_for_training(path, process):
    """Until the child has begun its first step, or ended; building its graph takes most of its life, and is no news."""
    asked = os.WEXITED | os.WNOHANG | os.WNOWAIT  # an ended one is still there to be killed: its number belongs to no other
    while not (os.path.exists(path) and os.path.getsize(path)) and os.waitid(os.P_PID, process, asked) is None:
        time.sleep(0.01)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
