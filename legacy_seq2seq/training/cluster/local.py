"""Ports for a cluster on this machine."""

import contextlib
import socket


def free_ports(count):
    """`count` different ports that nothing listens at, on this machine."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
