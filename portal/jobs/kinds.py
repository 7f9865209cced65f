"""The kinds of jobs there are: higher rooms register the function that does each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from portal.jobs.models import Job
from tenants.scope import Scope

Finish = Callable[[Scope], str]
"""Writes what a job made, in the transaction that ends it; answers in words what was done."""
Leads = Callable[[Scope, Job], tuple[str, str] | None]
"""Where a job that is done leads, as words and a path; None for nowhere."""


class JobError(Exception):
    """The job cannot be done, and never will be; the message says why to whoever waits."""


class LaterError(Exception):
    """The job cannot be done now. It is taken again after ``seconds``; the message says why."""

    def __init__(self, words: str, seconds: float) -> None:
        super().__init__(words)
        self.seconds = seconds


class Work(Protocol):
    """What a kind's function is given: the job, and the ways to read and to tell."""

    @property
    def kind(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def attempt(self) -> int: ...
    def reading(self) -> Scope:
        """A scope that reads, in a transaction of its own. Rows of an earlier one are let go of."""
        ...

    def tell(self, done: int, total: int, words: str) -> None:
        """Say how far it has come, in a short transaction of its own; ends the reading one."""
        ...


Run = Callable[[Work], Finish]
"""Does the slow part without holding a transaction that writes, and answers how to keep it."""


@dataclass(frozen=True)
class Kind:
    """How a kind of job is done, and how many workers may be lost over it."""

    run: Run
    most_losses: int


KINDS: dict[str, Kind] = {}
LEADS: dict[str, Leads] = {}


def register(kind: str, run: Run, *, most_losses: int = 3) -> None:
    """Say who does a kind of job. Higher rooms call this once, at start."""
    KINDS[kind] = Kind(run, most_losses)


def leads_to(kind: str, leads: Leads) -> None:
    """Say where a job of a kind leads once it is done."""
    LEADS[kind] = leads
