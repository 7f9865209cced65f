"""Reads of a matter that every owner decides by its own body. Scope first, walls decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.consents.models import Dispute, Position
from portal.consents.rules import Answer, Stand, Verdict, stand_on, together, verdict
from portal.decisions import queries as decisions
from portal.decisions.models import Citation, Matter, Recommendation, ReservedMatter, Sitting
from portal.decisions.rules.owners import Owner, owners_of
from portal.decisions.standing import DECIDING_VERBS
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from tenants.models import Body
from tenants.scope import Scope


@dataclass(frozen=True)
class Part:
    """One body's consideration: the text it was asked about, and the one that it decided on."""

    matter: Matter
    sitting: Sitting | None
    amended: Version | None
    recommendations: Sequence[Recommendation]

    @property
    def covered(self) -> str | None:
        """The digest of the text that its decision is about, with its own amendments."""
        return self.amended.digest if self.amended else text_of(self.matter)


@dataclass(frozen=True)
class Whole:
    """A matter with every consideration of it that its reader may read."""

    matter: Matter
    reserved: ReservedMatter
    body: Body
    version: Version | None
    plan: Plan | None
    recommendations: Sequence[Recommendation]
    parts: Sequence[Part]
    citations: Sequence[Citation]
    dispute: Dispute | None
    positions: Mapping[int, Position]
    """By the council's area."""

    @property
    def owners(self) -> list[Owner]:
        """Whose consent is asked, as kept when it was submitted."""
        return owners_of(self.matter.rule)

    def of(self, owner: Owner) -> list[Part]:
        """Every time this owner was asked, the first time first."""
        return [
            part
            for part in self.parts
            if part.matter.purpose == "consent" and part.matter.council_id == owner.area
        ]

    def newest(self, owner: Owner) -> Part | None:
        """When this owner was asked last; None where its reader may not read that."""
        parts = self.of(owner)
        return parts[-1] if parts else None

    @property
    def referral(self) -> Part | None:
        """The last time that the dispute was put before the body that settles it."""
        found = [part for part in self.parts if part.matter.purpose == "dispute"]
        return found[-1] if found else None

    def answers(self, letter: str | None = None) -> list[Answer]:
        """Where each council stands, on all of it or on one recommendation."""
        return [
            Answer(owner.name, stand_of(self.matter, self.newest(owner), letter))
            for owner in self.owners
        ]

    @property
    def verdict(self) -> Verdict:
        """What the consents come to: every recommendation that asks to decide has to be met."""
        deciding = [e.letter for e in self.recommendations if e.verb in DECIDING_VERBS]
        rule = self.matter.rule
        return together([verdict(rule, self.answers(letter)) for letter in deciding])


def text_of(matter: Matter) -> str | None:
    """The digest of what was submitted, a version's or another document's."""
    return matter.version_digest or matter.document_digest


def stand_of(whole: Matter, part: Part | None, letter: str | None) -> Stand:
    """Where a council stands on the text that is before the councils now."""
    if part is None:
        return "waiting"
    stand = stand_on(part.matter.outcome, part.covered, text_of(whole))
    if stand == "waiting" or letter is None:
        return stand
    result = next((e.result for e in part.recommendations if e.letter == letter), None)
    return "consents" if result == "carried" else "declines"


def whole(scope: Scope, matter: Matter, *, fresh: bool = False) -> Whole:
    """A matter and all its parts: seven queries, however many councils there are.

    ``fresh`` reads again what the session holds already, for who has locked the matter since.
    """
    reserved, body, version, plan = _frame(scope, matter)
    parts = _parts(scope, matter, fresh=fresh)
    ids = [matter.id, *(part.id for part, _, _ in parts)]
    recommended = decisions.recommendations_of(scope, ids)
    return Whole(
        matter=matter,
        reserved=reserved,
        body=body,
        version=version,
        plan=plan,
        recommendations=recommended.get(matter.id, []),
        parts=[
            Part(part, sitting, amended, recommended.get(part.id, []))
            for part, sitting, amended in parts
        ],
        citations=_citations(scope, matter),
        dispute=dispute_of(scope, matter),
        positions=_positions(scope, matter),
    )


def _frame(
    scope: Scope, matter: Matter
) -> tuple[ReservedMatter, Body, Version | None, Plan | None]:
    reserved, body, version, plan = scope.session.execute(
        select(ReservedMatter, Body, Version, Plan)
        .select_from(Matter)
        .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
        .join(Body, Body.id == Matter.body_id)
        .outerjoin(Version, Version.id == Matter.version_id)
        .outerjoin(Plan, Plan.id == Version.plan_id)
        .where(Matter.id == matter.id)
    ).one()
    return reserved, body, version, plan


def _parts(
    scope: Scope, matter: Matter, *, fresh: bool
) -> list[tuple[Matter, Sitting | None, Version | None]]:
    amended = aliased(Version)
    rows = scope.session.execute(
        select(Matter, Sitting, amended)
        .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
        .outerjoin(amended, amended.id == Matter.approved_version_id)
        .where(Matter.part_of_id == matter.id)
        .order_by(Matter.id),
        execution_options={"populate_existing": fresh},
    )
    return [(part, sitting, version) for part, sitting, version in rows]


def _citations(scope: Scope, matter: Matter) -> Sequence[Citation]:
    statement = select(Citation).where(Citation.matter_id == matter.id)
    return scope.session.scalars(statement.order_by(Citation.id)).all()


def dispute_of(scope: Scope, matter: Matter) -> Dispute | None:
    """The dispute about a matter, resolved or not."""
    return scope.session.scalars(select(Dispute).where(Dispute.matter_id == matter.id)).first()


def _positions(scope: Scope, matter: Matter) -> dict[int, Position]:
    return {each.area_id: each for each in positions_of(scope, matter.id)}


def find_owner(scope: Scope, slug: str, *, matter: Matter, **_: object) -> Owner | None:
    """An owner that is asked about a matter, by its council's address."""
    del scope
    return next((each for each in owners_of(matter.rule) if each.slug == slug), None)


def position_of(scope: Scope, matter: Matter, area_id: int) -> Position | None:
    """What a council says in the dispute about a matter, if it has said anything."""
    return _positions(scope, matter).get(area_id)


def positions_of(scope: Scope, matter_id: int) -> Sequence[Position]:
    """What every council said in the dispute about a matter."""
    statement = select(Position).where(Position.matter_id == matter_id)
    return scope.session.scalars(statement.order_by(Position.area_id)).all()


def sittings_of(scope: Scope, body_id: int) -> list[tuple[Sitting, Body]]:
    """The sittings of a body that are still to come."""
    return [found for found in decisions.coming_sittings(scope) if found[0].body_id == body_id]


def whole_of(scope: Scope, part: Matter) -> Matter | None:
    """The matter of which this is one body's consideration, inside the reader's walls."""
    return scope.session.scalars(select(Matter).where(Matter.id == part.part_of_id)).first()


def free_sitting(scope: Scope, slug: str) -> str:
    """The address of a sitting, with a number after it where another sitting has it."""
    statement = select(Sitting.slug).where(Sitting.slug.startswith(slug, autoescape=True))
    taken = set(scope.session.scalars(statement))
    numbered = (f"{slug}-{count}" for count in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)
