"""What waits for a clerk in this room: agendas to publish, matters to put on an agenda."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import and_, select

from portal.decisions.models import Matter, Sitting
from portal.kit.needs import Need
from portal.kit.words import date_words
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.notice import Clock, days_of
from tenants.models import Body, BodySetting
from tenants.roles import Permission
from tenants.scope import Scope
from tenants.settings import SETTINGS

SOON = 10
"""Days left, at most, when a clerk is told to publish: working days where those count."""
MOST = 20
"""Meetings looked at, the next first."""
NAMES = ("notice_clear_days", "regime")


def needs(scope: Scope) -> list[Need]:
    """Agendas that this clerk has to publish soon, and matters put before her meetings that stand
    on no agenda yet: three queries, and none for whoever arranges no meetings."""
    bodies = [
        hat.body_id
        for hat in scope.hats
        if hat.body_id is not None and hat.allows(Permission.MEETING_ARRANGE, None, hat.body_id)
    ]
    return [*_to_publish(scope, bodies), *_to_list(scope, bodies)] if bodies else []


def _to_publish(scope: Scope, bodies: Collection[int]) -> list[Need]:
    rows = scope.session.execute(
        select(Meeting.slug, Sitting.title, Sitting.on_day, Body.id, Body.kind)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Meeting.body_id.in_(bodies),
            Meeting.state == "planned",
            Sitting.on_day >= scope.today(),
        )
        .order_by(Sitting.on_day)
        .limit(MOST)
    ).all()
    if not rows:
        return []
    statement = select(BodySetting).where(
        BodySetting.body_id.in_(bodies), BodySetting.name.in_(NAMES)
    )
    kept = scope.session.scalars(statement).all()
    clocks = [(row, _clock(scope, row.id, row.kind, row.on_day, kept)) for row in rows]
    return [
        _publish_needed(row.slug, row.title, row.on_day, clock)
        for row, clock in clocks
        if clock.late or clock.days_left <= SOON
    ]


def _clock(scope: Scope, body_id: int, kind: str, day: date, kept: Iterable[BodySetting]) -> Clock:
    held = {
        row.name: row.value
        for row in kept
        if row.body_id == body_id
        and row.in_force_from <= day
        and (row.in_force_to is None or day <= row.in_force_to)
    }
    found = {name: held.get(name) or SETTINGS[name].usual_for(kind) for name in NAMES}
    clear_days = int(found["notice_clear_days"])
    return Clock(day, scope.today(), clear_days, days_of(kind), found["regime"])


def _publish_needed(slug: str, title: str, day: date, clock: Clock) -> Need:
    return Need(
        "Publish",
        f"Agenda: {title}, {date_words(day)}",
        f"{clock.sentence}.",
        f"meetings/{slug}",
        "Open the agenda",
        clock.latest_on,
    )


def _to_list(scope: Scope, bodies: Collection[int]) -> list[Need]:
    stands = and_(AgendaItem.matter_id == Matter.id, AgendaItem.meeting_id == Meeting.id)
    rows = scope.session.execute(
        select(Meeting.slug, Matter.title, Sitting.title.label("meeting"), Sitting.on_day)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(Matter, Matter.sitting_id == Sitting.id)
        .outerjoin(AgendaItem, stands)
        .where(
            Meeting.body_id.in_(bodies),
            Meeting.state.in_(("planned", "published")),
            Matter.state == "submitted",
            AgendaItem.id.is_(None),
        )
        .order_by(Sitting.on_day, Matter.id)
        .limit(MOST)
    )
    return [
        Need(
            "List",
            f"On the agenda: {row.title}",
            f"It was put before {row.meeting}, {date_words(row.on_day)}, and stands under no item.",
            f"meetings/{row.slug}/matters",
            "Say where it stands",
            row.on_day,
        )
        for row in rows
    ]
