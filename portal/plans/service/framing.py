"""Verbs on a plan's frame: its cover and its sections. Directors alone; the plan's row is locked.

With ``service``, ``versioning`` and ``arranging`` a writer of plans; the same rules hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from portal.plans import queries
from portal.plans.content import Content
from portal.plans.models import Plan, Section
from portal.plans.queries import frames, places
from portal.plans.rules import covers
from portal.plans.service import begin_part, create_plan, finding, record_cover, section_row
from portal.plans.service.arranging import OrderClashError, new_item
from portal.plans.service.cover_rules import PlanError, check_area, check_cover
from portal.plans.service.locking import refuse_locked
from portal.plans.shapes import PlanDetails, SectionDetails
from portal.search import service as search
from tenants.roles import Hat, Permission
from tenants.scope import Scope


class StaleError(Exception):
    """The heading or cover was changed after this edit began; ``now`` is what it says now."""

    def __init__(self, now: Mapping[str, str]) -> None:
        super().__init__("Somebody changed this after the edit began.")
        self.now = now


class LetterError(PlanError):
    """A letter that cannot be used, said in words."""


def begin_plan(
    scope: Scope, details: PlanDetails, sections: Sequence[SectionDetails], areas: Sequence[str]
) -> Plan:
    """Begin a plan with its sections, and its focus areas where a section lists them.

    Raises CoverError for what cannot be, with its field.
    """
    plan = create_plan(scope, details, sections)
    lists = [section for section in frames.sections_now(scope, plan.id) if section.kind == "focus"]
    for section in lists[:1]:
        for area in areas:
            new_item(scope, plan, section, Content.of({"title": area}))
    return plan


def describe_plan(scope: Scope, plan: Plan, details: PlanDetails, seen: str) -> bool:
    """Change a plan's cover, from the cover whose ``frames.cover_base`` was ``seen``.

    Whether anything changed. Raises CoverError for what cannot be, with its field, and StaleError
    where somebody changed the cover since: nothing is written then.
    """
    hat = scope.require(Permission.PLAN_CREATE)
    frames.take_turns(scope)
    row = frames.plan_now(scope, plan.id)
    now = frames.details_of(row)
    if details == now:
        return False
    if seen != frames.cover_base(now):
        raise StaleError(frames.cover_words(scope, now))
    check_cover(scope, details, row)
    for name, value in vars(details).items():
        setattr(row, name, value)
    if details.slug != now.slug:
        search.move(scope, f"plans/{now.slug}/", f"plans/{details.slug}/")
    finding.index_cover(scope, row)
    record_cover(scope, hat, "plan:described", row, {"plan": details.slug})
    return True


def add_section(scope: Scope, plan: Plan, details: SectionDetails) -> Section:
    """Put a section at the end of a plan; an area that had none gets its part of the draft.

    Raises LetterError for a letter that cannot be used, PlanError for an area that has no place.
    """
    hat, row = _begin(scope, plan.id)
    check_area(row.area_id, details.area_id)
    held = frames.sections_now(scope, row.id)
    letter = details.letter or covers.next_letter(section.letter for section in held)
    _check_letter(letter, held)
    position = max((section.position for section in held), default=-1) + 1
    added = section_row(scope, row, position, replace(details, letter=letter))
    scope.session.add(added)
    scope.session.flush()
    if not frames.has_part(scope, row.id, details.area_id):
        begin_part(scope, hat, row, details.area_id)
    record_cover(scope, hat, "plan:section_added", row, {"section": letter})
    return added


def rename_section(
    scope: Scope, section: Section, letter: str, title: str, under: str, seen: str
) -> bool:
    """Change a section's heading, from the heading whose ``frames.heading_base`` was ``seen``.

    Whether anything changed. Raises LetterError, and StaleError where somebody changed it since.
    """
    hat, row = _begin(scope, section.plan_id)
    held = frames.sections_now(scope, row.id)
    if (letter, title, under) == (section.letter, section.title, section.under):
        return False
    if seen != frames.heading_base(section):
        raise StaleError({"letter": section.letter, "title": section.title, "under": section.under})
    _check_letter(letter, [other for other in held if other.id != section.id])
    section.letter, section.title, section.under = letter, title, under
    record_cover(scope, hat, "plan:section_renamed", row, {"section": letter})
    return True


def remove_section(scope: Scope, section: Section) -> bool:
    """Take a section out of the draft; versions keep it. Whether it was there.

    Raises PlanError where items stand in it.
    """
    scope.require(Permission.PLAN_CREATE)
    # The area's part first, as everybody else locks: nothing is added to it from now on.
    queries.locked_part(scope, section.plan_id, section.subject_area_id)
    hat, row = _begin(scope, section.plan_id)
    if places.section_now(scope, section.id).removed_at is not None:
        return False
    if places.items_in_order(scope, section):
        raise PlanError(
            f"Section {section.letter} is not empty: move its items or take them out first."
        )
    section.removed_at = scope.now()
    record_cover(scope, hat, "plan:section_removed", row, {"section": section.letter})
    return True


def restore_section(scope: Scope, section: Section) -> bool:
    """Put a section back at its place, under the next letter if its own is taken.

    Whether it was out.
    """
    hat, row = _begin(scope, section.plan_id)
    held = frames.sections_now(scope, row.id)
    if places.section_now(scope, section.id).removed_at is None:
        return False
    taken = [other.letter for other in held]
    if covers.letter_problem(section.letter, taken):
        section.letter = covers.next_letter(taken)
    section.removed_at = None
    record_cover(scope, hat, "plan:section_restored", row, {"section": section.letter})
    return True


def reorder_sections(
    scope: Scope, plan: Plan, ids: Sequence[int], seen: Sequence[int], *, letters: bool = False
) -> bool:
    """Give the sections this order, made from the order ``seen``; ``letters`` letters them from A.

    Whether anything changed. Raises OrderClashError where there are others, or in another order,
    than was seen, and PlanError where ``ids`` are not the sections that were seen.
    """
    hat, row = _begin(scope, plan.id)
    held = {section.id: section for section in frames.sections_now(scope, row.id)}
    now = list(held)
    if list(ids) != now and sorted(ids) != sorted(seen):
        raise PlanError("The order must hold every section once.")
    if list(ids) != now and list(seen) != now:
        raise OrderClashError(now, ids)
    ordered = [held[section_id] for section_id in ids]
    if list(ids) == now and not (letters and _lettered_otherwise(ordered)):
        return False
    for position, section in enumerate(ordered):
        section.position = position
    if letters:
        _letter(scope, ordered)
    record_cover(scope, hat, "plan:sections_reordered", row, {})
    return True


def _begin(scope: Scope, plan_id: int) -> tuple[Hat, Plan]:
    hat = scope.require(Permission.PLAN_CREATE)
    plan = frames.plan_now(scope, plan_id, lock=True)
    refuse_locked(scope, plan_id)
    return hat, plan


def _check_letter(letter: str, held: Sequence[Section]) -> None:
    problem = covers.letter_problem(letter, [section.letter for section in held])
    if problem:
        raise LetterError(problem)


def _lettered_otherwise(ordered: Sequence[Section]) -> bool:
    return any(s.letter != letter for s, letter in zip(ordered, covers.letters(), strict=False))


def _letter(scope: Scope, ordered: Sequence[Section]) -> None:
    """In two steps: no two sections may have one letter, not even for a moment."""
    for place, section in enumerate(ordered):
        section.letter = f"~{place}"
    scope.session.flush()
    for section, letter in zip(ordered, covers.letters(), strict=False):
        section.letter = letter
