"""What waits for the clerk of an executive body: responses to write, notices to publish."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from portal.decisions.models import Sitting
from portal.executive import pages, queries
from portal.executive.models import Representation
from portal.executive.queries import ItemClock
from portal.executive.rules import Duty
from portal.kit.needs import Need
from portal.kit.words import counted, date_words, sentence_case
from portal.meetings.models import Meeting
from tenants.roles import PERMISSIONS, Permission
from tenants.scope import Scope
from tenants.settings import body_settings

MOST = 5
"""Coming meetings that are looked at; those after them are far enough away."""


def needs(scope: Scope) -> list[Need]:
    """What waits for her, where she is the clerk of an executive body: three queries, and five for
    each of its next meetings."""
    bodies = _executive(scope)
    if not bodies:
        return []
    return [*_responses(scope, bodies), *_notices(scope, bodies)]


def _executive(scope: Scope) -> list[int]:
    """The executive bodies whose clerk she is."""
    kept = {
        hat.body_id
        for hat in scope.hats
        if hat.body_id is not None and Permission.RECORD_KEEP in PERMISSIONS[hat.role]
    }
    found = body_settings(scope, kept, ["regime"], scope.today()) if kept else {}
    return [number for number, values in found.items() if values["regime"] == "executive"]


def _responses(scope: Scope, bodies: Collection[int]) -> list[Need]:
    rows = scope.session.execute(
        select(Meeting.slug, Sitting.title, Sitting.on_day, func.count())
        .join(Representation, Representation.meeting_id == Meeting.id)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(
            Representation.body_id.in_(bodies),
            Representation.answered_at.is_(None),
            Sitting.on_day >= scope.today(),
        )
        .group_by(Meeting.slug, Sitting.title, Sitting.on_day)
        .order_by(Sitting.on_day)
    )
    return [
        Need(
            "Answer",
            sentence_case(counted(number, "representation")),
            f"{title}, {date_words(day)}: why an item should be discussed in public.",
            f"meetings/{slug}/notices",
            "Write the response",
            None,
        )
        for slug, title, day, number in rows
    ]


def _notices(scope: Scope, bodies: Collection[int]) -> Iterable[Need]:
    """The next notice that each item of the coming meetings owes."""
    coming = scope.session.scalars(
        select(Meeting)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(
            Meeting.body_id.in_(bodies),
            Meeting.state.in_(["planned", "published"]),
            Sitting.on_day >= scope.today(),
        )
        .order_by(Sitting.on_day, Meeting.id)
        .limit(MOST)
    ).all()
    for meeting in coming:
        for clock in queries.clocks(scope, meeting, queries.owing_items(scope, meeting)):
            for duty in clock.duties:
                kind = pages.open_kind(clock, duty)
                if kind is not None:
                    yield _need(meeting, clock, duty, kind)


def _need(meeting: Meeting, clock: ItemClock, duty: Duty, kind: str) -> Need:
    return Need(
        "Publish",
        f"{duty.name}: {clock.item.title}",
        duty.sentence,
        f"meetings/{meeting.slug}/notices/{clock.item.number}/{pages.slug(kind)}",
        pages.BUTTONS[kind],
        duty.due,
    )
