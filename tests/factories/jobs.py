"""Jobs of tests: a kind that does what the test says, and one pass of a worker."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from flask import Flask

from portal.jobs import kinds, working
from portal.jobs import service as jobs
from portal.jobs.kinds import Finish, Work
from portal.jobs.models import Job
from portal.jobs.working import Ended
from portal.web.database import db
from tenants.scope import Scope
from tests.factories.world import World

KIND = "test"


def nothing(_: Work) -> Finish:
    """A job that is done at once."""
    return lambda _: "Done as asked."


@contextmanager
def kind(run: Callable[[Work], Finish] = nothing, most_losses: int = 3) -> Iterator[None]:
    """Let jobs of the kind ``test`` be done so while the block runs, and no others."""
    with patch.dict(kinds.KINDS, {KIND: kinds.Kind(run, most_losses)}, clear=True):
        yield


def ask(scope: Scope, audience: str | None = None, subject_id: int = 1) -> Job:
    """Ask for a job of that kind, under whatever hat the scope has first."""
    hat = scope.hats[0]
    return jobs.ask(scope, KIND, subject_id, hat=hat, title="A job", audience=audience)


def asked(world: World, email: str = "director@afc.example", audience: str | None = None) -> int:
    """A job that somebody asked for; its number."""
    with world.scope_of(email) as scope:
        job = ask(scope, audience)
        scope.session.commit()
        return job.id


def found(world: World, number: int) -> Job:
    """The job as it stands now, let go of."""
    with world.operator_of() as scope:
        job = scope.session.get_one(Job, number)
        scope.session.expunge(job)
        return job


def work(app: Flask) -> list[Ended]:
    """One pass of a worker over the jobs."""

    def beat(company: str, job_id: int, attempt: int) -> None:
        with app.app_context():
            working.beat_once(db.session(), db.session().commit, company, job_id, attempt)

    with app.app_context():
        return working.work(db.session(), db.session().commit, beat, threading.Event())
