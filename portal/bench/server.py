"""One gunicorn process that serves the portal and the bare application side by side."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from portal.bench.bare import BarePage, create_bare_app
from portal.bench.recording import BenchError, Recording
from portal.web.database import prepare_engine
from portal.web.serving import gunicorn_arguments

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BARE = "/_bench"
RECORDINGS = "PORTAL_BENCH_RECORDINGS"
PATIENCE = 20.0
"""Seconds until the server must answer."""


def application() -> "WSGIApplication":
    """What the server of the bench serves: the portal, and the bare application under ``/_bench``.

    Made in the server's process from the settings in its environment.
    """
    from portal.app import servable

    portal = servable()
    engine = create_engine(portal.config["PORTAL"].database_url)
    prepare_engine(engine)
    recorded = json.loads(Path(os.environ[RECORDINGS]).read_text())
    pages = {
        str(number): BarePage(page["statements"], page["bytes"])
        for number, page in enumerate(recorded)
    }
    return DispatcherMiddleware(portal, {BARE: create_bare_app(pages, engine)})


@contextmanager
def serving(
    folder: Path, recordings: Sequence[Recording], environ: dict[str, str]
) -> Iterator[int]:
    """A server for these recordings; the port of 127.0.0.1 it listens on. Raises BenchError."""
    kept = folder / "recordings.json"
    kept.write_text(json.dumps([recording.as_json() for recording in recordings]))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            [sys.executable, "-m", *_arguments(listener.fileno())],
            env={**os.environ, **environ, RECORDINGS: str(kept)},
            pass_fds=[listener.fileno()],
        )
        try:
            _wait(process, port)
            yield port
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _arguments(listener: int) -> Iterable[str]:
    return gunicorn_arguments(f"fd://{listener}", 1, "portal.bench.server:application()")


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """The listener is ours, so a connection waits until the worker takes it."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as asking:
        asking.settimeout(PATIENCE)
        asking.sendall(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        started = time.monotonic()
        try:
            answer = asking.recv(64)
        except TimeoutError:
            answer = b""
    if b" 200 " not in answer or process.poll() is not None:
        waited = time.monotonic() - started
        raise BenchError(
            f"The server to be measured did not start: after {waited:.0f} s it said {answer!r}."
        )
