"""What happens in the course of a meeting. Its sitting and its votes are the decisions room's."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class Proceeding(NumberedRow, Base):
    """One thing that happened: the meeting opened, an item was taken, somebody took the chair.

    Only ever added; what happened last counts.
    """

    __tablename__ = "proceeding"
    __table_args__ = tenant_table(
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        same_company("item_id", "agenda_item"),
        same_company("appointment_id", "appointment"),
        CheckConstraint(
            "kind in ('opened', 'adjourned', 'resumed', 'closed', 'began', 'presided')",
            name="kind_is_known",
        ),
        Index(None, "company_id", "meeting_id", "id"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    """opened, adjourned, resumed or closed; began: an item is taken; presided: who presides."""
    at: Mapped[datetime] = mapped_column()
    item_id: Mapped[int | None] = mapped_column()
    """Of ``began`` the item."""
    appointment_id: Mapped[int | None] = mapped_column()
    """Of ``presided`` the seat."""
    name: Mapped[str] = mapped_column(String(200))
    """Of ``presided`` who sits in it; of all others empty."""
    person_id: Mapped[int | None] = mapped_column()
    """Of ``presided`` the person, who may sign the minutes that this meeting confirms."""
    because: Mapped[str] = mapped_column(String(1000))
    """Of ``adjourned`` why."""


class Movement(NumberedRow, Base):
    """A seat's member, or her substitute, was marked: the first row of a seat is the roll call, a
    later one that she came or left."""

    __tablename__ = "movement"
    __table_args__ = tenant_table(
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        same_company("item_id", "agenda_item"),
        same_company("appointment_id", "appointment"),
        Index(None, "company_id", "meeting_id", "id"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    appointment_id: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200))
    """Whoever sat in the seat then."""
    present: Mapped[bool] = mapped_column()
    at: Mapped[datetime] = mapped_column()
    """When she came or left: the moment of marking, unless the clerk said another."""
    item_id: Mapped[int | None] = mapped_column()
    """The item that was being taken."""


class Motion(NumberedRow, Base):
    """Who moved and who seconded a recommendation, or an amendment to what an item proposes."""

    __tablename__ = "motion"
    __table_args__ = tenant_table(
        same_company("meeting_id", "meeting"),
        same_company("body_id", "body"),
        same_company("item_id", "agenda_item"),
        same_company("recommendation_id", "recommendation"),
        same_company("mover_id", "appointment"),
        same_company("seconder_id", "appointment"),
        CheckConstraint("kind in ('motion', 'amendment')", name="kind_is_known"),
        CheckConstraint("kind <> 'amendment' or words <> ''", name="an_amendment_has_words"),
        Index(None, "company_id", "meeting_id", "id"),
    )

    meeting_id: Mapped[int] = mapped_column()
    body_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    recommendation_id: Mapped[int | None] = mapped_column()
    """The recommendation it is about; None for the item as a whole."""
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    """Of an amendment, as moved; a recommendation has its words already."""
    mover_id: Mapped[int] = mapped_column()
    """The seat of the mover; her name as it stood beside it."""
    mover: Mapped[str] = mapped_column(String(200))
    seconder_id: Mapped[int | None] = mapped_column()
    seconder: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[str] = mapped_column(String(20))
    """Of an amendment: carried, lost or withdrawn; empty while it is debated, and of a motion,
    whose outcome is its vote's."""
    ref: Mapped[str] = mapped_column(String(20))
    """The item of the plan whose wording an amendment changes, as the decisions room recorded it;
    empty where it changes none."""
    moved_at: Mapped[datetime] = mapped_column()
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """Recorded in error, and taken back."""
