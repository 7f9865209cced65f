"""Assessments of risks, what is done about them beside, where each stands, and the matrix.

What a risk is stands in its plan; nothing here is part of a version.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.plans.models.recorded import Recorded
from tenants.base import Base, NumberedRow, same_area, same_company, tenant_table


class RiskAssessment(Recorded, NumberedRow, Base):
    """How likely a risk was found to be on a day, and how grave. Of a kind and a day the newest
    counts; all are kept."""

    __tablename__ = "risk_assessment"
    __table_args__ = tenant_table(
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="likelihood_of_five"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="impact_of_five"),
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "item_id", "on_day"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(10))
    """inherent (without controls), current, or target."""
    likelihood: Mapped[int] = mapped_column()
    impact: Mapped[int] = mapped_column()
    on_day: Mapped[date] = mapped_column()
    printed: Mapped[str] = mapped_column(String(60))
    """The score as a register printed it; empty where none did."""
    review_on: Mapped[date | None] = mapped_column()
    """When it is looked at next; of the newest current assessment this counts."""
    note: Mapped[str] = mapped_column(Text)


class RiskResponse(Recorded, NumberedRow, Base):
    """A risk is escalated to a council's corporate register or taken back, accepted until a day or
    no longer. The newest of each pair counts."""

    __tablename__ = "risk_response"
    __table_args__ = tenant_table(
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "item_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(12))
    """escalated, returned, accepted or ended."""
    whose: Mapped[str] = mapped_column(String(200))
    """Escalated: the corporate register. Accepted: the body or post that accepts it."""
    on_day: Mapped[date] = mapped_column()
    until: Mapped[date | None] = mapped_column()
    """The last day on which it is accepted."""
    because: Mapped[str] = mapped_column(Text)


class RiskStanding(NumberedRow, Base):
    """Where a risk stands, kept by the service beside each row above and derived whole from them:
    a register reads this alone, however many years there are."""

    __tablename__ = "risk_standing"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "item_id"),
        same_company("plan_id", "plan"),
        same_area("item_id", "plan_item"),
        Index(None, "company_id", "plan_id"),
    )

    plan_id: Mapped[int] = mapped_column()
    item_id: Mapped[int] = mapped_column()
    kept: Mapped[dict[str, Any]] = mapped_column(JSON)
    """As ``queries.standing_of`` reads it."""
    updated_at: Mapped[datetime] = mapped_column()
    updated_by: Mapped[str] = mapped_column(String(200))


class RiskMatrix(Recorded, NumberedRow, Base):
    """The company's bands and words from a day on; the newest that has begun counts."""

    __tablename__ = "risk_matrix"
    __table_args__ = tenant_table(Index(None, "company_id", "in_force_from"))

    in_force_from: Mapped[date] = mapped_column()
    bands: Mapped[list[list[Any]]] = mapped_column(JSON)
    """``[[least score, name], …]``, the lowest first."""
    likelihood: Mapped[list[str]] = mapped_column(JSON)
    impact: Mapped[list[str]] = mapped_column(JSON)
    """The words for 1 to 5."""
