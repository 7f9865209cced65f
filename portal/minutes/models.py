"""The minutes of a meeting: passages, each with all its revisions, and how far they have come."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class Minutes(NumberedRow, Base):
    """The minutes of one meeting. Once signed, nothing of them changes."""

    __tablename__ = "minutes"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "meeting_id"),
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        same_company("confirmed_meeting_id", "meeting"),
        same_company("confirmed_item_id", "agenda_item"),
        CheckConstraint("state in ('draft', 'published', 'confirmed')", name="state_is_known"),
        CheckConstraint("signed_at is null or digest <> ''", name="signed_over_a_digest"),
        Index(None, "company_id", "body_id", "state"),
        Index(None, "company_id", "confirmed_meeting_id"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    """draft, for the body alone; published, as a draft; confirmed by a later meeting."""
    published_at: Mapped[datetime | None] = mapped_column()
    published_by: Mapped[str] = mapped_column(String(200))
    published_hat: Mapped[str] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None] = mapped_column()
    confirmed_by: Mapped[str] = mapped_column(String(200))
    """The clerk who recorded it."""
    confirmed_meeting_id: Mapped[int | None] = mapped_column()
    """The meeting that confirmed them, under which of its items."""
    confirmed_item_id: Mapped[int | None] = mapped_column()
    signed_at: Mapped[datetime | None] = mapped_column()
    signed_by: Mapped[str] = mapped_column(String(200))
    """Whoever presided over the meeting that confirmed them (LGA 1972, Schedule 12, para 41)."""
    signed_hat: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    """Over all passages as confirmed, Part II by their digests; empty until they are signed."""


class Passage(NumberedRow, Base):
    """One passage: as it was drafted last from what was recorded, and as it stands edited."""

    __tablename__ = "minutes_passage"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "minutes_id", "key"),
        same_company("minutes_id", "minutes"),
        same_company("body_id", "body"),
        same_company("item_id", "agenda_item"),
        CheckConstraint("part in (1, 2)", name="part_is_known"),
        Index(None, "company_id", "minutes_id", "position"),
    )

    minutes_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    item_id: Mapped[int | None] = mapped_column()
    key: Mapped[str] = mapped_column(String(40))
    """What it is about, the same each time the minutes are drafted: ``attendance``, ``item-7``."""
    position: Mapped[int] = mapped_column()
    heading: Mapped[str] = mapped_column(String(320))
    """What the public may read, of Part II too."""
    part: Mapped[int] = mapped_column()
    drafted: Mapped[str] = mapped_column(Text)
    """As it was drafted when the clerk last looked."""
    text: Mapped[str] = mapped_column(Text)
    """As it stands. Markdown."""
    revision: Mapped[int] = mapped_column()
    """Number of the last revision."""
    published: Mapped[int | None] = mapped_column()
    """Number of the revision that was published as a draft."""


class PassageRevision(NumberedRow, Base):
    """A passage as it stood once. Never changed; the last one is the passage."""

    __tablename__ = "passage_revision"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "passage_id", "number"),
        same_company("passage_id", "minutes_passage"),
        CheckConstraint("kind in ('drafted', 'edited', 'amended')", name="kind_is_known"),
    )

    passage_id: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """drafted from the records, edited by the clerk, or amended by the meeting that confirmed."""
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    hat: Mapped[str] = mapped_column(String(200))
