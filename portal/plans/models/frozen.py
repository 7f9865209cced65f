"""Frozen versions: their manifests, states and days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Index,
    String,
    UniqueConstraint,
    and_,
    column,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.plans.content import SCHEME
from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table

_OPEN = and_(column("in_force_from").is_not(None), column("in_force_to").is_(None))
_IN_FORCE: dict[str, Any] = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}


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
    locked_on: Mapped[date | None] = mapped_column()
    """The day from which it locks its plan's draft, as an approved budget does."""
    unlocked_on: Mapped[date | None] = mapped_column()
    unlocked_by: Mapped[str] = mapped_column(String(200), default="")
    unlocked_because: Mapped[str] = mapped_column(String(1000), default="")
    """When, by whom and why the draft was opened for a new submission."""


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
