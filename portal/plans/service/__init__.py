"""Verbs on plans. The only writer of their tables; never commits; every change is an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from portal.audit.service import Happening, Json, record
from portal.documents.service import widen as widen_files
from portal.plans import queries
from portal.plans.content import ClashField, Content, clash
from portal.plans.kinds import kind_of
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.beside import Derivation
from portal.plans.queries import derivations, frames, places, row_digests
from portal.plans.queries.attached import files_named
from portal.plans.service import finding
from portal.plans.service.cover_rules import CoverError as CoverError
from portal.plans.service.cover_rules import PlanError as PlanError
from portal.plans.service.cover_rules import check_area, check_cover
from portal.plans.service.locking import refuse_locked
from portal.plans.shapes import PlanDetails as PlanDetails
from portal.plans.shapes import SectionDetails as SectionDetails
from tenants.audiences import EDITORS, RELEASED, narrower_than
from tenants.base import NumberedRow
from tenants.roles import Hat, Permission
from tenants.scope import Scope


class ClashError(Exception):
    """Somebody saved the text after this edit began. Both texts are here; none is lost."""

    def __init__(self, head: int, fields: list[ClashField], theirs: Revision) -> None:
        super().__init__("The text was saved by somebody else after this edit began.")
        self.head = head
        self.fields = fields
        self.theirs = theirs


@dataclass(frozen=True)
class Minor:
    """Why a change is a minor amendment, and under which delegation it is made."""

    because: str
    under: str


def create_plan(scope: Scope, details: PlanDetails, sections: Sequence[SectionDetails]) -> Plan:
    """Begin the draft of a plan with its sections; each area it speaks for gets its own part.

    Raises CoverError for what cannot be, with its field.
    """
    hat = scope.require(Permission.PLAN_CREATE)
    frames.take_turns(scope)
    check_cover(scope, details)
    for section in sections:
        check_area(details.area_id, section.area_id)
    cover = {name: value for name, value in vars(details).items() if name != "area_id"}
    plan = Plan(**walls_of(scope, details.area_id), **cover)
    scope.session.add(plan)
    scope.session.flush()
    for position, section in enumerate(sections):
        scope.session.add(section_row(scope, plan, position, section))
    record_cover(scope, hat, "plan:created", plan, {"title": details.title})
    finding.index_cover(scope, plan)
    for area_id in sorted({plan.area_id, *(section.area_id for section in sections)}):
        begin_part(scope, hat, plan, area_id)
    return plan


def record_cover(scope: Scope, hat: Hat, action: str, plan: Plan, payload: dict[str, Json]) -> None:
    """Record what was done to a plan's cover or its headings, as they stand now."""
    scope.session.flush()
    digest = frames.cover_digest(scope, plan)
    record(scope, hat, happening(action, "plan cover", plan, digest, payload))


def add_item(scope: Scope, plan: Plan, section: Section, ref: str, content: Content) -> Item:
    """Put a new item at the end of a section. Raises PlanError for a section that was removed."""
    area_id = section.subject_area_id
    hat = scope.require(Permission.PLAN_EDIT, area_id=area_id, plan_id=plan.id)
    part = queries.locked_part(scope, plan.id, area_id)
    if places.section_now(scope, section.id).removed_at is not None:
        raise PlanError(f"Section {section.letter} was removed: nothing can be added to it.")
    item = Item(
        **walls_of(scope, area_id, part.audience),
        plan_id=plan.id,
        section_id=section.id,
        ref=ref,
        position=places.next_position(scope, section),
        head=0,
    )
    scope.session.add(item)
    scope.session.flush()
    revise(scope, item, content, base=0)
    record_order(scope, hat, "plan:item_added", section, {"ref": ref})
    return item


def revise(
    scope: Scope, item: Item, content: Content, *, base: int, minor: Minor | None = None
) -> Revision:
    """Save a new text of an item, made from revision ``base``; ``minor`` says why it is no more.

    Raises ClashError where somebody saved another text since, and PlanError where the item was
    taken out of the draft: nothing is written then.
    """
    hat = scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    if minor is not None:
        hat = scope.require(Permission.PLAN_AMEND)
        if not (minor.because.strip() and minor.under.strip()):
            raise PlanError("A minor amendment says why, and under which delegation, it is made.")
    part = queries.locked_part(scope, item.plan_id, item.area_id)
    refuse_locked(scope, item.plan_id)
    if places.item_now(scope, item.id).removed_at is not None:
        raise PlanError(f"{item.ref} was taken out of the draft. Put it back to change its text.")
    if not take_head(scope, item, base):
        raise _clash(scope, item, content, base)
    revision = new_revision(scope, item, part.audience, content, base + 1, minor)
    part.updated_at, part.updated_by = scope.now(), scope.visitor.name
    widen_files(scope, files_named(scope, [revision.id]), part.audience)
    payload: dict[str, Json] = {"ref": item.ref, "number": revision.number, "from": base}
    if minor is not None:
        payload |= {"minor": minor.because, "under": minor.under}
    record_revision(scope, hat, "plan:revised", revision, payload)
    return revision


def record_revision(
    scope: Scope, hat: Hat, action: str, revision: Revision, payload: dict[str, Json]
) -> None:
    """The event that a text was saved, with its row's digest."""
    digest = row_digests.revision_row_digest(revision, revision.digest)
    record(scope, hat, happening(action, "plan revision", revision, digest, payload))


def release(scope: Scope, plan: Plan, area_id: int) -> None:
    """Let commissioners read the draft of one area, as it stands and as it will be saved."""
    hat = scope.require(Permission.PLAN_RELEASE, area_id=area_id)
    part = queries.locked_part(scope, plan.id, area_id)
    if part.audience != EDITORS:
        raise PlanError("This draft is released already.")
    part.audience = RELEASED
    heads = queries.head_revision_ids(scope, plan.id, area_id)
    widen(scope, Item, [item.id for item in queries.items_of(scope, plan.id, area_id)], RELEASED)
    widen(scope, Derivation, derivations.ids_of_area(scope, plan.id, area_id), RELEASED)
    open_texts(scope, heads, RELEASED)
    open_cover(scope, plan.id, RELEASED)
    _record_part(scope, hat, "plan:released", part, plan)


def record_order(
    scope: Scope, hat: Hat, action: str, section: Section, payload: dict[str, Json]
) -> None:
    """Record what was done to the order of a section, with its digest as its items stand now."""
    scope.session.flush()
    digest = places.order_digest(scope, section)
    told: dict[str, Json] = {"section": section.letter, **payload}
    area_id = section.subject_area_id
    record(scope, hat, Happening(action, "section order", section.id, area_id, digest, told))


def open_texts(scope: Scope, revision_ids: Sequence[int], audience: str) -> None:
    """Let these readers read texts, find them, and read the files that they name."""
    widen(scope, Revision, revision_ids, audience)
    finding.open_texts(scope, revision_ids, audience)
    widen_files(scope, files_named(scope, revision_ids), audience)


def open_cover(scope: Scope, plan_id: int, audience: str) -> None:
    """Let these readers see that the plan exists, and its headings."""
    widen(scope, Plan, [plan_id], audience)
    finding.open_cover(scope, plan_id, audience)
    widen(scope, Section, queries.section_ids(scope, plan_id), audience)


def widen(scope: Scope, model: type[NumberedRow], ids: Sequence[int], audience: str) -> None:
    """Open rows to a wider audience; rows already open to more people stay as they are."""
    scope.session.execute(
        update(model)
        .where(model.id.in_(ids), model.audience.in_(narrower_than(audience)))
        .values(audience=audience),
        execution_options={"synchronize_session": "fetch"},
    )


def walls_of(scope: Scope, area_id: int, audience: str = EDITORS) -> dict[str, Any]:
    """The three columns of a new row."""
    return {"company_id": scope.company_id, "area_id": area_id, "audience": audience}


def begin_part(scope: Scope, hat: Hat, plan: Plan, area_id: int) -> None:
    """Give an area its part of a plan's draft, open to its editors alone."""
    part = PlanPart(
        **walls_of(scope, area_id),
        plan_id=plan.id,
        updated_at=scope.now(),
        updated_by=scope.visitor.name,
    )
    scope.session.add(part)
    scope.session.flush()
    _record_part(scope, hat, "plan:begun", part, plan)


def _record_part(scope: Scope, hat: Hat, action: str, part: PlanPart, plan: Plan) -> None:
    digest = row_digests.part_row_digest(part)
    record(scope, hat, happening(action, "plan part", part, digest, {"plan": plan.slug}))


def section_row(scope: Scope, plan: Plan, position: int, details: SectionDetails) -> Section:
    """A new section of a plan, open to whom its cover is open."""
    return Section(
        **walls_of(scope, plan.area_id, plan.audience),
        plan_id=plan.id,
        position=position,
        letter=details.letter,
        title=details.title,
        kind=kind_of(details.kind).name,
        subject_area_id=details.area_id,
        under=details.under,
    )


def take_head(scope: Scope, item: Item, base: int) -> bool:
    """Move the item's head from ``base``: whoever does it first wins, in any process."""
    moved = scope.session.execute(
        update(Item)
        .where(Item.id == item.id, Item.head == base)
        .values(head=base + 1)
        .returning(Item.id),
        execution_options={"synchronize_session": "fetch"},
    )
    return moved.first() is not None


def _clash(scope: Scope, item: Item, mine: Content, base: int) -> ClashError:
    scope.session.refresh(item)
    theirs = queries.revision(scope, item.id, item.head)
    origin = queries.revision(scope, item.id, base) if 0 < base <= item.head else theirs
    fields = clash(queries.content_of(origin), queries.content_of(theirs), mine)
    return ClashError(item.head, fields, theirs)


def new_revision(
    scope: Scope,
    item: Item,
    audience: str,
    content: Content,
    number: int,
    minor: Minor | None = None,
) -> Revision:
    """Write a text of an item, and let it be found by those who read it."""
    texts: dict[str, Any] = {"details": {}, **content.canonical()}
    revision = Revision(
        **walls_of(scope, item.area_id, audience),
        plan_id=item.plan_id,
        item_id=item.id,
        number=number,
        digest=content.digest(),
        made_at=scope.now(),
        made_by_id=scope.visitor.person_id,
        made_by=scope.visitor.name,
        minor_because=minor.because if minor else "",
        minor_under=minor.under if minor else "",
        **texts,
    )
    scope.session.add(revision)
    scope.session.flush()
    finding.index_text(scope, item, revision, content)
    return revision


def happening(
    action: str, kind: str, row: NumberedRow, digest: str, payload: dict[str, Json]
) -> Happening:
    """The event of a change to one row."""
    return Happening(action, kind, row.id, row.area_id, digest, payload)
