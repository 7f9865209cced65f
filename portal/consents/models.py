"""Disputes between owners: what each says, by when it is to be resolved, who settled it and how."""

from datetime import date, datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, NumberedRow, same_company, tenant_table

RESOLVED = "resolved"
"""The state of a dispute that is settled."""


class Dispute(NumberedRow, Base):
    """The owners' bodies decided a matter differently, and the rule kept with it cannot be met."""

    __tablename__ = "dispute"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "matter_id"),
        same_company("matter_id", "matter"),
        same_company("referred_id", "matter"),
        Index(None, "company_id", "state", "resolve_by"),
    )

    matter_id: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    """open, referred (to the body that settles disputes), resolved."""
    because: Mapped[str] = mapped_column(Text)
    """Why the rule cannot be met, as it was found when the dispute began."""
    opened_on: Mapped[date] = mapped_column()
    resolve_by: Mapped[date] = mapped_column()
    """The last day of the clock, as the settling body's setting was when the dispute began."""
    referred_id: Mapped[int | None] = mapped_column()
    """The matter by which the joint committee settles it: the last, where it was referred again."""
    resolved_at: Mapped[datetime | None] = mapped_column()
    resolved_how: Mapped[str] = mapped_column(String(20), default="")
    """resolution (of the body it was referred to), agreement (the rule was met), withdrawn."""


class Position(NumberedRow, Base):
    """What a council says in a dispute, in its own words. The area is the council's."""

    __tablename__ = "dispute_position"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "matter_id", "area_id"), same_company("matter_id", "matter")
    )

    matter_id: Mapped[int] = mapped_column()
    words: Mapped[str] = mapped_column(Text)
    stated_at: Mapped[datetime] = mapped_column()
    stated_by: Mapped[str] = mapped_column(String(200))
    stated_hat: Mapped[str] = mapped_column(String(200))
