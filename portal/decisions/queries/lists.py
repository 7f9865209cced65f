"""Matters in lists, as they are looked for: a page at a time, filtered and ordered by indexes.

Nothing is counted and nothing is sorted in Python: a list of thousands costs what one of ten does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, select
from sqlalchemy.orm import aliased

from portal.decisions.models import Matter, ReservedMatter, Sitting
from portal.decisions.standing import OUTCOMES, UNDECIDED
from portal.search.models import SearchEntry
from portal.search.queries import holds
from portal.search.stems import Asked, read
from tenants.clock import civil_day, start_of
from tenants.models import Body
from tenants.scope import Scope

Rows = Select[*tuple[Any, ...]]
SEARCH_SOURCE = "matter"
"""What the index of texts calls the matters' own."""
MOST = 20
"""Matters on a page."""
FURTHEST = 1000
"""Pages. Who looks for something older filters by its year."""
STATES = {
    "waiting": "Waiting for a decision",
    "undecided": "Nothing decided",
    "decided": "Decided",
}
DECIDED = tuple(outcome for outcome in OUTCOMES if outcome not in UNDECIDED)


@dataclass(frozen=True)
class Sought:
    """What a reader looks for. Empty words, no body and no year look for everything.

    ``year`` is that of the decision; of what still waits, that of the submission.
    """

    body_id: int | None = None
    year: int | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class Line:
    """A matter as a list shows it."""

    slug: str
    title: str
    number: int
    """Of the register."""
    body: str
    version: int | None
    document: str | None
    outcome: str | None
    submitted_at: datetime
    decided_at: datetime | None
    sits_on: date | None

    @property
    def day(self) -> date:
        """When it was decided; before, when the body sits over it, or else when it came in."""
        if self.decided_at is not None:
            return civil_day(self.decided_at)
        return self.sits_on or civil_day(self.submitted_at)


@dataclass(frozen=True)
class Window:
    """One page of a list, and whether there are pages before and after it."""

    lines: Sequence[Line]
    page: int
    more: bool

    @property
    def before(self) -> int | None:
        """The number of the page before this one."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after this one."""
        return self.page + 1 if self.more and self.page < FURTHEST else None


def window(scope: Scope, state: str, sought: Sought) -> Window:
    """A page of the matters in a state (a key of STATES), the newest first, in one query.

    One owner's consideration of a matter stands on that matter's page; it is listed by itself only
    among those of its body. Raises KeyError for another state.
    """
    statement = _LISTED.where(*_STATES[state], *_found(scope, state, sought))
    rows = scope.session.execute(_page(statement, _moment(state), sought.page)).all()
    lines = [Line(**row._mapping) for row in rows[:MOST]]
    return Window(lines, sought.page, len(rows) > MOST)


def bodies(scope: Scope) -> Sequence[tuple[int, str, str]]:
    """The bodies that a list can be narrowed to: number, address and name."""
    rows = scope.session.execute(select(Body.id, Body.slug, Body.name).order_by(Body.name))
    return [(number, slug, name) for number, slug, name in rows]


def with_parts(ids: Any) -> ColumnElement[bool]:
    """That a matter is one of these, or a part of one: each side is found by its own index.

    ``ids`` are numbers, or a parameter for them. By one OR of both a database may read all matters.
    """
    one, part = aliased(Matter), aliased(Matter)
    themselves = select(one.id).where(one.id.in_(ids))
    return Matter.id.in_(themselves.union_all(select(part.id).where(part.part_of_id.in_(ids))))


_LISTED: Rows = (
    select(
        Matter.slug,
        Matter.title,
        ReservedMatter.number,
        Body.name.label("body"),
        Matter.version_number.label("version"),
        Matter.document_name.label("document"),
        Matter.outcome,
        Matter.submitted_at,
        Matter.decided_at,
        Sitting.on_day.label("sits_on"),
    )
    .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
    .join(Body, Body.id == Matter.body_id)
    .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
)
_STATES: dict[str, tuple[ColumnElement[bool], ...]] = {
    "waiting": (Matter.state == "submitted",),
    "undecided": (Matter.outcome.in_(UNDECIDED),),
    "decided": (Matter.state == "decided", Matter.outcome.in_(DECIDED)),
}


def _moment(state: str) -> Any:
    return Matter.submitted_at if state == "waiting" else Matter.decided_at


def _page(statement: Rows, moment: Any, page: int) -> Rows:
    """One row more than is shown says whether there is another page."""
    ordered = statement.order_by(moment.desc(), Matter.id.desc())
    return ordered.limit(MOST + 1).offset((page - 1) * MOST)


def _found(scope: Scope, state: str, sought: Sought) -> list[ColumnElement[bool]]:
    conditions = [_of_body(sought.body_id)]
    if sought.year is not None:
        first, after = (start_of(date(year, 1, 1)) for year in (sought.year, sought.year + 1))
        conditions += [_moment(state) >= first, _moment(state) < after]
    if sought.words.strip():
        conditions.append(Matter.id.in_(_holding(scope, read(sought.words))))
    return conditions


def _of_body(body_id: int | None) -> ColumnElement[bool]:
    return Matter.part_of_id.is_(None) if body_id is None else Matter.body_id == body_id


def _holding(scope: Scope, asked: Asked) -> Select[int]:
    """The matters whose searchable texts hold every word, as far as the reader may find them."""
    found = select(SearchEntry.source_id).where(SearchEntry.source == SEARCH_SOURCE)
    return found.where(*holds(scope, asked)) if asked else found.where(false())
