"""The statements that actions are read by: of each the text its reader reads, and how it stands.

What a list is narrowed to is asked of the database, never of Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select

from portal.actions.models import ActionStanding
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.queries import PUT_BEFORE_SOMEBODY, part_of
from portal.plans.rules.states import NEVER_STANDS_IN
from tenants.walls import Holds

KIND = "actions"
FIGURES = "figures"
SHOWS = ("overdue", "differs", "high", "mine", "undated")
"""What the list can be narrowed to, besides plan, council, domain, status and lead."""


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; empty is no narrowing, but for ``areas``: of these alone."""

    areas: tuple[int, ...]
    plan_id: int | None = None
    section_id: int | None = None
    status: str = ""
    """A status as declared, or ``none`` for none."""
    show: str = ""
    """One of ``SHOWS``."""
    lead: str = ""
    posts: tuple[str, ...] = ()
    plan_ids: tuple[int, ...] = ()
    """What is the reader's own: the posts that she holds, the plans that she keeps."""


# Of every plan the newest version that this reader may read: a later one has a greater id.
newest_versions = (
    select(func.max(Version.id))
    .where(PUT_BEFORE_SOMEBODY, Version.state.not_in(NEVER_STANDS_IN))
    .group_by(Version.plan_id)
    .scalar_subquery()
)
declared = func.coalesce(ActionStanding.status, "")
priority = func.coalesce(Revision.details["high_priority"].as_string(), "")
lead_texts = (
    Revision.lead,
    func.coalesce(Revision.details["people"].as_string(), ""),
    func.coalesce(Revision.details["organisations"].as_string(), ""),
)
written = func.coalesce(Revision.details["when"].as_string(), "")
falls_due = func.coalesce(
    case((ActionStanding.beside == written, ActionStanding.due_on)), Revision.due_on
)
computed_status = case(
    (or_(declared == "completed", Revision.due_kind == "complete"), "completed"),
    (falls_due.is_(None), ""),
    (falls_due < bindparam("today"), "red"),
    else_="not_due",
)
"""As ``rules.computed`` says it, in the database's words; a test holds the two together."""
differing = or_(
    and_(computed_status == "red", declared.in_(("amber", "green"))),
    and_(computed_status == "completed", declared.in_(("red", "amber", "green"))),
    and_(computed_status == "not_due", declared == "red"),
)
"""As ``rules.differs``."""
PLAN_ORDER = (Section.plan_id, Section.position, Section.id, Item.position, Item.id)


def narrowed(statement: Select[Any], asked: Asked) -> Select[Any]:
    """The statement, of what is asked for alone."""
    wanted: list[ColumnElement[bool]] = [Item.area_id.in_(asked.areas)]
    if asked.plan_id is not None:
        wanted.append(Section.plan_id == asked.plan_id)
    if asked.section_id is not None:
        wanted.append(Section.id == asked.section_id)
    if asked.status:
        wanted.append(declared == ("" if asked.status == "none" else asked.status))
    if asked.lead:
        wanted.append(or_(*named((asked.lead,))))
    return statement.where(*wanted, *_shown(asked))


def _shown(asked: Asked) -> list[ColumnElement[bool]]:
    match asked.show:
        case "overdue":
            return [computed_status == "red"]
        case "differs":
            return [differing]
        case "high":
            return [priority == "yes"]
        case "undated":
            return [computed_status == ""]
        case "mine":
            hers = named(asked.posts)
            hers += [Section.plan_id.in_(asked.plan_ids)] if asked.plan_ids else []
            return [or_(*hers)] if hers else [Item.id.is_(None)]
    return []


def named(posts: Sequence[str]) -> list[ColumnElement[bool]]:
    """That one of these stands among the leads: whole names, whatever their case."""
    texts = [";" + func.replace(func.lower(text), "; ", ";") + ";" for text in lead_texts]
    return [Holds(text, f";{post.lower()};") for post in posts for text in texts]


def readable(statement: Any, kind: str) -> Select[Any]:
    """Of each item of a kind the text that the reader reads: of an area whose draft is open to her
    the draft, of any other the newest version that was put before somebody."""
    found: Select[Any] = (
        statement.select_from(Section)
        .join(Plan, Plan.id == Section.plan_id)
        .join(Item, Item.section_id == Section.id)
        .join(Revision, and_(Revision.item_id == Item.id, Revision.area_id == Item.area_id))
        .outerjoin(PlanPart, part_of(Item.area_id, Item.plan_id))
        .outerjoin(
            VersionEntry,
            and_(
                VersionEntry.revision_id == Revision.id,
                VersionEntry.version_id.in_(newest_versions),
            ),
        )
        .outerjoin(ActionStanding, ActionStanding.item_id == Item.id)
        .where(
            Section.kind == kind,
            or_(
                and_(
                    PlanPart.id.is_not(None),
                    Revision.number == Item.head,
                    Item.removed_at.is_(None),
                    Section.removed_at.is_(None),
                ),
                and_(PlanPart.id.is_(None), VersionEntry.id.is_not(None)),
            ),
        )
    )
    return found
