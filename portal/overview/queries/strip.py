"""What is public of how the company does, in numbers: each leads to its rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select

from portal.decisions.models import Matter
from portal.decisions.queries.lists import DECIDED
from portal.kit.years import plan_year
from portal.plans.models import Revision
from portal.plans.models.frozen import VersionEntry, VersionSection
from tenants.clock import start_of
from tenants.scope import Scope

COUNTED = ("priorities", "measures")
"""Kinds of sections whose items are counted."""


@dataclass(frozen=True)
class Strip:
    """Numbers of the plans in force, and of the decisions of this calendar year."""

    year: int
    """The plan year of today, which began in April of it."""
    priorities: int
    steps: int
    """Milestones of these priorities that fall in this plan year."""
    measures: int
    decisions: int


def strip(scope: Scope, version_ids: Collection[int]) -> Strip:
    """The numbers over these versions, in two queries."""
    today = scope.today()
    year = plan_year(today)
    in_section = and_(
        VersionSection.version_id == VersionEntry.version_id,
        VersionSection.section_id == VersionEntry.section_id,
    )
    rows = scope.session.execute(
        select(VersionSection.kind, Revision.milestones)
        .select_from(VersionEntry)
        .join(VersionSection, in_section)
        .join(Revision, Revision.id == VersionEntry.revision_id)
        .where(VersionEntry.version_id.in_(version_ids), VersionSection.kind.in_(COUNTED))
    ).all()
    of_priorities = [steps for kind, steps in rows if kind == "priorities"]
    return Strip(
        year,
        len(of_priorities),
        sum(step["year"] == year for steps in of_priorities for step in steps),
        len(rows) - len(of_priorities),
        _decided(scope, date(today.year, 1, 1)),
    )


def _decided(scope: Scope, since: date) -> int:
    """Decisions since a day that stand by themselves: not one owner's part of another."""
    statement = select(func.count(Matter.id)).where(
        Matter.outcome.in_(DECIDED),
        Matter.decided_at >= start_of(since),
        Matter.part_of_id.is_(None),
    )
    return scope.session.scalars(statement).one()
