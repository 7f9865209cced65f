"""Reads of the register through time: on a day, one line's history, what was decided under it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select

from portal.decisions.models import (
    DecidingBody,
    Delegation,
    Matter,
    ReservedMatter,
    Sitting,
)
from tenants.base import SHARED
from tenants.models import Area, Body
from tenants.scope import Scope

OF_COUNCILS = ("cabinet", "council_committee")
"""Kinds of bodies that are a council's own."""
MOST_DECISIONS = 50
"""Decisions offered as the one that allows a change: the last of them."""
MOST_LISTED = 31
"""Matters listed under a line: one more than its page shows, which says that there are more."""


@dataclass(frozen=True)
class RegisterLine:
    """A line of the register in one form, with all that its row on the page says."""

    matter: ReservedMatter
    body: Body
    councils: Mapping[int, Body] = field(default_factory=dict)
    """Each council's own body by the council's area, where every owner decides by itself."""
    delegations: Sequence[Delegation] = ()
    coming: ReservedMatter | None = None
    """The next form of the line, from a day that is to come."""

    @property
    def way(self) -> tuple[object, ...]:
        """Who decides it, and how: equal for lines that are decided in the same way."""
        matter = self.matter
        bodies = tuple((area_id, body.id) for area_id, body in self.councils.items())
        return self.body.id, matter.route, matter.rule, matter.quorum, bodies


@dataclass(frozen=True)
class Decided:
    """A matter that was put under a line, as far as a list says it."""

    slug: str
    title: str
    state: str
    outcome: str | None
    body: str
    day: date | None
    """The day of its sitting; None for a matter that has none of its own."""


def in_force(day: date) -> ColumnElement[bool]:
    """Whether a row of the register is in force on a day. One that was withdrawn never is."""
    ends = ReservedMatter.in_force_to
    return and_(ReservedMatter.in_force_from <= day, or_(ends.is_(None), ends >= day))


Coming = Mapping[int, ReservedMatter]
"""The next form of each line, by its number."""


def lines_on(scope: Scope, day: date, coming: Coming | None = None) -> list[RegisterLine]:
    """The register in force on a day, by number, in four queries; three with what is ``coming``."""
    statement = _with_body().where(in_force(day)).order_by(ReservedMatter.number)
    pairs = [(row[0], row[1]) for row in scope.session.execute(statement)]
    councils = _councils(scope, [matter.id for matter, _ in pairs])
    delegated = _delegated_on(scope, day)
    coming = coming_after(scope, day) if coming is None else coming
    return [
        RegisterLine(
            matter,
            body,
            councils.get(matter.id, {}),
            delegated.get(matter.number, ()),
            coming.get(matter.number),
        )
        for matter, body in pairs
    ]


def days_of_change(scope: Scope) -> list[date]:
    """The days on which the register read otherwise than the day before, the earliest first."""
    rows = scope.session.execute(
        select(ReservedMatter.in_force_from, ReservedMatter.in_force_to)
        .where(ReservedMatter.withdrawn_at.is_(None))
        .distinct()
    ).all()
    begins = {row.in_force_from for row in rows}
    ends = {row.in_force_to + timedelta(days=1) for row in rows if row.in_force_to is not None}
    return sorted(begins | ends)


def find_line(scope: Scope, number: str) -> ReservedMatter | None:
    """The line of a number as it is today; else as it is to be; else as it was at its end."""
    rows = forms_of(scope, int(number)) if number.isascii() and number.isdecimal() else []
    return current_form(rows, scope.today())


def current_form(forms: Sequence[ReservedMatter], day: date) -> ReservedMatter | None:
    """Of the forms of one line, the first of them first: the one in force, the next, the last."""
    ahead = [row for row in forms if row.in_force_to is None or row.in_force_to >= day]
    return ahead[0] if ahead else (forms[-1] if forms else None)


def forms_of(scope: Scope, number: int, *, lock: bool = False) -> list[ReservedMatter]:
    """Every form of a line that was not withdrawn, the first of them first."""
    statement = (
        select(ReservedMatter)
        .where(ReservedMatter.number == number, ReservedMatter.withdrawn_at.is_(None))
        .order_by(ReservedMatter.in_force_from)
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return list(scope.session.scalars(statement))


def history(scope: Scope, number: int) -> list[RegisterLine]:
    """Every form of a line with its bodies, the newest first, in two queries."""
    statement = _with_body().where(
        ReservedMatter.number == number, ReservedMatter.withdrawn_at.is_(None)
    )
    ordered = statement.order_by(ReservedMatter.in_force_from.desc())
    pairs = [(row[0], row[1]) for row in scope.session.execute(ordered)]
    councils = _councils(scope, [matter.id for matter, _ in pairs])
    return [RegisterLine(matter, body, councils.get(matter.id, {})) for matter, body in pairs]


def delegations_of(scope: Scope, number: int) -> list[Delegation]:
    """Everything that was ever delegated of a line, the newest first."""
    statement = select(Delegation).where(Delegation.number == number)
    ordered = statement.order_by(Delegation.in_force_from.desc(), Delegation.id.desc())
    return list(scope.session.scalars(ordered))


def find_delegation(scope: Scope, value: str, *, line: ReservedMatter) -> Delegation | None:
    """A delegation of this line, by its number."""
    if not (value.isascii() and value.isdecimal()):
        return None
    statement = select(Delegation).where(Delegation.id == int(value))
    return scope.session.scalars(statement.where(Delegation.number == line.number)).first()


def matters_under(scope: Scope, forms: Sequence[int], most: int = MOST_LISTED) -> list[Decided]:
    """The last matters that this reader can see, put under one of these rows of the register."""
    rows = scope.session.execute(
        select(Matter.slug, Matter.title, Matter.state, Matter.outcome, Body.name, Sitting.on_day)
        .join(Body, Body.id == Matter.body_id)
        .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
        .where(Matter.reserved_matter_id.in_(forms), Matter.part_of_id.is_(None))
        .order_by(Matter.submitted_at.desc(), Matter.id.desc())
        .limit(most)
    )
    return [Decided(*row) for row in rows]


def decisions_taken(scope: Scope) -> list[Matter]:
    """The last matters that were decided, as decisions that can allow a change."""
    statement = select(Matter).where(Matter.state == "decided", Matter.part_of_id.is_(None))
    ordered = statement.order_by(Matter.decided_at.desc(), Matter.id.desc())
    return list(scope.session.scalars(ordered.limit(MOST_DECISIONS)))


def last_submission(scope: Scope, number: int) -> Matter | None:
    """The last matter that was submitted under a line, if any was."""
    statement = (
        select(Matter)
        .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
        .where(ReservedMatter.number == number)
        .order_by(Matter.submitted_at.desc())
    )
    return scope.session.scalars(statement.limit(1)).first()


def bodies(scope: Scope) -> list[Body]:
    """The bodies that decide, of the company and of its councils, by area and name.

    A body that never votes has no quorum.
    """
    statement = select(Body).where(Body.quorum > 0).order_by(Body.area_id, Body.name, Body.id)
    return list(scope.session.scalars(statement))


def for_all_owners(found: Sequence[Body]) -> list[Body]:
    """Those that can decide for all owners: no council's own body, nor the company's board."""
    kinds = (*OF_COUNCILS, "board")
    return [body for body in found if body.area_id == SHARED and body.kind not in kinds]


def for_council(found: Sequence[Body], area_id: int) -> list[Body]:
    """Those that can decide for one council: its own, by their area or by their kind."""
    return [
        body
        for body in found
        if body.area_id == area_id or (body.area_id == SHARED and body.kind in OF_COUNCILS)
    ]


def owners_on(scope: Scope, day: date) -> list[Area]:
    """The councils that own the company on a day, in the order of their admission."""
    return [
        area
        for area in scope.councils
        if (area.admitted_on is None or area.admitted_on <= day)
        and (area.left_on is None or area.left_on > day)
    ]


def _with_body() -> Select[ReservedMatter, Body]:
    return select(ReservedMatter, Body).join(Body, Body.id == ReservedMatter.body_id)


def _councils(scope: Scope, ids: Sequence[int]) -> dict[int, dict[int, Body]]:
    found: dict[int, dict[int, Body]] = defaultdict(dict)
    rows = scope.session.execute(
        select(DecidingBody.reserved_matter_id, DecidingBody.area_id, Body)
        .join(Body, Body.id == DecidingBody.body_id)
        .where(DecidingBody.reserved_matter_id.in_(ids))
        .order_by(DecidingBody.area_id)
    )
    for line_id, area_id, body in rows:
        found[line_id][area_id] = body
    return found


def _delegated_on(scope: Scope, day: date) -> dict[int, list[Delegation]]:
    found: dict[int, list[Delegation]] = defaultdict(list)
    ends = Delegation.in_force_to
    statement = select(Delegation).where(
        Delegation.in_force_from <= day, or_(ends.is_(None), ends >= day)
    )
    for row in scope.session.scalars(statement.order_by(Delegation.id)):
        found[row.number].append(row)
    return found


def coming_after(scope: Scope, day: date) -> Coming:
    """The next form of each line after a day: changes, and lines that are new."""
    statement = select(ReservedMatter).where(
        ReservedMatter.in_force_from > day, ReservedMatter.withdrawn_at.is_(None)
    )
    ordered = statement.order_by(ReservedMatter.in_force_from.desc())
    return {row.number: row for row in scope.session.scalars(ordered)}
