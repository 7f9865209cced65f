"""The planning framework: every plan in its place, and what plans say of sign-off and approval."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, or_, select

from portal.plans import queries, sayings
from portal.plans.kinds import PLAN_KINDS, kind_of
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.pages import tables
from portal.plans.pages.tables import Table
from portal.plans.queries import frames, references
from portal.plans.rules import covers
from portal.plans.shapes import Entry, entry_columns
from tenants.scope import Scope

LISTED = ("framework", "route")
"""The kinds of section that the list of plans shows beside their plans."""
DEEPEST = 5
"""Steps to the right, at most: a plan further down stands under its parent all the same."""


@dataclass(frozen=True)
class PlanLine:
    """One plan in the tree, in words."""

    slug: str
    title: str
    depth: int
    above: str
    """The title of the plan it stands under; empty for none that this reader can see."""
    kind: str
    period: str
    owner: str
    covers: str
    accent: str
    """The slug of the council whose plan it is; empty for the company's."""
    lineage: str
    version: Version | None
    draft: bool


@dataclass(frozen=True)
class Listing:
    """What one plan says of the framework: plans with their sign-off, and stages in order."""

    title: str
    slug: str
    framework: Table | None
    route: Table | None


def lines(scope: Scope) -> list[PlanLine]:
    """The plans that this reader can see, as a tree from the top."""
    plans = {plan.id: plan for plan in queries.plans(scope)}
    tree = covers.tree({plan.id: plan.parent_id for plan in plans.values()}, list(plans))
    owners = {body.id: body.name for body in frames.bodies(scope)}
    versions, drafts = _newest(scope), _drafts(scope)
    return [
        _line(scope, plans, place, owners, versions.get(place.plan_id), place.plan_id in drafts)
        for place in _flat(tree)
    ]


def listings(scope: Scope, shown: Sequence[PlanLine], path: str) -> list[Listing]:
    """What plans say of the framework, in one query; ``path`` is that of the plans."""
    versions = {line.slug: line.version.id for line in shown if line.version}
    held: dict[tuple[str, str], list[Entry]] = {}
    for slug, kind, *entry in scope.session.execute(_statement(list(versions.values()))):
        held.setdefault((slug, kind), []).append(Entry(*entry))
    known = {line.slug for line in shown}
    found = []
    for line in shown:
        links = _links(held, line.slug, path, known)
        of_plan = [
            tables.table_of(kind_of(kind), held[line.slug, kind], links)
            if (line.slug, kind) in held
            else None
            for kind in LISTED
        ]
        if any(of_plan):
            found.append(Listing(line.title, line.slug, *of_plan))
    return found


def _flat(places: Iterable[covers.Place]) -> Iterable[covers.Place]:
    for place in places:
        yield place
        yield from _flat(place.below)


def _line(
    scope: Scope,
    plans: Mapping[int, Plan],
    place: covers.Place,
    owners: Mapping[int, str],
    version: Version | None,
    draft: bool,
) -> PlanLine:
    plan = plans[place.plan_id]
    above = plans.get(plan.parent_id or 0) if place.depth else None
    return PlanLine(
        slug=plan.slug,
        title=plan.title,
        depth=min(place.depth, DEEPEST),
        above=above.title if above else "",
        kind=dict(PLAN_KINDS).get(plan.kind, plan.kind),
        period=sayings.period(plan),
        owner=owners.get(plan.owner_body_id or 0, ""),
        covers=plan.service or (scope.area(plan.area_id).name if plan.area_id else ""),
        accent=scope.area(plan.area_id).slug if plan.area_id else "",
        lineage=_lineage(plan, plans),
        version=version,
        draft=draft,
    )


def _lineage(plan: Plan, plans: Mapping[int, Plan]) -> str:
    """``Interim, follows Business plan 2017 to 2019``, as far as this reader sees it."""
    said = [words for value, words in covers.LINEAGES if value and value == plan.lineage]
    before = plans.get(plan.follows_id or 0)
    said += [f"follows {before.title}"] if before else []
    words = ", ".join(said)
    return words[:1].upper() + words[1:]


def _newest(scope: Scope) -> Mapping[int, Version]:
    """The newest version of each plan that was put before somebody, none rejected."""
    rows = scope.session.scalars(
        select(Version)
        .where(queries.PUT_BEFORE_SOMEBODY, Version.state != "rejected")
        .order_by(Version.number)
    )
    return {version.plan_id: version for version in rows}


def _drafts(scope: Scope) -> set[int]:
    """The plans of which this reader reads some of the draft."""
    return set(scope.session.scalars(select(PlanPart.plan_id).distinct()))


def _links(
    held: Mapping[tuple[str, str], Sequence[Entry]], slug: str, path: str, known: set[str]
) -> references.Links:
    """References to the plan's own plans and stages, and addresses of plans that are kept here."""
    mine = (entry for kind in LISTED for entry in held.get((slug, kind), ()))
    links = {entry.ref: f"{path}{slug}/priorities/{entry.ref}" for entry in mine}
    return links | {other: f"{path}{other}/" for other in known}


def _statement(versions: Sequence[int]) -> Select[Any]:
    """Each plan's entries of these kinds: of its draft where that is open, else of its version."""
    open_draft = PlanPart.id.is_not(None)
    place = case((open_draft, Item.position), else_=VersionEntry.position)
    in_version = and_(
        VersionEntry.revision_id == Revision.id, VersionEntry.version_id.in_(versions)
    )
    part_of = and_(PlanPart.plan_id == Item.plan_id, PlanPart.area_id == Item.area_id)
    return (
        select(Plan.slug, Section.kind, *entry_columns(Item.section_id))
        .join(Item, Item.plan_id == Plan.id)
        .join(Section, Section.id == Item.section_id)
        .join(Revision, and_(Revision.item_id == Item.id, Revision.area_id == Item.area_id))
        .outerjoin(PlanPart, part_of)
        .outerjoin(VersionEntry, in_version)
        .where(
            Section.kind.in_(LISTED),
            or_(
                and_(open_draft, Revision.number == Item.head, Item.removed_at.is_(None)),
                and_(PlanPart.id.is_(None), VersionEntry.id.is_not(None)),
            ),
        )
        .order_by(Section.position, place, Item.id)
    )
