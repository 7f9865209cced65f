"""The supplementary pack of 24 June 2019: asked for by the clerk as its agenda is published."""

from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.demonstration.shapes import Submission
from portal.demonstration.timeline import PUBLISH, Step
from portal.meetings import queries as meetings
from portal.packs import service
from tenants import service as tenancy
from tenants.roles import Role

DAY = date(2019, 6, 17)
CONTINUES_FROM = 5
"""As in the public pack: the agenda's own pages come before."""


def steps(session: Session, company: str, submission: Submission) -> list[Step]:
    """The pack of the newest publication, its pages counted on from those of the agenda."""
    if company != submission.company:
        return []
    return [Step(DAY, PUBLISH + 1, partial(_ask, session, submission))]


def _ask(session: Session, submission: Submission) -> None:
    operator = tenancy.operate(session, submission.company)
    there = meetings.meeting_by_slug(operator, submission.sitting)
    if there is None:
        raise LookupError(f"There is no meeting {submission.sitting}.")
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=there.body_id)
    scope = people.acting(session, submission.company, clerk)
    meeting = meetings.meeting_by_slug(scope, submission.sitting)
    if meeting is None:
        raise LookupError(f"There is no meeting {submission.sitting} for its clerk.")
    newest = meetings.agendas_of(scope, meeting)[-1]
    service.ask(scope, meeting, newest, continues_from=CONTINUES_FROM)
