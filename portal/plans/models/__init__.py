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
    column,
)
from sqlalchemy.orm import Mapped, mapped_column, validates

from portal.kit.timescales import read_timescale
from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table


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
        Index(None, "company_id", "kind", "plan_id", "position"),
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
        Index(None, "company_id", "section_id", "position"),
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
    due_kind: Mapped[str] = mapped_column(String(12), default="")
    due_on: Mapped[date | None] = mapped_column()
    """What was read of its timescale, so that lists can ask for it: no part of the digest."""

    @validates("details")
    def _read_when(self, _: str, details: dict[str, str]) -> dict[str, str]:
        read = read_timescale(details.get("when", ""))
        self.due_kind, self.due_on = read.kind, read.first_due
        return details
