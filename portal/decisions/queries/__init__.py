"""Reads of the register, of matters and of what they wait for. Scope first, walls decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, select

from portal.decisions.models import (
    Attendance,
    Citation,
    Matter,
    Recommendation,
    ReservedMatter,
    Sitting,
    Vote,
)
from portal.decisions.queries.lines import in_force
from portal.decisions.queries.lists import with_parts
from portal.decisions.queries.owners import bodies_by_id as bodies_by_id
from portal.decisions.queries.owners import deciding_bodies as deciding_bodies
from portal.decisions.queries.owners import parts as parts
from portal.decisions.queries.owners import recommendations_of as recommendations_of
from portal.decisions.queries.seating import corrections as corrections
from portal.decisions.queries.seating import hands as hands
from portal.decisions.queries.seating import seats as seats
from portal.decisions.queries.seating import substitutions as substitutions
from portal.decisions.queries.seating import vacancies
from portal.decisions.queries.waiting import needs as needs
from portal.decisions.standing import Standing
from portal.interests import queries as interests
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from tenants.base import NumberedRow
from tenants.models import Area, Body
from tenants.scope import NotFoundError, Scope

Row = TypeVar("Row", bound=NumberedRow)
NO_SITTING = "No sitting is fixed for this matter."


class NotHereError(NotFoundError):
    """A matter is there, but not what this page of it is about: a sitting, a version, a dispute."""


@dataclass(frozen=True)
class Registered:
    """A line of the register with the body that decides it."""

    matter: ReservedMatter
    body: Body

    @property
    def way(self) -> tuple[int, str, str, str]:
        """Who decides it, and how: equal for matters that are decided in the same way."""
        return self.body.id, self.matter.route, self.matter.rule, self.matter.quorum


@dataclass(frozen=True)
class Listed:
    """A matter in a list, with where it is decided."""

    matter: Matter
    reserved: ReservedMatter
    body: Body
    sitting: Sitting | None
    """None while none is fixed, and where the owners' own bodies decide."""


def register(scope: Scope, day: date | None = None) -> list[Registered]:
    """The register in force on a day, today unless one is given, by number."""
    rows = scope.session.execute(
        select(ReservedMatter, Body)
        .join(Body, Body.id == ReservedMatter.body_id)
        .where(in_force(day or scope.today()))
        .order_by(ReservedMatter.number)
    )
    return [Registered(matter, body) for matter, body in rows]


def registered(scope: Scope, number: int, day: date | None = None) -> ReservedMatter | None:
    """The reserved matter of this number in force on a day, today unless one is given."""
    return scope.session.scalars(
        select(ReservedMatter).where(
            ReservedMatter.number == number, in_force(day or scope.today())
        )
    ).first()


def find_matter(scope: Scope, slug: str, **_: object) -> Matter | None:
    """The matter at this address, inside the reader's walls."""
    return scope.session.scalars(select(Matter).where(Matter.slug == slug)).first()


def version_of(scope: Scope, matter: Matter) -> Version:
    """The version submitted. Raises NotFoundError where something else was, or it is hidden."""
    found = None if matter.version_id is None else scope.session.get(Version, matter.version_id)
    if found is None:
        raise NotHereError("No version of a plan is before the body.")
    return found


def find_recommendation(
    scope: Scope, letter: str, *, matter: Matter, **_: object
) -> Recommendation | None:
    """The recommendation of this letter; its ``body_id`` is the deciding body's."""
    return scope.session.scalars(
        select(Recommendation).where(
            Recommendation.matter_id == matter.id, Recommendation.letter == letter
        )
    ).first()


def find_sitting(scope: Scope, slug: str) -> Sitting | None:
    """The sitting of this slug, inside the reader's walls."""
    return scope.session.scalars(select(Sitting).where(Sitting.slug == slug)).first()


def matters_of_versions(scope: Scope, version_ids: Sequence[int]) -> list[Listed]:
    """What was submitted of these versions, again where nothing was decided, in one query."""
    rows = scope.session.execute(_OF_VERSIONS, {"versions": version_ids})
    return [Listed(*row) for row in rows]


# Built once: every page of a plan asks for these.
_OF_VERSIONS = (
    select(Matter, ReservedMatter, Body, Sitting)
    .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
    .join(Body, Body.id == Matter.body_id)
    .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
    .where(
        Matter.version_id.in_(bindparam("versions", expanding=True)), Matter.part_of_id.is_(None)
    )
    .order_by(Matter.id)
)
_FROZEN_VERSIONS = (
    select(Version, Plan)
    .join(Plan, Plan.id == Version.plan_id)
    .where(Version.state.in_(("frozen", "deferred")))
    .order_by(Plan.title, Version.number.desc())
)


def coming_sittings(scope: Scope) -> list[tuple[Sitting, Body]]:
    """Sittings that have not closed, today or later, the next first."""
    rows = scope.session.execute(
        select(Sitting, Body)
        .join(Body, Body.id == Sitting.body_id)
        .where(Sitting.state != "closed", Sitting.on_day >= scope.today())
        .order_by(Sitting.on_day, Sitting.slug)
    )
    return [(sitting, body) for sitting, body in rows]


def frozen_versions(scope: Scope) -> list[tuple[Version, Plan]]:
    """Versions inside the reader's walls that wait to be submitted, for the first time or again."""
    rows = scope.session.execute(_FROZEN_VERSIONS)
    return [(version, plan) for version, plan in rows]


def standing(scope: Scope, matter: Matter) -> Standing:
    """All that a matter's pages show, in six queries. The version is None where it is hidden.

    Raises NotFoundError for a matter that is before no sitting.
    """
    found = scope.session.execute(
        select(ReservedMatter, Body, Sitting, Version, Plan)
        .select_from(Matter)
        .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
        .join(Body, Body.id == Matter.body_id)
        .join(Sitting, Sitting.id == Matter.sitting_id)
        .outerjoin(Version, Version.id == Matter.version_id)
        .outerjoin(Plan, Plan.id == Version.plan_id)
        .where(Matter.id == matter.id)
    ).one_or_none()
    if found is None:
        raise NotHereError(NO_SITTING)
    reserved, body, sitting, version, plan = found
    recommendations = _recommendations(scope, matter)
    taken = seats(scope, sitting)
    held = interests.held(scope, matter, {seat.person_id for seat in taken}, sitting.on_day)
    counted = [each.id for each in recommendations if each.manner == "show_of_hands"]
    closed = [each.id for each in recommendations if each.state == "closed"]
    return Standing(
        matter=matter,
        reserved=reserved,
        body=body,
        sitting=sitting,
        version=version,
        plan=plan,
        recommendations=recommendations,
        citations=citations_of(scope, matter),
        seats=[replace(seat, bar=held[seat.person_id].bar) for seat in taken],
        vacancies=vacancies(scope, body.id, taken),
        hands=hands(scope, counted) if counted else {},
        corrections=corrections(scope, closed) if closed else (),
        votes=_votes(scope, [recommendation.id for recommendation in recommendations]),
        councils=_councils(scope, matter, body, sitting),
        interests=held,
    )


def _councils(scope: Scope, matter: Matter, body: Body, sitting: Sitting) -> list[Area]:
    """The owners that a body decides for: one where it is a council's own part, none on a board,
    whose members are the company's."""
    if body.kind == "board":
        return []
    return [
        area
        for area in scope.councils
        if owns_on(area, sitting.on_day) and matter.council_id in (None, area.area_id)
    ]


def owns_on(area: Area, day: date) -> bool:
    """Whether a council owns a part of the company on a day."""
    admitted = area.admitted_on is None or area.admitted_on <= day
    return admitted and (area.left_on is None or area.left_on > day)


def locked(scope: Scope, row: Row) -> Row:
    """The row read again and locked until the transaction ends, so that one writer goes first."""
    model = type(row)
    statement = select(model).where(model.id == row.id).with_for_update()
    return scope.session.scalars(statement.execution_options(populate_existing=True)).one()


def matter_of(scope: Scope, recommendation: Recommendation) -> Matter:
    """The matter a recommendation belongs to."""
    return scope.session.get_one(Matter, recommendation.matter_id)


def sitting_of(scope: Scope, matter: Matter) -> Sitting:
    """The sitting a matter is put before. Raises NotFoundError where it is before none."""
    if matter.sitting_id is None:
        raise NotHereError(NO_SITTING)
    return scope.session.get_one(Sitting, matter.sitting_id)


def open_recommendations(scope: Scope, sitting: Sitting) -> Sequence[Recommendation]:
    """The recommendations being voted on at a sitting: one, or none."""
    return scope.session.scalars(
        select(Recommendation)
        .join(Matter, Matter.id == Recommendation.matter_id)
        .where(Matter.sitting_id == sitting.id, Recommendation.state == "open")
    ).all()


def voting_began(scope: Scope, matter: Matter) -> bool:
    """Whether a vote on any of the matter's recommendations, or of its parts', is or was open."""
    statement = (
        select(Recommendation.id)
        .join(Matter, Matter.id == Recommendation.matter_id)
        .where(with_parts([matter.id]), Recommendation.state != "waiting")
    )
    return scope.session.scalars(statement.limit(1)).first() is not None


def attendance(scope: Scope, sitting: Sitting) -> dict[int, Attendance]:
    """The rows of attendance of a sitting, by appointment."""
    rows = scope.session.scalars(select(Attendance).where(Attendance.sitting_id == sitting.id))
    return {row.appointment_id: row for row in rows}


def votes_on(scope: Scope, recommendation: Recommendation) -> dict[int, Vote]:
    """The votes on a recommendation that this reader may read, by appointment."""
    return {vote.appointment_id: vote for vote in _votes(scope, [recommendation.id])}


def taken_slugs(scope: Scope, beginning: str) -> set[str]:
    """Addresses of matters that begin so."""
    statement = select(Matter.slug).where(Matter.slug.startswith(beginning, autoescape=True))
    return set(scope.session.scalars(statement))


def _recommendations(scope: Scope, matter: Matter) -> Sequence[Recommendation]:
    statement = select(Recommendation).where(Recommendation.matter_id == matter.id)
    return scope.session.scalars(statement.order_by(Recommendation.letter)).all()


def citations_of(scope: Scope, matter: Matter) -> Sequence[Citation]:
    """The places in the papers that cite a reserved matter, in the order found."""
    statement = select(Citation).where(Citation.matter_id == matter.id)
    return scope.session.scalars(statement.order_by(Citation.id)).all()


def _votes(scope: Scope, recommendation_ids: Sequence[int]) -> Sequence[Vote]:
    statement = select(Vote).where(Vote.recommendation_id.in_(recommendation_ids))
    return scope.session.scalars(statement.order_by(Vote.id)).all()
