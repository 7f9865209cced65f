"""The days on which the demonstration came about: each room gives its steps, taken in order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tenants import service as tenancy
from tenants.scope import Scope

WRITE, PUBLISH, SIT = 10, 50, 80
"""What comes first on one day: papers are written, agendas published, bodies sit."""


@dataclass(frozen=True)
class Step:
    """What was done on a day; ``order`` says what comes first on it."""

    day: date
    order: int
    run: Callable[[], None]


def live_through(session: Session, company: str, steps: Iterable[Step], today: date) -> None:
    """Take the steps one after another, each on its day, and come back to today."""
    for step in sorted(steps, key=lambda each: (each.day, each.order)):
        move_to(session, company, step.day)
        step.run()
    move_to(session, company, today)


def move_to(session: Session, company: str, day: date) -> Scope:
    """Let the company live on a day."""
    session.flush()
    operator = tenancy.operate(session, company)
    operator.company.demonstration_day = day
    session.flush()
    return operator
