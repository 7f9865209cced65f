"""Verbs on jobs: ask for one, end one. The only writer of their table; never commits."""

from datetime import timedelta

from sqlalchemy import select

from portal.audit.queries import verifies
from portal.audit.service import Happening, Json, record
from portal.jobs import kinds, queries
from portal.jobs.models import DONE, FAILED, OPEN, QUEUED, RUNNING, Job
from tenants import audiences, clock
from tenants.base import SHARED
from tenants.roles import Hat
from tenants.scope import Scope

register, leads_to = kinds.register, kinds.leads_to
verifies("job", queries.job_digests)

HOLD = timedelta(seconds=30)
"""How long a worker has a job without being heard of. It is heard of far more often."""


class LostError(Exception):
    """The job is no longer this worker's: another has taken it, or it has ended."""


def ask(
    scope: Scope,
    kind: str,
    subject_id: int,
    *,
    hat: Hat,
    title: str,
    audience: str | None = None,
    area_id: int = SHARED,
) -> Job:
    """Ask for a job in this transaction: it is there if, and only if, what asked for it is.

    ``title`` is read by all of its ``audience``; without one it is for whoever asks alone. One that
    is waiting for the same row already is answered instead of another.
    """
    waiting = queries.open_job(scope, kind, subject_id)
    if waiting is not None and waiting.state == QUEUED:
        return waiting
    job = Job(
        company_id=scope.company_id,
        area_id=area_id,
        audience=audience or _own(scope),
        kind=kind,
        subject_id=subject_id,
        title=title,
        state=QUEUED,
        words="Waiting for the worker.",
        asked_at=scope.now(),
        asked_by_id=scope.visitor.person_id,
        asked_by=scope.visitor.name,
        asked_hat=hat.label,
    )
    scope.session.add(job)
    _note(scope, hat, "job:asked", job)
    return job


def take(scope: Scope) -> Job | None:
    """Take the job that has waited longest, for this worker alone; None where none waits.

    On PostgreSQL a row that another worker is taking is passed over; on SQLite the transaction is
    the only one that writes.
    """
    statement = select(Job).where(queries.waiting(list(kinds.KINDS))).order_by(Job.id).limit(1)
    locked = statement.with_for_update(skip_locked=True)
    job = scope.session.scalars(locked.execution_options(populate_existing=True)).first()
    if job is not None:
        job.losses += job.state == RUNNING
        job.state, job.attempts = RUNNING, job.attempts + 1
        job.held_until = clock.now() + HOLD
    return job


def hold(scope: Scope, job_id: int, attempt: int) -> Job:
    """Renew this worker's hold. Raises LostError where it has it no more."""
    job = scope.session.scalars(
        select(Job).where(Job.id == job_id).with_for_update(),
        execution_options={"populate_existing": True},
    ).first()
    if job is None or job.state not in OPEN or job.attempts != attempt:
        raise LostError
    job.held_until = clock.now() + HOLD
    return job


def tell(job: Job, done: int, total: int, words: str) -> None:
    """Say how far a job has come: not an event, since nothing was decided."""
    job.done, job.total, job.words = done, total, words


def put_back(job: Job, words: str, wait: timedelta = timedelta()) -> None:
    """Let another worker take it, not before ``wait`` has passed."""
    job.state, job.words = QUEUED, words
    job.held_until = clock.now() + wait if wait else None


def end(scope: Scope, hat: Hat, job: Job, state: str, words: str) -> None:
    """It is ``done``, or ``failed``; the words say what was done, or why it could not be."""
    job.state, job.words, job.held_until, job.ended_at = state, words, None, scope.now()
    if state == DONE:
        job.done = job.total = max(job.total, 1)
    _note(scope, hat, f"job:{state}", job, {"words": words})


def give_up(scope: Scope, hat: Hat, job: Job) -> None:
    """Too many workers were lost over it: whoever does it does not live to end it."""
    end(
        scope,
        hat,
        job,
        FAILED,
        f"The worker stopped {job.losses} times while doing this, and will not try again. "
        "Ask for it once more; if it fails again, tell whoever runs the portal.",
    )


def _own(scope: Scope) -> str:
    """For whoever asks alone; at the command line, for whoever stands there."""
    person_id = scope.visitor.person_id
    return audiences.AUDITORS if person_id is None else audiences.asker(person_id)


def _note(
    scope: Scope, hat: Hat, action: str, job: Job, payload: dict[str, Json] | None = None
) -> None:
    scope.session.flush()
    said: dict[str, Json] = {"kind": job.kind, **(payload or {})}
    digest = queries.job_digest(job)
    record(scope, hat, Happening(action, "job", job.id, job.area_id, digest, said))
