"""What stands beside the texts: words not saved yet, where a wording comes from, progress."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table


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
