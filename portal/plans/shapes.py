"""What the room's reads answer with: a plan, a section and an item as one reader sees them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Text, cast

from portal.plans.models import Item, Plan, Revision, Section
from portal.plans.models.frozen import Version
from portal.plans.rules.states import state_on
from tenants.base import SHARED


@dataclass(frozen=True)
class PlanDetails:
    """A plan's cover, as the columns of ``Plan``. ``area_id`` is the council's whose plan it is."""

    slug: str
    title: str
    kind: str
    first_year: int
    years: int
    area_id: int = SHARED
    parent_id: int | None = None
    follows_id: int | None = None
    lineage: str = ""
    owner_body_id: int | None = None
    covers: str = "company"
    service: str = ""


@dataclass(frozen=True)
class SectionDetails:
    """A section's place, whose texts stand in it, and what it stands under."""

    letter: str
    title: str
    kind: str
    area_id: int
    under: str = ""


@dataclass(frozen=True)
class Entry:
    """One item on a page, with the text this reader reads."""

    item_id: int
    revision_id: int
    section_id: int
    area_id: int
    ref: str
    position: int
    number: int
    title: str
    wording: str
    outcome: str
    lead: str
    theme: str
    steps: str
    """The milestones as they are stored: read only where they are shown."""
    others: str
    """The details as they are stored: read only where they are shown."""
    digest: str

    @property
    def milestones(self) -> tuple[Mapping[str, Any], ...]:
        """``{"key", "year", "text", "due"}`` of each milestone."""
        return _read_steps(self.steps)

    @property
    def details(self) -> Mapping[str, str]:
        """The texts of its kind that have no column of their own, by name."""
        return read_details(self.others)

    def text(self, name: str) -> str:
        """A text that stands in a row, by name: of a column or a detail; empty if not there."""
        return str(getattr(self, name, "")) if name in SHOWN else self.details.get(name, "")

    def planned(self, year: int) -> int:
        """How many milestones fall in the plan year that begins in April of ``year``."""
        return sum(1 for milestone in self.milestones if milestone["year"] == year)


@dataclass(frozen=True)
class SectionView:
    """A section as one reader sees it."""

    section_id: int
    letter: str
    title: str
    kind: str
    area_id: int
    under: str
    """What it stands under together with others; empty for nothing."""
    source: str
    """``draft``, ``version`` or ``hidden`` (not shared with this reader)."""
    entries: list[Entry] = field(default_factory=list)
    updated_at: datetime | None = None
    updated_by: str | None = None
    released: bool = False


@dataclass(frozen=True)
class OpenSection:
    """A section whose draft the reader can read: its items can be added to and arranged."""

    section: Section

    @property
    def area_id(self) -> int:
        """Whose texts stand in it: who may edit it is asked for this area."""
        return self.section.subject_area_id


@dataclass(frozen=True)
class PlanView:
    """A plan as one reader sees it, with the newest version she may read."""

    plan: Plan
    sections: list[SectionView]
    version: Version | None
    day: date
    """The day on which it is read, which says what is in force."""
    in_force: Version | None = None
    """The version in force on that day; often the one that is read."""
    refreshed_from: Version | None = None
    """The version from which the draft was rolled forward last; that of another plan in a
    successor."""

    @property
    def has_draft(self) -> bool:
        """Whether any of it is read from the draft."""
        return any(section.source == "draft" for section in self.sections)


@dataclass(frozen=True)
class Reading:
    """One item as one reader reads it, with its full text."""

    item: Item
    revision: Revision
    section: Section
    draft: bool
    released: bool = False
    """Whether it is a draft that commissioners may read."""

    @property
    def area_id(self) -> int:
        return self.item.area_id


@lru_cache(maxsize=4096)
def _read_steps(stored: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(MappingProxyType(step) for step in json.loads(stored))


@lru_cache(maxsize=4096)
def read_details(stored: str) -> Mapping[str, str]:
    """Details from the JSON text in which they are stored."""
    return MappingProxyType(json.loads(stored))


SHOWN = ("title", "wording", "outcome", "lead", "theme")
"""The columns of a text that an Entry holds."""


def entry_columns(section_id: Any) -> tuple[Any, ...]:
    """The columns of an Entry, in its order. A version keeps the section it froze an item in."""
    return (
        Item.id,
        Revision.id,
        section_id,
        Item.area_id,
        Item.ref,
        Item.position,
        Revision.number,
        Revision.title,
        Revision.wording,
        Revision.outcome,
        Revision.lead,
        Revision.theme,
        cast(Revision.milestones, Text),
        cast(Revision.details, Text),
        Revision.digest,
    )


def in_force_on(found: Iterable[Version], day: date) -> Version | None:
    """The one of a plan's versions that is in force on a day; the newest, were there two."""
    held = (
        each
        for each in found
        if state_on(each.state, each.in_force_from, each.in_force_to, day) == "in_force"
    )
    return max(held, key=lambda each: each.number, default=None)
