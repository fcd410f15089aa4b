"""A cluster on this machine, for trying: every task a process, on ports of the loopback that are free."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from legacy_seq2seq.training.cluster.definition import Task, environment_of

WATCH = "LEGACY_SEQ2SEQ_PARENT"  # the pipe of which `end_with_parent` watches the end
_AFTER_THE_END, _AFTER_FAILURE = 90, 15  # seconds that the others have after the chief's end
_PATIENCE = 20  # seconds that a task has to save and end, once it was asked to


class local_cluster:
    """Runs a program as a cluster of processes on this machine; a context manager.

        with training.local_cluster("train.py", "--steps", "1000", ps=1, workers=2) as cluster:
            status = cluster.wait()

    program, arguments: as `legacy-seq2seq run` takes them; the program calls `training.session`. ps, workers: how many of each. folder:
    where each task's output is kept (`worker 1.txt`), by default a new one in the system's place for temporary files. echo: whether it is
    shown as well, each line after its task. restart: whether a task that is killed is started again.

    cluster: {"ps": [...], "worker": [...]}. Leaving the `with` asks what still runs to stop, as Ctrl-C does. No process outlives this one.
    Raises ValueError for counts below 1, FileNotFoundError where there is no program.
    """

    def __init__(self, program, *arguments, ps=1, workers=2, folder=None, echo=True, restart=True):
        for name, count in (("ps", ps), ("workers", workers)):
            if isinstance(count, bool) or not isinstance(count, int) or count < 1:
                raise ValueError(f"training.local_cluster: `{name}` is {count!r}; expected a whole number, 1 or more.")
        if not os.path.isfile(program):
            raise FileNotFoundError(f"training.local_cluster: there is no program {os.fspath(program)}")
        ports = free_ports(ps + workers)
        addresses = [f"127.0.0.1:{port}" for port in ports]
        self.cluster = {"ps": addresses[:ps], "worker": addresses[ps:]}
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="local_cluster_"))
        self._command = [os.fspath(program), *map(str, arguments)]
        self._echo, self._restarts = echo, restart
        self._tasks = [Task(self.cluster, job, index) for job in self.cluster for index in range(len(self.cluster[job]))]
        self._processes, self._readers = {}, []  # processes by the text of their task
        self._lock = threading.Lock()

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self._watched, self._held = os.pipe()
        for task in self._tasks:
            self._path(task).touch()
            self._start(task)
        return self

    def __exit__(self, kind, error, traceback):
        self.stop()
        os.close(self._held)
        os.close(self._watched)

    def wait(self):
        """Waits until every task has ended; returns the chief's exit status, or another task's that failed.

        A task that was killed is started again at once, unless `restart` is False.
        """
        chief_ended = None
        while self._restart_killed() or any(process.poll() is None for process in self._processes.values()):
            chief = self._processes[str(self._tasks[0].chief)]
            chief_ended = chief_ended or time.monotonic() if chief.poll() is not None else None
            if chief_ended and time.monotonic() - chief_ended > (_AFTER_FAILURE if chief.returncode else _AFTER_THE_END):
                self.stop()  # it ended without the others' knowledge: before it joined the cluster, say
            time.sleep(0.1)
        for reader in self._readers:
            reader.join(timeout=5)
        statuses = [self._processes[str(task)].returncode for task in reversed(self._tasks)]
        chief = self._processes[str(self._tasks[0].chief)].returncode
        return chief or next((status for status in statuses if status), 0)

    def process(self, job, task):
        """The `subprocess.Popen` of a task, to look at or to kill."""
        return self._processes[f"{job} {task}"]

    def start(self, job, task):
        """Starts a task again that has ended."""
        self._start(Task(self.cluster, job, task))

    def output(self, job, task):
        """What a task has written so far."""
        return self._path(Task(self.cluster, job, task)).read_text("utf-8", "replace")

    def stop(self):
        """Asks every task to end, the workers first, and kills what does not."""
        self._restarts = False
        for jobs in (("worker",), ("ps",)):
            running = [self._processes[str(task)] for task in self._tasks if task.job in jobs and str(task) in self._processes]
            running = [process for process in running if process.poll() is None]
            for process in running:
                process.terminate()  # SIGINT is ignored by what was started in the background
            until = time.monotonic() + _PATIENCE
            for process in running:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(max(0.1, until - time.monotonic()))
                process.kill()
                process.wait()

    def _start(self, task):
        environment = {**os.environ, **environment_of(task), WATCH: str(self._watched), "PYTHONUNBUFFERED": "1"}
        root = str(pathlib.Path(__file__).resolve().parents[3])
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        process = subprocess.Popen(
            [sys.executable, "-m", "legacy_seq2seq", "run", *self._command], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=[self._watched], start_new_session=True)
        self._processes[str(task)] = process
        self._readers.append(threading.Thread(target=self._keep, args=(task, process.stdout), daemon=True))
        self._readers[-1].start()

    def _keep(self, task, lines):
        with lines, open(self._path(task), "ab", buffering=0) as file:
            for line in lines:
                file.write(line)
                if self._echo:
                    with self._lock:
                        print(f"{task} | {line.decode('utf-8', 'replace').rstrip()}", flush=True)

    def _path(self, task):
        return self.folder / f"{task}.txt"

    def _restart_killed(self):
        """Starts again what was killed; whether anything was."""
        killed = [task for task in self._tasks if (self._processes[str(task)].poll() or 0) < 0] if self._restarts else []
        for task in killed:
            name = signal.Signals(-self._processes[str(task)].returncode).name
            print(f"training.local_cluster: {task} was killed ({name}); it is started again", file=sys.stderr, flush=True)
            self._start(task)
        return bool(killed)


def free_ports(count):
    """`count` different ports that nothing listens at, on this machine."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def end_with_parent():
    """Has this process end when the one that made the local cluster does, however that ended."""
    watched = os.environ.pop(WATCH, None)
    if watched is None:
        return
    number = int(watched)
    os.set_inheritable(number, False)

    def watch():
        os.read(number, 1)  # returns when nobody holds the other end any more
        os.kill(os.getpid(), signal.SIGTERM)  # time to save
        time.sleep(_PATIENCE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
