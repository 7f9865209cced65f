"""Reads of interests: members and their registers, and what bars whom from a matter.

``held`` is what the pages of a matter ask: one read for all persons on the page.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_, select

from portal.interests import rules
from portal.interests.considered import Considered
from portal.interests.members import Member
from portal.interests.models import Declaration, Dispensation, Interest, MemberRegister
from portal.interests.rules import Bar, Declared, Dispensed
from tenants.models import Appointment, Body, Person
from tenants.roles import Role
from tenants.scope import Scope

Value = TypeVar("Value")

BOARD = "board"
"""The kind of body whose members are the company's directors."""
OFFICES = frozenset({Role.DIRECTOR, Role.BOARD_CHAIR, Role.BOARD_MEMBER})
"""Roles that are an office in the company itself."""


@dataclass
class Held:
    """What is known of one person at one matter, as far as its reader may read it."""

    name: str
    declared: Declared | None = None
    dispensed: list[Dispensed] = field(default_factory=list)
    """Hers, in force on the day, that cover the matter or could."""
    offices: list[str] = field(default_factory=list)
    """What she holds in the company besides: "Member, Board of directors"."""
    entries: list[str] = field(default_factory=list)
    """What her register says of an office or a share in the company."""

    @cached_property
    def bar(self) -> Bar | None:
        """Why she may not vote on the matter."""
        return rules.bar(self.name, self.declared, self.dispensed)

    @property
    def covering(self) -> list[Dispensed]:
        """The dispensations that count for the matter."""
        return [each for each in self.dispensed if rules.counts(each, self.declared)]

    @property
    def two_hats(self) -> str:
        """That she also holds office in the company; empty where she does not."""
        if not self.offices and not self.entries:
            return ""
        return rules.two_hats(self.name, self.offices, self.entries, self.covering)


def bars(scope: Scope, matter_id: int, person_ids: Collection[int], day: date) -> Mapping[int, Bar]:
    """Who of these may not vote on a matter on this day, and why, in words: one query."""
    rows = scope.session.execute(
        select(Person.id, Person.name, Declaration, Dispensation, Body.kind)
        .join(Declaration, _declared_of(matter_id))
        .join(Body, Body.id == Declaration.body_id)
        .outerjoin(Dispensation, _dispensed_on(matter_id, day))
        .where(Person.id.in_(person_ids))
        .order_by(Dispensation.id)
    )
    found: dict[int, Held] = {}
    for person_id, name, declaration, dispensation, kind in rows:
        one = found.setdefault(person_id, Held(name))
        _note(one, declaration, dispensation, of_board=kind == BOARD)
    return {person: each.bar for person, each in found.items() if each.bar is not None}


def held(
    scope: Scope, matter: Considered, person_ids: Collection[int], day: date
) -> Mapping[int, Held]:
    """What each of these persons declared, is dispensed from and is besides: one query.

    Its rows are every pairing of a person's declaration, dispensations, entries and offices, of
    which she has one or two each. A seat on the deciding body itself is no second hat.
    """
    rows = scope.session.execute(
        select(
            Person.id,
            Person.name,
            Declaration,
            Dispensation,
            Interest.what,
            Appointment.title,
            Body.kind,
        )
        .outerjoin(Declaration, _declared_of(matter.id))
        .outerjoin(Body, Body.id == Declaration.body_id)
        .outerjoin(Dispensation, _dispensed_on(matter.id, day))
        .outerjoin(Interest, and_(Interest.person_id == Person.id, in_company_on(day)))
        .outerjoin(Appointment, _in_office_on(day, matter.body_id))
        .where(Person.id.in_(person_ids))
        .order_by(Dispensation.id, Appointment.id, Interest.id)
    )
    found: dict[int, Held] = {}
    for person_id, name, declaration, dispensation, entered, office, kind in rows:
        one = found.setdefault(person_id, Held(name))
        _note(one, declaration, dispensation, of_board=kind == BOARD)
        _add(one.offices, office)
        _add(one.entries, entered and entered.rstrip("."))
    return found


def _note(
    one: Held,
    declaration: Declaration | None,
    dispensation: Dispensation | None,
    *,
    of_board: bool,
) -> None:
    one.declared = None if declaration is None else _declared(declaration, of_board=of_board)
    _add(one.dispensed, None if dispensation is None else dispensed_of(dispensation))


def _add(known: list[Value], new: Value | None) -> None:
    """Each thing once: the rows say it again for every other thing beside it."""
    if new and new not in known:
        known.append(new)


def _declared(row: Declaration, *, of_board: bool) -> Declared:
    return Declared(
        row.id,
        row.kind,
        row.nature,
        row.sensitive,
        row.left_room,
        row.dispensation_id,
        of_board,
    )


def dispensed_of(row: Dispensation) -> Dispensed:
    """A dispensation as the rules read it."""
    return Dispensed(
        row.id, row.reach, row.relieves, row.subject, row.granted_by, row.starts_on, row.ends_on
    )


def _declared_of(matter_id: int) -> ColumnElement[bool]:
    return and_(
        Declaration.person_id == Person.id,
        Declaration.matter_id == matter_id,
        Declaration.withdrawn_at.is_(None),
    )


def in_force_on(day: date) -> ColumnElement[bool]:
    """That a dispensation is in force on a day, both its ends counted."""
    return and_(
        Dispensation.starts_on <= day,
        Dispensation.ends_on >= day,
        or_(Dispensation.ended_on.is_(None), Dispensation.ended_on > day),
    )


def _dispensed_on(matter_id: int, day: date) -> ColumnElement[bool]:
    return and_(
        Dispensation.person_id == Person.id,
        in_force_on(day),
        or_(Dispensation.matter_id.is_(None), Dispensation.matter_id == matter_id),
    )


def in_company_on(day: date) -> ColumnElement[bool]:
    """That an entry is an office or a share in the company itself, held on a day."""
    return and_(
        Interest.in_company,
        or_(Interest.held_from.is_(None), Interest.held_from <= day),
        or_(Interest.held_to.is_(None), Interest.held_to >= day),
    )


def _in_office_on(day: date, body_id: int) -> ColumnElement[bool]:
    return and_(
        Appointment.person_id == Person.id,
        Appointment.role.in_([role.value for role in OFFICES]),
        or_(Appointment.body_id.is_(None), Appointment.body_id != body_id),
        Appointment.starts_on <= day,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day),
    )


def registers(scope: Scope) -> dict[int, MemberRegister]:
    """The public face of every register, by person."""
    return {row.person_id: row for row in scope.session.scalars(select(MemberRegister))}


def register_of(scope: Scope, person_id: int, *, lock: bool = False) -> MemberRegister | None:
    """The public face of one register; locked until the transaction ends, for its writer."""
    statement = select(MemberRegister).where(MemberRegister.person_id == person_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return scope.session.scalars(statement).first()


def current_counts(scope: Scope, day: date) -> dict[int, int]:
    """How many interests each member has entered that have not ended, as the reader may read."""
    rows = scope.session.execute(
        select(Interest.person_id).where(or_(Interest.held_to.is_(None), Interest.held_to >= day))
    )
    counts: dict[int, int] = defaultdict(int)
    for (person_id,) in rows:
        counts[person_id] += 1
    return counts


def interests_of(scope: Scope, person_id: int) -> Sequence[Interest]:
    """One member's entries that this reader may read, in the order of the categories."""
    order = list(rules.CATEGORIES)
    rows = scope.session.scalars(select(Interest).where(Interest.person_id == person_id)).all()
    return sorted(rows, key=lambda row: (order.index(row.category), row.id))


def find_interest(scope: Scope, number: int, *, member: Member, **_: object) -> Interest | None:
    """An entry of this member's register, inside the reader's walls."""
    found = scope.session.get(Interest, number)
    return found if found is not None and found.person_id == member.id else None


def waiting_for_agreement(scope: Scope, day: date) -> Sequence[tuple[int, str]]:
    """Whose withheld interests no monitoring officer has agreed to: number and name, each once.

    Of the registers alone that the reader has opened (``tenants.registrars``).
    """
    rows = scope.session.execute(
        select(Person.id, Person.name)
        .join(Interest, Interest.person_id == Person.id)
        .where(
            Interest.sensitive,
            Interest.agreed_at.is_(None),
            Person.id != scope.visitor.person_id,
            or_(Interest.held_to.is_(None), Interest.held_to >= day),
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return [(number, name) for number, name in rows]


def dispensations_of(scope: Scope, person_id: int) -> Sequence[Dispensation]:
    """One member's dispensations, the last to end first."""
    return scope.session.scalars(
        select(Dispensation)
        .where(Dispensation.person_id == person_id)
        .order_by(Dispensation.ends_on.desc(), Dispensation.id)
    ).all()


def dispensations_on(scope: Scope, day: date) -> Sequence[tuple[Dispensation, str]]:
    """The dispensations in force on a day, with whose they are."""
    rows = scope.session.execute(
        select(Dispensation, Person.name)
        .join(Person, Person.id == Dispensation.person_id)
        .where(in_force_on(day))
        .order_by(Person.name, Dispensation.id)
    )
    return [(row, name) for row, name in rows]


def find_dispensation(
    scope: Scope, number: int, *, member: Member, **_: object
) -> Dispensation | None:
    """A dispensation of this member, inside the reader's walls."""
    found = scope.session.get(Dispensation, number)
    return found if found is not None and found.person_id == member.id else None


def find_declaration(
    scope: Scope, number: int, *, matter: Considered, **_: object
) -> Declaration | None:
    """A declaration of this matter, inside the reader's walls."""
    found = scope.session.get(Declaration, number)
    return found if found is not None and found.matter_id == matter.id else None


def declarations_of(scope: Scope, matter_id: int) -> Sequence[tuple[Declaration, str]]:
    """What was declared of a matter, taken back or not, with by whom, in the order of time."""
    rows = scope.session.execute(
        select(Declaration, Person.name)
        .join(Person, Person.id == Declaration.person_id)
        .where(Declaration.matter_id == matter_id)
        .order_by(Declaration.declared_at, Declaration.id)
    )
    return [(row, name) for row, name in rows]
