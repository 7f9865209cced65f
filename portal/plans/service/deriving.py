"""Verbs on derivations: derive, link, keep, adopt, adapt, part. The only writer of their table;
never commits; every change is an event. A source is always read anew, as the writer may read it."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from portal.audit.service import Json, record
from portal.plans import queries
from portal.plans.content import Content
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.beside import Derivation
from portal.plans.queries import derivations
from portal.plans.queries.attached import FIELD as FILES
from portal.plans.rules.derivation_rules import Words, carries, circles
from portal.plans.service import PlanError, happening, revise, walls_of
from portal.plans.service.arranging import new_item
from portal.plans.service.derivation_sayings import disclosure, refusal
from portal.plans.shapes import Reading
from tenants.roles import Hat, Permission
from tenants.scope import NotFoundError, Scope


class DisclosureError(PlanError):
    """The source's words would be shown to people who cannot read them yet: say so, or don't."""


class SourceMovedError(PlanError):
    """The source says something else by now than what was decided on."""


def link(scope: Scope, item: Item, source: Item) -> Derivation:
    """Say that an item derives from another. No text changes; its source's newest text is seen.

    Raises NotFoundError for a source that the writer cannot read, PlanError for a circle and for
    items of different kinds.
    """
    hat = scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    part = queries.locked_part(scope, item.plan_id, item.area_id)
    read = _readable(scope, source.id)
    _refuse_circle(scope, item, read.item)
    _refuse_other_kinds(scope, item, read)
    row = derivations.find(scope, item.id)
    if row is None:
        row = Derivation(item_id=item.id, plan_id=item.plan_id)
    row.company_id, row.area_id, row.audience = walls_of(
        scope, item.area_id, part.audience
    ).values()
    row.source_id, row.own = read.item.id, False
    _decide(scope, hat, row, item, "plan:derived", seen=read.revision.number)
    return row


def derive(
    scope: Scope, plan: Plan, section: Section, source: Item, *, disclose: bool = False
) -> Item:
    """Put a new item at the end of a section, with the text that the writer reads of its source.

    Raises as ``link`` does, and as ``adopt`` where the text would be shown to others by it.
    """
    area_id = section.subject_area_id
    scope.require(Permission.PLAN_EDIT, area_id=area_id, plan_id=plan.id)
    part = queries.locked_part(scope, plan.id, area_id)
    read = _readable(scope, source.id)
    _refuse_disclosure(scope, derivations.words_of(read.revision), part, disclose)
    item = new_item(scope, plan, section, _copied(read, area_id))
    link(scope, item, source)
    return item


def keep(scope: Scope, item: Item, *, seen: int) -> None:
    """Keep the item's own words: revision ``seen`` of the source has been read."""
    hat, row, _ = _about(scope, item, seen)
    _decide(scope, hat, row, item, "plan:derivation_kept", seen=seen)


def adopt(scope: Scope, item: Item, *, seen: int, base: int, disclose: bool = False) -> None:
    """Take over the followed texts of revision ``seen`` of the source, on top of ``base``.

    Raises SourceMovedError where ``seen`` is not what the writer reads of the source now,
    ClashError as ``revise`` does, DisclosureError where people would read words that are not open
    to them: a director who says ``disclose`` may show them, PlanError tells others why not.
    """
    hat, row, read = _about(scope, item, seen)
    words = derivations.words_of(read.revision)
    part = queries.locked_part(scope, item.plan_id, item.area_id)
    _refuse_disclosure(scope, words, part, disclose)
    mine = queries.content_of(queries.revision(scope, item.id, base))
    _save(scope, item, mine, mine.with_texts(words.texts()), base)
    _decide(scope, hat, row, item, "plan:derivation_adopted", seen=seen)


def adapt(scope: Scope, item: Item, content: Content, *, seen: int, base: int) -> None:
    """Save words that a person wrote beside revision ``seen`` of the source.

    Raises SourceMovedError and ClashError as ``adopt`` does.
    """
    hat, row, _ = _about(scope, item, seen)
    mine = queries.content_of(queries.revision(scope, item.id, base))
    _save(scope, item, mine, content, base)
    _decide(scope, hat, row, item, "plan:derivation_adapted", seen=seen)


def part(scope: Scope, item: Item) -> None:
    """Declare the item its own: it follows its source no longer, and keeps its words."""
    hat = scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    found = queries.locked_part(scope, item.plan_id, item.area_id)
    row = _row(scope, item)
    row.own, row.audience = True, found.audience
    _decide(scope, hat, row, item, "plan:derivation_parted", seen=row.based_on)


def carry(scope: Scope, hat: Hat, plan: Plan, made: Mapping[int, tuple[Item, int]]) -> None:
    """Let a successor's items derive as those of ``plan`` do from which they were taken.

    ``made`` has by an item's number the item made from it, and the number of the revision that was
    taken over. Where that of the source is the one last decided on, the new source is followed;
    else the old one, so that its change still waits to be decided.
    """
    for row in derivations.of_plan(scope, plan.id):
        if row.item_id not in made:
            continue
        item, _ = made[row.item_id]
        source, taken = made.get(row.source_id, (None, 0))
        follows = source is not None and taken == row.based_on
        new = Derivation(
            **walls_of(scope, item.area_id, item.audience),
            item_id=item.id,
            plan_id=item.plan_id,
            source_id=source.id if source is not None and follows else row.source_id,
            own=row.own,
        )
        seen = source.head if source is not None and follows else row.based_on
        _decide(scope, hat, new, item, "plan:derivation_carried", seen=seen)


def _about(scope: Scope, item: Item, seen: int) -> tuple[Hat, Derivation, Reading]:
    """The hat, the row and the source of an item that follows one, as of the revision seen."""
    hat = scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    queries.locked_part(scope, item.plan_id, item.area_id)
    row = _row(scope, item)
    if row.own:
        raise PlanError("This priority was declared its own: it follows no other.")
    read = _readable(scope, row.source_id)
    if read.revision.number != seen:
        raise SourceMovedError("The source has changed again. This is what it says now.")
    return hat, row, read


def _row(scope: Scope, item: Item) -> Derivation:
    row = derivations.find(scope, item.id)
    if row is None:
        raise NotFoundError("This item derives from no other")
    return row


def _readable(scope: Scope, item_id: int) -> Reading:
    found = queries.reading_of(scope, item_id)
    if found is None:
        raise NotFoundError("The source is not shared with this writer")
    return found


def _save(scope: Scope, item: Item, mine: Content, content: Content, base: int) -> Revision | None:
    """Save a text that differs; a newer one than ``base`` is a clash even where it does not."""
    return revise(scope, item, content, base=base) if content != mine or base != item.head else None


def _decide(scope: Scope, hat: Hat, row: Derivation, item: Item, action: str, *, seen: int) -> None:
    row.based_on = seen
    row.changed_at, row.changed_by = scope.now(), scope.visitor.name
    row.changed_by_id = scope.visitor.person_id
    scope.session.add(row)
    scope.session.flush()
    payload: dict[str, Json] = {
        "ref": item.ref,
        "source": row.source_id,
        "based_on": seen,
        "own": row.own,
    }
    digest = derivations.row_digest(row)
    record(scope, hat, happening(action, "plan derivation", row, digest, payload))


def _refuse_circle(scope: Scope, item: Item, source: Item) -> None:
    if item.id == source.id:
        raise PlanError("A priority cannot derive from itself.")
    if circles(item.id, source.id, derivations.sources(scope)):
        raise PlanError(
            f"{source.ref} derives from {item.ref} already, so {item.ref} cannot derive from it."
        )


def _refuse_other_kinds(scope: Scope, item: Item, source: Reading) -> None:
    kind = scope.session.scalars(select(Section.kind).where(Section.id == item.section_id)).one()
    if kind != source.section.kind:
        raise PlanError("Only texts of the same kind can derive from one another.")


def _refuse_disclosure(scope: Scope, words: Words, part: PlanPart, disclose: bool) -> None:
    """Opening a draft to others is a release: only who may release it can, and says so."""
    if carries(words, part.area_id, part.audience):
        return
    if not scope.may(Permission.PLAN_RELEASE, area_id=words.area_id):
        raise PlanError(refusal(scope, words, part))
    if not disclose:
        raise DisclosureError(disclosure(scope, words, part))


def _copied(read: Reading, area_id: int) -> Content:
    """The source's text for another item: its milestones are steps of their own, so that no
    progress falls to them, and the files it names stay with the area that keeps them."""
    content = queries.content_of(read.revision)
    if read.area_id != area_id:
        content = content.with_texts({FILES: ""})
    steps = (replace(m, key=f"{m.year}-{secrets.token_hex(4)}") for m in content.milestones)
    return replace(content, milestones=tuple(steps))
