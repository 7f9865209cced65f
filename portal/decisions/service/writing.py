"""Verbs of a resolution in writing, for the board and the company's members alone.

Councils' bodies and joint committees decide at their meetings (Local Government Act 1972, Schedule
12). What is proposed in writing lapses 28 days after it was circulated, that day counted, unless
the proposal names another day (Companies Act 2006, section 297).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.decisions import queries
from portal.decisions.models import Matter, Recommendation, Sitting
from portal.decisions.queries import bodies, seating
from portal.decisions.rules.written import DAYS
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.composing import walls
from portal.decisions.service.records import note
from portal.kit.words import date_words
from tenants.audiences import SUBMITTED
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope
from tenants.settings import COMPANY_KINDS, body_allows, refusal


@dataclass(frozen=True)
class WrittenDetails:
    """A resolution to be circulated on a day, and the last day on which members vote."""

    title: str
    on_day: date
    closes_on: date | None = None


class WritingError(DecisionError):
    """A part of what is planned that cannot stand; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def plan_resolution(scope: Scope, body: Body, details: WrittenDetails) -> Sitting:
    """Plan the days on which a body resolves in writing, so that a matter can be put before it.

    Raises WritingError for a body that decides at its meetings alone, with the reason.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=body.id)
    refuse_in_writing(scope, body, details.on_day)
    last = details.closes_on or details.on_day + timedelta(days=DAYS - 1)
    if details.on_day < scope.today():
        raise WritingError("on_day", "That day is over. Choose today, or a day to come.")
    if last < details.on_day:
        raise WritingError("closes_on", "Choose a last day on or after the first.")
    if not details.title.strip():
        raise WritingError("title", "Enter what it is about.")
    sitting = Sitting(
        **walls(scope, SUBMITTED),
        body_id=body.id,
        slug=bodies.free_sitting_slug(scope, f"{body.slug}-in-writing-{details.on_day}"),
        title=details.title.strip(),
        on_day=details.on_day,
        closes_on=last,
        starts_at="in writing",
        venue="Between meetings",
        state="planned",
        kind="written",
    )
    scope.session.add(sitting)
    note(scope, hat, "sitting:planned", sitting, {"body": body.slug, "until": last.isoformat()})
    return sitting


def refuse_in_writing(scope: Scope, body: Body, day: date) -> None:
    """Raise WritingError, with the reason, for a body that does not resolve in writing on a day."""
    if body.kind not in COMPANY_KINDS:
        raise WritingError("title", refusal(body.kind, "written_resolutions", "yes"))
    if not body_allows(scope, body.id, "written_resolutions", day):
        raise WritingError("title", f"{body.name} does not resolve in writing: see how it works.")


def circulate(scope: Scope, sitting: Sitting) -> Sitting:
    """Open every vote that waits of a resolution in writing, at once. Raises DecisionError."""
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=sitting.body_id)
    sitting = queries.locked(scope, sitting)
    if sitting.kind != "written":
        raise DecisionError("This is a meeting: its votes are opened one by one.")
    if sitting.state == "closed":
        raise DecisionError("It has ended.")
    refuse_unless_in_days(scope, sitting)
    matters = seating.matters_before(scope, sitting)
    asked = queries.recommendations_of(scope, [matter.id for matter in matters])
    waiting = [
        (matter, each)
        for matter in matters
        for each in asked.get(matter.id, [])
        if each.state == "waiting"
    ]
    if not waiting:
        raise DecisionError("Nothing new is put before the members: submit a matter first.")
    sitting.state = "open"
    note(scope, hat, "sitting:circulated", sitting, {"sitting": sitting.slug})
    for matter, recommendation in waiting:
        _open(scope, hat, matter, recommendation)
    return sitting


def refuse_unless_in_days(scope: Scope, sitting: Sitting) -> None:
    """Raise DecisionError before the first and after the last day of a resolution in writing."""
    today, last = scope.today(), sitting.closes_on or sitting.on_day
    if today < sitting.on_day:
        raise DecisionError(f"It can be voted on from {date_words(sitting.on_day)} on.")
    if today > last:
        raise DecisionError(f"The last day to vote was {date_words(last)}: it has lapsed.")


def _open(scope: Scope, hat: Hat, matter: Matter, recommendation: Recommendation) -> None:
    recommendation.state, recommendation.opened_at = "open", scope.now()
    recommendation.manner = "written"
    note(scope, hat, "vote:opened", recommendation, {"matter": matter.slug})
