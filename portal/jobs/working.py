"""What the worker does of this room: takes jobs one by one, holds them while it lives, ends them.

The slow part of a job runs outside any transaction that writes; what it made is written in the one
transaction that ends the job. So a worker killed at any moment leaves a job that the next one does
from the start, and nothing half-written.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.jobs import queries, service
from portal.jobs.kinds import KINDS, JobError, LaterError
from portal.jobs.models import DONE, FAILED, Job
from tenants import service as tenancy
from tenants.base import SHARED
from tenants.roles import Hat, Role
from tenants.scope import Scope

Keep = Callable[[], None]
Beat = Callable[[str, int, int], None]
"""Renews a hold, in a session of its own: company, job, attempt."""
HAT = Hat(None, Role.OPERATOR, SHARED, None, "Operator, worker")
"""Under which the log tells of what the worker did."""
BEATS = service.HOLD.total_seconds() / 5
"""Seconds from one renewal of a hold to the next."""

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The worker was asked to stop: the job is given back."""


@dataclass(frozen=True)
class Ended:
    """One job that the worker came to the end of: done, failed or put back, in words."""

    company: str
    kind: str
    title: str
    state: str
    words: str


@dataclass
class Work:
    """One job in this worker's hands (``kinds.Work``)."""

    session: Session
    keep: Keep
    stopped: threading.Event
    company: str
    job_id: int
    attempt: int
    kind: str
    subject_id: int

    def reading(self) -> Scope:
        """A scope that reads, in a transaction of its own."""
        self.session.rollback()
        return tenancy.operate(self.session, self.company, writes=False)

    def writing(self) -> tuple[Scope, Job]:
        """A scope that writes, with the job held by it. Raises LostError."""
        self.session.rollback()
        scope = tenancy.operate(self.session, self.company)
        return scope, service.hold(scope, self.job_id, self.attempt)

    def tell(self, done: int, total: int, words: str) -> None:
        """Say how far it has come. Raises LostError, and StoppedError where the worker stops."""
        if self.stopped.is_set():
            raise StoppedError
        _, job = self.writing()
        service.tell(job, done, total, words)
        self.keep()


def work(session: Session, keep: Keep, beat: Beat, stopped: threading.Event) -> list[Ended]:
    """Do every job that waits, in every company, one after the other, until none does."""
    found = []
    for company in tenancy.company_slugs(session):
        while not stopped.is_set() and (job := take(session, keep, stopped, company)):
            if (ended := _do(job, beat)) is not None:
                found.append(ended)
    session.rollback()
    return found


def take(session: Session, keep: Keep, stopped: threading.Event, company: str) -> Work | None:
    """Take one job of a company. It is looked for without a lock first: mostly there is none."""
    scope = tenancy.operate(session, company, writes=False)
    waits = scope.session.scalars(select(Job.id).where(queries.waiting(list(KINDS))).limit(1))
    found = waits.first() is not None
    session.rollback()
    return _taken(session, keep, stopped, company) if found else None


def _taken(session: Session, keep: Keep, stopped: threading.Event, company: str) -> Work | None:
    scope = tenancy.operate(session, company)
    job = service.take(scope)
    while job is not None and job.losses >= KINDS[job.kind].most_losses:
        service.give_up(scope, HAT, job)
        job = service.take(scope)
    keep()
    if job is None:
        return None
    return Work(
        *(session, keep, stopped, company), *(job.id, job.attempts, job.kind, job.subject_id)
    )


def _do(work: Work, beat: Beat) -> Ended | None:
    """Do a job and end it; None where another worker has it by now."""
    try:
        return _end(work, beat)
    except service.LostError:
        work.session.rollback()
        return None


def _end(work: Work, beat: Beat) -> Ended:
    try:
        with _beating(work, beat):
            finish = KINDS[work.kind].run(work)
        scope, job = work.writing()
        service.end(scope, HAT, job, DONE, finish(scope))
        return _kept(work, job)
    except StoppedError:
        return _put_back(work, "Waiting for the worker, which is being started anew.")
    except LaterError as error:
        return _put_back(work, str(error), timedelta(seconds=error.seconds))
    except JobError as error:
        return _failed(work, str(error))
    except service.LostError:
        raise
    except Exception:
        log.exception("The job %s (%s) failed", work.job_id, work.kind)
        return _failed(
            work,
            "Something went wrong that should not have. Whoever runs the portal finds it in its "
            f"log under job {work.job_id}.",
        )


def _put_back(work: Work, words: str, wait: timedelta = timedelta()) -> Ended:
    _, job = work.writing()
    service.put_back(job, words, wait)
    return _kept(work, job)


def _failed(work: Work, words: str) -> Ended:
    scope, job = work.writing()
    service.end(scope, HAT, job, FAILED, words)
    return _kept(work, job)


def _kept(work: Work, job: Job) -> Ended:
    ended = Ended(work.company, job.kind, job.title, job.state, job.words)
    work.keep()
    return ended


@contextmanager
def _beating(work: Work, beat: Beat) -> Iterator[None]:
    """Renew the hold while the block runs, however long one step of it takes."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(BEATS):
            try:
                beat(work.company, work.job_id, work.attempt)
            except service.LostError:
                return

    thread = threading.Thread(target=renew, name="hold", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def beat_once(session: Session, keep: Keep, company: str, job_id: int, attempt: int) -> None:
    """Renew one hold. Raises LostError where another worker has the job."""
    try:
        scope = tenancy.operate(session, company)
        service.hold(scope, job_id, attempt)
        keep()
    finally:
        session.rollback()
