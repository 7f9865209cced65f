"""Bringing a plan in from a file: read, checked, written whole as a new draft, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from portal.plans import queries, service
from portal.plans.models import Plan
from portal.plans.outside import as_json, as_markdown, checks
from portal.plans.outside.problems import PlanFileError
from portal.plans.outside.whole import Cover, WholePlan, WholeSection
from portal.plans.shapes import PlanDetails, SectionDetails
from tenants.roles import Permission
from tenants.scope import Scope

MOST_BYTES = 20 * 1024 * 1024
"""Of a file that is read in: a plan of twelve councils has five."""
READERS: dict[str, Callable[[str], WholePlan]] = {
    "json": as_json.read,
    "md": as_markdown.read,
    "markdown": as_markdown.read,
}
"""Who reads a file, by the ending of its name."""


@dataclass(frozen=True)
class Brought:
    """A plan that was brought in, and what the file said that could not be kept, in words."""

    plan: Plan
    notes: tuple[str, ...]


def read(name: str, content: bytes) -> WholePlan:
    """The plan that a file holds, checked. Raises PlanFileError in words."""
    reader = READERS.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise PlanFileError("Choose a file that ends in .json or .md, as it was downloaded.")
    if len(content) > MOST_BYTES:
        raise PlanFileError(f"A plan has at most {MOST_BYTES // 1024 // 1024} MB.")
    try:
        plan = reader(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PlanFileError("This is no text in UTF-8. Save it so, and try again.") from error
    checks.check(plan)
    return plan


def bring_in(scope: Scope, plan: WholePlan, slug: str = "") -> Brought:
    """Begin a new draft that says what the file says, under the address ``slug`` or the file's own.

    Its sections have the digests of the plan it was written from. Raises PlanFileError for areas
    that are not here, and CoverError for a cover that cannot be.
    """
    scope.require(Permission.PLAN_CREATE)
    areas = _areas(scope, plan)
    details, notes = _details(scope, plan.cover, areas, slug)
    sections = [
        SectionDetails(s.letter, s.title, s.kind, areas[s.area], s.under) for s in plan.sections
    ]
    try:
        made = service.create_plan(scope, details, sections)
        for section in plan.sections:
            _write(scope, made, section)
    except service.CoverError:
        raise
    except service.PlanError as error:
        raise PlanFileError(str(error)) from error
    notes += [
        f"Section {section.letter} was not shared with whoever made the file: it is empty."
        for section in plan.sections
        if not section.shared
    ]
    return Brought(made, tuple(notes))


def _write(scope: Scope, made: Plan, held: WholeSection) -> None:
    section = queries.find_section(scope, made, held.letter)
    if section is None:
        raise LookupError(f"Section {held.letter} was not made.")
    for item in held.items:
        service.add_item(scope, made, section, item.ref, item.content)


def _areas(scope: Scope, plan: WholePlan) -> dict[str, int]:
    """The areas that the file names. Raises PlanFileError for one that is not of this company."""
    known = {area.slug: area.area_id for area in scope.areas}
    for name in (plan.cover.area, *(section.area for section in plan.sections)):
        if name not in known:
            offered = ", ".join(known)
            raise PlanFileError(
                f"The file has texts of “{name[:60]}”, which is no owner of "
                f"{scope.company.name}. Known here: {offered}."
            )
    return known


def _details(
    scope: Scope, cover: Cover, areas: dict[str, int], slug: str
) -> tuple[PlanDetails, list[str]]:
    notes: list[str] = []
    related = {}
    for name, words in (("parent", "It stood under"), ("follows", "It came after")):
        other = getattr(cover, name)
        related[name] = _plan_id(scope, other)
        if other and related[name] is None:
            notes.append(f"{words} the plan “{other}”, which is not here: say so on its cover.")
    details = PlanDetails(
        slug or cover.slug,
        cover.title,
        cover.kind,
        cover.first_year,
        cover.years,
        areas[cover.area],
        related["parent"],
        related["follows"],
        cover.lineage,
        None,
        cover.covers,
        cover.service,
    )
    return details, notes


def _plan_id(scope: Scope, slug: str) -> int | None:
    """The plan at an address, inside the walls of whoever brings the file."""
    if not slug:
        return None
    return scope.session.scalars(select(Plan.id).where(Plan.slug == slug)).first()
