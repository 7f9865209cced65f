"""Reads of plans. Each reader gets, area by area, the draft if she may read it, else what was
last frozen and opened to her, else nothing: the walls decide, these queries only ask once each."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, or_, select

from portal.plans.content import FIELDS, Content, Milestone
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.rules.states import NEVER_STANDS_IN
from portal.plans.shapes import Entry, PlanView, Reading, SectionView, entry_columns, in_force_on
from tenants.audiences import EDITORS, RELEASED
from tenants.models import Area
from tenants.scope import NotFoundError, Scope


def plans(scope: Scope) -> Sequence[Plan]:
    """The plans this reader can see, newest period first."""
    return scope.session.scalars(select(Plan).order_by(Plan.first_year.desc(), Plan.title)).all()


def find_plan(scope: Scope, slug: str, **_: object) -> Plan | None:
    """The plan at this address, inside the reader's walls."""
    return scope.session.scalars(_PLAN, {"slug": slug}).first()


def view(scope: Scope, plan: Plan) -> PlanView:
    """The whole plan for one reader, in three queries."""
    rows = headings(scope, plan)
    versions, day = scope.session.scalars(_OPENED_OR_SOURCE, {"plan": plan.id}).all(), scope.today()
    opened = [each for each in versions if each.plan_id == plan.id]
    version = next((each for each in opened if each.state not in NEVER_STANDS_IN), None)
    entries = entries_read(scope, plan, version)
    sections = []
    for row in rows:
        found = [entry for entry in entries if entry.section_id == row.section_id]
        source = row.source if row.source == "draft" else "version" if found else "hidden"
        sections.append(SectionView(**{**vars(row), "entries": found, "source": source}))
    origin = next((each for each in versions if each.refreshed_into_id == plan.id), None)
    return PlanView(plan, sections, version, day, in_force_on(opened, day), origin)


def newest_version(scope: Scope, plan_id: int) -> Version | None:
    """The newest version inside the reader's walls that was put before somebody.

    What was rejected or withdrawn never stands in the place of an older text.
    """
    return scope.session.scalars(_NEWEST_VERSION, {"plan": plan_id}).first()


def version_holding(scope: Scope, revision_id: int) -> Version | None:
    """The newest version, put before somebody, in which this very text stands; rejected last."""
    return scope.session.scalars(
        select(Version)
        .join(VersionEntry, VersionEntry.version_id == Version.id)
        .where(VersionEntry.revision_id == revision_id, PUT_BEFORE_SOMEBODY)
        .order_by(REJECTED_LAST, Version.number.desc())
        .limit(1)
    ).first()


def versions(scope: Scope, plan_id: int) -> Sequence[Version]:
    """Every version inside the reader's walls, newest first."""
    statement = select(Version).where(Version.plan_id == plan_id).order_by(Version.number.desc())
    return scope.session.scalars(statement).all()


def find_version(scope: Scope, number: int, *, plan: Plan, **_: object) -> Version | None:
    """The version of this number, inside the reader's walls."""
    return scope.session.scalars(
        select(Version).where(Version.plan_id == plan.id, Version.number == number)
    ).first()


def find_reading(scope: Scope, ref: str, *, plan: Plan, **_: object) -> Reading | None:
    """The item of this reference with the text this reader reads: draft, else last opened."""
    return _reading(scope, Item.plan_id == plan.id, Item.ref == ref)


def reading_of(scope: Scope, item_id: int) -> Reading | None:
    """An item of any plan with the text this reader reads of it; None for none."""
    return _reading(scope, Item.id == item_id)


def _reading(scope: Scope, *which: ColumnElement[bool]) -> Reading | None:
    rows = scope.session.execute(
        select(Item, Section, PlanPart.audience)
        .join(Section, Section.id == Item.section_id)
        .outerjoin(PlanPart, part_of(Item.area_id, Item.plan_id))
        .where(*which)
    ).all()
    for item, section, audience in rows:
        draft = audience is not None
        found = _head(scope, item) if draft else _last_opened(scope, item)
        if found is not None:
            return Reading(item, found, section, draft, released=audience == RELEASED)
    return None


def find_area(scope: Scope, slug: str, **_: object) -> Area | None:
    """The area of this slug: a council's, or the company's own for what is shared."""
    return next((area for area in scope.areas if area.slug == slug), None)


def find_section(scope: Scope, plan: Plan, letter: str) -> Section | None:
    """The section of this letter in the draft."""
    of_plan = (Section.plan_id == plan.id, Section.removed_at.is_(None))
    return scope.session.scalars(select(Section).where(*of_plan, Section.letter == letter)).first()


def locked_part(scope: Scope, plan_id: int, area_id: int) -> PlanPart:
    """The area's part of a draft, locked until the transaction ends: who saves a text and who
    releases the draft take turns. Raises NotFoundError for who may not read that draft."""
    statement = select(PlanPart).where(PlanPart.plan_id == plan_id, PlanPart.area_id == area_id)
    part = scope.session.scalars(
        statement.with_for_update().execution_options(populate_existing=True)
    ).first()
    if part is None:
        raise NotFoundError("No draft of this area")
    return part


def revision(scope: Scope, item_id: int, number: int) -> Revision:
    """One revision of an item. Raises NotFoundError."""
    found = scope.session.scalars(
        select(Revision).where(Revision.item_id == item_id, Revision.number == number)
    ).first()
    if found is None:
        raise NotFoundError("No such revision")
    return found


def history(scope: Scope, item_id: int) -> Sequence[Revision]:
    """The revisions of an item that this reader can read, newest first."""
    return scope.session.scalars(
        select(Revision).where(Revision.item_id == item_id).order_by(Revision.number.desc())
    ).all()


def content_of(found: Revision) -> Content:
    """What a revision says, as a value."""
    texts = {name: getattr(found, name) for name in FIELDS}
    milestones = tuple(Milestone.from_json(value) for value in found.milestones)
    return Content(**texts, milestones=milestones, details=found.details)


def items_of(scope: Scope, plan_id: int, area_id: int) -> Sequence[Item]:
    """The items of one area's part, without those taken out."""
    of_part = (Item.plan_id == plan_id, Item.area_id == area_id)
    return scope.session.scalars(select(Item).where(*of_part, Item.removed_at.is_(None))).all()


def head_revision_ids(scope: Scope, plan_id: int, area_id: int) -> Sequence[int]:
    """The newest revision of every item of one area's part, without those taken out."""
    return scope.session.scalars(
        select(Revision.id)
        .join(Item, and_(Item.id == Revision.item_id, Item.head == Revision.number))
        .where(Item.plan_id == plan_id, Item.area_id == area_id, Item.removed_at.is_(None))
    ).all()


def section_ids(scope: Scope, plan_id: int) -> Sequence[int]:
    """The sections of a plan."""
    return scope.session.scalars(select(Section.id).where(Section.plan_id == plan_id)).all()


def plan_slug(scope: Scope, plan_id: int) -> str:
    """The address of a plan."""
    return scope.session.scalars(select(Plan.slug).where(Plan.id == plan_id)).one()


def headings(scope: Scope, plan: Plan) -> list[SectionView]:
    """The sections in order, marked ``draft`` or ``hidden`` for this reader, without entries."""
    rows: Iterable[Any] = scope.session.execute(_HEADINGS, {"plan": plan.id})
    return [
        SectionView(
            row.id,
            row.letter,
            row.title,
            row.kind,
            row.subject_area_id,
            row.under,
            source="hidden" if row.part is None else "draft",
            updated_at=row.updated_at,
            updated_by=row.updated_by,
            released=row.audience == "released",
        )
        for row in rows
    ]


def part_of(area_id: Any, plan_id: Any) -> ColumnElement[bool]:
    """Whether a part is that of an area in a plan: joins on the columns given."""
    return and_(PlanPart.area_id == area_id, PlanPart.plan_id == plan_id)


PUT_BEFORE_SOMEBODY = Version.audience != EDITORS
"""Of versions: that it was submitted once, even if nothing was decided and it waits again."""
REJECTED_LAST = case((Version.state.in_(NEVER_STANDS_IN), 1), else_=0)
_PLAN = select(Plan).where(Plan.slug == bindparam("slug"))
_OPENED = (
    select(Version)
    .where(Version.plan_id == bindparam("plan"), PUT_BEFORE_SOMEBODY)
    .order_by(Version.number.desc())
)
# With the version from which the draft was rolled forward, which may be another plan's.
_OPENED_OR_SOURCE = (
    select(Version)
    .where(
        or_(Version.plan_id == bindparam("plan"), Version.refreshed_into_id == bindparam("plan")),
        PUT_BEFORE_SOMEBODY,
    )
    .order_by(Version.number.desc())
)
_NEWEST_VERSION = _OPENED.where(Version.state.not_in(NEVER_STANDS_IN)).limit(1)
_HEADINGS = (
    select(Section.id, Section.letter, Section.title, Section.kind, Section.subject_area_id)
    .add_columns(
        Section.under,
        PlanPart.id.label("part"),
        PlanPart.updated_at,
        PlanPart.updated_by,
        PlanPart.audience,
    )
    .outerjoin(PlanPart, part_of(Section.subject_area_id, Section.plan_id))
    .where(Section.plan_id == bindparam("plan"), Section.removed_at.is_(None))
    .order_by(Section.position)
)


def entries_read(scope: Scope, plan: Plan, version: Version | None) -> list[Entry]:
    """Heads of the areas whose draft is open to the reader; of the others what a version holds."""
    asked = {"plan": plan.id, "version": version.id if version else NO_VERSION}
    return _entries(scope.session.execute(_READABLE, asked))


def entries_frozen(scope: Scope, version: Version) -> list[Entry]:
    """What a version holds, in its own order, whatever the draft says now."""
    asked = {"plan": version.plan_id, "version": version.id}
    return _entries(scope.session.execute(_FROZEN, asked))


def _entries(rows: Iterable[Any]) -> list[Entry]:
    return [Entry(*row) for row in rows]


NO_VERSION = -1
"""Stands for the version where there is none: no row has this number."""
_IN_VERSION = and_(
    VersionEntry.revision_id == Revision.id, VersionEntry.version_id == bindparam("version")
)
_DRAFT_OPEN = PlanPart.id.is_not(None)


def _texts(section_id: Any) -> Select[Any]:
    return (
        select(*entry_columns(section_id))
        .join(Revision, and_(Revision.item_id == Item.id, Revision.area_id == Item.area_id))
        .where(Item.plan_id == bindparam("plan"))
    )


# Built once: building a statement takes longer than the database takes to answer it.
_OF_VERSION = _texts(VersionEntry.section_id).join(VersionEntry, _IN_VERSION)
_FROZEN = _OF_VERSION.order_by(VersionEntry.section_id, VersionEntry.position)
_READ_IN = case((_DRAFT_OPEN, Item.section_id), else_=VersionEntry.section_id)
_READABLE = (
    _texts(_READ_IN)
    .outerjoin(PlanPart, part_of(Item.area_id, Item.plan_id))
    .outerjoin(VersionEntry, _IN_VERSION)
    .where(
        or_(
            and_(_DRAFT_OPEN, Revision.number == Item.head, Item.removed_at.is_(None)),
            and_(PlanPart.id.is_(None), VersionEntry.id.is_not(None)),
        )
    )
    .order_by(_READ_IN, case((_DRAFT_OPEN, Item.position), else_=VersionEntry.position), Item.id)
)


def _head(scope: Scope, item: Item) -> Revision | None:
    return scope.session.scalars(
        select(Revision).where(Revision.item_id == item.id, Revision.number == item.head)
    ).first()


def _last_opened(scope: Scope, item: Item) -> Revision | None:
    return scope.session.scalars(
        select(Revision)
        .join(VersionEntry, VersionEntry.revision_id == Revision.id)
        .join(Version, Version.id == VersionEntry.version_id)
        .where(Revision.item_id == item.id, PUT_BEFORE_SOMEBODY)
        .order_by(REJECTED_LAST, Version.number.desc())
        .limit(1)
    ).first()
