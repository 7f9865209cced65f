"""What waits for a reader in this room: votes open to her, citations she has to settle."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from portal.decisions.models import (
    Attendance,
    Citation,
    Matter,
    Recommendation,
    ReservedMatter,
    Sitting,
    Substitution,
    Vote,
)
from portal.decisions.queries.undeclared import declarations_needed
from portal.interests.queries import bars
from portal.kit.needs import Need
from tenants.roles import BOARD, VOTING, Hat, Permission, Role
from tenants.scope import Scope


def needs(scope: Scope) -> list[Need]:
    """Votes open to this member, interests that she has to declare, and citations this clerk has to
    settle: three queries at most, and one more for each open vote."""
    return [*_votes_needed(scope), *declarations_needed(scope), *_citations_needed(scope)]


def _votes_needed(scope: Scope) -> list[Need]:
    """Votes open to her in the room, and resolutions circulated to her, in one query;
    one more for each, of what bars her from it."""
    sits = [hat for hat in scope.hats if hat.role in BOARD | VOTING]
    stands_in = [hat.appointment_id for hat in scope.hats if hat.role is Role.SUBSTITUTE]
    if not (sits or stands_in):
        return []
    mine = [hat.appointment_id for hat in sits]
    rows = scope.session.execute(
        select(Matter, Recommendation, Sitting)
        .join(Recommendation, Recommendation.matter_id == Matter.id)
        .join(Sitting, Sitting.id == Matter.sitting_id)
        .where(
            Recommendation.state == "open",
            Sitting.state == "open",
            Sitting.on_day <= scope.today(),
            or_(_in_the_room(scope, mine, stands_in), _in_writing(scope, sits)),
        )
        .order_by(Recommendation.id)
    )
    return [_vote_needed(*row) for row in rows.all() if not _barred(scope, row[0], row[2])]


def _barred(scope: Scope, matter: Matter, sitting: Sitting) -> bool:
    """Whether an interest keeps this member from the vote, so that she is not asked for it."""
    return bool(bars(scope, matter.id, [scope.person_id], sitting.on_day))


def _in_the_room(
    scope: Scope, mine: Sequence[int | None], stands_in: Sequence[int | None]
) -> ColumnElement[bool]:
    """She is there, in her own seat where nobody sits in it instead, or as a substitute."""
    instead = and_(
        Substitution.sitting_id == Attendance.sitting_id,
        Substitution.appointment_id == Attendance.appointment_id,
        Substitution.withdrawn.is_(False),
    )
    hers = or_(
        and_(Attendance.appointment_id.in_(mine), Substitution.id.is_(None)),
        Substitution.substitute_id.in_(stands_in),
    )
    cast = and_(
        Vote.recommendation_id == Recommendation.id,
        Vote.appointment_id == Attendance.appointment_id,
    )
    seat = (
        select(Attendance.id)
        .outerjoin(Substitution, instead)
        .where(
            Attendance.sitting_id == Sitting.id,
            Attendance.present,
            hers,
            ~select(Vote.id).where(cast).exists(),
        )
    )
    devices = Recommendation.manner == "devices"
    return and_(devices, Sitting.on_day == scope.today(), seat.exists())


def _in_writing(scope: Scope, sits: Sequence[Hat]) -> ColumnElement[bool]:
    """It was circulated to her body, and she has not answered."""
    answered = select(Vote.id).where(
        Vote.recommendation_id == Recommendation.id,
        Vote.appointment_id.in_([hat.appointment_id for hat in sits]),
    )
    return and_(
        Recommendation.manner == "written",
        Recommendation.body_id.in_([hat.body_id for hat in sits]),
        Sitting.closes_on >= scope.today(),
        ~answered.exists(),
    )


def _vote_needed(matter: Matter, recommendation: Recommendation, sitting: Sitting) -> Need:
    return Need(
        "Vote",
        f"Recommendation ({recommendation.letter}): {matter.title}",
        recommendation.text,
        f"decisions/{matter.slug}/vote/{recommendation.letter}",
        "Vote",
        sitting.closes_on or sitting.on_day,
    )


def _citations_needed(scope: Scope) -> list[Need]:
    bodies = [
        hat.body_id
        for hat in scope.hats
        if hat.allows(Permission.CITATION_SETTLE, None, hat.body_id)
    ]
    if not bodies:
        return []
    rows = scope.session.execute(
        select(Matter.slug, Matter.title, ReservedMatter.number, Sitting.on_day)
        .join(ReservedMatter, ReservedMatter.id == Matter.reserved_matter_id)
        .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
        .join(Citation, Citation.matter_id == Matter.id)
        .where(
            Matter.body_id.in_(bodies),
            Matter.settled_number.is_(None),
            Matter.state != "withdrawn",
            Citation.number != ReservedMatter.number,
        )
        .distinct()
    )
    return [_citation_needed(*row) for row in rows]


def _citation_needed(slug: str, title: str, number: int, day: date | None) -> Need:
    return Need(
        "Settle",
        f"Which reserved matter is cited: {title}",
        f"The papers do not all cite matter {number}, under which this was submitted.",
        f"decisions/{slug}#citations",
        "Settle the citation",
        day,
    )


def lapsed(scope: Scope) -> list[int]:
    """The recommendations of resolutions in writing that are open though their last day is over."""
    statement = (
        select(Recommendation.id)
        .join(Matter, Matter.id == Recommendation.matter_id)
        .join(Sitting, Sitting.id == Matter.sitting_id)
        .where(
            Recommendation.state == "open",
            Matter.state == "submitted",
            Sitting.kind == "written",
            Sitting.closes_on < scope.today(),
        )
        .order_by(Recommendation.id)
    )
    return list(scope.session.scalars(statement))
