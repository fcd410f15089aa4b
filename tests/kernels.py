"""The `legacy-seq2seq` command, its notebooks' kernels forked as well:  python -m tests.kernels run lecture.ipynb"""

import os
import signal
import socket
import sys

from legacy_seq2seq import cli
from tests import processes


def fork_them():
    """From now on the kernels that this process starts are forked from it as it is now. To be called before it has threads."""
    from jupyter_client.provisioning import local_provisioner

    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        ours.close()
        processes.serve(theirs)
    theirs.close()
    processes.take_orders_by(ours)
    local_provisioner.launch_kernel = _Kernel


class _Kernel(processes.Process):
    """What `jupyter_client` takes for a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, command, env, cwd=None, **options):
        with open(os.devnull) as nothing:
            super().__init__(*command[1:], cwd=cwd or os.getcwd(), env=env, stdin=nothing, stdout=sys.__stdout__, stderr=sys.__stderr__)

    @property
    def returncode(self):
        return self.status

    def send_signal(self, number):
        self.signal(number)

    def terminate(self):
        self.signal(signal.SIGTERM)


if __name__ == "__main__":
    fork_them()
    sys.exit(cli.main(sys.argv[1:]))
