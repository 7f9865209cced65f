"""A plan's frame – its cover and its sections' headings – as read before and after a change."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from portal.kit import digests
from portal.plans.models import Plan, PlanPart, Section
from portal.plans.shapes import PlanDetails
from tenants.models import Body
from tenants.scope import NotFoundError, Scope

NAMES = (
    "slug",
    "title",
    "kind",
    "first_year",
    "years",
    "area_id",
    "parent_id",
    "follows_id",
    "lineage",
    "owner_body_id",
    "covers",
    "service",
)
"""The columns of a cover."""


def plan_now(scope: Scope, plan_id: int, *, lock: bool = False) -> Plan:
    """A plan as it is in the database now, locked or not. Raises NotFoundError."""
    statement = select(Plan).where(Plan.id == plan_id).execution_options(populate_existing=True)
    found = scope.session.scalars(statement.with_for_update() if lock else statement).first()
    if found is None:
        raise NotFoundError("No such plan")
    return found


def take_turns(scope: Scope) -> None:
    """Lock the company's plans, in order, until the transaction ends: covers are changed one by
    one, so that no two at once take one address or put two plans under each other."""
    scope.session.execute(select(Plan.id).order_by(Plan.id).with_for_update())


def sections_now(scope: Scope, plan_id: int) -> Sequence[Section]:
    """The sections of the draft in order, as they are in the database now."""
    return scope.session.scalars(
        select(Section)
        .where(Section.plan_id == plan_id, Section.removed_at.is_(None))
        .order_by(Section.position, Section.id)
        .execution_options(populate_existing=True)
    ).all()


def sections_ever(scope: Scope, plan_id: int) -> Sequence[Section]:
    """The sections of the draft in order, and those that were taken out of it."""
    statement = select(Section).where(Section.plan_id == plan_id)
    return scope.session.scalars(
        statement.order_by(Section.position, Section.id).execution_options(populate_existing=True)
    ).all()


def has_part(scope: Scope, plan_id: int, area_id: int) -> bool:
    """Whether an area has its part of a plan's draft already."""
    part = select(PlanPart.id).where(PlanPart.plan_id == plan_id, PlanPart.area_id == area_id)
    return scope.session.scalars(part).first() is not None


def parents(scope: Scope) -> Mapping[int, int | None]:
    """The parent of every plan that the reader can see, by plan."""
    return {row[0]: row[1] for row in scope.session.execute(select(Plan.id, Plan.parent_id))}


def predecessors(scope: Scope) -> Mapping[int, int | None]:
    """What every plan that the reader can see comes after, by plan."""
    return {row[0]: row[1] for row in scope.session.execute(select(Plan.id, Plan.follows_id))}


def bodies(scope: Scope) -> Sequence[Body]:
    """The bodies of the company and its councils, by name."""
    return scope.session.scalars(select(Body).order_by(Body.name)).all()


def details_of(plan: Plan) -> PlanDetails:
    """A plan's cover as a value."""
    return PlanDetails(**{name: getattr(plan, name) for name in NAMES})


def cover_base(details: PlanDetails) -> str:
    """What a form carries of the cover that it was made from."""
    return digests.digest(vars(details))


def heading_base(section: Section) -> str:
    """What a form carries of the heading that it was made from."""
    return digests.digest([section.letter, section.title, section.under])


def cover_words(scope: Scope, details: PlanDetails) -> Mapping[str, str]:
    """A cover as its form shows it, by field: other plans and bodies by their addresses."""
    plans = {row[0]: row[1] for row in scope.session.execute(select(Plan.id, Plan.slug))}
    owners = {body.id: body.slug for body in bodies(scope)}
    return {
        "title": details.title,
        "slug": details.slug,
        "kind": details.kind,
        "first_year": str(details.first_year),
        "years": str(details.years),
        "covers": details.covers,
        "council": scope.area(details.area_id).slug if details.area_id else "",
        "service": details.service,
        "parent": plans.get(details.parent_id or 0, ""),
        "follows": plans.get(details.follows_id or 0, ""),
        "lineage": details.lineage,
        "owner_body": owners.get(details.owner_body_id or 0, ""),
    }


def cover_digest(scope: Scope, plan: Plan) -> str:
    """What the log keeps of a plan's frame: its cover, and every heading with its place."""
    found = scope.session.scalars(select(Section).where(Section.plan_id == plan.id))
    return _digest(plan, found)


def cover_digests(scope: Scope) -> Mapping[int, str]:
    """The digest of every plan's frame as its rows stand now."""
    held: dict[int, list[Section]] = {}
    for section in scope.session.scalars(select(Section)):
        held.setdefault(section.plan_id, []).append(section)
    plans = scope.session.scalars(select(Plan))
    return {plan.id: _digest(plan, held.get(plan.id, ())) for plan in plans}


def _digest(plan: Plan, sections: Iterable[Section]) -> str:
    ordered = sorted(sections, key=lambda section: (section.position, section.id))
    headings: list[digests.JSON] = [
        [s.id, s.letter, s.title, s.kind, s.subject_area_id, s.under, s.removed_at is not None]
        for s in ordered
    ]
    return digests.digest({"cover": vars(details_of(plan)), "sections": headings})
