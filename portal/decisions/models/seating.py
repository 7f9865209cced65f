"""Who sits in which seat of a body at a sitting, what the clerk counted, what was set right."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table


class SeatAllocation(NumberedRow, Base):
    """How many seats of a body a council fills (``council_id`` is its area); those without a member
    are vacant."""

    __tablename__ = "seat_allocation"
    __table_args__ = tenant_table(
        same_company("body_id", "body"),
        ForeignKeyConstraint(["company_id", "council_id"], ["area.company_id", "area.area_id"]),
        UniqueConstraint("company_id", "body_id", "council_id"),
        CheckConstraint("seats >= 0", name="seats_are_counted"),
    )

    body_id: Mapped[int] = mapped_column()
    council_id: Mapped[int] = mapped_column()
    seats: Mapped[int] = mapped_column()


class Substitution(NumberedRow, Base):
    """Who sits in a member's seat for one sitting, and votes in it instead of her."""

    __tablename__ = "substitution"
    __table_args__ = tenant_table(
        same_company("sitting_id", "sitting"),
        same_company("appointment_id", "appointment"),
        same_company("substitute_id", "appointment"),
        UniqueConstraint("company_id", "sitting_id", "appointment_id"),
    )

    sitting_id: Mapped[int] = mapped_column()
    appointment_id: Mapped[int] = mapped_column()
    """The seat: the appointment of the member who is replaced."""
    substitute_id: Mapped[int] = mapped_column()
    """The substitute's appointment, of this one day."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """The member came after all, before anybody voted in her seat."""


class HandCount(NumberedRow, Base):
    """The hands that the clerk counted for one council, whose area is ``council_id``."""

    __tablename__ = "hand_count"
    __table_args__ = tenant_table(
        same_company("recommendation_id", "recommendation"),
        ForeignKeyConstraint(["company_id", "council_id"], ["area.company_id", "area.area_id"]),
        UniqueConstraint("company_id", "recommendation_id", "council_id"),
    )

    recommendation_id: Mapped[int] = mapped_column()
    council_id: Mapped[int] = mapped_column()
    hands_for: Mapped[int] = mapped_column()
    hands_against: Mapped[int] = mapped_column()
    abstaining: Mapped[int] = mapped_column()


class Correction(NumberedRow, Base):
    """What was recorded wrongly of a closed vote, and what is right. The vote itself stands."""

    __tablename__ = "correction"
    __table_args__ = tenant_table(
        same_company("recommendation_id", "recommendation"),
        UniqueConstraint("company_id", "recommendation_id", "id"),
    )

    recommendation_id: Mapped[int] = mapped_column()
    recorded: Mapped[str] = mapped_column(Text)
    correct: Mapped[str] = mapped_column(Text)
    because: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[str] = mapped_column(String(200))
    made_hat: Mapped[str] = mapped_column(String(200))
