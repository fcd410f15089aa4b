"""Clusters whose tasks are forked from one process that has loaded TensorFlow already: they start in a moment."""

import os
import pathlib
import time

from legacy_seq2seq.training.cluster.definition import Task, environment_of
from legacy_seq2seq.training.cluster.local import free_ports
from tests import processes

PROGRAMS = pathlib.Path(__file__).parent / "programs"


class Process:
    """A task's process, which writes into the file `path`."""

    def __init__(self, path, environment, arguments):
        self._path = path
        with open(path, "ab", buffering=0) as file, open(os.devnull) as nothing:
            self._process = processes.Process("-m", "legacy_seq2seq", *arguments, env=processes.environment(**environment),
                                              stdin=nothing, stdout=file, stderr=file)

    @property
    def text(self):
        """What it and those before it have written."""
        return self._path.read_text("utf-8", "replace")

    @property
    def status(self):
        """Its exit status, or None while it runs."""
        return self._process.poll()

    def signal(self, number):
        self._process.signal(number)

    def show_threads(self):
        self._process.show_threads()

    def kill(self):
        """Kills it with SIGKILL, and returns how much it had written."""
        self._process.kill()
        return len(self.text)


class Cluster:
    """Tasks on the loopback, each a `Process` found by its text: `cluster["worker 0"]`. Leaving the `with` kills what runs.

    jobs: how many tasks of which job, `ps=1, worker=2`. arguments: of `legacy-seq2seq run`; `tasks_arguments(task)` gives a task others.
    """

    def __init__(self, folder, *arguments, command=None, environment=None, **jobs):
        ports = iter(free_ports(sum(jobs.values())))
        self.addresses = {job: [f"127.0.0.1:{next(ports)}" for _ in range(count)] for job, count in jobs.items()}
        self.folder, self._arguments = folder, [os.fspath(one) for one in arguments]
        self._command, self._environment = command or self._run, environment or environment_of
        self._processes = {}

    def _run(self, task):
        return ["run", *self._arguments]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process in self._processes.values():
            process.kill()

    def start(self, *names):
        """Starts tasks, by default all, also again."""
        for name in names or [f"{job} {index}" for job, listed in self.addresses.items() for index in range(len(listed))]:
            job, index = name.split()
            task = Task(self.addresses, job, int(index))
            self._processes[name] = Process(self.folder / f"{name}.txt", self._environment(task), self._command(task))
        return self

    def __getitem__(self, name):
        return self._processes[name]

    def until(self, ready, what, seconds=180):
        """Waits until `ready()`; fails with what all have written."""
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                for process in self._processes.values():
                    process.show_threads()
                texts = "\n".join(f"--- {name} ({process.status})\n{process.text[-3000:]}" for name, process in self._processes.items())
                raise AssertionError(f"not within {seconds} s: {what}\n{texts}")
            time.sleep(0.02)

    def until_says(self, name, text, since=0, seconds=180):
        self.until(lambda: text in self[name].text[since:], f"{name} says {text!r}", seconds)

    def until_steps(self, name, count, since=0, seconds=180):
        self.until(lambda: self[name].text[since:].count("step ") >= count, f"{name} makes {count} steps", seconds)

    def until_ended(self, *names, seconds=180):
        """The exit statuses of these tasks, by default of all, once they have ended."""
        names = names or tuple(self._processes)
        self.until(lambda: all(self[name].status is not None for name in names), f"{', '.join(names)} end", seconds)
        return [self[name].status for name in names]
