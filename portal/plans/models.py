"""A plan is an ordered list of sections; items stand in them; what an item says is a revision."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    column,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.plans.content import SCHEME
from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table

_OPEN = and_(column("in_force_from").is_not(None), column("in_force_to").is_(None))
_IN_FORCE: dict[str, Any] = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}


class Plan(NumberedRow, Base):
    """A plan's cover: what it is called, of what kind, for which years. Its texts are items."""

    __tablename__ = "plan"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "area_id", "slug"),
        CheckConstraint("years between 1 and 20", name="years_in_reason"),
        same_company("parent_id", "plan"),
        same_company("follows_id", "plan"),
        same_company("owner_body_id", "body"),
    )

    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    """A key of ``kinds.PLAN_KINDS``."""
    first_year: Mapped[int] = mapped_column()
    """The year in whose April the plan begins."""
    years: Mapped[int] = mapped_column()
    parent_id: Mapped[int | None] = mapped_column()
    """The plan it stands under."""
    follows_id: Mapped[int | None] = mapped_column()
    """The plan it comes after."""
    lineage: Mapped[str] = mapped_column(String(20), default="")
    """first, interim or successor, where that is said."""
    owner_body_id: Mapped[int | None] = mapped_column()
    """The body that answers for it."""
    covers: Mapped[str] = mapped_column(String(20), default="company")
    """company, council (then ``area_id`` is the council's) or service."""
    service: Mapped[str] = mapped_column(String(200), default="")
    """The service it is the plan of, by name."""
    last_version: Mapped[int] = mapped_column(default=0)
    """The highest number that a version of it has, so that who cannot see that one counts on."""


class PlanPart(NumberedRow, Base):
    """One area's share of a plan. Who can see this row can read the draft of that area."""

    __tablename__ = "plan_part"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "area_id", "plan_id"), same_company("plan_id", "plan")
    )

    plan_id: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column()
    updated_by: Mapped[str] = mapped_column(String(200))


class Section(NumberedRow, Base):
    """A section's place and kind. Its heading names a subject, never what is said about it."""

    __tablename__ = "section"
    __table_args__ = tenant_table(
        same_company("plan_id", "plan"),
        Index(
            "uq_section_letter_in_draft",
            "company_id",
            "plan_id",
            "letter",
            unique=True,
            sqlite_where=column("removed_at").is_(None),
            postgresql_where=column("removed_at").is_(None),
        ),
    )

    plan_id: Mapped[int] = mapped_column()
    letter: Mapped[str] = mapped_column(String(4))
    position: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    """A key of the registry in ``portal.plans.kinds``."""
    subject_area_id: Mapped[int] = mapped_column()
    """Whose texts stand in it."""
    under: Mapped[str] = mapped_column(String(200), default="")
    """What several sections stand under together, such as a focus area or a domain."""
    removed_at: Mapped[datetime | None] = mapped_column()
    """When it was taken out of the draft; versions keep it."""


class Item(NumberedRow, Base):
    """The stable identity of a priority or a passage, whatever it says today."""

    __tablename__ = "plan_item"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "area_id", "plan_id", "ref"),
        same_company("plan_id", "plan"),
        same_company("section_id", "section"),
        same_company("origin_id", "plan_item"),
        Index(None, "company_id", "plan_id", "area_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    section_id: Mapped[int] = mapped_column()
    ref: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column()
    head: Mapped[int] = mapped_column(default=0)
    """Number of the newest revision; an edit made from any other is a clash."""
    removed_at: Mapped[datetime | None] = mapped_column()
    """When it was taken out of the draft; versions keep it, and it can be put back."""
    origin_id: Mapped[int | None] = mapped_column()
    """The item of the plan before from which it was taken over, in a successor plan."""
    refreshed_head: Mapped[int | None] = mapped_column()
    """Its head when the plan was rolled forward: unchanged since, while it still is."""


class Revision(NumberedRow, Base):
    """What an item said from one save to the next. Never changed; only its audience widens."""

    __tablename__ = "plan_revision"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id", "number"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "plan_id", "area_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(String(200))
    wording: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    success_measure: Mapped[str] = mapped_column(Text, default="")
    lead: Mapped[str] = mapped_column(String(500), default="")
    theme: Mapped[str] = mapped_column(String(200), default="")
    milestones: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """``[{"key", "year", "text", "due"}]``; ``due`` is an ISO date or None."""
    details: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """The texts of its kind that have no column of their own, by name; none of them empty."""
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    """Name as it stood when the text was saved."""
    minor_because: Mapped[str] = mapped_column(String(500), default="")
    minor_under: Mapped[str] = mapped_column(String(300), default="")
    """Why it is a minor amendment, and under which delegation; both empty for any other text."""


class Scratch(NumberedRow, Base):
    """What one person has typed into an item and not saved: hers alone, outside every version.

    Its audience is that person. It goes when she saves or discards it.
    """

    __tablename__ = "plan_scratch"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id", "person_id"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "person_id"),
    )

    item_id: Mapped[int] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    base: Mapped[int] = mapped_column()
    """Number of the revision that she began from: the oldest, where she began several times."""
    desk: Mapped[str] = mapped_column(String(32))
    """Names the one open editor that goes on writing here."""
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    """What stands in her boxes where it differs from that revision, by the name of the box."""
    kept_at: Mapped[datetime] = mapped_column()


class Derivation(NumberedRow, Base):
    """Where an item's wording comes from. It stands in the area of the item that derives, and is
    read by whoever reads that item's draft or a version with it; its source may be hidden to her.
    """

    __tablename__ = "plan_derivation"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id"),
        same_area("item_id", "plan_item"),
        same_company("plan_id", "plan"),
        same_company("source_id", "plan_item"),
        Index(None, "company_id", "plan_id", "area_id"),
        Index(None, "company_id", "source_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    """The plan of the item that derives."""
    item_id: Mapped[int] = mapped_column()
    source_id: Mapped[int] = mapped_column()
    based_on: Mapped[int] = mapped_column()
    """Number of the source's revision that was last seen and decided on."""
    own: Mapped[bool] = mapped_column(default=False)
    """Declared its own: it no longer follows the source."""
    changed_at: Mapped[datetime] = mapped_column()
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_by: Mapped[str] = mapped_column(String(200))
    """Name as it stood when this was last decided."""


class Version(NumberedRow, Base):
    """A frozen plan: a manifest of revisions with one digest. Decisions point here."""

    __tablename__ = "plan_version"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "plan_id", "number"),
        same_company("plan_id", "plan"),
        same_company("superseded_by_id", "plan_version"),
        same_company("amended_from_id", "plan_version"),
        same_company("refreshed_into_id", "plan"),
        # Of a plan, one version at most is in force and not yet superseded, whoever writes at once.
        Index("ix_plan_version_in_force", "company_id", "plan_id", unique=True, **_IN_FORCE),
    )

    plan_id: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(30))
    """As decided: a key of ``states.MOVES``; in force and superseded follow from the days below.
    Frozen again where nothing was decided: its audience says that it was put before somebody."""
    digest: Mapped[str] = mapped_column(String(64))
    scheme: Mapped[int] = mapped_column(default=SCHEME)
    """How its sections are digested (``content.SCHEME``)."""
    frozen_at: Mapped[datetime] = mapped_column()
    frozen_by: Mapped[str] = mapped_column(String(200))
    state_since: Mapped[datetime] = mapped_column()
    state_by: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    first_year: Mapped[int] = mapped_column(default=0)
    years: Mapped[int] = mapped_column(default=0)
    """The plan's cover as it was frozen."""
    in_force_from: Mapped[date | None] = mapped_column()
    in_force_to: Mapped[date | None] = mapped_column()
    """The first day on which it is in force no longer."""
    superseded_by_id: Mapped[int | None] = mapped_column()
    """In whose favour it ended: in force after it, or approved in its place."""
    amended_from_id: Mapped[int | None] = mapped_column()
    """The version as submitted, where this one was approved in its place, as amended."""
    refreshed_into_id: Mapped[int | None] = mapped_column()
    """The plan whose draft was rolled forward from it, its own or a successor; once at most."""
    decided_words: Mapped[str] = mapped_column(String(1000), default="")
    decided_path: Mapped[str] = mapped_column(String(200), default="")
    """The decision behind its state, in words, and its page below the company's."""


class VersionSection(NumberedRow, Base):
    """One section of a frozen version with its own root, so that a council can check its part."""

    __tablename__ = "plan_version_section"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "version_id", "position"),
        same_company("version_id", "plan_version"),
        same_company("section_id", "section"),
    )

    version_id: Mapped[int] = mapped_column()
    section_id: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column()
    letter: Mapped[str] = mapped_column(String(4))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    under: Mapped[str] = mapped_column(String(200), default="")
    root: Mapped[str] = mapped_column(String(64))


class VersionEntry(NumberedRow, Base):
    """One revision in a frozen version's manifest."""

    __tablename__ = "plan_version_entry"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "version_id", "revision_id"),
        same_company("version_id", "plan_version"),
        same_company("section_id", "section"),
        same_area("revision_id", "plan_revision"),
    )

    version_id: Mapped[int] = mapped_column()
    section_id: Mapped[int] = mapped_column()
    revision_id: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column()
    ref: Mapped[str] = mapped_column(String(20))


class Progress(NumberedRow, Base):
    """What somebody recorded of one milestone. Never changed: the newest row of a milestone counts.

    No part of any digest: it hangs on the item and the milestone's key, whatever the text says.
    """

    __tablename__ = "plan_progress"
    __table_args__ = tenant_table(
        CheckConstraint(
            "(done and done_on is not null) or (not done and done_on is null)", name="day"
        ),
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "plan_id", "area_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    key: Mapped[str] = mapped_column(String(60))
    """Of the milestone."""
    done: Mapped[bool] = mapped_column()
    done_on: Mapped[date | None] = mapped_column()
    note: Mapped[str] = mapped_column(Text, default="")
    """What shows that it made a difference, or why it is not done; Markdown."""
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    hat: Mapped[str] = mapped_column(String(200))
    """Name and role as they stood when it was recorded."""
