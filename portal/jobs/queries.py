"""Reads of jobs: the walls decide which."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from portal.jobs.models import DONE, FAILED, OPEN, Job
from portal.kit import digests
from tenants import clock
from tenants.scope import Scope

MOST_LISTED = 50


def find_job(scope: Scope, number: int, **_: object) -> Job | None:
    """A job by its number."""
    return scope.session.scalars(select(Job).where(Job.id == number)).first()


def newest(scope: Scope) -> Sequence[Job]:
    """What this reader may know of, the newest first, as far as a page lists it."""
    return scope.session.scalars(select(Job).order_by(Job.id.desc()).limit(MOST_LISTED)).all()


def open_job(scope: Scope, kind: str, subject_id: int) -> Job | None:
    """The job of this kind about this row that is not ended."""
    of_this = (Job.kind == kind, Job.subject_id == subject_id)
    return scope.session.scalars(select(Job).where(*of_this, Job.state.in_(OPEN))).first()


def last_job(scope: Scope, kind: str, subject_id: int) -> Job | None:
    """The newest job of this kind about this row, ended or not."""
    of_this = (Job.kind == kind, Job.subject_id == subject_id)
    return scope.session.scalars(select(Job).where(*of_this).order_by(Job.id.desc())).first()


def waiting(kinds: Sequence[str]) -> ColumnElement[bool]:
    """The jobs of these kinds that a worker may take now: nobody has them, or whoever had them has
    not been heard of since its hold ended."""
    free = or_(Job.held_until.is_(None), Job.held_until < clock.now())
    return and_(Job.kind.in_(kinds), Job.state.in_(OPEN), free)


def job_digest(job: Job) -> str:
    """What the log keeps of a job: what was asked and what came of it, not how far it has come."""
    ended = job.state if job.state in (DONE, FAILED) else "open"
    said: Mapping[str, Any] = {
        "kind": job.kind,
        "subject": job.subject_id,
        "title": job.title,
        "walls": [job.company_id, job.area_id, job.audience],
        "asked": [job.asked_at.isoformat(), job.asked_by_id, job.asked_by, job.asked_hat],
        "ended": [ended, job.words if ended != "open" else ""],
    }
    return digests.digest(said)


def job_digests(scope: Scope) -> Mapping[int, str]:
    """The digest of every job, computed afresh from its row."""
    return {job.id: job_digest(job) for job in scope.session.scalars(select(Job))}
