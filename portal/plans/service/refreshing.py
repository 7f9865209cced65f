"""The annual refresh: a version rolled forward into a new draft, of its plan or of a successor.

With ``service``, ``versioning`` and ``amending`` the only writer of plans. Progress is no content:
it hangs on an item and a milestone's key. In the same plan both stay, so it goes on by itself; a
successor's items are new, say from which they were taken, and have its records and its derivations
copied beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.audit.service import Json
from portal.kit.words import slugify
from portal.kit.years import plan_year
from portal.plans import queries, sayings
from portal.plans.models import Item, Plan, Revision, Section
from portal.plans.models.frozen import Version
from portal.plans.queries import manifests, progress_queries
from portal.plans.rules import rolling
from portal.plans.rules.rolling import Roll, Steps
from portal.plans.rules.states import APPROVED
from portal.plans.service import (
    CoverError,
    PlanDetails,
    PlanError,
    SectionDetails,
    add_item,
    create_plan,
    deriving,
    record_cover,
    revise,
)
from portal.plans.service.locking import refuse_locked
from portal.plans.service.progressing import carry_progress
from portal.plans.service.versioning import locked_plan, note
from portal.plans.shapes import in_force_on
from tenants.roles import Hat, Permission
from tenants.scope import Scope

HAS_ROLLED = "This version was rolled forward already."


class AlreadyError(PlanError):
    """The version was rolled forward before; ``plan`` is where to."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(HAS_ROLLED)
        self.plan = plan


class TitleError(PlanError):
    """A title that the refreshed plan cannot have, said in words."""


@dataclass(frozen=True)
class Refresh:
    """How a version is rolled forward: ``shift`` by a year or not, into a ``successor`` or not."""

    title: str
    shift: bool = True
    successor: bool = False


def source_of(scope: Scope, plan: Plan) -> Version | None:
    """The version that can be rolled forward: in force today, else the newest approved one."""
    found, day = queries.versions(scope, plan.id), scope.today()
    approved = {*APPROVED, "approved_in_principle", "in_force"}
    usable = [version for version in found if sayings.state_of(version, day) in approved]
    return in_force_on(found, day) or (usable[0] if usable else None)


def roll_of(scope: Scope, plan: Plan, *, shift: bool) -> Roll:
    """The period that the plan's draft comes to have."""
    this_year = plan_year(scope.today())
    return rolling.roll(plan.first_year, plan.years, this_year, shift=shift)


def steps_of(scope: Scope, plan: Plan, to: Roll) -> Steps:
    """How many milestones of the draft would stay as history, and how many would go on."""
    done = progress_queries.done_keys(scope, plan.id)
    return rolling.total(
        rolling.counted(queries.content_of(text), to, done.get(item.id, frozenset()))
        for item, text in _heads(scope, plan)
    )


def roll_forward(scope: Scope, plan: Plan, version: Version, how: Refresh) -> Plan:
    """Roll a version forward into a draft: of the same plan, whose draft goes on, or a successor's.

    Answers the plan whose draft it is. Raises AlreadyError where this version was rolled forward
    before, TitleError, and PlanError for a version that was not approved.
    """
    hat = scope.require(Permission.PLAN_REFRESH)
    plan = locked_plan(scope, plan.id)
    scope.session.refresh(version)
    if not how.successor:
        refuse_locked(scope, plan.id)
    _check(scope, plan, version, how)
    to = roll_of(scope, plan, shift=how.shift)
    into = (_succeed if how.successor else _go_on)(scope, hat, plan, version, how, to)
    version.refreshed_into_id = into.id
    payload: dict[str, Json] = {"version": version.number, "into": into.slug}
    note(scope, hat, "plan:refreshed", version, payload)
    return into


def _check(scope: Scope, plan: Plan, version: Version, how: Refresh) -> None:
    if version.refreshed_into_id is not None:
        raise AlreadyError(scope.session.get_one(Plan, version.refreshed_into_id))
    if version.plan_id != plan.id or version.state not in {*APPROVED, "approved_in_principle"}:
        raise PlanError("Only a version that was approved can be rolled forward.")
    if not how.title.strip():
        raise TitleError("Enter a title.")
    if len(how.title) > 200:
        raise TitleError("The title must be 200 characters or fewer.")


def _go_on(scope: Scope, hat: Hat, plan: Plan, version: Version, how: Refresh, to: Roll) -> Plan:
    """The same plan: its draft's texts rolled, its years moved on; every item stays itself."""
    frozen = manifests.frozen_texts(scope, version.id)
    digests = {text.item_id: text.digest for text in frozen.values()}
    done = progress_queries.done_keys(scope, plan.id)
    for item, text in _heads(scope, plan):
        content = queries.content_of(text)
        after = rolling.rolled(content, to, done.get(item.id, frozenset()))
        if after != content:
            revise(scope, item, after, base=item.head)
        kept = after == content and digests.get(item.id) == text.digest
        item.refreshed_head = item.head if kept else None
    plan.title, plan.first_year, plan.years = how.title.strip(), to.first_year, to.years
    _note_plan(scope, hat, plan, version)
    return plan


def _succeed(scope: Scope, hat: Hat, plan: Plan, version: Version, how: Refresh, to: Roll) -> Plan:
    """A plan of its own, made from what the version froze."""
    details = _details(scope, plan, how, to)
    try:
        into = create_plan(scope, details, _sections(scope, version))
    except CoverError as error:
        raise TitleError(str(error)) from error
    done = progress_queries.done_keys(scope, plan.id)
    recorded = progress_queries.of_items(scope, plan.id)
    texts = manifests.frozen_texts(scope, version.id)
    made: dict[int, tuple[Item, int]] = {}
    for section in manifests.view_version(scope, plan, version).sections:
        home = queries.find_section(scope, into, section.letter)
        if home is None:
            raise PlanError(f"Section {section.letter} could not be taken over.")
        for entry in section.entries:
            content = queries.content_of(texts[entry.revision_id])
            after = rolling.rolled(content, to, done.get(entry.item_id, frozenset()))
            item = add_item(scope, into, home, entry.ref, after)
            item.origin_id = entry.item_id
            item.refreshed_head = item.head if after == content else None
            carry_progress(scope, hat, item, recorded.get(entry.item_id, ()))
            made[entry.item_id] = item, texts[entry.revision_id].number
    deriving.carry(scope, hat, plan, made)
    _note_plan(scope, hat, into, version)
    return into


def _details(scope: Scope, plan: Plan, how: Refresh, to: Roll) -> PlanDetails:
    title = how.title.strip()
    try:
        slug = slugify(title)
    except ValueError as error:
        raise TitleError(str(error)) from error
    taken = scope.session.scalars(select(Plan.id).where(Plan.slug == slug)).first()
    if taken is not None:
        raise TitleError("Another plan has this title: give the new one a title of its own.")
    return PlanDetails(
        slug=slug,
        title=title,
        kind=plan.kind,
        first_year=to.first_year,
        years=to.years,
        area_id=plan.area_id,
        parent_id=plan.parent_id,
        follows_id=plan.id,
        lineage="successor",
        owner_body_id=plan.owner_body_id,
        covers=plan.covers,
        service=plan.service,
    )


def _sections(scope: Scope, version: Version) -> list[SectionDetails]:
    plan = scope.session.get_one(Plan, version.plan_id)
    return [
        SectionDetails(section.letter, section.title, section.kind, section.area_id, section.under)
        for section in manifests.view_version(scope, plan, version).sections
    ]


def _heads(scope: Scope, plan: Plan) -> Sequence[tuple[Item, Revision]]:
    """The items of the draft with their texts."""
    rows = scope.session.execute(
        select(Item, Revision)
        .join(Revision, (Revision.item_id == Item.id) & (Revision.number == Item.head))
        .join(Section, Section.id == Item.section_id)
        .where(Item.plan_id == plan.id, Item.removed_at.is_(None), Section.removed_at.is_(None))
        .order_by(Item.section_id, Item.position)
    )
    return [(item, text) for item, text in rows]


def _note_plan(scope: Scope, hat: Hat, plan: Plan, version: Version) -> None:
    payload: dict[str, Json] = {
        "title": plan.title,
        "first_year": plan.first_year,
        "years": plan.years,
        "version": version.number,
    }
    record_cover(scope, hat, "plan:rolled_forward", plan, payload)
