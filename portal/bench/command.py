"""What ``portal bench`` does and says."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask

from portal.bench import deciding, load, stage
from portal.bench.recording import AGENT, BenchError, Page, Recording, record, sign_in
from portal.bench.server import BARE, serving
from portal.bench.stage import Scale
from portal.web.database import db

MOST_REQUESTS = 2000
"""In one slice of time."""
KINDS = ("page", "bare", "constant")


@dataclass(frozen=True)
class Effort:
    """How long to measure in all, in how many rounds, with how many connections at once."""

    seconds: float = 30.0
    rounds: int = 5
    threads: int = 2


@dataclass(frozen=True)
class Measured:
    """One page: medians over the rounds, and ratios taken within each round."""

    name: str
    requests_per_s: float
    ratio_to_bare: float
    ratio_to_constant: float
    queries: int
    kilobytes: float


def measure(app: Flask, folder: Path, scale: Scale, effort: Effort) -> list[Measured]:
    """Fill the application's empty, migrated database, record its pages and measure them.

    Raises BenchError where a page does not answer as it should.
    """
    recordings = prepare(app, scale)
    config = app.config["PORTAL"]
    environ = {
        "PORTAL_DATABASE_URL": config.database_url,
        "PORTAL_DATA": str(config.data),
        "PORTAL_SECRET_KEY": config.secret_key,
    }
    with serving(folder, recordings, environ) as port:
        rates = _ask(port, recordings, effort)
    return [measured(recording, rates, place) for place, recording in enumerate(recordings)]


def prepare(app: Flask, scale: Scale) -> list[Recording]:
    """Set the stage and record every page on it."""
    with app.app_context():
        stage.set_up(db.session(), scale)
        engine = db.engine
        db.session.remove()
    cookie = sign_in(app.test_client(), stage.DIRECTOR, stage.PASSWORD)
    client = app.test_client(use_cookies=False)
    return [record(client, engine, page) for page in pages(cookie)]


def pages(cookie: str) -> list[Page]:
    """The pages that are measured; ``cookie`` is the director's."""
    return [
        Page("plan, director", stage.PLAN, cookie),
        Page("plan, public", stage.PLAN),
        Page("compare, director", f"{stage.PLAN}compare", cookie),
        Page("compare, public", f"{stage.PLAN}compare"),
        Page("large plan, director", stage.LARGE_PLAN, cookie),
        Page("large compare, director", f"{stage.LARGE_PLAN}compare", cookie),
        *(
            Page(f"{name}, {load.words}", path, cookie)
            for load in (deciding.FEW, deciding.MANY)
            for name, path in deciding.pages(load).items()
        ),
    ]


def measured(recording: Recording, rates: Sequence[Sequence[float]], place: int) -> Measured:
    """The medians of one page; ``rates`` holds for every round page, bare and constant in turn."""
    first = place * len(KINDS)
    rounds = [each[first : first + len(KINDS)] for each in rates]
    return Measured(
        name=recording.page.name,
        requests_per_s=round(median(page for page, _, _ in rounds), 1),
        ratio_to_bare=round(median(page / bare for page, bare, _ in rounds), 3),
        ratio_to_constant=round(median(page / constant for page, _, constant in rounds), 3),
        queries=recording.queries,
        kilobytes=round(recording.bytes / 1024, 1),
    )


def machine() -> str:
    """What was measured on."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, SQLite"
    )


def as_json(found: Sequence[Measured]) -> dict[str, Any]:
    """Plain values, for the command line."""
    return {"pages": [asdict(each) for each in found], "machine": machine()}


def as_text(found: Sequence[Measured]) -> str:
    """The same as a table."""
    lines = [f"{'Page':26}{'req/s':>8}{'of bare':>9}{'of const.':>10}{'queries':>9}{'KB':>8}"]
    lines += [
        f"{each.name:26}{each.requests_per_s:8.1f}{each.ratio_to_bare:9.2f}"
        f"{each.ratio_to_constant:10.3f}{each.queries:9}{each.kilobytes:8.1f}"
        for each in found
    ]
    return "\n".join([*lines, "", *_growth(found), "", machine()])


def growth(found: Sequence[Measured]) -> dict[str, float]:
    """How many times as long the pages of decisions take with very many matters as with few."""
    rates = {each.name: each.requests_per_s for each in found}
    pairs = {
        name: [rates.get(f"{name}, {load.words}") for load in (deciding.FEW, deciding.MANY)]
        for name in deciding.pages(deciding.MANY)
    }
    return {name: round(few / many, 2) for name, (few, many) in pairs.items() if few and many}


def _growth(found: Sequence[Measured]) -> list[str]:
    said = f"{deciding.MANY.words} take, of the time of {deciding.FEW.words}"
    return [f"{name}: {said}: {times:.2f}" for name, times in growth(found).items()]


def _ask(port: int, recordings: Sequence[Recording], effort: Effort) -> list[list[float]]:
    targets = [t for number, each in enumerate(recordings) for t in _targets(number, each)]
    job = load.Job(
        port=port,
        threads=effort.threads,
        rounds=effort.rounds,
        seconds=effort.seconds / effort.rounds / len(targets),
        most=MOST_REQUESTS,
        targets=targets,
    )
    client = subprocess.run(
        [sys.executable, "-m", "portal.bench.load"],
        input=json.dumps(asdict(job)),
        capture_output=True,
        text=True,
        check=False,
        timeout=effort.seconds * 4 + 120,
    )
    if client.returncode:
        raise BenchError(f"A page stopped answering while it was measured: {client.stderr[-400:]}")
    rates: list[list[float]] = json.loads(client.stdout)
    return rates


def _targets(number: int, recording: Recording) -> list[load.Target]:
    own = {"User-Agent": AGENT, "Cookie": recording.page.cookie}
    paths = (recording.page.path, f"{BARE}/bare/{number}", f"{BARE}/constant/{number}")
    return [load.Target(path, own, recording.bytes) for path in paths]
