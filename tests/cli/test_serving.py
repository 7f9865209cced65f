"""``portal serve`` keeps a worker beside the server, and takes it along when it stops."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.factories.house import Database

HOME = Path(__file__).resolve().parents[2]
LONGEST = 60
"""Seconds."""


@contextmanager
def serving(database: Database) -> Iterator["subprocess.Popen[bytes]"]:
    """The portal served on whatever port is free."""
    environ = {
        **os.environ,
        "PORTAL_DATABASE_URL": database.app_url,
        "PORTAL_DATA": str(database.data),
    }
    command = [sys.executable, "-c", "from portal.cli import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=HOME, env=environ, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(LONGEST)


def below(pid: int) -> list[int]:
    """The processes that this one started, and those that they did."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    own = [child for child, parent in parents.items() if parent == pid]
    return own + [each for child in own for each in below(child)]


def workers(pid: int) -> list[int]:
    """The portal's workers below a server."""
    found = []
    for each in below(pid):
        try:
            words = Path(f"/proc/{each}/cmdline").read_bytes().split(b"\0")
        except FileNotFoundError:
            continue
        if words[-2:] == [b"worker", b""]:
            found.append(each)
    return found


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.1)


def test_a_worker_is_there_is_started_anew_and_goes_with_the_server(database: Database) -> None:
    with serving(database) as server:
        until(lambda: workers(server.pid))
        [first] = workers(server.pid)
        os.kill(first, signal.SIGKILL)
        until(lambda: [each for each in workers(server.pid) if each != first])
        [second] = workers(server.pid)
        everything = below(server.pid)
    assert second != first
    assert [each for each in everything if Path(f"/proc/{each}/stat").exists()] == []
