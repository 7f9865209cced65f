"""The forward plan: what will be decided, where and when, as far as its reader may know it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select

from portal.decision_records.rules import NEEDED, Deadline, deadlines
from portal.decisions.models import Matter, ReservedMatter, Sitting
from portal.decisions.standing import ASKS
from tenants.models import Body, BodySetting
from tenants.scope import Scope
from tenants.settings import SETTINGS

MOST = 20
"""Matters on a page."""
MOST_IN_FILE = 2_000
"""Matters in the file."""


@dataclass(frozen=True)
class Planned:
    """A matter that a body will decide on a day, and by when what has to be published."""

    id: int
    slug: str
    title: str
    number: int
    """Of the register."""
    body: str
    asks: str
    key_decision: bool
    meets_on: date
    starts_at: str
    venue: str
    deadlines: Sequence[Deadline]


@dataclass(frozen=True)
class Plan:
    """One page of the forward plan; ``undated`` are matters for which no meeting is fixed yet."""

    planned: Sequence[Planned]
    page: int
    more: bool
    undated: Sequence[tuple[str, str, str]] = ()
    """Address, title and body."""


def forward_plan(scope: Scope, page: int = 1) -> Plan:
    """What is to be decided from today on, the next first, in three queries."""
    statement = _PLANNED.where(Sitting.on_day >= scope.today())
    rows = scope.session.execute(statement.limit(MOST + 1).offset((page - 1) * MOST)).all()
    undated = scope.session.execute(_UNDATED).all() if page == 1 else []
    planned = _all_planned(scope, rows[:MOST])
    return Plan(planned, page, len(rows) > MOST, [(r[0], r[1], r[2]) for r in undated])


def whole_plan(scope: Scope) -> Sequence[Planned]:
    """The same for the file, all at once."""
    statement = _PLANNED.where(Sitting.on_day >= scope.today()).limit(MOST_IN_FILE)
    return _all_planned(scope, scope.session.execute(statement).all())


_COMING: tuple[Any, ...] = (Matter.state == "submitted", Matter.purpose != "consents")
# Outer joins, so that a database reads the sittings in their order and what is before each, until
# the page is full: from the matters' side it would find all that wait, and sort them.
_PLANNED: Select[*tuple[Any, ...]] = (
    select(
        Matter.id,
        Matter.slug,
        Matter.title,
        ReservedMatter.number,
        Matter.asks,
        Matter.key_decision,
        Body.id.label("body_id"),
        Body.name.label("body"),
        Body.kind.label("body_kind"),
        Sitting.on_day,
        Sitting.starts_at,
        Sitting.venue,
    )
    .select_from(Sitting)
    .outerjoin(Matter, and_(Matter.sitting_id == Sitting.id, *_COMING))
    .outerjoin(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
    .outerjoin(Body, Body.id == Matter.body_id)
    .where(func.coalesce(Matter.id, 0) > 0)
    .order_by(Sitting.on_day, Sitting.id, Matter.id)
)
_UNDATED: Select[*tuple[Any, ...]] = (
    select(Matter.slug, Matter.title, Body.name)
    .join(Body, Body.id == Matter.body_id)
    .where(*_COMING, Matter.sitting_id.is_(None))
    .order_by(Matter.id)
    .limit(MOST)
)


def _all_planned(scope: Scope, rows: Sequence[Any]) -> list[Planned]:
    kept = _settings(scope, {row.body_id for row in rows})
    return [_planned(row, kept.get(row.body_id, ()), scope.today()) for row in rows]


def _planned(row: Any, kept: Iterable[BodySetting], today: date) -> Planned:
    values = _values(row.body_kind, kept, row.on_day)
    return Planned(
        id=row.id,
        slug=row.slug,
        title=row.title,
        number=row.number,
        body=row.body,
        asks=ASKS.get(row.asks, ""),
        key_decision=row.key_decision,
        meets_on=row.on_day,
        starts_at=row.starts_at,
        venue=row.venue,
        deadlines=deadlines(row.on_day, row.key_decision, values, today),
    )


def _settings(scope: Scope, body_ids: Collection[int]) -> Mapping[int, list[BodySetting]]:
    """All that was ever set of these bodies: each meeting asks as of its own day."""
    statement = select(BodySetting).where(
        BodySetting.body_id.in_(body_ids), BodySetting.name.in_(NEEDED)
    )
    found: dict[int, list[BodySetting]] = defaultdict(list)
    for row in scope.session.scalars(statement):
        found[row.body_id].append(row)
    return found


def _values(kind: str, kept: Iterable[BodySetting], day: date) -> Mapping[str, str]:
    """How a body of this kind works on a day: as set, else as is usual for its kind."""
    usual = {name: SETTINGS[name].usual_for(kind) for name in NEEDED}
    held = {row.name: row.value for row in kept if _holds(row, day)}
    return {**usual, **held}


def _holds(row: BodySetting, day: date) -> bool:
    return row.in_force_from <= day and (row.in_force_to is None or day <= row.in_force_to)
