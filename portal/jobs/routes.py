"""Pages of jobs: what was asked for, and how far it is. A fragment asks again by itself."""

from flask import Response, url_for

from portal.jobs import queries
from portal.jobs.kinds import LEADS
from portal.jobs.models import DONE, OPEN, Job
from portal.web.fragments import show
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("jobs", __name__)
resolves("job", queries.find_job)


@room.page("/jobs/", Permission.WORK_READ)
def index(scope: Scope) -> Response:
    """The jobs that this reader may know of, the newest first."""
    return show(
        "jobs/index.html",
        jobs=queries.newest(scope),
        here=url_for("jobs.index", company=scope.company.slug),
    )


@room.page("/jobs/<int:job>", Permission.WORK_READ)
def job(scope: Scope, job: Job) -> Response:
    """How far one job is; htmx asks for its block again until it has ended."""
    leads = LEADS.get(job.kind)
    return show(
        "jobs/job.html",
        block="progress",
        job=job,
        open=job.state in OPEN,
        here=url_for("jobs.job", company=scope.company.slug, job=job.id),
        leads=leads(scope, job) if leads and job.state == DONE else None,
    )
