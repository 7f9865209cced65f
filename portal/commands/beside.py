"""A worker beside the server: started with it, started anew where it dies, stopped with it.

A process of its own that imports nothing of the portal, so that it costs next to nothing: the
server's own process belongs to gunicorn, which reaps every child without saying so.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LOOK = 0.3
"""Seconds from one look at server and worker to the next."""
REST = 1.0
"""Seconds before a worker that died is started anew."""
PATIENCE = 4.0
"""Seconds that a worker has to give back what it is doing; then it is killed, and loses nothing: a
job left by a dead worker is taken again."""
WORKER = "from portal.cli import main; main()"


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker while the block runs, in this very process's environment."""
    command = [sys.executable, "-m", "portal.commands.beside", str(os.getpid())]
    keeper = subprocess.Popen(command)  # noqa: S603 - our own arguments
    try:
        yield
    finally:
        keeper.terminate()
        _gone(keeper.pid, PATIENCE + 2)


def _gone(pid: int, patience: float) -> None:
    """Wait until a child has ended; the server may have reaped it already."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if os.waitpid(pid, os.WNOHANG)[0]:
                return
        except ChildProcessError:
            return
        time.sleep(0.05)


def keep(server: int) -> None:
    """Keep a worker as long as this process's parent is the server, and is not told to stop."""
    stopping = False

    def stop(_: int, __: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    worker = _start()
    while not stopping and os.getppid() == server:
        time.sleep(LOOK)
        if worker.poll() is not None and not stopping:
            time.sleep(REST)
            worker = _start()
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", WORKER, "worker"])  # noqa: S603 - as above


if __name__ == "__main__":
    keep(int(sys.argv[1]))
