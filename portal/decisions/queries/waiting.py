"""What waits for a reader in this room: votes open to her, citations she has to settle."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_, select

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
    mine = [hat.appointment_id for hat in scope.hats if hat.role in VOTING]
    stands_in = [hat.appointment_id for hat in scope.hats if hat.role is Role.SUBSTITUTE]
    sits = [hat for hat in scope.hats if hat.role in BOARD | VOTING]
    if not (mine or stands_in or sits):
        return []
    return [*_in_the_room(scope, mine, stands_in), *_in_writing(scope, sits)]


def _in_the_room(
    scope: Scope, mine: Sequence[int | None], stands_in: Sequence[int | None]
) -> list[Need]:
    """Votes open to her in her own seat, where nobody sits in it instead, or as a substitute."""
    if not (mine or stands_in):
        return []
    cast = and_(
        Vote.recommendation_id == Recommendation.id,
        Vote.appointment_id == Attendance.appointment_id,
    )
    instead = and_(
        Substitution.sitting_id == Sitting.id,
        Substitution.appointment_id == Attendance.appointment_id,
        Substitution.withdrawn.is_(False),
    )
    hers = or_(
        and_(Attendance.appointment_id.in_(mine), Substitution.id.is_(None)),
        Substitution.substitute_id.in_(stands_in),
    )
    rows = scope.session.execute(
        select(Matter, Recommendation, Sitting)
        .join(Recommendation, Recommendation.matter_id == Matter.id)
        .join(Sitting, Sitting.id == Matter.sitting_id)
        .join(Attendance, and_(Attendance.sitting_id == Sitting.id, Attendance.present))
        .outerjoin(Vote, cast)
        .outerjoin(Substitution, instead)
        .where(
            Recommendation.state == "open",
            Recommendation.manner == "devices",
            Sitting.state == "open",
            Sitting.on_day == scope.today(),
            hers,
            Vote.id.is_(None),
        )
    )
    return [_vote_needed(*row) for row in rows.all() if not _barred(scope, row[0], row[2])]


def _barred(scope: Scope, matter: Matter, sitting: Sitting) -> bool:
    """Whether an interest keeps this member from the vote, so that she is not asked for it."""
    return bool(bars(scope, matter.id, [scope.person_id], sitting.on_day))


def _in_writing(scope: Scope, sits: Sequence[Hat]) -> list[Need]:
    """Resolutions circulated to her that she has not answered."""
    bodies = [hat.body_id for hat in sits]
    if not bodies:
        return []
    mine = [hat.appointment_id for hat in sits]
    answered = and_(Vote.recommendation_id == Recommendation.id, Vote.appointment_id.in_(mine))
    rows = scope.session.execute(
        select(Matter, Recommendation, Sitting)
        .join(Recommendation, Recommendation.matter_id == Matter.id)
        .join(Sitting, Sitting.id == Matter.sitting_id)
        .outerjoin(Vote, answered)
        .where(
            Recommendation.state == "open",
            Recommendation.manner == "written",
            Recommendation.body_id.in_(bodies),
            Sitting.on_day <= scope.today(),
            Sitting.closes_on >= scope.today(),
            Vote.id.is_(None),
        )
        .order_by(Recommendation.id)
    )
    return [_vote_needed(*row) for row in rows]


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
