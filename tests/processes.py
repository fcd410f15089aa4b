"""Pythons that have loaded TensorFlow already: `run` is `subprocess.run([sys.executable, ...])` in a moment instead of five seconds.

A server, one for each process that runs tests, has imported TensorFlow and our package and nothing else: no session, no thread. It
forks a child for each order, which becomes what `python -m MODULE`, `python -c TEXT` or `python FILE` is: its arguments, folder,
environment, path, standard streams and status. What it cannot show is the start itself: what is imported when, what is
written to stderr meanwhile, how long it takes. Tests of these run a Python of their own.
"""

import array
import atexit
import contextlib
import faulthandler
import functools
import gc
import json
import os
import pathlib
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import types

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Read when Python or TensorFlow start: a child has the server's. TF_CPP_MIN_LOG_LEVEL is set by our package, if not by the user.
_READ_AT_THE_START = ("CUDA_", "KERAS_", "KMP_", "LC_", "LANG", "MKL_", "OMP_", "PYTHON", "TF_", "XLA_")
_OF_THE_CHILD = {"PYTHONPATH", "TF_CPP_MIN_LOG_LEVEL", "TF_CONFIG"}


def run(*arguments, cwd=ROOT, env=None, input="", timeout=300, anew=False):
    """The finished process of Python with these arguments: its status, and what it wrote as text.

    env: by default `environment()`. anew: whether it is a Python of its own, started from nothing. A child that has not ended after
    `timeout` seconds is killed, and `subprocess.TimeoutExpired` raised, whose stderr shows where it was.
    """
    if anew:
        return subprocess.run([sys.executable, *map(str, arguments)], cwd=cwd, env=environment() if env is None else env, input=input,
                              capture_output=True, text=True, timeout=timeout, check=False)
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        stdin.write(input.encode("utf-8"))
        stdin.seek(0)
        process = Process(*arguments, cwd=cwd, env=env, stdin=stdin, stdout=stdout, stderr=stderr)
        status = process.wait(timeout)
        if status is None:
            process.show_threads()
            process.kill()
        written = []
        for file in (stdout, stderr):
            file.seek(0)
            written.append(file.read().decode("utf-8", "replace"))
    if status is None:
        raise subprocess.TimeoutExpired(process.arguments, timeout, *written)
    return subprocess.CompletedProcess(process.arguments, status, *written)


def environment(*path_first, **more):
    """The environment of this process, in which our package is found, and these variables; `path_first`: folders to be found before it."""
    changed = {"PYTHONPATH": os.pathsep.join(map(os.fspath, [*path_first, ROOT])), **more}
    return {name: value for name, value in {**os.environ, **changed}.items() if name != "TF_CPP_MIN_LOG_LEVEL"}


class Process:
    """A Python with these arguments; stdin, stdout, stderr: open files."""

    def __init__(self, *arguments, cwd=ROOT, env=None, stdin, stdout, stderr):
        self.arguments, variables = list(map(str, arguments)), environment() if env is None else env
        differing = _read_at_the_start(variables) ^ _read_at_the_start(os.environ)
        if differing:
            raise ValueError(f"read when Python starts, so this needs a Python of its own: {sorted(differing)}")
        if self.arguments[0] not in ("-m", "-c") and self.arguments[0].startswith("-"):
            raise ValueError(f"read when Python starts, so this needs a Python of its own: {self.arguments[0]}")
        self._told, theirs = socket.socketpair()
        with theirs:
            fds = [theirs.fileno(), stdin.fileno(), stdout.fileno(), stderr.fileno()]
            _server().sendmsg([b"+"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))])
        self._told.sendall(json.dumps({"arguments": self.arguments, "cwd": os.fspath(cwd), "environment": variables}).encode() + b"\n")
        self._lines = self._told.makefile("r")
        self.pid, self.status = int(self._lines.readline()), None

    def poll(self):
        """Its exit status, -N where signal N ended it; None while it runs."""
        return self.wait(0)

    def wait(self, timeout=None):
        """The same, after waiting so many seconds at most."""
        if self.status is None and select.select([self._told], [], [], timeout)[0]:
            self.status = int(self._lines.readline())
            self._lines.close()
            self._told.close()
        return self.status

    def signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def show_threads(self):
        """Has it write to its stderr where each of its threads is."""
        if self.poll() is None:
            self.signal(signal.SIGUSR1)
            self.wait(0.5)

    def kill(self):
        """Kills it and what it has started."""
        if self.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()


def _read_at_the_start(variables):
    return {(name, value) for name, value in variables.items() if name.startswith(_READ_AT_THE_START) and name not in _OF_THE_CHILD}


_servers = {}  # {process: socket}: a process forked from one that runs tests has its own


def take_orders_by(socket):
    """Lets this process give its orders to a server that it has: see `serve`."""
    _servers[os.getpid()] = socket


def _server():
    """The socket that takes orders; starts the server when it is first asked for, and ends it with this process."""
    if os.getpid() not in _servers:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        variables = {name: value for name, value in os.environ.items() if name not in _OF_THE_CHILD}
        variables["OPENBLAS_NUM_THREADS"] = "1"  # else numpy makes a thread for each core when it is imported
        with theirs:
            process = subprocess.Popen([sys.executable, "-m", "tests.processes", str(theirs.fileno())], cwd=ROOT, env=variables,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        _servers[os.getpid()] = ours
        atexit.register(_end, ours, process)
    return _servers[os.getpid()]


def _end(server, process):
    server.close()
    process.wait(30)


# The server

def serve(orders):
    """Forks a child of this process for each order; does not return."""
    gc.collect()
    gc.freeze()
    _run_as_python(_become(*_serve(orders)))


def _serve(orders):
    """Forks a child for each order, and tells of its end. Returns in the children alone: the socket that tells, and the three streams."""
    ended, children = _signals_of_children(), {}
    while True:
        ready, _, _ = select.select([orders, ended], [], [])
        if ended in ready:
            os.read(ended, 1000)
            _tell_of_ended(children)
        if orders in ready:
            data, ancillary, _, _ = orders.recvmsg(1, socket.CMSG_SPACE(4 * 4))
            if not data:  # who gave the orders has ended
                for pid in children:
                    os.killpg(pid, signal.SIGKILL)
                sys.exit()
            fds = array.array("i", ancillary[0][2])
            pid = os.fork()
            with contextlib.suppress(OSError):  # parent and child, whoever is first: a group of its own, which may be killed
                os.setpgid(pid, pid)
            if pid == 0:
                for told in children.values():
                    told.close()
                orders.close()
                return fds
            children[pid] = socket.socket(fileno=fds[0])
            children[pid].sendall(b"%d\n" % pid)
            for fd in fds[1:]:
                os.close(fd)


def _signals_of_children():
    """A file that can be read from when a child has ended."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who gives the orders
    return reading


def _tell_of_ended(children):
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with contextlib.suppress(OSError):  # nobody waits for it any more
            children[pid].sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
        children.pop(pid).close()


def _become(told, stdin, stdout, stderr):
    """Makes this child the process that was ordered, up to its first line; returns its arguments."""
    for number, fd in enumerate((stdin, stdout, stderr)):
        os.dup2(fd, number)
        os.close(fd)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the tests were started by
    faulthandler.register(signal.SIGUSR1)
    with os.fdopen(told) as file:
        order = json.loads(file.readline())
    os.chdir(order["cwd"])
    level = os.environ["TF_CPP_MIN_LOG_LEVEL"]
    os.environ.clear()
    os.environ.update({"TF_CPP_MIN_LOG_LEVEL": level}, **order["environment"])
    sys.path[:] = [*filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)), *_path_of_python]
    sys.modules["numpy"].random.seed()
    return order["arguments"]


_path_of_python = sys.path[1:]  # without the folder that `-m` has put first, and without any PYTHONPATH: see `_server`


def _run_as_python(arguments):
    """What Python does with its arguments, to the end; it does not take apart what the server has loaded, which would take longest."""
    status = 0
    try:
        _run(arguments)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
        if status and status is not error.code:
            print(error.code, file=sys.stderr)
    except KeyboardInterrupt:
        raise  # Python ends by the signal
    except BaseException as error:
        error.__traceback__ = error.__traceback__.tb_next.tb_next  # without this function and the next
        sys.excepthook(type(error), error, error.__traceback__)
        status = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    vars(sys.modules["__main__"]).clear()  # closes the program's files
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status & 0xFF)


def _run(arguments):
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    main.__builtins__ = __builtins__
    if arguments[0] == "-m":
        sys.path.insert(0, os.getcwd())
        sys.argv[:] = arguments[1:]
        runpy._run_module_as_main(arguments[1])  # what `python -m` calls
    elif arguments[0] == "-c":
        sys.path.insert(0, "")
        sys.argv[:] = ["-c", *arguments[2:]]
        exec(compile(arguments[1], "<string>", "exec"), main.__dict__)
    else:
        sys.path.insert(0, os.path.dirname(os.path.realpath(arguments[0])))
        sys.argv[:] = arguments
        main.__file__ = arguments[0]
        with open(arguments[0], "rb") as file:
            text = file.read()
        exec(compile(text, arguments[0], "exec"), main.__dict__)


def _load():
    """Imports what most children need."""
    from legacy_seq2seq import stack, tf1
    from legacy_seq2seq.runner import again, check, clustered, program
    from legacy_seq2seq.shapes import explaining

    again, check, clustered, explaining, program  # noqa: B018
    stack.addons()
    for path in ("Session", "contrib.layers", "contrib.rnn", "contrib.seq2seq", "keras", "layers", "nn.dynamic_rnn"):
        functools.reduce(getattr, path.split("."), tf1)  # loads it
    if os.path.isdir("/proc/self/task"):
        assert len(os.listdir("/proc/self/task")) == 1, "a process with threads is not to be forked"


if __name__ == "__main__":
    _load()
    serve(socket.socket(fileno=int(sys.argv[1])))
