"""The interests declared of a matter and its parts, with the dispensations that count."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from portal.decision_records.shapes import Conflict
from portal.interests.models import Declaration, Dispensation
from portal.interests.queries import dispensed_of, in_force_on
from portal.interests.rules import Declared, counts
from tenants.models import Person
from tenants.scope import Scope


def declarations(
    scope: Scope, matter_ids: Collection[int]
) -> Sequence[tuple[Declaration, Declared, str]]:
    """What was declared of these matters and not taken back, by whom, in the order of time."""
    rows = scope.session.execute(
        select(Declaration, Person.name)
        .join(Person, Person.id == Declaration.person_id)
        .where(Declaration.matter_id.in_(matter_ids), Declaration.withdrawn_at.is_(None))
        .order_by(Declaration.declared_at, Declaration.id)
    )
    return [(row, declared_of(row), name) for row, name in rows]


def declared_of(row: Declaration) -> Declared:
    """A declaration as the rules read it, its words among them."""
    return Declared(row.id, row.kind, row.nature, row.sensitive, row.left_room, row.dispensation_id)


def conflicts(scope: Scope, matter_ids: Collection[int], day: date) -> list[Conflict]:
    """What the record says of them; ``day`` is that of the decision."""
    found = declarations(scope, matter_ids)
    granted = _dispensations(scope, {row.person_id for row, *_ in found}, day)
    return [_conflict(row, declared, name, granted) for row, declared, name in found]


def _dispensations(scope: Scope, people: Collection[int], day: date) -> Sequence[Dispensation]:
    statement = select(Dispensation).where(Dispensation.person_id.in_(people), in_force_on(day))
    return scope.session.scalars(statement.order_by(Dispensation.id)).all()


def _conflict(
    row: Declaration, declared: Declared, name: str, granted: Sequence[Dispensation]
) -> Conflict:
    hers = [
        dispensed_of(each)
        for each in granted
        if each.person_id == row.person_id and each.matter_id in (None, row.matter_id)
    ]
    left = " She or he left the room." if row.left_room else ""
    covering = [each.words for each in hers if counts(each, declared)]
    return Conflict(name, f"{declared.words.rstrip('.')}.{left}", "; ".join(covering))
