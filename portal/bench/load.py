"""A small client in a process of its own: asks for each target in turn, again and again.

Reads a job as JSON and writes requests per second as JSON: ``python -m portal.bench.load < job``.
Knows 127.0.0.1 alone, and stops after the job's seconds or its count of requests.
"""

import http.client
import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

TIMEOUT = 30.0


@dataclass(frozen=True)
class Target:
    """One address: its path, the headers it is asked with, and the bytes it must answer."""

    path: str
    headers: dict[str, str]
    bytes: int


@dataclass(frozen=True)
class Job:
    """What to ask for: each target for ``seconds`` or ``most`` requests in each round."""

    port: int
    threads: int
    rounds: int
    seconds: float
    most: int
    targets: Sequence[Target]

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Job":
        """A job from the plain values of its fields."""
        targets = [Target(**target) for target in value["targets"]]
        return cls(**{**value, "targets": targets})


def run(job: Job) -> list[list[float]]:
    """Requests per second of every target in every round, the targets one after another.

    Raises RuntimeError for an answer that is not 200 or not of the expected size.
    """
    with ThreadPoolExecutor(job.threads) as pool:
        for target in job.targets:
            _ask_for(job, target, time.monotonic(), 1)
        return [[_slice(pool, job, target) for target in job.targets] for _ in range(job.rounds)]


def _slice(pool: ThreadPoolExecutor, job: Job, target: Target) -> float:
    started = time.monotonic()
    share = max(1, job.most // job.threads)
    counts = pool.map(
        lambda _: _ask_for(job, target, started + job.seconds, share), range(job.threads)
    )
    return sum(counts) / (time.monotonic() - started)


def _ask_for(job: Job, target: Target, until: float, most: int) -> int:
    """Ask over one connection until the time or the count is up; how often it was."""
    connection = http.client.HTTPConnection("127.0.0.1", job.port, timeout=TIMEOUT)
    asked = 0
    try:
        while asked < most and (asked == 0 or time.monotonic() < until):
            connection.request("GET", target.path, headers=target.headers)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or abs(len(body) - target.bytes) > _spare(target):
                raise RuntimeError(f"{target.path}: {answer.status}, {len(body)} bytes")
            asked += 1
    finally:
        connection.close()
    return asked


def _spare(target: Target) -> int:
    """Bytes by which a page may differ from the recorded one: its times of day, its tokens."""
    return target.bytes // 20


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Job.from_json(json.load(sys.stdin)))))
